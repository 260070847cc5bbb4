/** The form of each formula: what a person reads of it, beside its value. */
import assert from 'node:assert/strict';
import type { DerivedTensor } from '../../../../src/engine/derivation/terms/numbers';
import type { Run } from '../../../../src/engine/training/run';
import type { ActivationName, LossName, LossSpec } from '../../../../src/engine/ground/spec';
import { dataset, layer, runSpec, startRun, values } from '../support';
import { derivationOf, randomNet } from './support';
import { written } from './written';

function formula(run: Run, tensor: DerivedTensor, index: number, row = 0, col = 0): string {
  const derivation = derivationOf(run, { tensor, layer: index, row, col });
  assert.ok(derivation.formula);
  return written(derivation.formula);
}

/** One layer without biases: z = −1, 0, 2 in its three units, or in three rows of its only one. */
function netAt(activation: ActivationName, loss: LossName, targets: number[], rows = false): Run {
  const kernel = rows ? [[1]] : [[-1, 0, 2]];
  const out = layer(rows ? 1 : 3, activation, {
    use_bias: false,
    kernel_initializer: values(kernel),
  });
  const spec = runSpec(1, [out], {
    loss: { type: loss, scale: 1, output_reduction: 'sum', batch_reduction: 'sum' },
  });
  const data = rows
    ? dataset(
        [[-1], [0], [2]],
        targets.map(y => [y]),
      )
    : dataset([[1]], [targets]);
  return startRun(spec, data);
}

const A: Record<Exclude<ActivationName, 'softmax'>, string | [string, string, string]> = {
  linear: 'z',
  sigmoid: '(1)/((+ 1 + exp(−(z))))',
  tanh: 'tanh(z)',
  relu: ['[z < 0: 0]', '[z ≥ 0: z]', '[z ≥ 0: z]'],
  leaky_relu: ['[z < 0: 0.01 · z]', '[z ≥ 0: z]', '[z ≥ 0: z]'],
  elu: ['[z < 0: expm1(z)]', '[z ≥ 0: z]', '[z ≥ 0: z]'],
  selu: [
    '[z < 0: seluScale · seluAlpha · expm1(z)]',
    '[z ≥ 0: seluScale · z]',
    '[z ≥ 0: seluScale · z]',
  ],
  gelu: 'z · Phi(z)',
  silu: '(z)/((+ 1 + exp(−(z))))',
  softplus: '(+ positive(z) + log1p(exp(−(abs(z)))))',
  softsign: '(z)/((+ 1 + abs(z)))',
};

const SLOPE: Record<Exclude<ActivationName, 'softmax'>, string | [string, string, string]> = {
  linear: '1',
  sigmoid: 'a · (+ 1 − a)',
  tanh: '(+ 1 − (a)²)',
  relu: ['[z ≤ 0: 0]', '[z ≤ 0: 0]', '[z > 0: 1]'],
  leaky_relu: ['[z ≤ 0: 0.01]', '[z ≤ 0: 0.01]', '[z > 0: 1]'],
  elu: ['[z ≤ 0: exp(z)]', '[z ≤ 0: exp(z)]', '[z > 0: 1]'],
  selu: [
    '[z ≤ 0: seluScale · seluAlpha · exp(z)]',
    '[z ≤ 0: seluScale · seluAlpha · exp(z)]',
    '[z > 0: seluScale]',
  ],
  gelu: '(+ Phi(z) + z · phi(z))',
  silu: 'sigmoid(z) · (+ 1 + z · (+ 1 − sigmoid(z)))',
  softplus: 'sigmoid(z)',
  softsign: '(1)/(((+ 1 + abs(z)))²)',
};

/** What δ makes of ∂L/∂a where it does not take the slope itself. */
const DELTA: Partial<Record<ActivationName, [string, string, string]>> = {
  linear: ['g', 'g', 'g'],
  leaky_relu: ['g · 0.01', 'g · 0.01', 'g · slope0[0,2]'],
  softsign: ['(g)/(((+ 1 + abs(z)))²)', '(g)/(((+ 1 + abs(z)))²)', '(g)/(((+ 1 + abs(z)))²)'],
};

