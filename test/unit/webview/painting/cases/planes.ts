/** Decision regions, surfaces of values, and their points; truth beside prediction. */
import type { Points, RunDescription } from '../../../../../src/protocol/snapshot';
import type { Drawing as Whole } from '../../../../../webview/picture/drawing';
import type { Theme } from '../../../../../webview/drawing/theme';
import { BoundaryFace } from '../../../../../webview/boundary/boundary';
import { TruthScene } from '../../../../../webview/boundary/truthScene';
import type { PageContext } from '../../../../../webview/sections/view';
import { inEveryTheme, only, picture, type Drawing, type PictureCase } from './case';
import type { Boundary } from '../../../../../src/protocol/tensors';

export interface Plane {
  classNames: string[] | null;
  points: Points[];
  boundary: Boundary | null;
  /** Of the network with which the run began. */
  before?: Boundary;
  activation?: string;
  threshold?: number | null;
}

/** Nothing of it is symmetric: a mirrored axis moves every region and every point. */
const EXTENT: Boundary['extent'] = [-1, 3, 0, 10];
const RESOLUTION = 9;

/** @param value of the output `k` at (u, v), both from 0 to 1, v upwards */
export function boundaryOf(
  outputs: number,
  value: (u: number, v: number, k: number) => number,
  atPoints: number[][] = [],
): Boundary {
  const values: number[] = [];
  for (let row = 0; row < RESOLUTION; row++)
    for (let col = 0; col < RESOLUTION; col++)
      for (let k = 0; k < outputs; k++)
        values.push(value(col / (RESOLUTION - 1), row / (RESOLUTION - 1), k));
  return {
    ...{ extent: EXTENT, resolution: RESOLUTION, outputs, values: Float32Array.from(values) },
    atPoints: atPoints.map(each => Float64Array.from(each)),
  };
}

export function pointsOf(part: Points['part'], rows: [number, number, number][]): Points {
  const labels = Float64Array.from(rows, ([, , label]) => label);
  return { part, xy: Float64Array.from(rows.flatMap(([x, y]) => [x, y])), labels };
}

const PARTS = [
  pointsOf('train', [
    [2.5, 1, 0],
    [2, 3, 0],
    [-0.5, 9, 1],
    [0.5, 8.5, 1],
    [2.6, 8, 1],
  ]),
  pointsOf('validation', [
    [1.5, 2, 0],
    [0, 7, 1],
  ]),
  pointsOf('test', [
    [-0.7, 4, 1],
    [1, 0.7, 1],
  ]),
];
/** The fifth of the training points and the second of the test's are read wrongly. */
const AT_POINTS = [
  [0.1, 0.2, 0.95, 0.8, 0.43],
  [0.15, 0.7],
  [0.55, 0.05],
];
const slope = (u: number, v: number): number =>
  Math.min(1, Math.max(0, 0.35 + 0.9 * v - 0.55 * u - 0.2 * u * v));

export const TWO_CLASSES: Plane = {
  classNames: ['low & wide', 'high'],
  points: PARTS,
  boundary: boundaryOf(1, slope, AT_POINTS),
};
const VALUES: Plane = { ...TWO_CLASSES, classNames: null };

const NAMES = [
  'ant',
  'bee',
  'cat',
  'dog',
  'elk',
  'fox',
  'gnu',
  'hen',
  'ibis',
  'jay',
  'koi',
  'lynx',
];
/** Each class is surest at its corner of a grid of 4 × 3. */
const near = (u: number, v: number, k: number): number =>
  1 / (1 + 20 * ((u - ((k % 4) + 0.3) / 4) ** 2 + (v - (Math.floor(k / 4) + 0.6) / 3) ** 2));
