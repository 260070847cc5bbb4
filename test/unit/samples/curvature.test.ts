/** Why the loss of three-gaussians-spikes jumps: steps above 2/λ_max. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HessianVector } from '../../../src/engine/curvature/hessianVector';
import { largestEigenvalue } from '../../../src/engine/curvature/largestEigenvalue';
import { Run } from '../../../src/engine/training/run';
import { prepare, requiredFiles } from '../../../src/experiment/prepare';
import { readExperiment } from '../../../src/experiment/read';

const FOLDER = path.resolve(__dirname, '../../../samples');

/** For each update whether its rate was above 2/λ_max, and the loss after it relative to that before. */
function updatesOf(name: string): { above: boolean; growth: number }[] {
  const { experiment } = readExperiment(readFileSync(path.join(FOLDER, `${name}.backprop.json`), 'utf8'));
  assert.ok(experiment);
  const read = (file: string) => new Uint8Array(readFileSync(path.join(FOLDER, file)));
  const files = new Map(requiredFiles(experiment).map(file => [file, read(file)]));
  const { prepared } = prepare(experiment, files);
  assert.ok(prepared);
  const { spec, data, parameters, stream } = prepared;
  const run = new Run(spec, data, parameters, stream);
  const updates: { above: boolean; growth: number }[] = [];
  while (!run.done) {
    const hessian = new HessianVector(spec, run.parameters, data.train);
    const above = run.learningRate * largestEigenvalue(hessian, { tolerance: 1e-6, most: 300 }) > 2;
    const loss = run.step();
    updates.push({ above, growth: run.peek().loss / loss });
  }
  return updates;
}

describe('the curvature of the samples', () => {
  it('is above 2/rate before most jumps of three-gaussians-spikes', () => {
    const updates = updatesOf('three-gaussians-spikes');
    // The run is chaotic: the relation holds, no count does.
    assert.ok(updates.filter(({ above }) => above).length > 50);
    const jumps = updates.filter(({ growth }) => growth > 1.2);
    const above = jumps.filter(each => each.above);
    assert.ok(2 * above.length > jumps.length, `${above.length} of ${jumps.length}`);
  });

  it('is below 2/rate at every step but the first of three-gaussians', () => {
    const [, ...others] = updatesOf('three-gaussians');
    assert.equal(others.filter(({ above }) => above).length, 0);
    assert.equal(others.filter(({ growth }) => growth > 1).length, 0);
  });
});
