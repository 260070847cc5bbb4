/** Mistakes planted in random nets by a pass of the test's own: each is named, and nothing else is. */
import assert from 'node:assert/strict';
import { autopsy } from '../../../../src/engine/autopsy/autopsy';
import { pass } from './pass';
import type { Bug, Plan } from './pass';
import {
  arraysOf,
  bugsOf,
  dump,
  knownOf,
  matrix,
  pick,
  planOf,
  randomOf,
  SMALL,
  startOf,
} from './plant';
import type { Dump, How } from './plant';

type Told = Partial<{ id: string; layer: number | null; factor: string; as: string }>;

function told({ id, layer, factor, as }: Told): string {
  return [id, factor === undefined ? layer : '', factor, as].join(':');
}

function named({ given, known }: Dump, isBare = false): string[] {
  return autopsy(given, isBare ? null : known)
    .findings.map(told)
    .sort();
}

const wanted = (bugs: Bug[]): string[] => bugs.map(told).sort();

const IDS = [
  ...[
    'derivative_missing',
    'derivative_twice',
    'derivative_of_activation',
    'derivative_from_preactivation',
  ],
  ...[
    'derivative_incomplete',
    'derivative_of_other',
    'sum_for_elementwise',
    'relu_mask_of_gradient',
  ],
  ...[
    'output_derivative_extra',
    'error_for_delta',
    'weights_already_updated',
    'weights_not_transposed',
  ],
  ...['preactivation_as_input', 'rows_misaligned', 'last_row_only', 'gradient_transposed'],
  ...['bias_zero', 'bias_mean', 'bias_last_row', 'factor'],
];

/** Nets in which a mistake can be made, with every place and form in which it can. */
function* nets(id: string, count: number): Generator<{ plan: Plan; bug: Bug; seed: number }> {
  for (let seed = 1, found = 0; found < count; seed++) {
    const random = randomOf(seed);
    const plan = planOf(random);
    const bugs = bugsOf(plan).filter(bug => bug.id === id);
    if (bugs.length === 0) continue;
    found++;
    yield { plan, bug: pick(random, bugs), seed };
  }
}

describe('a mistake in a backward pass', () => {
  for (const id of IDS) {
    it(`is named: ${id}`, () => {
      for (const { plan, bug, seed } of nets(id, 5)) {
        const arrays = dump(randomOf(seed), plan, [bug]);
        assert.deepEqual(named(arrays), wanted([bug]), JSON.stringify({ plan, bug, seed }));
      }
    });
  }

  it('is named without an experiment, where it is no constant factor', () => {
    for (const id of IDS.filter(each => !/^(?:factor|output_|derivative_missing)/.test(each))) {
      for (const { plan, bug, seed } of nets(id, 1)) {
        const arrays = dump(randomOf(seed), plan, [bug]);
        assert.deepEqual(named(arrays, true), wanted([bug]), JSON.stringify({ plan, bug, seed }));
      }
    }
  });

  it('is named under names that say something else', () => {
    for (const id of IDS) {
      for (const { plan, bug, seed } of nets(id, 1)) {
        const arrays = dump(randomOf(seed), plan, [bug], { names: 'permuted' });
        assert.deepEqual(named(arrays), wanted([bug]), JSON.stringify({ plan, bug, seed }));
      }
    }
  });

  it('is named with weights that were updated too early, and a wrong derivative below them', () => {
    const plan: Plan = {
      sizes: [4, 5, 3],
      activations: ['tanh', 'softmax'],
      loss: 'cross_entropy',
      rows: 7,
      bias: true,
      mean: true,
    };
    const bugs = [
      { id: 'weights_already_updated', layer: 1 },
      { id: 'derivative_missing', layer: 0 },
    ];
    assert.deepEqual(named(dump(randomOf(8), plan, bugs)), wanted(bugs));
  });

  it('is named where there are two, in different layers', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = randomOf(seed);
      const plan = planOf(random);
      const [first, ...others] = shuffled(bugsOf(plan), random);
      const second = others.find(({ id, layer }) => id !== first.id && layer !== first.layer);
      if (!second) continue;
      const arrays = dump(random, plan, [first, second]);
      assert.deepEqual(
        named(arrays),
        wanted([first, second]),
        JSON.stringify({ plan, first, second, seed }),
      );
    }
  });
});

