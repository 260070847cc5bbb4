/** How far digits can be trusted: a shadow of the run, with its start moved by one unit in the last place. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { partingEpoch, untrustworthy } from '../../../../src/experiment/diagnosis/stability/shadow';
import { prepare } from '../../../../src/experiment/prepare';
import { readExperiment } from '../../../../src/experiment/read';
import { sound } from './support';

const SPIKES = readFileSync('samples/three-gaussians-spikes.backprop.json', 'utf8');
const FILES = new Map(
  ['train', 'test'].map(part => {
    const path = `data/three-gaussians-${part}.csv`;
    return [path, readFileSync(`samples/${path}`)] as const;
  }),
);

function partedIn(text: string): number | null {
  const { experiment, problems } = readExperiment(text);
  const { prepared } = experiment ? prepare(experiment, FILES) : { prepared: null };
  assert.ok(prepared, JSON.stringify(problems));
  const weights = prepared.parameters.map(each => Array.from(each.weights.data));
  const steps = partingEpoch(prepared);
  let step = steps.next();
  while (!step.done) step = steps.next();
  // The preparation can start other runs.
  assert.deepEqual(
    prepared.parameters.map(each => Array.from(each.weights.data)),
    weights,
  );
  return step.value;
}

describe('the shadow of a run', () => {
  it('parts from it where its rate overshoots, and stays with it at one that does not', () => {
    const parted = partedIn(SPIKES) ?? assert.fail();
    assert.ok(parted > 60 && parted < 110, `${parted}`);
    assert.equal(partedIn(SPIKES.replace('"learning_rate": 0.1', '"learning_rate": 0.01')), null);
  });

  it('parts earlier where there are fewer digits to begin with', () => {
    const single = SPIKES.replace('"version": 1,', '"version": 1, "dtype": "float32",');
    assert.ok((partedIn(single) ?? Infinity) < (partedIn(SPIKES) ?? 0));
  });

  it('draws the same batches as the run', () => {
    assert.equal(
      partedIn(
        JSON.stringify(sound({ trainer: { epochs: 3, batch_size: 16, shuffle: 'every_epoch' } })),
      ),
      null,
    );
  });

  it('is told from which epoch on, as information', () => {
    const { severity, message, since } = untrustworthy(1234);
    assert.deepEqual([severity, since], ['information', 1234]);
    assert.match(message, /^The digits depend on rounding from epoch 1,234 on: /);
  });
});
