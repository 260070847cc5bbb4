/** The net that the arrays are of: which array is what, as far as values, shapes and names tell. */
import type { ActivationName, LossSpec } from '../../ground/spec';
import { isWhole, numbers } from '../ground/given';
import type { GivenArray, Numbers, Observed } from '../ground/given';
import { observed, precisionOf } from '../ground/precision';
import type { Precision } from '../ground/precision';
import { candidatesIn, LAYOUTS } from './candidates';
import type { Candidate, Layout } from './candidates';
import { ChainSearch } from './chain';
import type { Chain, KnownLayer } from './chainLayer';
import { isActivated, isOtherAxis } from './links';

/** What an experiment beside the arrays knows. */
export interface Known {
  inputs: number;
  layers: readonly KnownLayer[];
  loss: LossSpec;
  weightDecay: number;
  decayBiases: boolean;
  /** The batch and the parameters of its first step; null where they do not count. */
  batch: {
    x: Numbers;
    y: Numbers;
    parameters: { weights: Numbers; biases: Numbers | null }[];
  } | null;
}

export interface Target {
  /** [batch, outputs] */
  observed: Observed;
  /** null: it is the experiment's. */
  candidate: Candidate | null;
}

export interface NetLayer {
  weights: Observed;
  biases: Observed | null;
  z: Observed | null;
  a: Observed | null;
  activation: ActivationName;
  /** Nothing says the activation: what rests on it is not told as a mistake. */
  isGuess: boolean;
  /** a = f(z) holds for the student's arrays; true where one of them is not given. */
  agrees: boolean;
  otherAxis: boolean;
  /** The number in the name of the weights, by which their gradients are called. */
  number: number | null;
}

export interface Net {
  layout: Layout;
  precision: Precision;
  x: Observed;
  layers: NetLayer[];
  /** The most likely first. */
  targets: Target[];
  /** All arrays that are not of the forward pass. */
  pool: Candidate[];
}

/** A chain with this score is no chance: two layers that follow from values. */
const DECISIVE = 200;

/** null: there is no net in these arrays. */
export function netIn(arrays: readonly GivenArray[], known: Known | null): Net | null {
  const precision = precisionOf(arrays);
  const all = arrays.map(each => observed(each, precision));
  let best: { chain: Chain; candidates: Candidate[]; score: number } | null = null;
  for (const layout of LAYOUTS) {
    const candidates = candidatesIn(all, layout);
    const chain = new ChainSearch(candidates, layout, precision, known?.layers ?? null).run();
    const score = chain ? chain.score : 0;
    if (chain && score > (best?.score ?? 0)) best = { chain, candidates, score };
    if (score > DECISIVE) break;
  }
  if (best && (!known || best.chain.layers.length === known.layers.length)) {
    return netOf(best.chain, best.candidates, precision, known);
  }
  // Gradients and deltas alone: the experiment has the rest. Other parameters have other gradients.
  const isGradients = all.length <= 3 * (known?.layers.length ?? 0);
  return known?.batch && isGradients ? netOfKnown(known, all, precision) : null;
}

function netOf(
  { layout, x, layers }: Chain,
  candidates: readonly Candidate[],
  precision: Precision,
  known: Known | null,
): Net {
  const used = new Set([
    x,
    ...layers.flatMap(({ weights, biases, z, a }) => [weights, biases, z, a]),
  ]);
  const pool = candidates.filter(each => !used.has(each));
  const net: Net = {
    layout,
    precision,
    x: x.batch,
    layers: layers.map((layer, index): NetLayer => {
      const { weights, z, a } = layer;
      const biases = layer.biases ?? biasesBeside(layer, pool);
      if (biases && pool.includes(biases)) pool.splice(pool.indexOf(biases), 1);
      const activation = layer.activation ?? known?.layers[index].activation ?? 'linear';
      return {
        weights: weights.kernel,
        biases: biases?.row ?? null,
        z: z?.batch ?? null,
        a: a?.batch ?? null,
        activation,
        isGuess: layer.activation === null && known === null,
        agrees: !z || !a || isActivated(activation, z.batch, a.batch, precision),
        otherAxis:
          z !== null && a !== null && layer.otherAxis && isOtherAxis(z.batch, a.batch, precision),
        number: weights.meaning.number,
      };
    }),
    targets: [],
    pool,
  };
  net.targets = targetsIn(net, known);
  return net;
}