function shuffled<X>(list: readonly X[], random: () => number): X[] {
  return list
    .map(each => ({ each, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ each }) => each);
}

describe('a softmax with a squared error', () => {
  const plan: Plan = {
    sizes: [3, 4, 3],
    activations: ['tanh', 'softmax'],
    loss: 'mse',
    rows: 6,
    bias: true,
    mean: true,
  };

  it('needs its whole Jacobian', () => {
    const right = dump(randomOf(1), plan, []);
    assert.equal(autopsy(right.given, right.known).verdict, 'correct');
    const bug = { id: 'softmax_diagonal', layer: 1 };
    assert.deepEqual(named(dump(randomOf(1), plan, [bug])), wanted([bug]));
  });
});

describe('arrays without a mistake', () => {
  const hows: [string, How][] = [
    ['as rows', { layout: 'rows' }],
    ['as columns', { layout: 'columns' }],
    ['with weights [out, in]', { layout: 'torch' }],
    ['without z', { withoutZ: true }],
    ['among others', { extras: true }],
    ['under one another’s names', { names: 'permuted' }],
    ['without names', { names: 'none' }],
    ['in float32', { store: Math.fround }],
    ['rounded to four decimals', { store: value => Math.round(value * 1e4) / 1e4 }],
  ];
  for (const [words, how] of hows) {
    it(`agree: ${words}`, () => {
      for (let seed = 1; seed <= 6; seed++) {
        const random = randomOf(seed);
        const arrays = dump(random, planOf(random), [], how);
        for (const known of [arrays.known, null]) {
          const { verdict, findings, summary } = autopsy(arrays.given, known);
          assert.deepEqual([verdict, findings], ['correct', []], `${seed}: ${summary}`);
        }
      }
    });
  }
});

describe('random numbers in place of gradients', () => {
  for (const [words, store] of [
    ['', (value: number) => value],
    [' of four decimals', (value: number) => Math.round(value * 1e4) / 1e4],
  ] as const) {
    it(`get no name${words}`, () => {
      for (let seed = 1; seed <= 6; seed++) {
        const random = randomOf(seed);
        const plan = planOf(random);
        const { X, y, parameters } = startOf(random, plan);
        const layers = pass(plan, parameters, X, y);
        for (const layer of layers) {
          layer.gW = matrix(random, layer.gW.length, layer.gW[0].length);
          if (layer.gB) layer.gB = matrix(random, 1, layer.gB.length)[0];
        }
        const given = arraysOf(random, X, y, layers, 'rows', { deltas: false, store });
        for (const known of [knownOf(plan, X, y, parameters), null]) {
          const { verdict, findings } = autopsy(given, known);
          assert.deepEqual([verdict, findings], ['unknown', []], String(seed));
        }
      }
    });
  }
});

describe('a mistake in the forward pass', () => {
  const plan: Plan = {
    sizes: [3, 4, 3],
    activations: ['tanh', 'softmax'],
    loss: 'cross_entropy',
    rows: 6,
    bias: true,
    mean: true,
  };
  for (const bug of [
    { id: 'bias_not_used', layer: 0 },
    { id: 'other_activation', layer: 0, as: 'sigmoid' as const },
    { id: 'softmax_axis', layer: 1 },
  ]) {
    it(`is named: ${bug.id}`, () => {
      const { given, known } = dump(randomOf(3), plan, [bug], { layout: 'rows', names: 0 });
      assert.ok(autopsy(given, known).findings.map(told).includes(told(bug)));
    });
  }
});

