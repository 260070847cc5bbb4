import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, extension, fileOf, fresh, read, retype, show } from './support';

describe('a fork', () => {
  afterEach(closeAll);

  it('goes on from where the run stands, and is compared with the file of that run', async () => {
    const text = await read(fileOf('xor.backprop.json'));
    const uri = await fresh(text);
    await show(uri);
    const { sessions } = await extension();
    await vscode.commands.executeCommand('backprop.step', uri);
    const changed = text.replace(/"learning_rate": [\d.]+/, '"learning_rate": 0.125');
    await retype(uri, changed);
    await vscode.commands.executeCommand('backprop.fork', uri);
    const view = sessions.get(uri)?.session.view;
    assert.equal(view?.state?.position.step, 1);
    assert.deepEqual(view?.definition?.origin, { run: 1, step: 1, epoch: 1 });
    await vscode.commands.executeCommand('backprop.compareRuns', uri);
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const shown = await Promise.all(
      [input.original, input.modified].map(side => vscode.workspace.openTextDocument(side)),
    );
    assert.deepEqual(
      shown.map(document => document.getText()),
      [text, changed],
    );
    assert.deepEqual(vscode.languages.getDiagnostics(input.original), []);
  });
});