describe('formulas as they are written', () => {
  for (const name of Object.keys(A) as (keyof typeof A)[]) {
    it(`of ${name}, at z = −1, 0 and 2`, () => {
      const run = netAt(name, 'mae', [5, 5, 5]);
      for (const col of [0, 1, 2]) {
        const at = (text: string): string =>
          text
            .replace(/(?<![a-z])z(?![a-z])/g, `z0[0,${col}]`)
            .replace(/(?<![a-z])a(?![a-z])/g, `a0[0,${col}]`);
        const one = (texts: string | string[]): string =>
          at(typeof texts === 'string' ? texts : texts[col]);
        assert.equal(formula(run, 'a', 0, 0, col), one(A[name]));
        assert.equal(formula(run, 'slope', 0, 0, col), one(SLOPE[name]));
        const slope = `sign((+ a0[0,${col}] − y0[0,${col}]))`;
        const delta = DELTA[name]
          ? at(DELTA[name][col]).replace('g', slope)
          : `${slope} · slope0[0,${col}]`;
        assert.equal(formula(run, 'delta', 0, 0, col), delta);
      }
    });
  }

  it('of softmax', () => {
    const run = netAt('softmax', 'mae', [1, 0, 0]);
    assert.equal(
      formula(run, 'a', 0, 0, 1),
      '(exp((+ z0[0,1] − max)))/(Σk<3(exp((+ z0[0,k] − max))))',
    );
    assert.equal(
      formula(run, 'delta', 0, 0, 1),
      'a0[0,1] · (+ gradA0[0,1] − Σk<3(gradA0[0,k] · a0[0,k]))',
    );
  });

  it('of the layers: z, what comes back to a, and the gradients of a batch and of one row', () => {
    const run = randomNet({ activation: 'tanh', loss: 'mse' });
    assert.equal(formula(run, 'z', 0, 2, 1), '(+ Σi<4(x0[2,i] · weights0[i,1]) + biases0[0,1])');
    assert.equal(formula(run, 'z', 1, 2, 1), '(+ Σi<4(a0[2,i] · weights1[i,1]) + biases1[0,1])');
    assert.equal(formula(run, 'gradA', 1, 2, 1), 'Σk<3(delta2[2,k] · weights2[1,k])');
    assert.equal(formula(run, 'delta', 1, 2, 1), 'Σk<3(delta2[2,k] · weights2[1,k]) · slope1[2,1]');
    assert.equal(formula(run, 'gradW', 1, 2, 1), 'Σr<5(a0[r,2] · delta1[r,1])');
    assert.equal(formula(run, 'gradB', 1, 0, 1), 'Σr<5(delta1[r,1])');
    const single = randomNet({ activation: 'tanh', loss: 'mse', rows: 1, bias: false });
    assert.equal(formula(single, 'z', 1, 0, 1), 'Σi<4(a0[0,i] · weights1[i,1])');
    assert.equal(formula(single, 'gradW', 1, 2, 1), 'a0[0,2] · delta1[0,1]');
    const biased = randomNet({ activation: 'tanh', loss: 'mse', rows: 1 });
    assert.equal(formula(biased, 'gradB', 1, 0, 1), 'delta1[0,1]');
  });
});