describe('weight decay', () => {
  const plan: Plan = {
    sizes: [3, 4, 5, 2],
    activations: ['tanh', 'tanh', 'linear'],
    loss: 'mse',
    rows: 6,
    bias: true,
    mean: true,
    decay: 0.03,
  };

  it('is no mistake, with an experiment that has it or without one', () => {
    const arrays = dump(randomOf(6), plan, []);
    for (const known of [arrays.known, null]) {
      assert.equal(autopsy(arrays.given, known).verdict, 'correct');
    }
  });

  it('is not explained where the experiment has none', () => {
    const { given, known } = dump(randomOf(6), plan, []);
    const { verdict, findings } = autopsy(given, { ...known, weightDecay: 0 });
    assert.deepEqual([verdict, findings], ['unknown', []]);
  });

  for (const id of ['penalty_missing', 'penalty_on_bias']) {
    it(`is named where it is wrong: ${id}`, () => {
      for (const layer of [0, 1, 2]) {
        const arrays = dump(randomOf(7 + layer), plan, [{ id, layer }]);
        assert.deepEqual(named(arrays), wanted([{ id, layer }]));
        assert.deepEqual(named(arrays, true), wanted([{ id, layer }]));
      }
    });
  }
});

describe('what is said of a mistake', () => {
  const plan = SMALL;
  const arrays = (bugs: Bug[], how: How) =>
    autopsy(dump(randomOf(2), plan, bugs, { names: 0, deltas: false, ...how }).given);

  it('is in the names and the layout of the program', () => {
    const bug = { id: 'derivative_missing', layer: 0 };
    const [rows] = arrays([bug], { layout: 'rows' }).findings;
    assert.equal(rows.code.right, 'delta1 = (delta2 @ W2.T) * (1 - a1**2)');
    assert.equal(rows.code.wrong, 'delta1 = (delta2 @ W2.T)');
    const [columns] = arrays([bug], { layout: 'columns' }).findings;
    assert.equal(columns.code.right, 'delta1 = (W2.T @ delta2) * (1 - a1**2)');
  });

  it('says of each array what it is and whether it agrees', () => {
    const { arrays: all, verdict } = arrays([{ id: 'bias_mean', layer: 0 }], { layout: 'rows' });
    assert.equal(verdict, 'wrong');
    const of = (name: string) => all.find(each => each.name === name);
    assert.deepEqual(of('db1'), { name: 'db1', is: 'layers.0.gradB', agrees: false });
    assert.deepEqual(of('dW1'), { name: 'dW1', is: 'layers.0.gradW', agrees: true });
    assert.deepEqual(of('z2'), { name: 'z2', is: 'layers.1.z', agrees: true });
    assert.deepEqual(of('X'), { name: 'X', is: 'x', agrees: null });
  });

  it('names a factor by the batch or the outputs, and both where they are the same number', () => {
    const { given, known } = dump(randomOf(4), { ...plan, sizes: [3, 4, 6] }, [
      { id: 'factor', layer: 1, factor: 'outputs' },
    ]);
    assert.match(
      autopsy(given, known).findings[0].message,
      /6 × the right ones \(the number of outputs, or the number of rows\)/,
    );
  });
});

describe('deltas that are scaled by the program’s own convention', () => {
  const plan: Plan = {
    sizes: [3, 4, 3],
    activations: ['tanh', 'softmax'],
    loss: 'cross_entropy',
    rows: 6,
    bias: true,
    mean: true,
  };

  it('are no mistake: dZ = a − y, dW = X.T @ dZ / m', () => {
    const random = randomOf(5);
    const { X, y, parameters } = startOf(random, plan);
    const layers = pass(plan, parameters, X, y);
    for (const layer of layers) layer.delta = layer.delta.map(row => row.map(value => 6 * value));
    const given = arraysOf(random, X, y, layers, 'rows', { names: 0, deltas: true });
    assert.equal(autopsy(given, knownOf(plan, X, y, parameters)).verdict, 'correct');
  });
});
