/** The network as a diagram: units, connections, names, folds, and little maps. */
import { heatScale } from '../../../../../webview/heat/heatScale';
import {
  networkLayout,
  sideFor,
  type NetworkLayout,
} from '../../../../../webview/network/networkLayout';
import { drawNetwork, type NetworkPicture } from '../../../../../webview/network/networkPaint';
import { numbersLayout } from '../../../../../webview/network/numbersLayout';
import { drawNumbers, type NumbersPicture } from '../../../../../webview/network/numbersPaint';
import type { RunDescription } from '../../../../../src/protocol/snapshot';
import type { Pen } from '../../../../../webview/drawing/pen';
import { UnitImages } from '../../../../../webview/network/unitImages';
import type { Theme } from '../../../../../webview/drawing/theme';
import { inEveryTheme, onBackground, only, picture, type PictureCase } from './case';
import type { UnitMaps } from '../../../../../src/protocol/tensors';

export interface Net {
  sizes: number[];
  /** Per layer, rows of inputs. */
  weights: (number[][] | null)[];
  fills?: (number[] | null)[];
  first?: number[];
  marked?: { column: number; unit: number };
  active?: number;
  maps?: UnitMaps;
  /** Of each layer; default: values around 0. */
  probabilities?: boolean[];
  /** Of the inputs. */
  names?: string[];
}

const NAMES = ['width', 'height'];

export const SMALL: Net = {
  sizes: [2, 3, 1],
  weights: [
    [
      [1, -2, 0.5],
      [-0.25, 0.001, 1.5],
    ],
    [[-1], [0], [2]],
  ],
  fills: [[-1, 0.2, 0.9], [0.75]],
  probabilities: [false, true],
};
/** Higher to the top right; the second unit is the first one's opposite. */
const MAPS: UnitMaps = {
  resolution: 4,
  units: [
    { layer: 0, unit: 0 },
    { layer: 0, unit: 1 },
    { layer: 1, unit: 0 },
  ],
  values: Float32Array.from(
    [1, -1, 0.3].flatMap(sign =>
      Array.from({ length: 16 }, (_, at) => (sign * (Math.floor(at / 4) * 2 + (at % 4) - 2)) / 8),
    ),
  ),
};
const wide = (inputs: number, units: number): number[][] =>
  Array.from({ length: inputs }, (_, row) =>
    Array.from({ length: units }, (_col, col) => (row - col) / (inputs + units)),
  );

export const NETWORKS: PictureCase[] = [
  ...inEveryTheme('network-typical', drawn(SMALL)),
  ...inEveryTheme('network-marked', drawn({ ...SMALL, marked: { column: 1, unit: 2 } })),
  picture('network-active-layer', 'light', drawn({ ...SMALL, active: 1 })),
  picture(
    'network-unknown',
    'dark',
    drawn({ ...SMALL, weights: [null, null], fills: [null, null] }),
  ),
  picture(
    'network-not-finite',
    'light',
    drawn({
      sizes: [2, 1],
      weights: [[[NaN], [-Infinity]]],
      fills: [[NaN]],
    }),
  ),
  picture(
    'network-zeros',
    'dark',
    drawn({ ...SMALL, weights: [wide(2, 3).map(row => row.map(() => 0)), null] }),
  ),
  picture(
    'network-folded',
    'light',
    drawn({ sizes: [14, 12, 2], weights: [wide(14, 12), wide(12, 2)], first: [4, 0] }),
  ),
  picture(
    'network-narrow',
    'dark',
    drawn(
      { sizes: [2, 2, 2, 2, 2], weights: [wide(2, 2), wide(2, 2), wide(2, 2), wide(2, 2)] },
      250,
    ),
  ),
  picture(
    'network-long-names',
    'light',
    drawn({ ...SMALL, names: ['length of the longest petal (mm)', 'y'] }),
  ),
  ...inEveryTheme('network-maps', drawn({ ...SMALL, maps: MAPS })),
  ...inEveryTheme('numbers-typical', numbered([2, 2, 2], 600)),
  picture('numbers-narrow', 'dark', numbered([2, 3, 1], 420)),
  picture('numbers-some', 'light', numbered([4, 4, 2], 500, 1)),
  picture('numbers-unknown', 'light', numbered([2, 2, 2], 600, null, false)),
];

