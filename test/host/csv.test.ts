import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './answering';
import { closeAll, extension, fileOf, lenses, read, show, write } from './support';

describe('a bare CSV file', () => {
  afterEach(closeAll);

  it('trains with what is inferred from it', async () => {
    const uri = fileOf('fruit.csv');
    await show(uri);
    const status = await vscode.commands.executeCommand<{ state: string }>('backprop.train', uri);
    assert.equal(status.state, 'done');
    const { sessions } = await extension();
    const { view } = sessions.open(uri).session;
    assert.ok((view.description?.data.classNames?.length ?? 0) > 1);
    assert.ok(view.history.length > 0);
  });

  it('becomes an experiment that says the same, number for number', async () => {
    const table = await read(fileOf('fruit.csv'));
    const uri = await write('my fruit.csv', table);
    const target = fileOf('my fruit.backprop.json');
    await show(uri);
    await vscode.commands.executeCommand('backprop.step', uri);
    const { sessions } = await extension();
    const expected = sessions.open(uri).session.view.state;
    const written = await vscode.commands.executeCommand<vscode.Uri>('backprop.newFromCsv', uri);
    assert.equal(written.toString(), target.toString());
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), target.toString());
    await vscode.commands.executeCommand('backprop.step', target);
    const { view } = sessions.open(target).session;
    assert.deepEqual(view.state?.stats, expected?.stats);
    await vscode.workspace.fs.delete(target);
    await vscode.workspace.fs.delete(uri);
  });

  it('whose ending is in capitals has its lenses, and is offered for a new experiment', async () => {
    const uri = await write('FRUIT.CSV', await read(fileOf('fruit.csv')));
    await show(uri);
    const titles = (await lenses(uri)).map(({ command }) => command?.title);
    assert.deepEqual(titles.slice(0, 2), [
      '$(play) Train Network',
      'New Experiment from This Table',
    ]);
    // Without it in front, it has to be found.
    await closeAll();
    const fromCsv = (items: readonly vscode.QuickPickItem[]) =>
      items.find(({ label }) => label.endsWith('From a table…'));
    const offered = await answering({ pick: fromCsv }, async ({ lists }) => {
      await vscode.commands.executeCommand('backprop.newExperiment');
      return lists.at(-1)?.items.map(({ description }) => description);
    });
    assert.ok(offered?.includes('FRUIT.CSV'), offered?.join('\n'));
    await vscode.workspace.fs.delete(uri);
  });

  it('may be a text that reads as a table; other texts have no lens', async () => {
    const table = await write('fruit.txt', await read(fileOf('fruit.csv')));
    const notes = await write('notes.txt', 'Buy milk,\nbread and eggs.\nCall Ann.\n');
    await show(table);
    const titles = (await lenses(table)).map(({ command }) => command?.title);
    assert.equal(titles[0], '$(play) Train Network');
    await show(notes);
    assert.deepEqual(await lenses(notes), []);
    for (const uri of [table, notes]) await vscode.workspace.fs.delete(uri);
  });

  it('that is broken is refused with a sentence', async () => {
    const uri = await write('broken.csv', 'a,b,y\n1,2,0\n1,2\n');
    await show(uri);
    await vscode.commands.executeCommand('backprop.train', uri);
    const { sessions } = await extension();
    const { view } = sessions.open(uri).session;
    assert.equal(view.description, null);
    assert.notEqual(view.status.message, '');
    const problems = vscode.languages.getDiagnostics(uri);
    assert.equal(problems[0]?.range.start.line, 2);
    await vscode.workspace.fs.delete(uri);
  });
});
