/** The evidence of findings as pictures: small parts of what a subject knows. */
import { activate } from '../../engine/functions/activations';
import { multiplyBySlope } from '../../engine/functions/slopes';
import { shortNumber } from '../../engine/ground/numbers';
import type { ActivationName, Matrix } from '../../engine/ground/spec';
import {
  type Bars,
  type Chart,
  type Columns,
  MOST_ENTRIES,
  type Spread,
  thinned,
} from '../evidence/picture';
import type { End, Subject } from './subject/subject';
import { columnOf } from './subject/rows';

/** Bars that are drawn below each other. */
const MOST_BARS = 12;
/** Rows and columns whose digits are written. */
const MOST_ROWS = 6;
const MOST_COLUMNS = 8;
const BINS = 40;
/** Points of a function. */
const POINTS = 121;

/**
 * The loss over the epochs beside that of the best constant answer.
 * @param from epoch from which on it is shaded
 */
export function lossChart({ constant, spec }: Subject, end: End, from?: number): Chart | undefined {
  const names = ['loss', 'val_loss'].filter(name => end.columns.has(name));
  const lines = names.flatMap(name => {
    const all = Array.from(end.columns.get(name) ?? [], (y, i) => ({ x: end.epochs[i], y }));
    const known = thinned(
      all.filter(({ y }) => Number.isFinite(y)),
      MOST_ENTRIES,
    );
    const title = name === 'loss' ? 'loss' : 'validation';
    return known.length > 1
      ? [{ name: title, x: known.map(p => p.x), y: known.map(p => p.y) }]
      : [];
  });
  if (lines.length === 0) return undefined;
  const [{ x, y }] = lines;
  const largest = lines.flatMap(line => line.y).reduce((a, b) => Math.max(a, b), 0);
  const smallest = y.reduce((a, b) => Math.min(a, b), Infinity);
  // Another metric may be logged under the name of the loss.
  const isComparable = spec.loss.batch_reduction === 'mean' && constant < 3 * largest;
  const course = `The loss over the epochs, from ${shortNumber(y[0], 3)} to ${shortNumber(y[y.length - 1], 3)}`;
  const best = `the best constant answer has ${shortNumber(constant, 3)}`;
  const shade = `shaded from epoch ${shortNumber(from ?? 0)} on`;
  return {
    kind: 'chart',
    caption: `${[course, ...(isComparable ? [best] : []), ...(from === undefined ? [] : [shade])].join('; ')}.`,
    axis: 'epoch',
    panels: [
      {
        name: 'loss',
        log: smallest > 0 && largest > 1000 * smallest,
        lines,
        ...(isComparable ? { limit: { name: 'constant', value: constant } } : {}),
      },
    ],
    shaded: from === undefined ? [] : [[from, x[x.length - 1]]],
  };
}

/** ‖δ‖ of every layer before the first update, on a logarithmic axis. */
export function deltaBars({ start, spec }: Subject, marked: number): Bars {
  const all = start.layers.map(({ deltaNorm }, i) => ({
    name: spec.model.layers[i].name,
    value: deltaNorm,
    marked: i === marked,
  }));
  return {
    kind: 'bars',
    caption: '‖δ‖ of each layer before the first update, on a logarithmic axis.',
    log: true,
    bars: fewer(all),
  };
}

/** The size of each layer's z before the first update, on a logarithmic axis. */
export function zBars({ start, spec }: Subject, marked: number): Bars {
  const bars = start.layers.map(({ z: { data } }, i) => {
    let squares = 0;
    for (const z of data) squares += z ** 2;
    const { name } = spec.model.layers[i];
    return { name, value: Math.sqrt(squares / data.length), marked: i === marked };
  });
  const caption =
    'The root mean square of z in each layer before the first update, on a logarithmic axis.';
  return {
    kind: 'bars',
    caption,
    log: true,
    bars: fewer(bars),
    limit: { name: 'usual', value: 1 },
  };
}

/** z of a layer before the first update, under its activation. @param flat |z| beyond which f′(z) is flat */
export function zSpread({ start, spec }: Subject, layer: number, flat: number): Spread {
  const { data } = start.layers[layer].z;
  const { activation, name } = spec.model.layers[layer];
  let largest = 0;
  for (const z of data) if (Number.isFinite(z)) largest = Math.max(largest, Math.abs(z));
  const to = Math.max(1.5 * flat, largest) || 1;
  const counts = new Array<number>(BINS).fill(0);
  for (const z of data) {
    const bin = Math.floor(((z + to) / (2 * to)) * BINS);
    if (bin >= 0 && bin <= BINS) counts[Math.min(BINS - 1, bin)]++;
  }
  return {
    kind: 'spread',
    caption: `The z of ${name} before the first update, under ${activation} and its slope; where that is flat they are marked.`,
    ...{ activation, from: -to, to, counts, flat, ...curvesOf(activation, to) },
  };
}

