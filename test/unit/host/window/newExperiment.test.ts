/** New experiments and copies of samples: what is asked, and what is written. */
import { answer, choose, labels, openSample, press, tick, useHost } from './support';
import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import type { Uri } from 'vscode';
import { sample } from '../vscode/host';
import { screen } from '../vscode/window';
import { disk, FOLDER } from '../vscode/workspace';

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
    const target = (await host().run('newFromCsv')) as Uri;
    assert.equal(target.path, '/work/pets.backprop.json');
    const text = disk.text(target) ?? '';
    assert.match(text, /"path": "pets.csv"/);
    assert.equal(screen.active?.document.uri.toString(), target.toString());
  });

  it('from a table whose name ends in capitals writes beside it, and not over it', async () => {
    const csv = await host().open('PETS.CSV', CSV);
    const target = (await host().run('newFromCsv', csv)) as Uri;
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

  it('asks for the file and its columns, the likely ones first', async () => {
    await host().open('pets.csv', CSV);
    choose('From a table');
    choose('pets.csv');
    choose('kind');
    tick('b');
    const target = (await host().run('newExperiment')) as Uri;
    const [, files, targets] = screen.asked;
    const [{ shown, ticked }] = screen.quickPicks;
    assert.deepEqual(labels(files), ['$(table) pets.csv', '$(folder-opened) Browse…']);
    assert.deepEqual(labels(targets), ['kind', 'a', 'b']);
    assert.deepEqual(labels({ items: shown }), ['a', 'b']);
    assert.deepEqual(labels({ items: ticked }), ['a', 'b']);
    const data = parse(disk.text(target) ?? '') as { data: { train: Record<string, unknown> } };
    assert.deepEqual(data.data.train.features, ['b']);
    assert.equal(data.data.train.label, 'kind');
  });

  it('offers the table in front first, and shows where its cells begin', async () => {
    disk.write('alone.csv', CSV);
    await host().open('pets.csv', `${CSV}9,8,${'long'.repeat(5)}\n`);
    for (const each of ['From a table', 'pets.csv']) choose(each);
    await host().run('newExperiment');
    const [, files, targets] = screen.asked;
    assert.deepEqual(labels(files).slice(0, 2), ['$(table) pets.csv', '$(table) alone.csv']);
    const details = (targets.items as { detail: string }[]).map(({ detail }) => detail);
    assert.ok(
      details.every(detail => detail.endsWith(', …')),
      details.join(),
    );
    assert.ok(
      details.every(detail => !detail.includes('long'.repeat(4))),
      details.join(),
    );
    assert.ok(
      details.some(detail => detail.includes('longlonglonglon…')),
      details.join(),
    );
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
    for (const each of ['From a table', 'pets.csv', 'kind']) choose(each);
    tick('a');
    await host().run('newExperiment');
    const [, , targets] = screen.asked;
    assert.deepEqual(labels(targets), ['kind', 'owner', 'a']);
    assert.deepEqual(labels({ items: screen.quickPicks[0].shown }), ['a']);
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

  it('refuses a network without any input', async () => {
    await host().open('pets.csv', CSV);
    choose('From a table');
    choose('pets.csv');
    choose('kind');
    tick();
    assert.equal(await host().run('newExperiment'), undefined);
    assert.match(screen.said.join('\n'), /A network needs at least one input/);
  });

  it('browses for a file', async () => {
    await host().open('pets.csv', CSV);
    const other = disk.write('more/other.csv', 'x,y\n1,2\n3,4\n');
    choose('From a table');
    choose('Browse');
    answer([other]);
    choose('y');
    tick('x');
    const target = (await host().run('newExperiment')) as Uri;
    assert.equal(target.path, '/work/more/other.backprop.json');
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
    const copy = (await host().run('openSample')) as Uri;
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
    const copy = (await host().run('openSample', 'three-gaussians.backprop.json')) as Uri;
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
    const first = (await host().run('openSample', 'xor.backprop.json')) as Uri;
    assert.equal(first.path, '/global/backprop-samples/xor.backprop.json');
    disk.readOnly = false;
    disk.folders = null;
    const second = (await host().run('openSample', 'xor.backprop.json')) as Uri;
    assert.equal(second.path, first.path);
  });

  it('makes no copy of a copy in the samples’ own folder', async () => {
    const open = await openSample(host(), 'xor.backprop.json');
    assert.equal(((await host().run('openSample', 'xor.backprop.json')) as Uri).path, open.path);
  });
});