const TWELVE: Plane = {
  classNames: NAMES,
  points: [
    pointsOf(
      'train',
      NAMES.map((_, k) => [(k % 4) + 0.3 - 1, ((Math.floor(k / 4) + 0.6) * 10) / 3, k]),
    ),
  ],
  boundary: boundaryOf(12, near),
};
const THREE: Plane = {
  classNames: NAMES.slice(0, 3),
  points: [
    pointsOf('train', [
      [2.5, 8, 2],
      [-0.8, 2, 0],
      [1.2, 5, 1],
      [1.4, 5, 2],
    ]),
  ],
  boundary: boundaryOf(3, near, [
    [...[0.1, 0.2, 0.7], ...[0.8, 0.1, 0.1], ...[0.2, 0.6, 0.2], ...[0.3, 0.4, 0.3]],
  ]),
};
const broken = (u: number, v: number): number => {
  if (u > 0.8) return Infinity;
  return v > 0.7 ? NaN : slope(u, v);
};

/** The untrained network takes every point for the second class. */
const CHANGED: Plane = {
  ...TWO_CLASSES,
  before: boundaryOf(1, (u, v) => 0.5 + 0.2 * u + 0.1 * v, [
    [0.6, 0.6, 0.7, 0.6, 0.6],
    [0.6, 0.6],
    [0.6, 0.6],
  ]),
};

const planeOf = (context: PageContext): BoundaryFace => new BoundaryFace(context);
const changeOf = (context: PageContext): BoundaryFace => new BoundaryFace(context, 'change');
/** With room for both plots at their largest. */
const pairOf = (context: PageContext): TruthScene => new TruthScene(context, () => 700);

export const PLANES: PictureCase[] = [
  ...inEveryTheme('boundary-two-classes', drawn(TWO_CLASSES, planeOf)),
  ...inEveryTheme('boundary-three-classes', drawn(THREE, planeOf)),
  picture('boundary-twelve-classes-light', 'light', drawn(TWELVE, planeOf)),
  picture('boundary-twelve-classes-dark', 'dark', drawn(TWELVE, planeOf)),
  picture(
    'boundary-tanh',
    'dark',
    drawn({ ...TWO_CLASSES, activation: 'tanh', threshold: 0 }, planeOf),
  ),
  picture('boundary-values-light', 'light', drawn(VALUES, planeOf)),
  picture('boundary-values-hc-dark', 'hc-dark', drawn(VALUES, planeOf)),
  picture(
    'boundary-not-finite',
    'dark',
    drawn({ ...TWO_CLASSES, boundary: boundaryOf(1, broken) }, planeOf),
  ),
  picture('boundary-untrained', 'light', drawn({ ...TWO_CLASSES, boundary: null }, planeOf)),
  picture(
    'boundary-one-point',
    'dark',
    drawn({ ...TWO_CLASSES, boundary: null, points: [pointsOf('train', [[2, -7, 1]])] }, planeOf),
  ),
  picture('boundary-without-points', 'light', drawn({ ...VALUES, points: [] }, planeOf)),
  picture('boundary-empty', 'light', drawn({ ...VALUES, points: [], boundary: null }, planeOf)),
  ...inEveryTheme('before-after', drawn(CHANGED, changeOf)),
  picture('before-after-coming', 'light', drawn(TWO_CLASSES, changeOf)),
  ...inEveryTheme('truth-two-classes', drawn(TWO_CLASSES, pairOf)),
  picture('truth-values', 'light', drawn(VALUES, pairOf)),
  picture('truth-untrained', 'dark', drawn({ ...TWO_CLASSES, boundary: null }, pairOf)),
];

function drawn(plane: Plane, view: (context: PageContext) => Whole): Drawing {
  return {
    size: theme => view(contextOf(plane, theme)).size(),
    draw: (pen, theme) => view(contextOf(plane, theme)).draw(pen),
  };
}

/** The page around a picture of a plane. */
export function contextOf(plane: Plane, theme: Theme): PageContext {
  const { classNames, points, boundary } = plane;
  const description = only<RunDescription>({
    data: { classNames, outputs: boundary?.outputs ?? 1, featureNames: ['width <mm>', 'height'] },
    layers: [{ activation: plane.activation ?? 'sigmoid' }],
    threshold: plane.threshold ?? null,
    points,
  });
  return only<PageContext>({
    theme,
    model: {
      ...{ description, data: { boundary, before: plane.before ?? null } },
      ...{
        frame: { position: { step: 1200 }, timeline: { start: 0 } },
        snapshot: { title: 'irises' },
      },
    },
  });
}