/** f and f′ from −to to `to`. */
function curvesOf(activation: ActivationName, to: number): Pick<Spread, 'values' | 'slopes'> {
  const data = Float64Array.from({ length: POINTS }, (_, i) => (2 * i * to) / (POINTS - 1) - to);
  const z = { rows: POINTS, cols: 1, data };
  const a = { ...z, data: new Float64Array(POINTS) };
  const slope = { ...z, data: new Float64Array(POINTS).fill(1) };
  activate(activation, z, a);
  multiplyBySlope(activation, z, a, slope);
  return { values: Array.from(a.data), slopes: Array.from(slope.data) };
}

/** The share of the rows for which each unit of a layer is on: z > 0. */
export function onBars({ rows, cols, data }: Matrix, name: string): Bars {
  const bars = Array.from({ length: cols }, (_, unit) => {
    const on = columnOf({ rows, cols, data }, unit).filter(z => z > 0).length;
    return { name: `unit ${unit + 1}`, value: on / rows, marked: on === 0 };
  });
  const caption = `The share of the rows for which each unit of ${name} is on: z > 0.`;
  return {
    kind: 'bars',
    caption,
    log: false,
    bars: fewer(bars),
    limit: { name: 'all rows', value: 1 },
  };
}

/** What comes into each unit of a layer: a column each. */
export function weightColumns({ prepared, spec }: Subject, layer: number): Columns {
  const { weights, biases } = prepared.parameters[layer];
  const units = Math.min(MOST_COLUMNS, weights.cols);
  const rows = Math.min(MOST_ROWS, weights.rows);
  const columns = Array.from({ length: units }, (_, unit) => [
    ...columnOf(weights, unit).subarray(0, rows),
    ...(biases ? [biases[unit]] : []),
  ]);
  const { name } = spec.model.layers[layer];
  const what = biases
    ? 'The first weights of each unit, and its bias'
    : 'The first weights of each unit';
  return {
    kind: 'columns',
    caption: `${what}, in ${name} before the first update.`,
    names: columns.map((_, unit) => `unit ${unit + 1}`),
    columns,
  };
}

/** The first rows of some inputs beside the first target, as the file has them. */
export function rowColumns({ train, prepared }: Subject, inputs: readonly number[]): Columns {
  const { scaling, featureNames } = prepared.summary;
  const rows = Math.min(MOST_ROWS, train.x.rows);
  const shown = inputs.slice(0, MOST_COLUMNS);
  const written = (value: number, col: number): number =>
    scaling ? value * scaling.scale[col] + scaling.offset[col] : value;
  return {
    kind: 'columns',
    caption: `The first ${rows} rows.`,
    names: [...shown.map(col => featureNames[col]), 'target'],
    columns: [
      ...shown.map(col =>
        Array.from(columnOf(train.x, col).subarray(0, rows), value => written(value, col)),
      ),
      Array.from(columnOf(train.y, 0).subarray(0, rows)),
    ],
  };
}

/** The size of each input, on a logarithmic axis. */
export function inputBars(
  { prepared: { summary } }: Subject,
  sizes: readonly number[],
  marked: number,
): Bars {
  const bars = sizes.map((value, col) => ({
    name: summary.featureNames[col],
    value,
    marked: col === marked,
  }));
  return {
    kind: 'bars',
    caption: 'The root mean square of each input as the network sees it, on a logarithmic axis.',
    log: true,
    bars: fewer(bars),
    limit: { name: 'scaled', value: 1 },
  };
}

/** How well several ways answer the rows: shares of them, or of the variance. */
export function scoreBars(
  { areClasses }: Subject,
  scores: readonly { name: string; score: number | null; marked?: boolean }[],
): Bars {
  const what = areClasses
    ? 'The share of the rows answered rightly'
    : 'The share of the variance explained';
  return {
    kind: 'bars',
    caption: `${what}.`,
    log: false,
    bars: scores.flatMap(({ name, score, marked = false }) =>
      score === null ? [] : [{ name, value: score, marked }],
    ),
    limit: { name: 'all', value: 1 },
  };
}

/** Rows of each class, and of how many the network gives it as the answer where that is known. */
export function classBars(counts: readonly number[], caption: string, marked: number): Bars {
  const bars = counts.map((value, label) => ({
    name: `class ${label}`,
    value,
    marked: label === marked,
  }));
  return { kind: 'bars', caption, log: false, bars: fewer(bars) };
}

/** Those that are marked, and the first of the others, in their order. */
function fewer(bars: Bars['bars']): Bars['bars'] {
  let room = MOST_BARS - bars.filter(({ marked }) => marked).length;
  return bars.filter(({ marked }) => marked || room-- > 0).slice(0, MOST_BARS);
}
