import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, extension, fileOf, read, show, write } from './support';

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
