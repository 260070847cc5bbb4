/** Arrays of a student's program with mistakes in them, in random nets, layouts and names. */
import type { GivenArray, Known } from '../../../../src/engine/autopsy/autopsy';
import { activate, pass, T } from './pass';
import type { Activation, Bug, Layer, Loss, M, Plan } from './pass';

export type Layout = 'rows' | 'columns' | 'torch';

export interface Dump {
  plan: Plan;
  layout: Layout;
  given: GivenArray[];
  known: Known;
}

/** Random numbers in [0, 1), the same for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<X>(random: () => number, list: readonly X[]): X {
  return list[Math.floor(random() * list.length)];
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function matrix(random: () => number, rows: number, cols: number): M {
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => normal(random)));
}

const HEADS: { output: Activation; loss: Loss; outputs: number[] }[] = [
  { output: 'softmax', loss: 'cross_entropy', outputs: [3, 4, 5] },
  { output: 'sigmoid', loss: 'binary_cross_entropy', outputs: [1] },
  { output: 'sigmoid', loss: 'mse', outputs: [1, 3] },
  { output: 'linear', loss: 'mse', outputs: [1, 2, 4] },
  { output: 'tanh', loss: 'mse', outputs: [2] },
];

/** A net with one to three hidden layers. */
export function planOf(random: () => number, changes: Partial<Plan> = {}): Plan {
  const head = pick(random, HEADS);
  const hidden = 1 + Math.floor(random() * 3);
  const square = random() < 0.25;
  const width = () => (square ? 4 : 2 + Math.floor(random() * 6));
  const sizes = [
    square ? 4 : 2 + Math.floor(random() * 5),
    ...Array.from({ length: hidden }, width),
    pick(random, head.outputs),
  ];
  const usual = pick(random, ['sigmoid', 'tanh', 'relu', 'leaky_relu', 'elu', 'softplus'] as const);
  return {
    sizes,
    activations: [...Array.from({ length: hidden }, () => usual), head.output],
    loss: head.loss,
    rows: 5 + Math.floor(random() * 9),
    bias: random() < 0.8,
    mean: random() < 0.6,
    ...changes,
  };
}

type Names = { [what in 'W' | 'b' | 'z' | 'a' | 'delta' | 'gW' | 'gB']: (l: number) => string };

const NAMES: Names[] = [
  {
    W: l => `W${l}`,
    b: l => `b${l}`,
    z: l => `z${l}`,
    a: l => `a${l}`,
    delta: l => `dz${l}`,
    gW: l => `dW${l}`,
    gB: l => `db${l}`,
  },
  {
    W: l => `theta${l}`,
    b: l => `c${l}`,
    z: l => `net_${l}`,
    a: l => `out_${l}`,
    delta: l => `delta_${l}`,
    gW: l => `nabla_w${l}`,
    gB: l => `nabla_b${l}`,
  },
  {
    W: l => `weights_${l - 1}`,
    b: l => `bias_${l - 1}`,
    z: l => `pre_${l - 1}`,
    a: l => `hidden_${l - 1}`,
    delta: l => `error_${l - 1}`,
    gW: l => `grad_weights_${l - 1}`,
    gB: l => `grad_bias_${l - 1}`,
  },
  {
    W: l => `params['W${l}']`,
    b: l => `params['b${l}']`,
    z: l => `cache['Z${l}']`,
    a: l => `cache['A${l}']`,
    delta: l => `grads['dZ${l}']`,
    gW: l => `grads['dW${l}']`,
    gB: l => `grads['db${l}']`,
  },
];

export interface How {
  layout?: Layout;
  names?: number | 'permuted' | 'none';
  deltas?: boolean;
  /** Without z: programs that keep a alone. */
  withoutZ?: boolean;
  extras?: boolean;
  store?: (value: number) => number;
}

function numbers(m: M): GivenArray['values'] {
  return { rows: m.length, cols: m[0].length, data: Float64Array.from(m.flat()) };
}

