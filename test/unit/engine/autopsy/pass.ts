/**
 * A student's program: a forward and a backward pass on lists of lists, written out anew, in which
 * mistakes can be planted.
 */

export type M = number[][];
export type Activation =
  'sigmoid' | 'tanh' | 'relu' | 'leaky_relu' | 'elu' | 'softplus' | 'linear' | 'softmax';
export type Loss = 'mse' | 'cross_entropy' | 'binary_cross_entropy';

export interface Plan {
  sizes: number[];
  activations: Activation[];
  loss: Loss;
  rows: number;
  bias: boolean;
  /** Whether the loss is a mean over the rows. */
  mean: boolean;
  /** λ of the weight decay in the gradients of the weights. */
  decay?: number;
}

export interface Bug {
  id: string;
  layer: number;
  as?: Activation;
  factor?: string;
  /** Which of several forms. */
  variant?: number;
}

export interface Layer {
  W: M;
  b: number[] | null;
  z: M;
  a: M;
  delta: M;
  gW: M;
  gB: number[] | null;
}

export const RATE = 0.1;

export const T = (m: M): M => m[0].map((_, c) => m.map(row => row[c]));
export const mul = (a: M, b: M): M => {
  const turned = T(b);
  return a.map(row => turned.map(col => row.reduce((sum, value, i) => sum + value * col[i], 0)));
};
const zip = (a: M, b: M, f: (x: number, y: number) => number): M =>
  a.map((row, r) => row.map((value, c) => f(value, b[r][c])));
const each = (a: M, f: (x: number) => number): M => a.map(row => row.map(value => f(value)));
const sums = (a: M): number[] => T(a).map(col => col.reduce((sum, value) => sum + value, 0));
const total = (row: number[]): number => row.reduce((sum, value) => sum + value, 0);

const F: { [name in Activation]: (z: number) => number } = {
  sigmoid: z => 1 / (1 + Math.exp(-z)),
  tanh: z => Math.tanh(z),
  relu: z => Math.max(0, z),
  leaky_relu: z => (z > 0 ? z : 0.01 * z),
  elu: z => (z > 0 ? z : Math.exp(z) - 1),
  softplus: z => Math.log(1 + Math.exp(z)),
  linear: z => z,
  softmax: z => z,
};
/** f′ where z and a are what the formula is given. */
const D: { [name in Activation]: (z: number, a: number) => number } = {
  sigmoid: (_, a) => a * (1 - a),
  tanh: (_, a) => 1 - a * a,
  relu: z => (z > 0 ? 1 : 0),
  leaky_relu: z => (z > 0 ? 1 : 0.01),
  elu: z => (z > 0 ? 1 : Math.exp(z)),
  softplus: z => 1 / (1 + Math.exp(-z)),
  linear: () => 1,
  softmax: (_, a) => a * (1 - a),
};

export function activate(name: Activation, z: M): M {
  if (name !== 'softmax') return each(z, F[name]);
  return z.map(row => {
    const powers = row.map(value => Math.exp(value));
    return powers.map(value => value / total(powers));
  });
}

/** From ∂L/∂a to delta, with a mistake or without. */
function throughSlope(name: Activation, up: M, z: M, a: M, bug: Bug | undefined): M {
  const slope = zip(z, a, D[name]);
  const by = (f: (zi: number, ai: number) => number): M => zip(up, zip(z, a, f), (u, s) => u * s);
  switch (bug?.id) {
    case undefined:
      if (name !== 'softmax') return zip(up, slope, (u, s) => u * s);
      return up.map((row, r) => {
        const inner = total(row.map((u, c) => u * a[r][c]));
        return row.map((u, c) => a[r][c] * (u - inner));
      });
    case 'derivative_missing':
      return up;
    case 'derivative_twice':
      return by((zi, ai) => D[name](zi, ai) ** 2);
    case 'derivative_of_activation':
      return by((_, ai) => D[name](ai, F[name](ai)));
    case 'derivative_from_preactivation':
      return by(zi => D[name](zi, zi));
    case 'derivative_incomplete':
      return by((_, ai) => (name === 'tanh' || bug.variant === 1 ? 1 - ai : ai));
    case 'derivative_of_other':
      return by(D[bug.as ?? 'tanh']);
    case 'relu_mask_of_gradient':
      return each(up, u => (u > 0 ? u : 0));
    case 'softmax_diagonal':
      return by((_, ai) => ai * (1 - ai));
    case 'sum_for_elementwise':
      if (bug.variant === 1)
        return up.map((row, r) => row.map(() => total(row.map((u, c) => u * slope[r][c]))));
      if (bug.variant === 2) return up.map((row, r) => row.map((_, c) => total(row) * slope[r][c]));
      return up.map((row, r) => row.map(u => u * total(slope[r])));
    default:
      throw new Error(`There is no ${bug?.id} here.`);
  }
}

