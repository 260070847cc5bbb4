/** How soon a curve is drawn, beside what any webview costs: for the bench, with no bound. */
import * as vscode from 'vscode';
import { closeAll, drawn, fileOf, show } from './support';

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

/** Panels that are opened one after the other, to say how long one takes. */
const PANELS = 5;

function medianAndRange(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const [median, least, most] = [sorted[sorted.length >> 1], sorted[0], sorted[sorted.length - 1]];
  return `${median.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)})`;
}

describe('the panel', () => {
  afterEach(closeAll);

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
});
