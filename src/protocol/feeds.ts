/**
 * The data that a viewer can ask for in each frame beside the state of the run, a row for each. Page,
 * host and worker go through these rows to read, join, send, keep and forget, and the worker computes
 * each in a function of its own (src/worker/frames/feeds.ts). A missing row is a type error.
 */
import { TENSOR_NAMES } from '../engine/ground/tensors';
import { EVALUATED_PARTS } from './confusion';
import {
  isCount,
  isFields,
  oneOf,
  readFormula,
  readTensor,
  readWatchedNumber,
  wrap,
} from './readValues';
import { MOST_LOG_LINES, type Frame, type Watch } from './snapshot';
import { BATCH_PARTS, type Boundary } from './tensors';

export const FEED_NAMES = [
  'tensors',
  'boundary',
  'before',
  'fit',
  'units',
  'batch',
  'maps',
  'histograms',
  'derivation',
  'formula',
  'confusion',
  'predictions',
  'log',
] as const;
export type FeedName = (typeof FEED_NAMES)[number];

/** The wish for each datum, and what a frame then holds of it. */
export type Wishes = Required<Pick<Watch, FeedName>>;
export type Data = Pick<Frame, FeedName>;

interface Feed<Name extends FeedName> {
  /** The wish that a page has sent; null where it is not valid. */
  read(value: unknown): Wishes[Name] | null;
  /** Combines the wishes of several viewers into one. */
  join(wishes: readonly NonNullable<Wishes[Name]>[]): Wishes[Name];
  /** The wish for nothing, and what a frame holds where nothing is wished or there is nothing. */
  noWish: Wishes[Name];
  none: Data[Name];
  /** Its arrays: copies of exact length, so that their buffers can be transferred. */
  arrays(datum: NonNullable<Data[Name]>): readonly ArrayBufferView[];
  /**
   * `plane`: drawn over a plane, which costs more than anything else. While a run trains not every
   * frame has one: `none` then means that the last one still holds.
   */
  pace: 'frame' | 'plane';
}

/** More points per side than any screen shows. */
export const LARGEST_BOUNDARY = 400;
const MOST_TENSORS = 64;
/** Units whose maps are drawn at once, and points per side of each. */
const MOST_MAPS = 256;
const LARGEST_MAP = 64;
/** Misclassified rows that are looked at. */
const MOST_MISCLASSIFIED = 64;
/** Rows of a part whose outputs are told. */
export const MOST_PREDICTIONS = 100_000;

const first = <T>([wish = null]: readonly (T | null)[]): T | null => wish;

const PLANE = {
  read: (value: unknown) => (isCount(value) && value <= LARGEST_BOUNDARY ? value : null),
  join: (wishes: readonly number[]) => Math.max(0, ...wishes),
  noWish: 0,
  none: null,
  arrays: ({ values, atPoints }: Boundary) => [values, ...atPoints],
  pace: 'plane',
} satisfies Feed<'boundary'>;

