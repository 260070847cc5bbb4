import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SweepReport } from '../../src/host/sweep/sweepText';
import { checked, closeAll, eventually, fileOf, fresh, lenses, retype, show } from './support';

const SWEEP = `{
  "version": 1,
  "data": { "train": { "type": "csv", "path": "fruit.csv", "limit": 60 }, "encoding": "one_hot" },
  "model": { "layers": [{ "units": 3, "activation": "softmax" }] },
  "loss": { "type": "cross_entropy" },
  "optimizer": { "type": "sgd", "learning_rate": 0.1 },
  "trainer": { "epochs": 20 },
  "sweep": {
    "parameters": { "optimizer.learning_rate": { "values": [0.001, 0.01] }, "seed": { "values": [0, 1] } },
    "aggregate_over": ["seed"]
  }
}
`;

/** The lens with these words. */
async function titled(uri: vscode.Uri, words: string): Promise<vscode.CodeLens | undefined> {
  return (await lenses(uri)).find(({ command }) => command?.title.includes(words));
}

describe('a sweep', () => {
  afterEach(closeAll);

  it('runs from its lens, and its results are in the panel', async function () {
    this.timeout(120_000);
    const uri = await fresh(SWEEP);
    await show(uri);
    await checked(uri);
    const lens = await titled(uri, 'Run Sweep');
    assert.equal(lens?.range.start.line, 7);
    assert.equal(await titled(uri, 'Show curves'), undefined, 'there are none yet');
    const { command, arguments: args } = lens.command ?? {};
    assert.ok(command && args);
    const report = await vscode.commands.executeCommand<SweepReport>(
      command,
      ...(args as unknown[]),
    );
    assert.equal(report.state, 'done');
    assert.equal(report.runs.length, 4);
    const { sweep } = await checked(uri);
    assert.deepEqual([sweep.curves?.state, sweep.curves?.done], ['done', 4]);
    assert.equal(sweep.curves?.groups.length, 2);
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
    assert.ok(tabs.some(({ input }) => input instanceof vscode.TabInputWebview));
    const curves = await titled(uri, 'Show curves');
    assert.deepEqual(curves?.range, lens.range);
    assert.equal(curves.command?.command, 'backprop.openPanel');
  });

  it('is cancelled by its lens: what has ended stays, and another one can be run', async function () {
    this.timeout(120_000);
    // The last runs would take days.
    const long = SWEEP.replace(
      '"parameters": {',
      '"parameters": { "trainer.epochs": { "values": [20, 9000000] },',
    );
    const uri = await fresh(long);
    await show(uri);
    const { sweep } = await checked(uri);
    const sweeping = vscode.commands.executeCommand<SweepReport>('backprop.runSweep', uri);
    await eventually(
      listener => sweep.onDidChange(listener),
      () => sweep.isRunning && (sweep.curves?.done ?? 0) > 0,
    );
    const lens = await titled(uri, 'Cancel Sweep');
    const { command, arguments: args } = lens?.command ?? {};
    assert.ok(command && args);
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    const report = await sweeping;
    assert.equal(report.state, 'cancelled');
    assert.ok(report.runs.length > 0 && report.runs.length < 8, String(report.runs.length));
    assert.equal(sweep.curves?.done, report.runs.length);
    for (const { epochs } of report.runs) assert.equal(epochs, 20);
    assert.equal(sweep.isRunning, false);
    await retype(uri, SWEEP);
    const again = await vscode.commands.executeCommand<SweepReport>('backprop.runSweep', uri);
    assert.equal(again.state, 'done');
    assert.equal(again.runs.length, 4);
  });

  it('is refused where the file has an error, or no sweep', async () => {
    for (const uri of [
      await fresh(SWEEP.replace('"softmax"', '"sigmoid"')),
      fileOf('xor.backprop.json'),
    ]) {
      await show(uri);
      assert.equal(await vscode.commands.executeCommand('backprop.runSweep', uri), undefined);
    }
  });
});
