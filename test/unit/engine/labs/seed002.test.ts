/** Lab 002: softmax and cross-entropy; 2-3-2 by hand, and a wrong backward pass nobody noticed. */
import assert from 'node:assert/strict';
import { toRows } from '../../../../src/engine/ground/matrix';
import type { RandomStream } from '../../../../src/engine/rng/stream';
import type { Recording, Run } from '../../../../src/engine/training/run';
import type { RunSpec } from '../../../../src/engine/ground/spec';
import {
  ACCURACY,
  assertClose,
  column,
  dataset,
  describeReference,
  layer,
  METRIC,
  oneHot,
  parametersOf,
  runSpec,
  startRun,
  train,
  values,
} from '../support';
import { createStream } from '../../../../src/engine/rng/createStream';

/** The lab's names: W b into the hidden layer, V c into the output. */
interface Weights {
  W: number[][];
  b: number[];
  V: number[][];
  c: number[];
}

interface SmallTraining extends Weights {
  lr: number;
  target: number;
  variant: string;
  losses: number[];
  y: number[][];
}

interface Gradients {
  loss: number;
  grad_w: number[][];
  grad_b: number[];
  grad_v: number[][];
  grad_c: number[];
}

interface Study extends Weights {
  X: number[][];
  T: number[];
  X_test: number[][];
  T_test: number[];
  order: number[];
  runs: (Weights & {
    lr: number;
    mode: 'correct' | 'bug' | 'true_minibatch';
    train_loss: number[];
    train_acc: number[];
    test_loss: number;
    test_acc: number;
  })[];
}

interface Lab {
  small: {
    W: number[][];
    V: number[][];
    X: number[];
    forward: Record<'k' | 'h' | 'o' | 'y', number[]>;
    gradients: Record<'0' | '1', Gradients>;
    training: SmallTraining[];
  };
  bug_784_300_10: {
    checks: Record<string, number | number[]>;
    samples: { target: number; loss: number; y: number[]; W: { relative_error: number } }[];
  };
  bug_12_8_4: Weights & { x: number[]; target: number; correct: Gradients; bug: Gradients };
  /** Too large for the part in the repository. */
  training_20_16_4?: Study;
}

interface Settings {
  lr?: number;
  batch?: number;
  epochs?: number;
}

function labSpec(w: Weights, { lr = 0.1, batch = 1, epochs = 5 }: Settings = {}): RunSpec {
  const layers = [
    layer(w.b.length, 'sigmoid', {
      kernel_initializer: values(w.W),
      bias_initializer: values([w.b]),
    }),
    layer(w.c.length, 'softmax', {
      kernel_initializer: values(w.V),
      bias_initializer: values([w.c]),
    }),
  ];
  return runSpec(w.W.length, layers, {
    loss: { type: 'cross_entropy' },
    optimizer: { learning_rate: lr },
    trainer: { epochs, batch_size: batch },
    metrics: [
      { ...METRIC, type: 'cross_entropy' },
      { ...ACCURACY, evaluate: 'running' },
    ],
  });
}

function start(w: Weights, x: number[][], targets: number[], settings?: Settings): Run {
  return startRun(labSpec(w, settings), dataset(x, oneHot(targets, w.c.length)));
}

function checkWeights(run: Run, expected: Weights, tolerance: number): void {
  const [hidden, output] = parametersOf(run);
  assertClose(hidden.weights, expected.W, tolerance, 'W');
  assertClose(hidden.biases, expected.b, tolerance, 'b');
  assertClose(output.weights, expected.V, tolerance, 'V');
  assertClose(output.biases, expected.c, tolerance, 'c');
}

function checkGradients({ loss, layers: [hidden, output] }: Recording, expected: Gradients): void {
  assertClose(loss, expected.loss, 1e-12, 'loss');
  assertClose(toRows(hidden.gradW), expected.grad_w, 1e-12, 'grad_w');
  assertClose(Array.from(hidden.gradB ?? []), expected.grad_b, 1e-12, 'grad_b');
  assertClose(toRows(output.gradW), expected.grad_v, 1e-12, 'grad_v');
  assertClose(Array.from(output.gradB ?? []), expected.grad_c, 1e-12, 'grad_c');
}

/** ‖wrong − right‖ / ‖right‖ */
function distance(wrong: ArrayLike<number>, right: ArrayLike<number>): number {
  let apart = 0;
  let norm = 0;
  for (let i = 0; i < right.length; i++) {
    apart += (wrong[i] - right[i]) ** 2;
    norm += right[i] ** 2;
  }
  return Math.sqrt(apart / norm);
}

/**
 * The lab's hidden gradient: (grad_h · hᵀ)(1 − h), a dot product where an element-wise one
 * belongs, so that every component is scaled by Σ h(1 − h).
 */
function wrongHiddenGradient({ x, layers: [hidden, output] }: Recording): Float64Array {
  const h = hidden.a.data;
  const saturation = Array.from(h).reduce((sum, a) => sum + a * (1 - a), 0);
  const wrong = new Float64Array(x.cols * h.length);
  for (let j = 0; j < h.length; j++) {
    let gradH = 0;
    for (let k = 0; k < output.delta.cols; k++) {
      gradH += output.delta.data[k] * output.weights.data[j * output.weights.cols + k];
    }
    for (let i = 0; i < x.cols; i++) wrong[i * h.length + j] = x.data[i] * gradH * saturation;
  }
  return wrong;
}

