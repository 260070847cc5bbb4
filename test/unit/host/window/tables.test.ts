/** A bare table: what is said above it, and the questions that change it. */
import { choose, labels, provider, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { screen } from '../vscode/window';
import { disk, fileEvents, workspace } from '../vscode/workspace';

const PEOPLE = [
  'Id,age,job,size,ok',
  ...Array.from({ length: 12 }, (_, i) => {
    const age = i === 5 ? '' : 20 + ((i * 7) % 11);
    return `${i},${age},${['cook', 'nurse', 'smith'][i % 3]},${(i * 5) % 9}.5,${i % 2}`;
  }),
].join('\n');

describe('a bare table', () => {
  const host = useHost();
  const sentence = async (uri: vscode.Uri): Promise<string> => {
    const document = await workspace.openTextDocument(uri);
    const lenses = provider('codeLens').provideCodeLenses(document);
    return lenses
      .slice(2)
      .map(({ command }) => command?.title)
      .join(' · ');
  };
  const change = (uri: vscode.Uri, about: string) => host().run('chooseColumns', uri, about);
  /** The text of the experiment that New Experiment from This Table writes. */
  const written = async (uri: vscode.Uri): Promise<string> => {
    const file = (await host().run('newFromCsv', uri)) as vscode.Uri;
    return disk.text(file) ?? '';
  };

  it('says what it was taken for before anything is done with it', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    assert.equal(
      await sentence(uri),
      'target ok: 2 classes · 3 inputs · header: row 1 · 1 row skipped: missing values · 11 rows · Id left out: counts the rows',
    );
    assert.equal(host().internal.sessions.all().length, 0);
  });

  it('of which only the beginning was looked at does not say how many rows it has', async () => {
    const uri = await host().open('long.csv', `a,b,y\n${'1.5,2,0\n2.5,1,1\n'.repeat(10_000)}`);
    assert.equal(await sentence(uri), 'target y: 2 classes · 2 inputs · header: row 1');
  });

  it('that is too long to be looked at as a whole is looked at all over', async () => {
    const rows = Array.from(
      { length: 300_000 },
      (_, i) => `${(i * 7919) % 997}.25,${(i * 31) % 89}.5,k${Math.floor(i / 30_000)}\n`,
    );
    const uri = await host().open('sorted.csv', `a,b,kind\n${rows.join('')}`);
    assert.ok((await workspace.openTextDocument(uri)).getText().length > 4 * 2 ** 20);
    assert.match(await written(uri), /"units": 10, "activation": "softmax"/);
  });

  it('says nothing of a text that is no table', async () => {
    const uri = await host().open('notes.csv', 'some words\nand more\n');
    assert.equal(await sentence(uri), '');
  });

  it('asks for the target, and what is trained then learns it', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    choose('size');
    await change(uri, 'target');
    assert.match(labels(screen.asked[0])[0], /^ok$/, 'the present one comes first');
    assert.match(await sentence(uri), /^target size: a number · 3 inputs · /);
    await host().run('train', uri);
    const { session } = host().internal.sessions.open(uri);
    assert.equal(session.view.description?.data.classNames, null);
    assert.match(await written(uri), /"label": "size"/);
  });

  it('asks for the inputs, and how a category is given', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    screen.listAnswers.push(
      list => list.press(list.items.find(item => (item as { label: string }).label === 'job')),
      list => list.accept(...list.ticked.slice(1)),
    );
    choose('0, 1, 2');
    await change(uri, 'inputs');
    const ticked = screen.quickPicks[0].ticked.map(item => (item as { label: string }).label);
    assert.deepEqual(ticked, ['age', 'job', 'size']);
    assert.match(
      await written(uri),
      /"features": \[\{ "column": "job", "as": "ordinal" \}, "size"\]/,
    );
  });

  it('asks whether its first row holds names', async () => {
    const uri = await host().open('numbers.csv', '1,2,3\n4,5,7\n6,8,2\n');
    choose('names');
    await change(uri, 'header');
    assert.match(await sentence(uri), /· header: row 1 · 2 rows/);
    assert.match(await written(uri), /"header": true/);
    choose('is data');
    await change(uri, 'header');
    assert.match(await sentence(uri), /· no header · 3 rows/);
  });

  it('says the other answer at once, in the document that stands open', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    const document = await workspace.openTextDocument(uri);
    const lenses = provider('codeLens');
    const first = () => lenses.provideCodeLenses(document)[2].command?.title;
    assert.equal(first(), 'target ok: 2 classes');
    let said = 0;
    lenses.onDidChangeCodeLenses(() => said++);
    choose('size');
    await change(uri, 'target');
    assert.ok(said > 0, 'the editor is told to ask for its lenses again');
    assert.equal(first(), 'target size: a number');
  });

  it('asks what becomes of missing values', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    choose('median');
    await change(uri, 'skipped');
    assert.match(await sentence(uri), /· 12 rows/);
    assert.match(await written(uri), /"missing": "median"/);
  });

  it('keeps the answer when it is closed and opened again, and when it is renamed', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    choose('size');
    await change(uri, 'target');
    disk.close(uri);
    screen.close(uri);
    host().internal.sessions.endUnused();
    assert.equal(host().internal.sessions.all().length, 0);
    await host().open('people.csv', PEOPLE);
    assert.match(await sentence(uri), /^target size: a number · 3 inputs/);
    await host().run('train', uri);
    const other = disk.write('folk.csv', PEOPLE);
    fileEvents.renames.fire({ files: [{ oldUri: uri, newUri: other }] });
    assert.match(await sentence(other), /^target size: a number · 3 inputs/);
    assert.match(await sentence(uri), /^target ok: 2 classes/);
  });

  it('forgets the answer where it has other columns since', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    choose('size');
    await change(uri, 'target');
    disk.retype(uri, PEOPLE.replace('Id,age,job,size,ok', 'Id,age,job,length,ok'));
    assert.match(await sentence(uri), /^target ok: 2 classes/);
    screen.listAnswers.push(list => list.accept(...list.ticked));
    await change(uri, 'inputs');
    assert.match(await sentence(uri), /^target ok: 2 classes · 3 inputs/);
    disk.retype(uri, 'a,b\n1,2\n2,3\n3,5\n');
    assert.match(await sentence(uri), /^target b: a number/);
  });

  it('has its problems at its cells, with what to do', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i},${i % 7}.5,${i === 30 ? 'n.d.' : i % 5}`,
    );
    const uri = await host().open('slip.csv', `Id,a,y\n${rows.join('\n')}`);
    await host().run('train', uri);
    const [{ diagnostic }] = host().internal.diagnostics.in(uri);
    const { start } = diagnostic.range;
    assert.deepEqual([start.line, start.character], [31, 7]);
    assert.match(diagnostic.message, /Correct the cell, or choose other columns/);
  });

  it('has what is found about its network at the header of its target', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    choose('size');
    await change(uri, 'target');
    const { source } = host().internal.sessions.open(uri);
    const place = { kind: 'json', path: ['model', 'layers', 1, 'units'], part: 'value' } as const;
    assert.equal(source.locate(place).range.start.character, PEOPLE.indexOf('size'));
  });

  it('stays as it is where a question is closed', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    const before = await sentence(uri);
    screen.listAnswers.push(list => list.hide());
    for (const about of ['target', 'inputs', 'header', 'skipped']) await change(uri, about);
    assert.equal(await sentence(uri), before);
  });
});
