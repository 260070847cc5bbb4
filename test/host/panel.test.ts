import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, extension, fileOf, show } from './support';

/** Resolves with this file's panel, when there is one. */
async function panelOf(uri: vscode.Uri) {
  const { panels } = await extension();
  return eventually(
    listener => vscode.window.tabGroups.onDidChangeTabs(listener),
    () => panels.get(uri),
  );
}

/** Milliseconds until the smallest page of all, beside the editor, has said a word. */
async function smallestPage(): Promise<number> {
  const started = performance.now();
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel('test', '', column, { enableScripts: true });
  const said = new Promise(resolve => panel.webview.onDidReceiveMessage(resolve));
  panel.webview.html = '<script>acquireVsCodeApi().postMessage(1)</script>';
  await said;
  panel.dispose();
  return performance.now() - started;
}

/** Resolves when the page has drawn something from now on. */
async function drawn(uri: vscode.Uri): Promise<void> {
  const view = await panelOf(uri);
  let seen = false;
  await eventually(
    listener =>
      view.onDidDraw(() => {
        seen = true;
        listener();
      }),
    () => seen,
  );
}

/** Panels that are opened one after the other, to say how long one takes. */
const PANELS = 5;

function medianAndRange(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const [median, least, most] = [sorted[sorted.length >> 1], sorted[0], sorted[sorted.length - 1]];
  return `${median.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)})`;
}

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

  it('shows its first curve soon after Train', async function () {
    this.timeout(60_000);
    const uri = fileOf('xor.backprop.json');
    const curve: number[] = [];
    const smallest: number[] = [];
    for (let opened = 0; opened < PANELS; opened++) {
      await show(uri);
      smallest.push(await smallestPage());
      const started = performance.now();
      const training = vscode.commands.executeCommand('backprop.train', uri);
      await drawn(uri);
      curve.push(performance.now() - started);
      await training;
      await closeAll();
    }
    const against = `the smallest page of all: ${medianAndRange(smallest)}`;
    console.log(`        first curve after Train: ${medianAndRange(curve)}; ${against}`);
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
