/** New experiments and copies of samples: what is asked, and what is written. */
import {
  answer,
  choose,
  columnsPage,
  decide,
  labels,
  openSample,
  press,
  readied,
  useHost,
} from './support';
import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import type * as vscode from 'vscode';
import { sample } from '../vscode/host';
import { types } from '../vscode/types';
import { screen } from '../vscode/window';
import { disk, FOLDER } from '../vscode/workspace';

const { Uri } = types;

interface Entry {
  label: string;
  description?: string;
  detail?: string;
}

const CSV = 'a,b,kind\n1,2,cat\n3,4,dog\n2,2,cat\n4,3,dog\n';

describe('New Experiment', () => {
  const host = useHost();

  it('from this CSV writes the experiment beside it, and shows it', async () => {
    await host().open('pets.csv', CSV);
    const target = (await host().run('newFromCsv')) as vscode.Uri;
    assert.equal(target.path, '/work/pets.backprop.json');
    const text = disk.text(target) ?? '';
    assert.match(text, /"path": "pets.csv"/);
    assert.equal(screen.active?.document.uri.toString(), target.toString());
  });

  it('from a table whose name ends in capitals writes beside it, and not over it', async () => {
    const csv = await host().open('PETS.CSV', CSV);
    const target = (await host().run('newFromCsv', csv)) as vscode.Uri;
    assert.equal(target.path, '/work/PETS.backprop.json');
    assert.equal(disk.text(csv), CSV);
    assert.deepEqual(screen.asked, []);
  });

  it('asks before it replaces a file, and leaves it as it is where it may not', async () => {
    const csv = await host().open('pets.csv', CSV);
    const mine = disk.write('pets.backprop.json', '{ "mine": true }');
    assert.equal(await host().run('newFromCsv', csv), undefined);
    assert.match(screen.asked[0].title, /pets.backprop.json exists already. Replace it\?/);
    assert.equal(screen.asked[0].options.modal, true);
    assert.equal(disk.text(mine), '{ "mine": true }');
    press('Replace');
    await host().run('newFromCsv', csv);
    assert.match(disk.text(mine) ?? '', /pets.csv/);
  });

  it('asks for the file, and shows its columns to choose among', async () => {
    const csv = await host().open('pets.csv', CSV);
    choose('From a table');
    choose('pets.csv');
    await host().run('newExperiment');
    const [, files] = screen.asked;
    assert.deepEqual(labels(files), ['$(table) pets.csv', '$(folder-opened) Browse…']);
    const page = columnsPage();
    await readied(page);
    await decide(host(), csv, { type: 'input', column: 0, isInput: false });
    const closed = new Promise<void>(resolve => page.onDidDispose(() => resolve()));
    page.webview.send({ type: 'create' });
    await closed;
    const file = Uri.parse('memory:/work/pets.backprop.json');
    const { data } = parse(disk.text(file) ?? '') as { data: { train: Record<string, unknown> } };
    assert.deepEqual(data.train.features, ['b']);
    assert.equal(data.train.label, 'kind');
  });

  it('offers the table in front first', async () => {
    disk.write('alone.csv', CSV);
    await host().open('pets.csv', CSV);
    choose('From a table');
    await host().run('newExperiment');
    const [, files] = screen.asked;
    assert.deepEqual(labels(files).slice(0, 2), ['$(table) pets.csv', '$(table) alone.csv']);
  });

  it('offers tables whose ending is in capitals too', async () => {
    disk.write('PETS.CSV', CSV);
    disk.write('notes.csvx', CSV);
    choose('From a table');
    await host().run('newExperiment');
    const [, files] = screen.asked;
    assert.deepEqual(labels(files), ['$(table) PETS.CSV', '$(folder-opened) Browse…']);
  });

  it('offers no column of texts as an input', async () => {
    await host().open('pets.csv', 'owner,a,kind\nAnn,1,cat\nBob,3,dog\nCid,2,cat\n');
    for (const each of ['From a table', 'pets.csv']) choose(each);
    await host().run('newExperiment');
    const [{ picture }] = await readied(columnsPage());
    assert.deepEqual(
      picture.columns.map(({ uses }) => uses.length > 0),
      [false, true, true],
    );
  });

  it('does nothing where any of its questions is left', async () => {
    await host().open('pets.csv', CSV);
    // What is kept of earlier runs lies elsewhere, and may be written meanwhile.
    const files = (): string[] =>
      [...disk.files.keys()].filter(key => key.startsWith(FOLDER.toString()));
    const before = files();
    for (const answers of [[], ['From a table'], ['From a table', 'pets.csv']]) {
      for (const each of answers) choose(each);
      assert.equal(await host().run('newExperiment'), undefined);
    }
    assert.deepEqual(files(), before);
  });

  it('browses for a file', async () => {
    await host().open('pets.csv', CSV);
    const other = disk.write('more/other.csv', 'x,y\n1,2\n3,4\n');
    choose('From a table');
    choose('Browse');
    answer([other]);
    await host().run('newExperiment');
    const [{ picture }] = await readied(columnsPage());
    assert.equal(picture.file, 'other.csv');
    const { options } = screen.asked.find(({ kind }) => kind === 'open') ?? assert.fail();
    const endings = ['csv', 'tsv', 'txt', 'data', 'dat'];
    const Tables = endings.flatMap(ending => [ending, ending.toUpperCase()]);
    assert.deepEqual(options, { filters: { Tables }, canSelectMany: false });
  });

  it('wants a table for the command that is about one', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('newFromCsv', uri);
    assert.match(screen.said.join('\n'), /Open a table first/);
  });
});

