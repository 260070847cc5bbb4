/** Tables whose names do not end in `.csv`, and texts that are no tables. */
import { choose, labels, provider, useHost, useTableLenses } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';
import { disk, fileEvents, workspace } from '../vscode/workspace';

const ROWS = Array.from({ length: 12 }, (_, i) => `${(i * 7) % 11}.5\t${(i * 5) % 9}\t${i % 2}\n`);
const TABLE = `a\tb\ty\n${ROWS.join('')}`;
const NOTES = 'Buy milk, bread and eggs.\nCall Ann,\nthen write to Bob.\n';

describe('a table', () => {
  const host = useHost();
  useTableLenses();
  const titles = (document: unknown) =>
    provider('codeLens')
      .provideCodeLenses(document)
      .map(({ command }) => command?.title);
  const tablesInMenus = () => services.contextKeys.get('backprop.tables');

  for (const name of ['d.tsv', 'd.TSV', 'd.txt', 'd.data', 'd.DAT']) {
    it(`called ${name} has lenses, trains, and becomes an experiment`, async () => {
      const uri = await host().open(name, TABLE);
      const document = await workspace.openTextDocument(uri);
      assert.deepEqual(titles(document).slice(0, 3), [
        '$(play) Train Network',
        'New Experiment from This Table',
        'target y: 2 classes',
      ]);
      await host().run('train', uri);
      assert.equal(host().internal.sessions.get(uri)?.session.view.status.state, 'done');
      const written = (await host().run('newFromCsv', uri)) as vscode.Uri;
      assert.ok(written.path.endsWith('/d.backprop.json'), written.path);
    });
  }

  it('whose name says nothing is one to the menus as long as it is open', async () => {
    const uri = await host().open('d.txt', TABLE);
    const document = await workspace.openTextDocument(uri);
    fileEvents.opens.fire(document as unknown as vscode.TextDocument);
    assert.deepEqual(tablesInMenus(), [uri.toString()]);
    disk.close(uri);
    assert.deepEqual(tablesInMenus(), []);
  });

  it('becomes one, and none again, with what is typed', async () => {
    const uri = await host().open('d.txt', NOTES);
    const document = await workspace.openTextDocument(uri);
    assert.deepEqual(titles(document), []);
    disk.retype(uri, TABLE);
    fileEvents.saves.fire(document as unknown as vscode.TextDocument);
    assert.equal(titles(document)[2], 'target y: 2 classes');
    assert.deepEqual(tablesInMenus(), [uri.toString()]);
    disk.retype(uri, NOTES);
    assert.deepEqual(titles(document), []);
  });

  it('whatever it is called is offered for a new experiment, and no other text', async () => {
    for (const name of ['a.csv', 'b.TSV', 'c.data', 'd.txt']) disk.write(name, TABLE);
    disk.write('notes.txt', NOTES);
    choose('From a table');
    await host().run('newExperiment');
    const offered = ['a.csv', 'b.TSV', 'c.data', 'd.txt'].map(name => `$(table) ${name}`);
    assert.deepEqual(labels(screen.asked[1]).slice(0, -1), offered);
  });
});

describe('a text that is no table', () => {
  const host = useHost();

  it('has no lens, no entry in a menu, no Problem and no session', async () => {
    const uri = await host().open('notes.txt', NOTES);
    const document = await workspace.openTextDocument(uri);
    fileEvents.opens.fire(document as unknown as vscode.TextDocument);
    assert.deepEqual(provider('codeLens').provideCodeLenses(document), []);
    assert.deepEqual(services.contextKeys.get('backprop.tables'), []);
    assert.equal(host().internal.sessions.all().length, 0);
    assert.deepEqual(host().internal.diagnostics.in(uri), []);
  });

  it('leaves a command to the experiment that was in front before it', async () => {
    const table = await host().open('d.csv', TABLE);
    await host().run('train', table);
    await host().open('notes.txt', NOTES);
    assert.equal(host().internal.active.target?.toString(), table.toString());
  });
});