describe('formulas of losses as they are written', () => {
  const reductions: [Partial<LossSpec>, loss: string, factor: string][] = [
    [
      { scale: 1, output_reduction: 'sum', batch_reduction: 'sum' },
      'Σr<5(rowLoss2[r,0])',
      '{2·1/(1·1)}',
    ],
    [
      { scale: 1, output_reduction: 'mean', batch_reduction: 'sum' },
      '(Σr<5(rowLoss2[r,0]))/(3)',
      '{2·1/(3·1)}',
    ],
    [
      { scale: 1, output_reduction: 'sum', batch_reduction: 'mean' },
      '(Σr<5(rowLoss2[r,0]))/(5)',
      '{2·1/(1·5)}',
    ],
    [
      { scale: 0.5, output_reduction: 'mean', batch_reduction: 'mean' },
      '0.5 · (Σr<5(rowLoss2[r,0]))/(3 · 5)',
      '{2·0.5/(3·5)}',
    ],
    [
      { scale: 3, output_reduction: 'sum', batch_reduction: 'sum' },
      '3 · Σr<5(rowLoss2[r,0])',
      '{2·3/(1·1)}',
    ],
  ];
  for (const [spec, loss, factor] of reductions) {
    it(`with ${JSON.stringify(spec)}`, () => {
      const run = randomNet({ activation: 'tanh', loss: 'mse', reductions: spec });
      assert.equal(formula(run, 'loss', 2), loss);
      assert.equal(formula(run, 'gradA', 2, 1, 1), `${factor} · (+ a2[1,1] − y2[1,1])`);
    });
  }

  it('with the factor wherever one of its means is not 1', () => {
    const factorOf = (changed: Partial<LossSpec>): string =>
      formula(
        randomNet({ activation: 'linear', loss: 'mae', reductions: changed }),
        'delta',
        2,
        1,
        1,
      );
    const slope = 'sign((+ a2[1,1] − y2[1,1]))';
    const of = { scale: 1, output_reduction: 'sum', batch_reduction: 'sum' } as const;
    assert.equal(factorOf(of), slope);
    assert.equal(factorOf({ ...of, scale: 2 }), `{2/(1·1)} · ${slope}`);
    assert.equal(factorOf({ ...of, output_reduction: 'mean' }), `{1/(3·1)} · ${slope}`);
    assert.equal(factorOf({ ...of, batch_reduction: 'mean' }), `{1/(1·5)} · ${slope}`);
  });

  it('of a single row', () => {
    const [spec] = reductions[0];
    const run = randomNet({ activation: 'tanh', loss: 'mse', rows: 1, reductions: spec });
    assert.equal(formula(run, 'loss', 2), 'rowLoss2[0,0]');
    assert.equal(formula(run, 'rowLoss', 2), 'Σk<3(((+ a2[0,k] − y2[0,k]))²)');
  });

  const ELEMENTS: [LossName, ActivationName, rowLoss: string, delta: string][] = [
    ['mse', 'linear', '((+ a − y))²', '{2·F} · (+ a − y)'],
    ['mae', 'linear', 'abs((+ a − y))', '{F} · sign((+ a − y))'],
    ['huber', 'linear', 'huber((+ a − y))', '{F} · clamp((+ a − y))'],
    ['hinge', 'linear', 'positive((+ 1 − y · a))', '[y · a < 1: {F} · −(y)]'],
    [
      'binary_cross_entropy',
      'linear',
      '(+ (+ positive(a) − a · y) + log1p(exp(−(abs(a)))))',
      '{F} · (+ probability − y)',
    ],
    [
      'binary_cross_entropy',
      'sigmoid',
      '(+ (+ positive(z) − z · y) + log1p(exp(−(abs(z)))))',
      '{F} · (+ a − y)',
    ],
    ['cross_entropy', 'linear', 'y · (+ logSum − a)', '{F} · (+ probability · Σk<3(y*) − y)'],
    ['cross_entropy', 'sigmoid', 'y · softplus(−(z))', '−({F} · y · sigmoid(−(z)))'],
    ['cross_entropy', 'softmax', 'y · (+ logSum − z)', '{F} · (+ a · Σk<3(y*) − y)'],
    [
      'binary_cross_entropy',
      'softmax',
      '(+ y · (+ logSum − z) + (+ 1 − y) · (+ logSum − logSumOthers))',
      '{F} · Σk<3((+ y* · (+ probability − 0) + (+ 1 − y*) · (+ probability − others)))',
    ],
  ];
  for (const [loss, activation, rowLoss, delta] of ELEMENTS) {
    it(`of ${loss} on ${activation}`, () => {
      const run = randomNet({ activation, loss });
      const at = (text: string, col: number | string): string =>
        text
          .replace(/(?<![a-zA-Z])(a|z|y|probability)(?![a-zA-Z*])/g, `$12[0,${col}]`)
          .replace(/y\*/g, 'y2[0,k]')
          .replace('F}', '0.7/(1·5)}');
      assert.equal(formula(run, 'rowLoss', 2), `Σk<3(${at(rowLoss, 'k')})`);
      assert.equal(formula(run, 'delta', 2, 0, 1), at(delta, 1));
    });
  }

  it('of a single class: nothing is written of the others, nor of the sum of the targets', () => {
    for (const activation of ['softmax', 'linear'] as const) {
      const [z, p] = activation === 'softmax' ? ['z', 'a'] : ['a', 'probability'];
      const one = netAt(activation, 'cross_entropy', [0, 1, 0]);
      assert.equal(formula(one, 'rowLoss', 0), `(+ logSum − ${z}0[0,1])`);
      assert.equal(formula(one, 'delta', 0), `(+ ${p}0[0,0] − y0[0,0])`);
      const half = netAt(activation, 'cross_entropy', [0, 0.5, 0]);
      assert.equal(formula(half, 'rowLoss', 0), `y0[0,1] · (+ logSum − ${z}0[0,1])`);
      assert.equal(formula(half, 'delta', 0), `(+ ${p}0[0,0] · Σk<3(y0[0,k]) − y0[0,0])`);
      const two = netAt(activation, 'cross_entropy', [0.5, 0.5, 0]);
      assert.equal(formula(two, 'rowLoss', 0), `Σk<3(y0[0,k] · (+ logSum − ${z}0[0,k]))`);
      assert.equal(formula(two, 'delta', 0), `(+ ${p}0[0,0] − y0[0,0])`);
    }
    const binary = netAt('softmax', 'binary_cross_entropy', [0, 1, 0]);
    assert.match(formula(binary, 'rowLoss', 0), /^Σk<3\(/);
  });

  it('of a cross-entropy of one output', () => {
    const binary = netAt('linear', 'binary_cross_entropy', [0, 1, 1], true);
    assert.equal(
      formula(binary, 'rowLoss', 0, 1),
      '(+ (+ positive(a0[1,0]) − a0[1,0] · y0[1,0]) + log1p(exp(−(abs(a0[1,0])))))',
    );
  });

  it('of the probabilities that a cross-entropy makes of outputs', () => {
    const binary = randomNet({ activation: 'linear', loss: 'binary_cross_entropy' });
    assert.equal(formula(binary, 'probability', 2, 0, 1), '(1)/((+ 1 + exp(−(a2[0,1]))))');
    const classes = randomNet({ activation: 'linear', loss: 'cross_entropy' });
    assert.equal(
      formula(classes, 'probability', 2, 0, 1),
      '(exp((+ a2[0,1] − max)))/(Σk<3(exp((+ a2[0,k] − max))))',
    );
  });

  it('of a single output, with the case of Huber’s loss that holds', () => {
    const run = netAt('linear', 'huber', [-0.5, -1, 5], true);
    const apart = (row: number): string => `(+ a0[${row},0] − y0[${row},0])`;
    for (const row of [0, 1]) {
      assert.equal(
        formula(run, 'rowLoss', 0, row),
        `[abs(${apart(row)}) ≤ 1: 0.5 · (${apart(row)})²]`,
      );
    }
    assert.equal(
      formula(run, 'rowLoss', 0, 2),
      `[abs(${apart(2)}) > 1: (+ abs(${apart(2)}) − 0.5)]`,
    );
  });

  it('of a hinge that is met: 0, without a factor', () => {
    const run = netAt('linear', 'hinge', [-1, 1, 1], true);
    assert.equal(formula(run, 'delta', 0, 0), '[y0[0,0] · a0[0,0] ≥ 1: 0]');
    assert.equal(formula(run, 'delta', 0, 1), '[y0[1,0] · a0[1,0] < 1: −(y0[1,0])]');
    assert.equal(formula(run, 'delta', 0, 2), '[y0[2,0] · a0[2,0] ≥ 1: 0]');
  });
});
