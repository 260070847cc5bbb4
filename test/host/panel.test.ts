import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, drawn, eventually, fileOf, panelOf, show, write } from './support';

describe('the panel', () => {
  afterEach(closeAll);

  it('opens beside the file and draws what is trained', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    const training = vscode.commands.executeCommand('backprop.train', uri);
    await drawn(uri);
    await training;
    const { panel } = await panelOf(uri);
    assert.equal(panel.viewColumn, 2);
    assert.equal(panel.title, 'XOR, 2-2-2-1');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
  });

  it('is one for each experiment', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    await vscode.commands.executeCommand('backprop.openPanel', uri);
    const { panel } = await panelOf(uri);
    await vscode.commands.executeCommand('backprop.openPanel', uri);
    assert.equal((await panelOf(uri)).panel, panel);
  });

  it('draws again after it was hidden, and after it was moved', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    await vscode.commands.executeCommand('backprop.step', uri);
    await drawn(uri);
    const { panel } = await panelOf(uri);
    await vscode.window.showTextDocument(fileOf('linear.backprop.json'), { viewColumn: 2 });
    await eventually(
      listener => panel.onDidChangeViewState(listener),
      () => !panel.visible,
    );
    panel.reveal(2);
    await drawn(uri);
    panel.reveal(1);
    await drawn(uri);
    assert.equal(panel.viewColumn, 1);
  });

  it('stays in sight where a file is opened from it: that goes to the other column', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    await vscode.commands.executeCommand('backprop.inspect', uri);
    await vscode.commands.executeCommand('backprop.openPanel', uri);
    const { panel } = await panelOf(uri);
    const line = { layer: 0, tensor: 'weights' };
    const opens: [command: string, argument: unknown, file: string][] = [
      ['backprop.openSample', 'linear-70.backprop.json', 'linear-70.backprop.json'],
      ['backprop.goToLine', line, 'xor.backprop.json'],
      [
        'backprop.newFromCsv',
        await write('beside.csv', 'a,b\n1,2\n2,4\n3,6\n'),
        'beside.backprop.json',
      ],
    ];
    for (const [command, argument, file] of opens) {
      panel.reveal();
      await eventually(
        listener => panel.onDidChangeViewState(listener),
        () => panel.active,
      );
      await vscode.commands.executeCommand(command, argument);
      const { document, viewColumn } = vscode.window.activeTextEditor ?? assert.fail();
      assert.deepEqual(
        [document.uri.toString(), viewColumn],
        [fileOf(file).toString(), 1],
        command,
      );
    }
    // Its own panel is a tab of the column that is there.
    const other = fileOf('linear-70.backprop.json');
    await show(other);
    await vscode.commands.executeCommand('backprop.openPanel', other);
    const { panel: second } = await panelOf(other);
    const column = await eventually(
      listener => second.onDidChangeViewState(listener),
      () => second.viewColumn,
    );
    assert.equal(column, 2);
    for (const name of ['beside.csv', 'beside.backprop.json'])
      await vscode.workspace.fs.delete(fileOf(name));
  });

  it('shuts everything out of its page but itself', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    await vscode.commands.executeCommand('backprop.openPanel', uri);
    const { html } = (await panelOf(uri)).panel.webview;
    const nonce = /script-src 'nonce-([0-9a-f]{32})'/.exec(html)?.[1];
    assert.ok(nonce);
    assert.match(html, /default-src 'none'/);
    assert.ok(html.includes(`<meta property="csp-nonce" content="${nonce}">`));
    assert.ok(html.includes(`style-src`) && html.includes(`'nonce-${nonce}'`));
    assert.doesNotMatch(html, /unsafe-|xor/i);
  });
});