/** A batch and parameters for a plan. */
export function startOf(
  random: () => number,
  plan: Plan,
): { X: M; y: M; parameters: { W: M; b: number[] | null }[] } {
  const outputs = plan.sizes[plan.sizes.length - 1];
  const X = matrix(random, plan.rows, plan.sizes[0]);
  const isClasses = plan.loss !== 'mse';
  const y = X.map(() => {
    const label = Math.floor(random() * Math.max(2, outputs));
    return Array.from({ length: outputs }, (_, c) =>
      isClasses ? Number(outputs === 1 ? label === 1 : label === c) : normal(random),
    );
  });
  const parameters = plan.sizes.slice(1).map((units, l) => ({
    W: matrix(random, plan.sizes[l], units),
    b: plan.bias ? matrix(random, 1, units)[0] : null,
  }));
  return { X, y, parameters };
}

/** The arrays of one pass, as `np.savez` has them. */
export function dump(random: () => number, plan: Plan, bugs: Bug[], how: How = {}): Dump {
  const { X, y, parameters } = startOf(random, plan);
  const layers = pass(plan, parameters, X, y, bugs);
  const layout = how.layout ?? pick(random, ['rows', 'columns', 'torch'] as const);
  const given = arraysOf(random, X, y, layers, layout, how);
  return { plan, layout, given, known: knownOf(plan, X, y, parameters) };
}

export function arraysOf(
  random: () => number,
  X: M,
  y: M,
  layers: Layer[],
  layout: Layout,
  how: How,
): GivenArray[] {
  const names =
    NAMES[typeof how.names === 'number' ? how.names : Math.floor(random() * NAMES.length)];
  const batch = (m: M) => (layout === 'columns' ? T(m) : m);
  const kernel = (m: M) => (layout === 'rows' ? m : T(m));
  const list = (row: number[]) => (layout === 'columns' ? T([row]) : [row]);
  const found: [string, M][] = [
    ['X', batch(X)],
    ['y', batch(y)],
  ];
  const hasDeltas = how.deltas ?? random() < 0.5;
  layers.forEach((layer, index) => {
    const l = index + 1;
    found.push([names.W(l), kernel(layer.W)], [names.gW(l), kernel(layer.gW)]);
    if (!how.withoutZ) found.push([names.z(l), batch(layer.z)]);
    found.push([names.a(l), batch(layer.a)]);
    if (layer.b) found.push([names.b(l), list(layer.b)]);
    if (layer.gB) found.push([names.gB(l), list(layer.gB)]);
    if (hasDeltas) found.push([names.delta(l), batch(layer.delta)]);
  });
  if (how.extras) {
    found.push(['lr', [[0.1]]], ['losses', [Array.from({ length: 7 }, random)]], ['i', [[0]]]);
    found.push([
      `v_${names.gW(1)}`,
      kernel(matrix(random, layers[0].W.length, layers[0].W[0].length)),
    ]);
    found.push(['X_train', batch(matrix(random, 50, X[0].length))]);
    found.push(['predictions', batch(activate('softmax', layers[layers.length - 1].z))]);
  }
  const shuffled = found.map(entry => ({ entry, key: random() })).sort((a, b) => a.key - b.key);
  const order = shuffled.map(({ entry }) => entry);
  const others = order.map(([name]) => name);
  if (how.names === 'permuted') others.push(others.shift() ?? '');
  const { store = value => value } = how;
  return order.map(([, m], index) => ({
    name: how.names === 'none' ? '' : others[index],
    values: numbers(m.map(row => row.map(store))),
    slack: null,
  }));
}

export function knownOf(plan: Plan, X: M, y: M, parameters: { W: M; b: number[] | null }[]): Known {
  return {
    inputs: plan.sizes[0],
    layers: plan.activations.map((activation, l) => ({
      units: plan.sizes[l + 1],
      activation,
      use_bias: plan.bias,
    })),
    loss: {
      type: plan.loss,
      scale: 1,
      output_reduction: 'mean',
      batch_reduction: plan.mean ? 'mean' : 'sum',
    },
    weightDecay: plan.decay ?? 0,
    decayBiases: false,
    batch: {
      x: numbers(X),
      y: numbers(y),
      parameters: parameters.map(({ W, b }) => ({
        weights: numbers(W),
        biases: b && numbers([b]),
      })),
    },
  };
}