const SLOPES = /^(?:derivative|relu_mask|sum_for|softmax_diag)/;

function factorOf({ factor }: Bug, rows: number, outputs: number): number {
  const value = {
    rows,
    outputs,
    '2': 2,
    '1/2': 0.5,
    '-1': -1,
    '1/rows': 1 / rows,
    '1/outputs': 1 / outputs,
  };
  return value[factor as keyof typeof value];
}

export function pass(
  plan: Plan,
  parameters: { W: M; b: number[] | null }[],
  X: M,
  y: M,
  bugs: Bug[] = [],
): Layer[] {
  const layers: Layer[] = [];
  let input = X;
  parameters.forEach(({ W, b }, l) => {
    const unused = bugs.some(({ id, layer }) => id === 'bias_not_used' && layer === l);
    const z = mul(input, W).map(row => row.map((value, c) => value + (b && !unused ? b[c] : 0)));
    const isOther = bugs.find(({ id, layer }) => id === 'other_activation' && layer === l)?.as;
    const isTurned = bugs.some(({ id, layer }) => id === 'softmax_axis' && layer === l);
    const name = isOther ?? plan.activations[l];
    const a = isTurned ? T(activate(name, T(z))) : activate(name, z);
    layers.push({ W, b, z, a, delta: [], gW: [], gB: null });
    input = a;
  });
  backward(plan, layers, X, y, bugs);
  return layers;
}

function backward(plan: Plan, layers: Layer[], X: M, y: M, bugs: Bug[]): void {
  const find = (id: string, layer: number) =>
    bugs.find(bug => bug.id === id && bug.layer === layer);
  const last = layers.length - 1;
  const n = plan.mean ? X.length : 1;
  const factor = bugs
    .filter(({ id }) => id === 'factor')
    .reduce((k, bug) => k * factorOf(bug, X.length, y[0].length), 1);
  for (let l = last; l >= 0; l--) {
    const layer = layers[l];
    const name = plan.activations[l];
    const slope = bugs.find(bug => SLOPES.test(bug.id) && bug.layer === l);
    if (l === last) {
      const difference = zip(layer.a, y, (a, t) => (factor * (a - t)) / n);
      if (plan.loss === 'mse') {
        layer.delta = throughSlope(
          name,
          each(difference, d => (2 * d) / y[0].length),
          layer.z,
          layer.a,
          slope,
        );
      } else {
        const scaled =
          plan.loss === 'cross_entropy' ? difference : each(difference, d => d / y[0].length);
        const extra = find('output_derivative_extra', l);
        layer.delta = extra ? zip(scaled, zip(layer.z, layer.a, D[name]), (d, s) => d * s) : scaled;
      }
    } else {
      const above = layers[l + 1];
      let handed = above.delta;
      if (find('error_for_delta', l + 1)) {
        handed = zip(above.a, y, (a, t) => (factor * 2 * (a - t)) / n / y[0].length);
      }
      const W = find('weights_already_updated', l + 1)
        ? zip(above.W, above.gW, (w, g) => w - RATE * g)
        : above.W;
      const up = mul(handed, find('weights_not_transposed', l + 1) ? W : T(W));
      layer.delta = throughSlope(name, up, layer.z, layer.a, slope);
    }
    const has = (id: string) => find(id, l);
    gradients(layer, l === 0 ? X : layers[l - 1].a, l === 0 ? null : layers[l - 1].z, has);
    if (plan.decay) decay(layer, plan.decay, has);
  }
}

function decay(layer: Layer, lambda: number, has: (id: string) => Bug | undefined): void {
  if (!has('penalty_missing')) layer.gW = zip(layer.gW, layer.W, (g, w) => g + lambda * w);
  if (!layer.gB || !has('penalty_on_bias')) return;
  layer.gB = layer.gB.map((g, c) => g + lambda * (layer.b?.[c] ?? 0));
}

function gradients(
  layer: Layer,
  read: M,
  below: M | null,
  has: (id: string) => Bug | undefined,
): void {
  let input = has('preactivation_as_input') && below ? below : read;
  let delta = layer.delta;
  const misaligned = has('rows_misaligned');
  if (misaligned)
    input =
      misaligned.variant === 1
        ? [input[input.length - 1], ...input.slice(0, -1)]
        : [...input].reverse();
  if (has('last_row_only')) [input, delta] = [input.slice(-1), delta.slice(-1)];
  const made = mul(T(input), delta);
  layer.gW = has('gradient_transposed') ? T(made) : made;
  if (!layer.b) return;
  const summed = sums(delta);
  layer.gB = summed;
  if (has('bias_zero')) layer.gB = summed.map(() => 0);
  if (has('bias_mean')) layer.gB = summed.map(value => value / layer.delta.length);
  if (has('bias_last_row')) layer.gB = layer.delta[layer.delta.length - 1];
}
