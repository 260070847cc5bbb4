/** What the commands that step do to the session, counted in layers, batches and epochs. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { substepCount } from '../../../src/host/session/substeps';
import { closeAll, extension, fresh, show } from '../support';

/** Two layers; 21 rows in batches of 8: three updates an epoch. */
const FILE = `{
  "version": 1, "name": "batches", "seed": 3,
  "data": { "train": { "type": "generator", "name": "moons", "n_samples": 21 } },
  "model": { "layers": [{ "units": 3, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" }] },
  "loss": { "type": "binary_cross_entropy" },
  "optimizer": { "type": "sgd", "learning_rate": 0.5 },
  "trainer": { "epochs": 50, "batch_size": 8 }
}`;

describe('the commands that step', () => {
  afterEach(closeAll);

  async function opened() {
    const uri = await fresh(FILE);
    await show(uri);
    const { view } = (await extension()).sessions.open(uri).session;
    const run = (command: string) => vscode.commands.executeCommand(`backprop.${command}`, uri);
    const weights = () => view.state?.stats.map(layer => layer.map(({ meanAbs }) => meanAbs));
    return { view, run, weights };
  }

  it('Step One Layer goes one layer further, and updates at the end of the pass alone', async () => {
    const { view, run, weights } = await opened();
    const substeps = substepCount(2);
    assert.equal(substeps, 6);
    await run('stepLayer');
    const before = weights();
    for (let done = 1; done < substeps; done++) {
      assert.equal(view.substep, done);
      assert.equal(view.state?.position.step, 0, `no update after ${done} of them`);
      assert.deepEqual(weights(), before);
      await run('stepLayer');
    }
    assert.equal(view.substep, 0, 'the update');
    assert.equal(view.state?.position.step, 1);
    assert.notDeepEqual(weights(), before);
  });

  it('Step One Batch does one update, Step One Epoch what is left of its epoch', async () => {
    const { view, run } = await opened();
    await run('step');
    assert.deepEqual([view.state?.position.step, view.state?.position.epoch], [1, 0]);
    await run('stepEpoch');
    assert.deepEqual([view.state?.position.step, view.state?.position.epoch], [3, 1]);
    await run('stepEpoch');
    assert.deepEqual([view.state?.position.step, view.state?.position.epoch], [6, 2]);
  });

  it('Step Back stands where the step before stood, to its bits', async () => {
    const { view, run, weights } = await opened();
    await run('step');
    const before = weights();
    await run('step');
    assert.notDeepEqual(weights(), before);
    await run('stepBack');
    assert.equal(view.state?.position.step, 1);
    assert.deepEqual(weights(), before);
  });

  it('Reset goes back to step 0, Inspect computes nothing further', async () => {
    const { view, run, weights } = await opened();
    await run('inspect');
    assert.equal(view.state?.position.step, 0);
    const before = weights();
    await run('step');
    await run('reset');
    assert.deepEqual([view.state?.position.step, view.status.state], [0, 'idle']);
    assert.deepEqual(weights(), before);
  });
});