const SLOPES = [
  'derivative_missing',
  'derivative_twice',
  'derivative_of_activation',
  'derivative_from_preactivation',
  'derivative_incomplete',
  'derivative_of_other',
  'sum_for_elementwise',
];

/** Every mistake that makes a difference somewhere in this net. */
export function bugsOf(plan: Plan): Bug[] {
  const bugs: Bug[] = [];
  const last = plan.activations.length - 1;
  const outputs = plan.sizes[last + 1];
  plan.activations.forEach((activation, layer) => {
    const isOutput = layer === last;
    if (!isOutput || plan.loss === 'mse')
      bugs.push(...slopeBugs(activation, layer, plan.sizes[layer + 1]));
    if (isOutput && plan.loss !== 'mse') bugs.push({ id: 'output_derivative_extra', layer });
    if (isOutput && plan.loss === 'mse' && activation !== 'linear')
      bugs.push({ id: 'error_for_delta', layer });
    if (layer > 0) {
      bugs.push({ id: 'weights_already_updated', layer });
      if (plan.sizes[layer] === plan.sizes[layer + 1] && plan.sizes[layer] > 1)
        bugs.push({ id: 'weights_not_transposed', layer });
      if (plan.activations[layer - 1] !== 'linear')
        bugs.push({ id: 'preactivation_as_input', layer });
    }
    bugs.push(
      { id: 'rows_misaligned', layer },
      { id: 'rows_misaligned', layer, variant: 1 },
      { id: 'last_row_only', layer },
    );
    if (plan.sizes[layer] === plan.sizes[layer + 1] && plan.sizes[layer] > 1)
      bugs.push({ id: 'gradient_transposed', layer });
    if (plan.bias)
      bugs.push(...['bias_zero', 'bias_mean', 'bias_last_row'].map(id => ({ id, layer })));
  });
  const factors = ['-1', '2', '1/2', 'rows', '1/rows', 'outputs', '1/outputs'];
  const isOwn = (factor: string) =>
    !factor.includes('outputs') || (outputs > 2 && outputs !== plan.rows);
  bugs.push(...factors.filter(isOwn).map(factor => ({ id: 'factor', layer: last, factor })));
  return bugs;
}

function slopeBugs(activation: Activation, layer: number, units: number): Bug[] {
  if (activation === 'linear') return [];
  const ids = SLOPES.filter(id => {
    if (id === 'derivative_incomplete') return activation === 'sigmoid' || activation === 'tanh';
    if (id === 'derivative_from_preactivation')
      return activation === 'sigmoid' || activation === 'tanh';
    if (id === 'derivative_of_activation') return !/relu/.test(activation);
    if (id === 'derivative_twice') return activation !== 'relu';
    if (id === 'sum_for_elementwise') return units > 1;
    return id !== 'derivative_of_other';
  });
  const bugs: Bug[] = ids.map(id => ({ id, layer }));
  const others: Activation[] = ['sigmoid', 'tanh'];
  bugs.push(
    ...others.filter(as => as !== activation).map(as => ({ id: 'derivative_of_other', layer, as })),
  );
  if (activation === 'relu') bugs.push({ id: 'relu_mask_of_gradient', layer });
  if (units > 1)
    bugs.push(
      { id: 'sum_for_elementwise', layer, variant: 1 },
      { id: 'sum_for_elementwise', layer, variant: 2 },
    );
  return bugs;
}

/** One small net, for tests of what is said of a mistake in it. */
export const SMALL: Plan = {
  sizes: [3, 4, 2],
  activations: ['tanh', 'linear'],
  loss: 'mse',
  rows: 6,
  bias: true,
  mean: true,
};
