/** Gradient checks of networks whose loss is next to nothing: right ones agree, wrong ones do not. */
import assert from 'node:assert/strict';
import { crossEntropySum } from '../../../src/engine/functions/crossEntropy';
import { GRADIENT_TOLERANCE } from '../../../src/engine/ground/differences';
import { plainKernels } from '../../../src/engine/kernels/plain';
import { exactLossSum } from '../../../src/engine/functions/lossRounding';
import { backward } from '../../../src/engine/network/network';
import { createStream } from '../../../src/engine/rng/createStream';
import type { Run } from '../../../src/engine/training/run';
import { checkRun } from '../../../src/engine/checking/runCheck';
import type { ActivationName, LossName } from '../../../src/engine/ground/spec';
import { assertClose, dataset, layer, oneHot, randomMatrix, runSpec, startRun } from './support';
import type { LayerGradients } from '../../../src/engine/ground/shapes';

const HIDDEN: ActivationName[] = ['tanh', 'sigmoid', 'relu', 'softplus', 'silu', 'gelu', 'elu'];

/** Blobs that are far apart, and a network that tells them apart without a doubt. */
function wellTrained(seed: number, loss: LossName, output: ActivationName): Run {
  const stream = createStream('numpy', seed);
  const [classes, rows] = [2 + (seed % 3), 12 + 3 * (seed % 7)];
  const x = randomMatrix(stream, rows, 2, -0.4, 0.4);
  const labels = Array.from({ length: rows }, (_, row) => row % classes);
  labels.forEach((label, row) => {
    x.data[2 * row] += 2 * Math.cos((2 * Math.PI * label) / classes);
    x.data[2 * row + 1] += 2 * Math.sin((2 * Math.PI * label) / classes);
  });
  const { y } = dataset([], oneHot(labels, classes));
  const hidden = layer(6, HIDDEN[seed % HIDDEN.length]);
  const layers = [...Array.from({ length: 1 + (seed % 2) }, () => hidden), layer(classes, output)];
  const spec = runSpec(2, layers, {
    loss: { type: loss },
    optimizer: { type: 'adam', learning_rate: 0.05 },
    trainer: { epochs: 1500, batch_size: 'full' },
  });
  const run = startRun(spec, { x, y }, stream);
  run.train(Infinity);
  return run;
}

type Backward = typeof backward;

/** The gradients of every layer, changed. */
function changed(change: (layer: LayerGradients, index: number) => void): Backward {
  return (network, loss, pass, y, gradients) => {
    backward(network, loss, pass, y, gradients);
    gradients.forEach(change);
  };
}

function scaled(factor: number, { weights: { data } }: LayerGradients): void {
  for (let i = 0; i < data.length; i++) data[i] *= factor;
}

const WRONG: Record<string, Backward> = {
  'the other sign': changed(each => scaled(-1, each)),
  'a factor of 2': changed(each => scaled(2, each)),
  '1 % too much': changed(each => scaled(1.01, each)),
  'half of the first layer': changed((each, index) => scaled(index === 0 ? 0.5 : 1, each)),
  'no bias of the last layer': changed(({ biases }, index) => index > 0 && biases?.fill(0)),
  'no slope': (network, ...rest) => {
    const kernels = { ...plainKernels('float64'), multiplyBySlope: () => undefined };
    backward({ ...network, kernels }, ...rest);
  },
};

describe('Of a network that is trained well', () => {
  const cases = [
    ['cross_entropy', 'softmax'],
    ['cross_entropy', 'linear'],
    ['binary_cross_entropy', 'sigmoid'],
    ['binary_cross_entropy', 'softmax'],
    ['mse', 'linear'],
  ] as const;
  for (const [loss, output] of cases) {
    it(`right gradients agree and wrong ones differ: ${loss} on ${output}`, () => {
      let tiny = 0;
      for (let seed = 0; seed < 14; seed++) {
        const run = wellTrained(seed, loss, output);
        const found = run.peek().loss;
        if (found < 1e-4) tiny++;
        const { maxRelativeError } = checkRun(run);
        const which = `seed ${seed}, loss ${found}`;
        assert.ok(maxRelativeError < GRADIENT_TOLERANCE / 5, `${which}: ${maxRelativeError}`);
        if (found < 1e-12) continue;
        for (const [name, wrong] of Object.entries(WRONG)) {
          const { maxRelativeError: error } = checkRun(run, { backward: wrong });
          assert.ok(error > GRADIENT_TOLERANCE, `${which}: ${name} has ${error}`);
        }
      }
      assert.ok(tiny > 5, `${tiny} with a loss below 1e-4`);
    });
  }

  it('the loss is the same, with more of its digits', () => {
    const z = randomMatrix(createStream('numpy', 1), 7, 4, -3, 3);
    const y = randomMatrix(createStream('numpy', 2), 7, 4, 0, 1);
    for (const type of ['cross_entropy', 'binary_cross_entropy'] as const) {
      for (const activation of ['softmax', 'sigmoid', 'linear'] as const) {
        const out = { activation, z, a: z };
        assertClose(exactLossSum(type, out, y), crossEntropySum(type, out, y), 1e-14);
      }
    }
    const sure = dataset([[40, 0, 0]], [[1, 0, 0]]);
    const out = { activation: 'softmax' as const, z: sure.x, a: sure.x };
    assertClose(exactLossSum('cross_entropy', out, sure.y), 2 * Math.exp(-40), 1e-14);
    assert.equal(crossEntropySum('cross_entropy', out, sure.y), 0);
  });
});
