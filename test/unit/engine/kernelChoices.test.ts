/** The same run on every choice of kernels, by steps and by `train`: the same numbers. */
import assert from 'node:assert/strict';
import type { KernelChoice } from '../../../src/engine/training/kernelChoice';
import { createStream } from '../../../src/engine/rng/createStream';
import type { Run } from '../../../src/engine/training/run';
import type { ActivationName, LossName, RunSpec } from '../../../src/engine/ground/spec';
import {
  ACCURACY,
  assertClose,
  layer,
  METRIC,
  oneHot,
  parametersOf,
  randomMatrix,
  runSpec,
  startRun,
  type Numbers,
} from './support';

interface Setup {
  name: string;
  spec: RunSpec;
  rows: number;
}

const NETS: [ActivationName[], LossName][] = [
  [['tanh', 'tanh', 'sigmoid'], 'mse'],
  [['sigmoid', 'softmax'], 'cross_entropy'],
  [['relu', 'sigmoid'], 'binary_cross_entropy'],
  [['leaky_relu', 'linear'], 'mse'],
  [['gelu', 'softmax'], 'mse'],
  [['softmax'], 'cross_entropy'],
  [['elu', 'tanh'], 'huber'],
];

function setups(): Setup[] {
  const found: Setup[] = [];
  for (const [activations, loss] of NETS) {
    for (const batch_size of [1, 4, 'full'] as const) {
      // One choice of every other option for each, so that all of them meet.
      const i = found.length;
      const shuffle = i % 2 === 0 ? 'never' : 'every_epoch';
      const drop_last = i % 3 === 1;
      const outputs = i % 4 === 3 && loss !== 'cross_entropy' ? 1 : 3;
      const layers = activations.map((activation, l) =>
        layer(l === activations.length - 1 ? outputs : 5 + l, activation, {
          use_bias: (i + l) % 3 !== 2,
          trainable: { kernel: (i + l) % 5 !== 4, bias: (i + l) % 7 !== 6 },
        }),
      );
      const spec = runSpec(6, layers, {
        loss: { type: loss, scale: 0.8, output_reduction: i % 2 === 0 ? 'mean' : 'sum' },
        optimizer: { learning_rate: 0.2, schedule: { type: 'exponential', gamma: 0.9 } },
        trainer: { epochs: 6, batch_size, shuffle, drop_last },
        metrics: [
          { ...METRIC, type: loss, epoch_reduction: 'sum' },
          { ...ACCURACY, evaluate: i % 2 === 0 ? 'running' : 'end_of_epoch' },
        ],
      });
      found.push({
        name: `${activations.join(' ')}, ${loss}, batch ${batch_size}`,
        spec,
        rows: 10,
      });
    }
  }
  return found;
}

function start({ spec, rows }: Setup, kernels: KernelChoice): Run {
  const stream = createStream('numpy', 31);
  const x = randomMatrix(stream, rows, 6);
  // A few inputs that are exactly zero, as pixels are.
  x.data.forEach((_, i) => i % 7 > 3 && (x.data[i] = 0));
  const outputs = spec.model.layers[spec.model.layers.length - 1].units;
  const classes = Array.from(stream.randint(0, Math.max(2, outputs), rows));
  const y = randomMatrix(stream, rows, outputs);
  y.data.set(outputs === 1 ? classes : oneHot(classes, outputs).flat());
  const validation = {
    x: randomMatrix(stream, 3, 6),
    y: { ...y, rows: 3, data: y.data.slice(0, 3 * outputs) },
  };
  return startRun(spec, { x, y }, stream, { validation }, kernels);
}

function byStep(run: Run): Run {
  while (!run.done) run.step();
  return run;
}

/** In uneven portions, with a look now and then. */
function byTrain(run: Run): Run {
  for (let portion = 1; !run.done; portion = (portion * 3) % 11) {
    const before = run.position.step;
    const done = run.train(portion);
    assert.equal(run.position.step - before, done);
    assert.ok(done === portion || run.done);
    if (portion % 2 === 0) run.peek();
  }
  return run;
}

const numbersOf = (run: Run): Numbers => [
  ...parametersOf(run).flatMap(({ weights, biases }) => [weights, biases]),
  ...run.log.slice(0).values.map(column => [...column]),
];

describe('Every choice of kernels', () => {
  for (const setup of setups()) {
    it(`${setup.name}: training is stepping, bit for bit`, () => {
      for (const dtype of ['float64', 'float32'] as const) {
        const own = { ...setup, spec: { ...setup.spec, dtype } };
        for (const kernels of ['plain', 'exact', 'fastest'] as const) {
          const stepped = byStep(start(own, kernels));
          const trained = byTrain(start(own, kernels));
          assert.deepEqual(numbersOf(trained), numbersOf(stepped), `${kernels}, ${dtype}`);
          assert.deepEqual(trained.position, stepped.position);
        }
      }
    });

    it(`${setup.name}: the same numbers as the plain kernels`, () => {
      for (const dtype of ['float64', 'float32'] as const) {
        const own = { ...setup, spec: { ...setup.spec, dtype } };
        const plain = numbersOf(byStep(start(own, 'plain')));
        const tolerance = dtype === 'float64' ? 1e-12 : 1e-4;
        for (const kernels of ['exact', 'fastest'] as const) {
          assertClose(
            numbersOf(byTrain(start(own, kernels))),
            plain,
            tolerance,
            `${kernels} ${dtype}`,
          );
        }
      }
    });
  }
});