describeReference<Lab>('Lab 002 against its reference', 'seeds/seed002.json', lab => {
  const { small } = lab;
  const start232 = (target: number, lr?: number): Run =>
    start({ ...small, b: [0, 0, 0], c: [0, 0] }, [small.X], [target], { lr });

  it('2-3-2: forward by hand', () => {
    const [hidden, output] = start232(0).peek().layers;
    const { k, h, o, y } = small.forward;
    assertClose(Array.from(hidden.z.data), k, 1e-12);
    assertClose(Array.from(hidden.a.data), h, 1e-12);
    assertClose(Array.from(output.z.data), o, 1e-12);
    assertClose(Array.from(output.a.data), y, 1e-12);
  });

  for (const target of ['0', '1'] as const) {
    it(`2-3-2: gradients for target ${target}`, () => {
      checkGradients(start232(Number(target)).peek(), small.gradients[target]);
    });
  }

  for (const t of small.training.filter(({ variant }) => variant === 'correct')) {
    it(`2-3-2: five steps at ${t.lr} towards ${t.target}`, () => {
      const run = start232(t.target, t.lr);
      for (let step = 0; step < 5; step++) {
        assertClose(Array.from(run.predict(run.data.train.x).data), t.y[step], 1e-12, 'y');
        assertClose(run.step(), t.losses[step], 1e-12, 'loss');
      }
      assertClose(run.peek().loss, t.losses[5], 1e-12, 'last loss');
      checkWeights(run, t, 1e-12);
    });
  }

  const { bug_12_8_4: net } = lab;
  it('12-8-4: correct gradients, and the wrong ones far from them', () => {
    const seen = start(net, [net.x], [net.target]).peek();
    checkGradients(seen, net.correct);
    const wrong = wrongHiddenGradient(seen);
    assertClose(Array.from(wrong), net.bug.grad_w.flat(), 1e-12, 'wrong gradient');
    assert.ok(distance(wrong, seen.layers[0].gradW.data) > 1);
  });

  it('784-300-10: every sample flags the wrong backward pass', () => {
    const stream = createStream('numpy', 276027);
    const weights = bigNet(stream, lab.bug_784_300_10.checks);
    for (const sample of lab.bug_784_300_10.samples) {
      const { x, target } = bigSample(stream);
      assert.equal(target, sample.target);
      const seen = start(weights, [x], [target]).peek();
      assertClose(seen.loss, sample.loss, 1e-12, 'loss');
      assertClose(Array.from(seen.layers[1].a.data), sample.y, 1e-12, 'y');
      const error = distance(wrongHiddenGradient(seen), seen.layers[0].gradW.data);
      assertClose(error, sample.W.relative_error, 1e-9, 'relative error');
      assert.ok(error > 1);
    }
  });

  const study = lab.training_20_16_4;
  if (!study) return;
  for (const r of study.runs.filter(({ mode }) => mode !== 'bug')) {
    it(`20-16-4: five epochs, ${r.mode} at ${r.lr}`, () => {
      const x = study.order.map(row => study.X[row]);
      const targets = study.order.map(row => study.T[row]);
      const batch = r.mode === 'correct' ? 1 : 64;
      const spec = labSpec(study, { lr: r.lr, batch });
      const test = dataset(study.X_test, oneHot(study.T_test, 4));
      const run = startRun(spec, dataset(x, oneHot(targets, 4)), undefined, { test });
      train(run);
      assertClose(column(run, 'loss'), r.train_loss, 1e-12, 'loss');
      assertClose(column(run, 'accuracy'), r.train_acc, 0, 'accuracy');
      assertClose(column(run, 'test_loss')[4], r.test_loss, 1e-12, 'test loss');
      assert.equal(column(run, 'test_accuracy')[4], r.test_acc);
      checkWeights(run, r, 1e-12);
    });
  }
});

/** The draws of the recipe, checked against the sums that it gives. */
function bigNet(stream: RandomStream, checks: Record<string, number | number[]>): Weights {
  const rows = (data: ArrayLike<number>, cols: number): number[][] =>
    Array.from({ length: data.length / cols }, (_, r) =>
      Array.from({ length: cols }, (__, c) => data[r * cols + c]),
    );
  const W = rows(stream.normal(784 * 300, 0, Math.sqrt(2 / 1084), 'float64'), 300);
  const V = rows(stream.normal(300 * 10, 0, Math.sqrt(2 / 310), 'float64'), 10);
  const b = Array.from(stream.uniform(300, 0, 1, 'float64'));
  const c = Array.from(stream.uniform(10, 0, 1, 'float64'));
  assert.deepEqual(b.slice(0, 3), checks.b_0_3);
  assert.deepEqual(c, checks.c);
  assertClose(W[0].slice(0, 3), checks.W_0_0_3, 1e-15);
  assertClose(V[0].slice(0, 3), checks.V_0_0_3, 1e-15);
  return { W, b, V, c };
}

function bigSample(stream: RandomStream): { x: number[]; target: number } {
  const pixels = stream.uniform(784, 0, 1, 'float64');
  const x = Array.from(pixels, pixel => (stream.random() < 0.19 ? pixel : 0));
  return { x, target: stream.randint(0, 10, 1)[0] };
}
