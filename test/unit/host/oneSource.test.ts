/** Inspector, matrices and terminal show the same bits of the same tensor. */
import assert from 'node:assert/strict';
import { TENSORS, type TensorName, type TensorRef } from '../../../src/protocol/snapshot';
import { matrixTable } from '../../../webview/matrixTable';
import { parse, run, type Inspected } from '../cli/support';
import { FakeSource, sessionOf, XOR } from './support';

const STEP = 37;
const EXPERIMENTS = {
  float64: XOR,
  float32: XOR.replace('"seed"', '"dtype": "float32", "seed"'),
  'Adam, clipped': XOR.replace(
    '"type": "sgd"',
    '"type": "adam", "gradient_clipping": {"norm": 0.1}',
  ),
};

/** All tensors of all layers, as the panel is sent them. */
async function shown(text: string) {
  const { session } = sessionOf(new FakeSource(text));
  await session.step(STEP);
  const layers = session.view.description?.layers ?? [];
  const tensors = layers.flatMap(({ tensors: names }, layer): TensorRef[] =>
    names.map(tensor => ({ layer, tensor })),
  );
  await session.watch({ tensors, boundary: 0 });
  const { state, description } = session.view;
  assert.ok(state && description);
  return { session, state, description };
}

describe('one source', () => {
  for (const [title, text] of Object.entries(EXPERIMENTS))
    it(`gives every tensor the same bits everywhere (${title})`, async () => {
      const { session, state, description } = await shown(text);
      const printed = parse<Inspected>(
        run(['inspect', 'x.json', '--json', '--step', String(STEP)], { 'x.json': text }).out,
      );
      assert.equal(printed.loss, state.batchLoss);
      let compared = 0;
      for (const tensor of state.tensors) {
        const inspected = printed.layers[tensor.layer];
        const ofTerminal = tensor.tensor in inspected ? inspected[tensor.tensor as 'z'] : null;
        const numbers = Array.from(tensor.data);
        if (ofTerminal) assert.deepEqual(numbers, ofTerminal.flat(), tensor.tensor);
        const one = await session.ask('tensor', { layer: tensor.layer, tensor: tensor.tensor });
        assert.deepEqual(Array.from(one.data), numbers, tensor.tensor);
        const known = { ...tensor, step: STEP };
        const bias = { ...tensor, tensor: 'biases' as const };
        const table = matrixTable(description, tensor, known, bias, null);
        const cells = numbers.map((_, i) => {
          const [row, col] = [Math.floor(i / tensor.cols), i % tensor.cols];
          return table.cell(row, col + 1);
        });
        assert.deepEqual(cells, numbers, tensor.tensor);
        compared++;
      }
      assert.equal(compared, 2 * TENSORS.length);
    });

  it('says of each tensor what its numbers say', async () => {
    const { state } = await shown(XOR);
    for (const { layer, tensor, data } of state.tensors) {
      const stats = state.stats[layer].find(each => each.tensor === (tensor satisfies TensorName));
      assert.ok(stats);
      assert.equal(stats.min, Math.min(...data));
      assert.equal(stats.max, Math.max(...data));
      const norm = Math.hypot(...data);
      assert.ok(Math.abs(stats.norm - norm) <= 1e-15 * norm, `${tensor}: ${stats.norm}, ${norm}`);
    }
  });
});
