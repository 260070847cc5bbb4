import assert from 'node:assert/strict';
import type { TensorName } from '../../../src/protocol/snapshot';
import { unitNumbers, unitTable } from '../../../webview/network/unitNumbers';
import { pageAfter } from './support';
import type { TensorMark } from '../../../src/protocol/tensors';

const WATCH = {
  units: { row: null },
  tensors: [{ layer: 0, tensor: 'gradW' as const }],
};

describe('what the network says of a unit', () => {
  it('is the means of its numbers, and its incoming connections', async () => {
    const model = await pageAfter(5, WATCH);
    const found = unitNumbers(model, { column: 1, unit: 1 }, 'gradW');
    const units = model.data.units?.layers[0];
    const gradients = model.tensor(WATCH.tensors[0]);
    assert.ok(found && units && gradients);
    assert.deepEqual(found.rows, [
      ['mean z', units.z[1]],
      ['mean a', units.a[1]],
      ['mean f′(z)', units.slope?.[1]],
      ['mean δ', units.delta[1]],
      ['∂L/∂W x1 →', gradients.data[1]],
      ['∂L/∂W x2 →', gradients.data[gradients.cols + 1]],
    ]);
    const input = unitNumbers(model, { column: 0, unit: 0 }, 'gradW');
    assert.deepEqual(input?.rows, [['mean x1', model.data.units?.x[0]]]);
  });

  it('is the numbers of the chosen row, and asks where those come from', async () => {
    const model = await pageAfter(5, { ...WATCH, units: { row: 3 } });
    const found = unitNumbers(model, { column: 1, unit: 1 }, 'gradW');
    const units = model.data.units?.layers[0];
    assert.ok(found && units);
    assert.deepEqual(found.rows.slice(0, 4), [
      ['z', units.z[1]],
      ['a', units.a[1]],
      ['f′(z)', units.slope?.[1]],
      ['δ', units.delta[1]],
    ]);
    assert.deepEqual(found.number, { tensor: 'delta', layer: 0, row: 3, col: 1 });
    const mean = await pageAfter(5, WATCH);
    assert.notEqual(units.z[1], mean.data.units?.layers[0].z[1]);
    assert.deepEqual(unitTable(model, 'units').columns.slice(3), ['z', 'a', 'f′(z)', 'δ']);
  });

  it('leaves out what a pass has not come to', async () => {
    const model = await pageAfter(5, WATCH);
    assert.ok(model.snapshot);
    const marks: Record<TensorName, TensorMark> = {
      ...{ z: 'known', a: 'known', slope: 'known', weights: 'known', biases: 'known' },
      mask: 'known',
      ...{ delta: 'later', gradW: 'later', updateW: 'later', gradB: 'later', updateB: 'later' },
      ...{ gradW_penalized: 'later', gradB_penalized: 'later' },
    };
    const depth = model.description?.layers.length ?? 0;
    model.snapshot.substep = {
      kind: 'forward',
      layer: 0,
      done: 1,
      of: 2 * depth + 2,
      marks: Array.from({ length: depth }, () => marks),
    };
    const labels = unitNumbers(model, { column: 1, unit: 0 }, 'gradW')?.rows.map(([name]) => name);
    assert.deepEqual(labels, ['mean z', 'mean a', 'mean f′(z)']);
  });

  it('has a table with a row for each unit', async () => {
    const model = await pageAfter(5, WATCH);
    const table = unitTable(model, 'units');
    const units = (model.description?.layers ?? []).reduce((sum, layer) => sum + layer.units, 0);
    assert.equal(table.rows, units);
    assert.deepEqual(table.columns.slice(3), ['mean z', 'mean a', 'mean f′(z)', 'mean δ']);
    assert.equal(table.cell(1, 6), model.data.units?.layers[0].delta[1]);
  });
});
