/** Stop When…: what is ticked pauses the run, and is ticked again the next time. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunStatus } from '../../../src/protocol/snapshot';
import { answering } from '../answering';
import { closeAll, extension, longRun, show } from '../support';

const choose = (uri: vscode.Uri): Thenable<void> =>
  vscode.commands.executeCommand('backprop.stopWhen', uri);
const train = (uri: vscode.Uri): Thenable<RunStatus> =>
  vscode.commands.executeCommand('backprop.train', uri);

describe('Stop When…', () => {
  afterEach(closeAll);

  async function conditionsOf(uri: vscode.Uri) {
    return (await extension()).sessions.open(uri).session.stopConditions;
  }

  it('pauses a run by a condition whose number was changed, and keeps it', async () => {
    const uri = await longRun();
    await show(uri);
    let asked = 0;
    // The pencil of the gradient, its number, then the ticks as they are.
    const tick = (items: readonly vscode.QuickPickItem[]) => {
      const picked = items.filter(item => item.picked);
      return asked++ === 0 ? { edit: items[0] } : { ticked: picked };
    };
    const input = (title: string, value: string): string => {
      assert.match(title, /Least norm/);
      assert.equal(value, '1e-7');
      return '1e6';
    };
    const { lists } = await answering({ tick, input }, async seen => {
      await choose(uri);
      return seen;
    });
    assert.equal(lists.length, 2);
    assert.match(lists[1].items[0].label, /less than 1000000/);
    assert.deepEqual(await conditionsOf(uri), { gradientBelow: 1e6, lossRises: null });
    const status = await train(uri);
    assert.equal(status.state, 'paused');
    assert.match(status.message, /^Paused before update 1: ‖∂L\/∂W‖ of .* less than/);
    await closeAll();
    await show(uri);
    assert.deepEqual(await conditionsOf(uri), { gradientBelow: 1e6, lossRises: null });
  });

  it('changes nothing where it is closed, and takes away what is no longer ticked', async () => {
    const uri = await longRun();
    await show(uri);
    const all = (ticked: readonly vscode.QuickPickItem[]) => ({ ticked: [...ticked] });
    await answering({ tick: all }, () => choose(uri));
    const both = { gradientBelow: 1e-7, lossRises: 3 };
    assert.deepEqual(await conditionsOf(uri), both);
    await answering({}, () => choose(uri));
    assert.deepEqual(await conditionsOf(uri), both);
    await answering({ tick: () => ({ ticked: [] }) }, () => choose(uri));
    assert.deepEqual(await conditionsOf(uri), { gradientBelow: null, lossRises: null });
  });
});
