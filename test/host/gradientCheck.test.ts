import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, extension, fileOf, show } from './support';

async function reportOf(uri: vscode.Uri) {
  await show(uri);
  await vscode.commands.executeCommand('backprop.checkGradients', uri);
  const { panels, sessionOf } = await extension();
  assert.ok(panels.get(uri), 'the panel is there');
  const report = sessionOf(uri)?.gradients.report;
  assert.ok(report);
  return report;
}

describe('checking gradients', () => {
  afterEach(closeAll);

  it('compares every tensor of the network, and trains nothing', async () => {
    const uri = fileOf('softmax-2-3-2.backprop.json');
    await show(uri);
    await vscode.commands.executeCommand('backprop.step', uri);
    const report = await reportOf(uri);
    assert.equal(report.step, 1);
    assert.deepEqual(report.wrong, []);
    for (const { name, checked, size, maxRelativeError } of report.parameters) {
      assert.equal(checked, size, name);
      assert.ok((maxRelativeError ?? Infinity) < 1e-6, name);
    }
    const { sessionOf } = await extension();
    assert.equal(sessionOf(uri)?.session.view.state?.position.step, 1);
  });

  it('compares the inputs of an expression', async () => {
    const report = await reportOf(fileOf('gates.backprop.json'));
    assert.deepEqual(
      report.parameters.map(({ name, verdict }) => [name, verdict]),
      [
        ['x', 'agrees'],
        ['y', 'agrees'],
        ['z', 'agrees'],
      ],
    );
  });
});
