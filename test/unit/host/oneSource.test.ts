/** Inspector, matrices and terminal show the same bits of the same tensor, and check them alike. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TensorName } from '../../../src/protocol/snapshot';
import { matrixTable } from '../../../webview/matrices/matrixTable';
import { ROOT } from '../../tools/library/process';
import { parse, run, type Checked, type Inspected } from '../cli/support';
import { FakeSource, sessionOf, XOR } from './support';
import { TENSOR_NAMES } from '../../../src/engine/ground/tensors';
import type { TensorRef } from '../../../src/protocol/tensors';

const STEP = 37;
/** XOR with dropout behind its hidden layer. */
const DROPOUT = XOR.replace('}, {"units"', '}, {"type": "dropout", "rate": 0.5}, {"units"');
const EXPERIMENTS = {
  float64: XOR,
  dropout: DROPOUT,
  'dropout in float32': DROPOUT.replace('"seed"', '"dtype": "float32", "seed"'),
  float32: XOR.replace('"seed"', '"dtype": "float32", "seed"'),
  'Adam, clipped': XOR.replace(
    '"type": "sgd"',
    '"type": "adam", "gradient_clipping": {"norm": 0.1}',
  ),
  penalised: XOR.replace('"type": "sgd"', '"type": "sgd", "weight_decay": 0.3, "l1": 0.01'),
  'penalised in float32': XOR.replace('"seed"', '"dtype": "float32", "seed"').replace(
    '"type": "sgd"',
    '"type": "sgd", "weight_decay": 0.3, "l1": 0.01',
  ),
};
/** There are two of them only with a penalty. */
const PENALISED: readonly TensorName[] = ['gradW_penalized', 'gradB_penalized'];

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
      const own = TENSOR_NAMES.filter(tensor => !PENALISED.includes(tensor) && tensor !== 'mask');
      const penalised = title.startsWith('penalised') ? PENALISED.length : 0;
      const masks = title.startsWith('dropout') ? 1 : 0;
      assert.equal(compared, 2 * (own.length + penalised) + masks);
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

describe('one gradient check', () => {
  const folder = path.join(ROOT, 'samples');
  // The digits of the lab come with no checkout.
  const samples = readdirSync(folder).filter(
    file => file.endsWith('.backprop.json') && !file.startsWith('mnist'),
  );

  it('of every sample finds the same numbers in the terminal and in the panel', async () => {
    for (const sample of samples) {
      const text = readFileSync(path.join(folder, sample), 'utf8');
      const source = new FakeSource(text);
      const files: Record<string, string> = { 'x.json': text };
      for (const file of text.match(/data\/[\w-]+\.csv/g) ?? []) {
        files[file] = readFileSync(path.join(folder, file), 'utf8');
        source.files.set(file, files[file]);
      }
      const { session, gradients, expression } = sessionOf(source);
      expression.take(await source.read());
      const report = await gradients.run();
      session.dispose();
      const printed = parse<Checked>(run(['gradcheck', 'x.json', '--json'], files).out);
      const reported = report?.parameters.map(({ name, maxRelativeError, worst: [worst] }) => {
        return { name, max_relative_error: maxRelativeError, worst: worst ?? null };
      });
      // JSON knows no −0.
      assert.deepEqual(parse(JSON.stringify(reported)), printed.parameters, sample);
      const errors = printed.parameters.map(each => each.max_relative_error);
      assert.equal(Math.max(...errors), printed.max_relative_error);
      assert.ok(printed.max_relative_error < 1e-6, sample);
    }
  }).timeout(60_000);
});
