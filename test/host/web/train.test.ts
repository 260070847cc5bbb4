/** The same extension where there is no Node: training runs in a web worker. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunStatus } from '../../../src/protocol/snapshot';
import {
  checked,
  closeAll,
  eventually,
  extension,
  fileOf,
  inSession,
  longRun,
  show,
} from '../support';

describe('without Node', () => {
  afterEach(closeAll);

  it('trains a sample to its end, and draws it', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    const training = vscode.commands.executeCommand<RunStatus>('backprop.train', uri);
    const { panels } = await extension();
    await inSession(() => panels.get(uri));
    let draws = 0;
    await eventually(
      listener =>
        panels.get(uri)?.onDidDraw(() => {
          draws++;
          listener();
        }) ?? { dispose: () => undefined },
      () => draws > 0,
    );
    assert.equal((await training).state, 'done');
  });

  it('reads data files of the workspace', async () => {
    const uri = fileOf('three-gaussians.backprop.json');
    await show(uri);
    const { session } = await checked(uri);
    assert.deepEqual(session.checked.problems, []);
    assert.equal(session.checked.summary?.train.rows, 210);
  });

  it('steps as everywhere', async () => {
    const uri = fileOf('linear.backprop.json');
    await show(uri);
    await vscode.commands.executeCommand('backprop.step', uri);
    await vscode.commands.executeCommand('backprop.stepEpoch', uri);
    const { session } = (await extension()).sessions.open(uri);
    assert.equal(session.view.state?.position.step, 2, 'an epoch is one full batch');
  });

  it('pauses', async () => {
    const uri = await longRun();
    await show(uri);
    const training = vscode.commands.executeCommand<RunStatus>('backprop.train', uri);
    await inSession(
      ({ sessionOf }) => (sessionOf(uri)?.session.view.state?.position.step ?? 0) > 100,
    );
    await vscode.commands.executeCommand('backprop.pause', uri);
    assert.equal((await training).state, 'paused');
  });

  it('opens a sample from where the extension is', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>(
      'backprop.openSample',
      'five-points.backprop.json',
    );
    assert.equal(uri.toString(), fileOf('five-points.backprop.json').toString());
  });
});