export const FEEDS: { readonly [Name in FeedName]: Feed<Name> } = {
  tensors: {
    read(value) {
      if (!Array.isArray(value) || value.length > MOST_TENSORS) return null;
      const tensors = value.map(readTensor);
      return tensors.every(tensor => tensor !== null) ? tensors : null;
    },
    join(wishes) {
      const refs = wishes.flat().map(ref => [`${ref.layer}/${ref.tensor}`, ref] as const);
      return [...new Map(refs).values()].slice(0, MOST_TENSORS);
    },
    noWish: [],
    none: [],
    arrays: tensors => tensors.map(({ data }) => data),
    pace: 'frame',
  },
  boundary: PLANE,
  before: PLANE,
  fit: {
    read: PLANE.read,
    join: PLANE.join,
    noWish: 0,
    none: null,
    arrays: ({ now, start }) => [now, start].flatMap(({ values, atRows }) => [values, ...atRows]),
    pace: 'plane',
  },
  units: {
    read: value => (isFields(value) ? { row: isCount(value.row) ? value.row : null } : null),
    join: first,
    noWish: null,
    none: null,
    arrays: ({ x, y, layers }) => [
      ...[x, y],
      ...layers.flatMap(({ z, a, slope, delta }) => [z, a, delta, ...(slope ? [slope] : [])]),
    ],
    pace: 'frame',
  },
  batch: {
    read(value) {
      if (!Array.isArray(value)) return null;
      const parts = value.map(part => oneOf(BATCH_PARTS, part));
      return parts.every(part => part !== null) ? parts : null;
    },
    join: wishes => BATCH_PARTS.filter(part => wishes.some(wish => wish.includes(part))),
    noWish: [],
    none: [],
    arrays: parts => parts.map(({ data }) => data),
    pace: 'frame',
  },
  maps: {
    read(value) {
      if (!isFields(value) || !Array.isArray(value.units) || !isCount(value.resolution))
        return null;
      if (value.units.length > MOST_MAPS || value.resolution > LARGEST_MAP) return null;
      const units = value.units.flatMap((unit: unknown) =>
        isFields(unit) && isCount(unit.layer) && isCount(unit.unit)
          ? [{ layer: unit.layer, unit: unit.unit }]
          : [],
      );
      return { resolution: value.resolution, units };
    },
    join: first,
    noWish: null,
    none: null,
    arrays: ({ values }) => [values],
    pace: 'plane',
  },
  histograms: {
    read: value => oneOf(TENSOR_NAMES, value),
    join: first,
    noWish: null,
    none: [],
    arrays: histograms => histograms.map(({ counts }) => counts),
    pace: 'frame',
  },
  derivation: {
    read: readWatchedNumber,
    join: first,
    noWish: null,
    none: null,
    arrays: () => [],
    pace: 'frame',
  },
  formula: {
    read: readFormula,
    join: first,
    noWish: null,
    none: null,
    arrays: ({ judgement }) =>
      judgement.kind === 'wrong'
        ? [judgement.yours, judgement.right].flatMap(matrix => (matrix ? [matrix.data] : []))
        : [],
    pace: 'frame',
  },
  confusion: {
    read(value) {
      if (!isFields(value) || !isCount(value.most) || value.most > MOST_MISCLASSIFIED) return null;
      const { most } = value;
      return wrap(oneOf(EVALUATED_PARTS, value.part), part => ({ part, most }));
    },
    join: first,
    noWish: null,
    none: null,
    arrays: ({ counts, misclassified: { rows, truths, predicted, outputs, inputs } }) => [
      ...[counts, rows, truths, predicted, outputs, inputs],
    ],
    // It evaluates a whole part of the data.
    pace: 'plane',
  },
  predictions: {
    read(value) {
      if (!isFields(value) || !isCount(value.most) || value.most > MOST_PREDICTIONS) return null;
      const { most } = value;
      return wrap(oneOf(EVALUATED_PARTS, value.part), part => ({ part, most }));
    },
    join: first,
    noWish: null,
    none: null,
    arrays: ({ outputs, targets, inputs }) => [outputs, targets, inputs],
    pace: 'plane',
  },
  log: {
    read: value => (isCount(value) && value <= MOST_LOG_LINES ? value : null),
    join: wishes => Math.max(0, ...wishes),
    noWish: 0,
    none: null,
    arrays: () => [],
    pace: 'frame',
  },
};

/** A wish for each datum. */
export function wishesOf(wish: <Name extends FeedName>(name: Name) => Wishes[Name]): Wishes {
  return Object.fromEntries(FEED_NAMES.map(name => [name, wish(name)])) as Wishes;
}

/** `none` of every datum. */
export const NO_DATA = Object.fromEntries(
  FEED_NAMES.map((name): [FeedName, unknown] => [name, FEEDS[name].none]),
) as Data;

/** The data of these names, and those of `rest` for the others. */
export function dataOf(
  names: readonly FeedName[],
  datum: <Name extends FeedName>(name: Name) => Data[Name],
  rest: Data = NO_DATA,
): Data {
  const entries = FEED_NAMES.map((name): [FeedName, unknown] => [
    name,
    names.includes(name) ? datum(name) : rest[name],
  ]);
  return Object.fromEntries(entries) as Data;
}

/** The buffers of all data, for transferring them. */
export function buffersOf(data: Data): ArrayBuffer[] {
  const arrays = <Name extends FeedName>(name: Name): readonly ArrayBufferView[] => {
    const datum: Data[Name] = data[name];
    return datum ? FEEDS[name].arrays(datum) : [];
  };
  return FEED_NAMES.flatMap(name => arrays(name).map(({ buffer }) => buffer as ArrayBuffer));
}

export const PLANES = FEED_NAMES.filter(name => FEEDS[name].pace === 'plane');

/** Whether a wish asks for anything. */
export function isWished<Name extends FeedName>(
  wish: Wishes[Name] | null | undefined,
): wish is NonNullable<Wishes[Name]> {
  return Boolean(wish) && !isEmpty(wish);
}

/** Whether a datum is more than `none`. */
export function isThere(datum: Data[FeedName]): boolean {
  return datum !== null && !isEmpty(datum);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
