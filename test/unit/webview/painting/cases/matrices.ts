/** Matrices as heat maps and as pictures of pixels. */
import { gutterWidth, heatLayout, longestLabel } from '../../../../../webview/heat/heatGeometry';
import { heatHeight, HeatPainter } from '../../../../../webview/heat/heatPaint';
import type { HeatPicture } from '../../../../../webview/heat/heatPicture';
import { heatScale } from '../../../../../webview/heat/heatScale';
import {
  TilesPainter,
  tilesLayout,
  type TilesPicture,
} from '../../../../../webview/matrices/imageTiles';
import type { Pen } from '../../../../../webview/drawing/pen';
import type { Theme } from '../../../../../webview/drawing/theme';
import { inEveryTheme, picture, type PictureCase } from './case';

export interface Heat {
  values: number[][];
  bias?: number[];
  probabilities?: boolean;
  width?: number;
  height?: number;
  zoom?: number;
  scroll?: { x: number; y: number };
  marks?: Partial<Pick<HeatPicture, 'cursor' | 'selected' | 'framed'>>;
}

const WEIGHTS = [
  [0.25, -0.5, 1.5, 0],
  [-1.75, 0.0625, 2, -0.001],
  [0.75, 1, -2, 0.333333],
];
const BIASES = [0.125, -1, 0, 1.9];
/** Larger to the right and to the bottom, with one strong entry of its own. */
const LARGE = Array.from({ length: 60 }, (_row, row) =>
  Array.from({ length: 90 }, (_col, col) =>
    row === 6 && col === 70 ? -3 : ((Math.floor(row / 10) - 2) * (1 + Math.floor(col / 15))) / 10,
  ),
);

export const MATRICES: PictureCase[] = [
  ...inEveryTheme('heat-numbers', drawn({ values: WEIGHTS, bias: BIASES })),
  ...inEveryTheme(
    'heat-marks',
    drawn({
      values: WEIGHTS,
      bias: BIASES,
      marks: { cursor: { row: 0, col: 2 }, selected: { row: 1, col: 3 }, framed: 2 },
    }),
  ),
  picture(
    'heat-bias-marked',
    'light',
    drawn({
      values: WEIGHTS,
      bias: BIASES,
      marks: { cursor: { row: 3, col: 0 }, selected: { row: 3, col: 1 } },
    }),
  ),
  ...inEveryTheme(
    'heat-not-finite',
    drawn({
      values: [
        [NaN, Infinity, -Infinity],
        [-0, 1e-300, -1.5e300],
        [12345.678, -0.00001234, 3],
      ],
      bias: [NaN, 7, -Infinity],
    }),
  ),
  picture(
    'heat-zeros',
    'dark',
    drawn({
      values: [
        [0, 0],
        [0, -0],
      ],
    }),
  ),
  picture('heat-one-cell', 'light', drawn({ values: [[-0.3]] })),
  ...inEveryTheme(
    'heat-probabilities',
    drawn({
      values: [
        [0, 0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6, 0.7],
        [0.8, 0.9, 0.99, 1],
      ],
      probabilities: true,
    }),
  ),
  picture('heat-narrow', 'dark', drawn({ values: WEIGHTS, bias: BIASES, width: 200 })),
  picture('heat-image-dark', 'dark', drawn({ values: LARGE, width: 90, height: 60 })),
  picture(
    'heat-image-light',
    'light',
    drawn({
      values: LARGE,
      width: 45,
      height: 20,
      marks: { selected: { row: 6, col: 70 } },
    }),
  ),
  picture(
    'heat-image-not-finite',
    'hc-dark',
    drawn({
      values: [
        [1, 2, NaN, 4],
        [5, 6, 7, 8],
      ],
      width: 60,
      height: 24,
    }),
  ),
  picture(
    'heat-scrolled',
    'light',
    drawn({
      values: LARGE,
      bias: LARGE[59],
      width: 230,
      height: 100,
      zoom: 1,
      scroll: { x: 3733, y: 61 },
    }),
  ),
  ...inEveryTheme('tiles-typical', tiles([2, 3], null)),
  picture('tiles-marked', 'light', tiles([2, 3], { row: 3, col: 1 })),
  picture('tiles-narrow', 'dark', tiles([3, 2], { row: 1, col: 3 }, 130)),
];

/** The pen's whole state of a heat map in this theme. */
export function heatOf(heat: Heat, theme: Theme): HeatPicture {
  const { values, bias = null, probabilities = false, width = 400, height = 300, zoom = 0 } = heat;
  const [rows, cols] = [values.length, values[0].length];
  const rowLabels = (row: number): string => `in ${row + 1}`;
  const label = longestLabel(rows, rowLabels, 'bias');
  return {
    ...{ cursor: null, selected: null, framed: null, ...heat.marks },
    ...{ matrix: { rows, cols, data: values.flat() }, bias, rowLabels, biasLabel: 'bias' },
    colLabels: col => `u${col + 1}`,
    scale: heatScale([values.flat(), bias ?? []], probabilities, theme),
    layout: heatLayout(rows, cols, { width, height }, zoom),
    gutter: gutterWidth(label, theme.fontSize),
  };
}

function drawn(heat: Heat) {
  const { width = 400, height = 300, bias = null, zoom = 0, values } = heat;
  const layout = heatLayout(values.length, values[0].length, { width, height }, zoom);
  const gutter = gutterWidth(
    longestLabel(values.length, row => `in ${row + 1}`, 'bias'),
    13,
  );
  return {
    size: () => ({
      width: gutter + layout.viewWidth + 2,
      height: heatHeight(layout, bias !== null) + 2,
    }),
    draw: (pen: Pen, theme: Theme) =>
      new HeatPainter().draw(pen, heatOf(heat, theme), theme, heat.scroll ?? { x: 0, y: 0 }),
  };
}

/** Five units over a picture of this width and height; one weight is not a number. */
function tiles([across, down]: [number, number], selected: TilesPicture['selected'], width = 400) {
  const units = 5;
  const rows = across * down;
  const data = Array.from({ length: rows * units }, (_, at) => {
    const [pixel, unit] = [Math.floor(at / units), at % units];
    return pixel === 4 && unit === 2 ? NaN : (pixel - unit) / 4;
  });
  const layout = tilesLayout(units, { width: across, height: down }, width);
  const draw = (pen: Pen, theme: Theme): void => {
    const cursor = selected && { row: 0, col: 0 };
    const scale = heatScale([data], false, theme);
    const colLabels = (unit: number): string => `u${unit + 1}`;
    const matrix = { rows, cols: units, data };
    new TilesPainter().draw(pen, { layout, matrix, scale, colLabels, cursor, selected }, theme);
  };
  return { size: () => layout, draw };
}