describe('Open Sample', () => {
  const host = useHost();
  const COPY = '/work/backprop-samples/xor.backprop.json';

  it('offers each sample with what it is about, and opens a copy in the workspace', async () => {
    choose('XOR');
    const copy = (await host().run('openSample')) as vscode.Uri;
    assert.equal(copy.path, COPY);
    assert.equal(disk.text(copy), sample('xor.backprop.json'));
    const entries = screen.asked[0].items as Entry[];
    assert.ok(entries.length > 20);
    assert.ok(entries.every(({ label, detail }) => label !== '' && (detail ?? '') !== ''));
    assert.match(String(screen.asked[0].title), /backprop-samples/);
    for (const file of ['xor.backprop.json', 'mnist.backprop.json']) {
      const { description } = parse(sample(file)) as { description?: string };
      const entry = screen.asked[0].items.find(item => (item as Entry).description === file);
      if (description) assert.equal((entry as Entry).detail, description);
    }
  });

  it('brings the data that a sample needs, and takes a name', async () => {
    const copy = (await host().run('openSample', 'three-gaussians.backprop.json')) as vscode.Uri;
    const folder = copy.path.slice(0, copy.path.lastIndexOf('/'));
    const files = [...disk.files.keys()].filter(key => key.includes(folder));
    assert.ok(
      files.some(key => key.endsWith('.csv')),
      files.join('\n'),
    );
    assert.equal(screen.asked.length, 0);
  });

  it('never writes over a copy that a person has changed', async () => {
    const mine = disk.write('backprop-samples/xor.backprop.json', '{ "mine": true }');
    await host().run('openSample', 'xor.backprop.json');
    assert.equal(disk.text(mine), '{ "mine": true }');
    assert.equal(screen.active?.document.uri.path, COPY);
  });

  it('puts the copy into the extension’s own storage where no folder can be written', async () => {
    disk.readOnly = true;
    const first = (await host().run('openSample', 'xor.backprop.json')) as vscode.Uri;
    assert.equal(first.path, '/global/backprop-samples/xor.backprop.json');
    disk.readOnly = false;
    disk.folders = null;
    const second = (await host().run('openSample', 'xor.backprop.json')) as vscode.Uri;
    assert.equal(second.path, first.path);
  });

  it('makes no copy of a copy in the samples’ own folder', async () => {
    const open = await openSample(host(), 'xor.backprop.json');
    assert.equal(
      ((await host().run('openSample', 'xor.backprop.json')) as vscode.Uri).path,
      open.path,
    );
  });
});