/** @param unit of the first hidden layer, whose edges alone are labelled; null: all are */
function numbered(sizes: number[], width: number, unit: number | null = null, isKnown = true) {
  const layout = numbersLayout(sizes, width);
  const number = (...at: number[]): number | null =>
    isKnown ? Math.sin(at.reduce((sum, each, index) => sum + each * (index + 2), 1)) : null;
  const pictured = (theme: Theme): NumbersPicture => ({
    layout,
    units: sizes.map((size, column) =>
      Array.from({ length: size }, (_, index) => ({
        name: `${'xho'[column]}${index + 1}`,
        value: number(column, index),
        scale: heatScale([[1]], column === 2, theme),
        delta: column === 0 ? null : number(column, index, 3),
        bias: column === 0 ? null : number(column, 0, 5),
        beside: column === 2 ? ['t 0.01', 'E 0.275'] : [],
      })),
    ),
    edge: ({ layer, from, to }) => ({
      weight: number(layer, from, to),
      gradient: number(layer, from, to, 7),
    }),
    isLabelled: ({ layer, from, to }) =>
      unit === null || (layer === 0 && to === unit) || (layer === 1 && from === unit),
    chosenName: ({ layer, from, to }) => (layer + from + to === 0 ? 'W¹₁₁' : null),
    largest: 1,
    cursor: { layer: 1, from: 1, to: 0 },
    isMarked: (column, index) => column === 1 && index === unit,
  });
  return onBackground({
    size: () => ({ width, height: layout.height }),
    draw: (pen: Pen, theme: Theme) => drawNumbers(pen, pictured(theme), theme),
  });
}

export function networkOf(net: Net, layout: NetworkLayout, theme: Theme): NetworkPicture {
  const {
    sizes,
    weights,
    fills = [],
    marked,
    active = null,
    maps = null,
    probabilities = [],
  } = net;
  const activations = ['tanh', 'sigmoid'];
  const layers = sizes.slice(1).map((_, layer) => ({ activation: activations[layer % 2] }));
  const description = only<RunDescription>({ layers });
  const images = new UnitImages();
  return {
    layout,
    edges: weights.map((rows, layer) => rows && { cols: sizes[layer + 1], data: rows.flat() }),
    edgeScales: weights.map(rows => heatScale(rows ? [rows.flat()] : [], false, theme)),
    fills: layers.map((_, layer) => fills[layer] ?? null),
    fillScales: layers.map((_, layer) =>
      heatScale([fills[layer] ?? []], probabilities[layer] ?? false, theme),
    ),
    image: ({ column, unit }) =>
      column === 0 ? null : images.get(maps, description, theme, { layer: column - 1, unit }),
    inputNames: unit => (net.names ?? NAMES)[unit] ?? `x${unit + 1}`,
    outputNames: unit => (sizes.at(-1) === 1 ? '' : ['cat', 'dog'][unit]),
    columnNames: [
      ['inputs'],
      ...layers.map(({ activation }, at) => [`layer${at + 1}`, activation]),
    ],
    marked: (marked && layout.columns[marked.column].nodes[marked.unit]) ?? null,
    activeLayer: active,
  };
}

function drawn(net: Net, width = 320) {
  const layout = networkLayout(net.sizes, width, net.first, {
    left: sideFor(net.names ?? NAMES, 11),
    right: 40,
  });
  return onBackground({
    size: () => ({ width, height: layout.height }),
    draw: (pen: Pen, theme: Theme) => drawNetwork(pen, networkOf(net, layout, theme), theme),
  });
}
