/** A bare table: what is said above it, and the questions that change it. */
import { columnsPage, decide, provider, readied, useHost, useTableLenses } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { TableAnswer } from '../../../../src/protocol/table/table';
import { types } from '../vscode/types';
import { revive, screen } from '../vscode/window';
import { disk, fileEvents, workspace } from '../vscode/workspace';

const { Uri } = types;

const PEOPLE = [
  'Id,age,job,size,ok',
  ...Array.from({ length: 12 }, (_, i) => {
    const age = i === 5 ? '' : 20 + ((i * 7) % 11);
    return `${i},${age},${['cook', 'nurse', 'smith'][i % 3]},${(i * 5) % 9}.5,${i % 2}`;
  }),
].join('\n');

describe('a bare table', () => {
  const host = useHost();
  useTableLenses();
  const sentence = async (uri: vscode.Uri): Promise<string> => {
    const document = await workspace.openTextDocument(uri);
    const lenses = provider('codeLens').provideCodeLenses(document);
    return lenses
      .slice(2)
      .map(({ command }) => command?.title)
      .join(' · ');
  };
  const answers = (uri: vscode.Uri, answer: TableAnswer) => decide(host(), uri, answer);
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

  it('learns the target that is chosen', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    const { words, columns } = await answers(uri, { type: 'target', column: 3 });
    assert.match(words, /target size: a number/);
    assert.deepEqual(
      columns.filter(({ isTarget }) => isTarget).map(({ name }) => name),
      ['size'],
    );
    assert.match(await sentence(uri), /^target size: a number · 3 inputs · /);
    await host().run('train', uri);
    const { session } = host().internal.sessions.open(uri);
    assert.equal(session.view.description?.data.classNames, null);
    assert.match(await written(uri), /"label": "size"/);
  });

  it('learns from the inputs that are chosen, given as one chooses', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    await answers(uri, { type: 'input', column: 1, isInput: false });
    await answers(uri, { type: 'use', column: 2, as: 'ordinal' });
    assert.match(
      await written(uri),
      /"features": \[\{ "column": "job", "as": "ordinal" \}, "size"\]/,
    );
    const { columns } = await answers(uri, { type: 'input', column: 1, isInput: true });
    assert.ok(columns[1].isInput);
  });

  it('without any input says why nothing can be made of it, until there is one', async () => {
    const uri = await host().open('pairs.csv', 'a,y\n1.5,2\n2.5,1\n3,7\n');
    const { problem, words } = await answers(uri, { type: 'input', column: 0, isInput: false });
    assert.match(problem, /has no column to learn from beside the target "y"/);
    assert.equal(words, '');
    const again = await answers(uri, { type: 'input', column: 0, isInput: true });
    assert.equal(again.problem, '');
  });

  it('holds names in its first row, or data, as one says', async () => {
    const uri = await host().open('numbers.csv', '1,2,3\n4,5,7\n6,8,2\n');
    await answers(uri, { type: 'header', header: true });
    assert.match(await sentence(uri), /· header: row 1 · 2 rows/);
    assert.match(await written(uri), /"header": true/);
    await answers(uri, { type: 'header', header: false });
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
    await answers(uri, { type: 'target', column: 3 });
    assert.ok(said > 0, 'the editor is told to ask for its lenses again');
    assert.equal(first(), 'target size: a number');
  });

  it('fills in missing values where one chooses so', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    await answers(uri, { type: 'missing', missing: 'median' });
    assert.match(await sentence(uri), /· 12 rows/);
    assert.match(await written(uri), /"missing": "median"/);
  });

  it('keeps the answer when it is closed and opened again, and when it is renamed', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    await answers(uri, { type: 'target', column: 3 });
    columnsPage().dispose();
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
    await answers(uri, { type: 'target', column: 3 });
    disk.retype(uri, PEOPLE.replace('Id,age,job,size,ok', 'Id,age,job,length,ok'));
    assert.match(await sentence(uri), /^target ok: 2 classes/);
    await answers(uri, { type: 'input', column: 1, isInput: false });
    assert.match(await sentence(uri), /^target ok: 2 classes · 2 inputs/);
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
    await answers(uri, { type: 'target', column: 3 });
    const { source } = host().internal.sessions.open(uri);
    const place = { kind: 'json', path: ['model', 'layers', 1, 'units'], part: 'value' } as const;
    assert.equal(source.locate(place).range.start.character, PEOPLE.indexOf('size'));
  });

  it('has one page of its columns, which begins where the sentence was clicked', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    await host().run('chooseColumns', uri, 'inputs');
    const page = columnsPage();
    const [message] = await readied(page);
    assert.equal(message.focus, 'inputs');
    assert.equal(page.title, 'Columns of people.csv');
    await host().run('chooseColumns', uri, 'header');
    assert.equal(columnsPage(), page);
    assert.equal(screen.panels.length, 1);
  });

  it('has its page again after a reload, as it was decided', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    await answers(uri, { type: 'target', column: 2 });
    const page = columnsPage();
    const state = { uri: uri.toString() };
    const double = await revive('backprop.table', state);
    assert.equal(double.isDisposed, true, 'one page is enough');
    page.dispose();
    const again = await revive('backprop.table', state);
    assert.equal(again.title, 'Columns of people.csv');
    const [message] = await readied(again);
    assert.equal(message.uri, uri.toString());
    assert.deepEqual(
      message.picture.columns.filter(({ isTarget }) => isTarget).map(({ name }) => name),
      ['job'],
    );
    const stray = await revive('backprop.table', { uri: 'memory:/work/notes.md' });
    assert.equal(stray.isDisposed, true);
  });

  it('becomes an experiment on that page, which then closes', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    await host().run('chooseColumns', uri);
    const page = columnsPage();
    await readied(page);
    const closed = new Promise<void>(resolve => page.onDidDispose(() => resolve()));
    page.webview.send({ type: 'create' });
    await closed;
    assert.match(disk.text(Uri.joinPath(uri, '../people.backprop.json')) ?? '', /"label": "ok"/);
  });

  it('minds no message of a page that makes no sense', async () => {
    const uri = await host().open('people.csv', PEOPLE);
    const before = await sentence(uri);
    await host().run('chooseColumns', uri);
    const page = columnsPage();
    await readied(page);
    for (const odd of [null, 7, { type: 'target' }, { type: 'use', column: 2, as: 'x' }, {}])
      page.webview.send(odd);
    await answers(uri, { type: 'target', column: 99 });
    assert.equal(await sentence(uri), before);
  });

  it('that has no columns is refused without a page', async () => {
    const uri = await host().open('empty.csv', '\n');
    await host().run('chooseColumns', uri);
    assert.match(screen.said.join('\n'), /empty\.csv is empty/);
    assert.equal(screen.panels.length, 0);
  });
});