/** Biases that z does not hold: their name says what they are. */
function biasesBeside(
  { weights }: Chain['layers'][number],
  pool: readonly Candidate[],
): Candidate | null {
  const { cols } = weights.kernel.values;
  return (
    pool.find(
      ({ meaning, row }) =>
        meaning.role === 'biases' &&
        meaning.number === weights.meaning.number &&
        row?.values.cols === cols,
    ) ?? null
  );
}

/** The net of the experiment, where the arrays are of its first batch and hold gradients alone. */
function netOfKnown(known: Known, all: readonly Observed[], precision: Precision): Net {
  const { batch, layers } = known;
  if (!batch) throw new TypeError('There is no batch.');
  const exact = (name: string, values: Numbers): Observed => {
    return { name, values, slack: new Float64Array(values.data.length) };
  };
  const fits = (layout: Layout) => {
    const candidates = candidatesIn(all, layout);
    const named = candidates.filter(({ meaning }) => meaning.role === 'gradW');
    const count = (wanted: Numbers[]) =>
      (named.length > 0 ? named : candidates).filter(each =>
        wanted.some(({ rows, cols }) => each.isKernel(rows, cols)),
      ).length;
    return { layout, candidates, count: count(batch.parameters.map(({ weights }) => weights)) };
  };
  const best = LAYOUTS.map(fits).reduce((a, b) => (b.count > a.count ? b : a));
  return {
    layout: best.layout,
    precision,
    x: exact('X', batch.x),
    layers: batch.parameters.map(({ weights, biases }, index) => ({
      weights: exact(`W${index + 1}`, weights),
      biases: biases && exact(`b${index + 1}`, biases),
      z: null,
      a: null,
      activation: layers[index].activation,
      isGuess: false,
      agrees: true,
      otherAxis: false,
      number: null,
    })),
    targets: [{ observed: exact('y', batch.y), candidate: null }],
    pool: best.candidates,
  };
}

/** Targets that are tried at most. */
const MOST_TARGETS = 3;

function targetsIn({ x, layers, pool }: Net, known: Known | null): Target[] {
  const [{ rows }, { cols }] = [x.values, layers[layers.length - 1].weights.values];
  const found = pool.flatMap(candidate => {
    const target = targetOf(candidate, rows, cols);
    return target ? [{ target, candidate, score: scoreOfTarget(candidate) }] : [];
  });
  found.sort((a, b) => b.score - a.score);
  const targets = found
    .slice(0, MOST_TARGETS)
    .map(({ target, candidate }): Target => ({ observed: target, candidate }));
  const y = known?.batch?.y;
  const isOwn = y?.rows === rows && y.cols === cols;
  if (isOwn) {
    const own = { name: 'y', values: y, slack: new Float64Array(y.data.length) };
    targets.push({ observed: own, candidate: null });
  }
  return targets;
}

/** As [batch, outputs]: a matrix of that shape, a list for one output, or labels that count from 0. */
function targetOf({ batch, row }: Candidate, rows: number, cols: number): Observed | null {
  if (batch.values.rows === rows && batch.values.cols === cols) return batch;
  if (row?.values.cols !== rows) return null;
  const { name, values, slack } = row;
  if (cols === 1) return { name, values: { rows, cols, data: values.data }, slack };
  const isLabels = values.data.every(
    label => Number.isInteger(label) && label >= 0 && label < cols,
  );
  if (!isLabels) return null;
  const hot = numbers(rows, cols);
  values.data.forEach((label, index) => (hot.data[index * cols + label] = 1));
  return { name, values: hot, slack: new Float64Array(rows * cols) };
}

function scoreOfTarget({ meaning: { role }, given }: Candidate): number {
  const byName = { y: 4, prediction: -3, delta: -2, upstream: -2 }[role as string] ?? 0;
  return byName + (isWhole(given.values) ? 5 : 0);
}
