/** The equations of a layer: forward, where its error comes from, its gradients; the course of one of them. */
import { symbolsOf } from '../../../../../src/experiment/notation/symbols';
import type { RunDescription } from '../../../../../src/protocol/snapshot';
import type { Pen } from '../../../../../webview/drawing/pen';
import type { Theme } from '../../../../../webview/drawing/theme';
import {
  equationsOf,
  isFactor,
  isTensor,
  type Factor,
} from '../../../../../webview/layer/equations';
import { FactorPainter } from '../../../../../webview/layer/factorPicture';
import { layerLayout, type Shape, type Tile } from '../../../../../webview/layer/layerLayout';
import { drawLayer } from '../../../../../webview/layer/layerPaint';
import { byClass } from '../../../../../webview/layer/rowOrder';
import {
  courseLimits,
  drawCourse,
  type CoursePicture,
} from '../../../../../webview/matrices/coursePaint';
import { inEveryTheme, onBackground, only, picture, type PictureCase } from './case';

const LOSS = { type: 'mse', scale: 0.5, output_reduction: 'sum', batch_reduction: 'mean' };
const TENSORS = [
  ...['z', 'a', 'slope', 'delta', 'weights', 'gradW', 'biases', 'gradB'],
] as RunDescription['layers'][number]['tensors'];

interface Net {
  sizes: number[];
  rows: number;
  /** 0-based. */
  layer: number;
  width?: number;
  /** Symbols of what is not known yet. */
  unknown?: string[];
  chosen?: string;
  row?: number;
}

function described({ sizes }: Net): RunDescription {
  const layers = sizes.slice(1).map((units, layer) => ({
    ...{ name: `layer${layer + 1}`, inputs: sizes[layer], units, useBias: true },
    ...{ activation: layer === sizes.length - 2 ? 'sigmoid' : 'tanh', tensors: TENSORS },
  }));
  const outputs = sizes[sizes.length - 1];
  const data = { outputs, classNames: Array.from({ length: outputs }, (_, at) => String(at)) };
  return only<RunDescription>({
    layers,
    data,
    loss: LOSS,
    symbols: symbolsOf(null, layers.length),
  });
}

function shapeOf({ layers, data }: RunDescription, { of }: Factor, rows: number): Shape {
  if (!isTensor(of)) return { rows, cols: of.part === 'x' ? layers[0].inputs : data.outputs };
  const { inputs, units } = layers[of.layer];
  if (of.tensor === 'biases' || of.tensor === 'gradB') return { rows: 1, cols: units };
  return { rows: of.tensor === 'weights' || of.tensor === 'gradW' ? inputs : rows, cols: units };
}

/** Other numbers for every symbol; of targets the classes in turn. */
function numbersOf({ symbol, of }: Factor, { rows, cols }: Shape): Float64Array {
  const start = symbol.charCodeAt(0);
  return Float64Array.from({ length: rows * cols }, (_, index) => {
    const [row, col] = [Math.floor(index / cols), index % cols];
    if (!isTensor(of) && of.part === 'y') return row % cols === col ? 1 : 0;
    const value = Math.sin(start + 2 * row + 3 * col);
    return isTensor(of) && of.tensor === 'a' ? (1 + value) / 2 : value;
  });
}

function drawn(net: Net) {
  const description = described(net);
  const { rows, unknown = [], chosen = '', row = null, width = 440 } = net;
  const turned = (factor: Factor): Shape => {
    const { rows: down, cols: across } = shapeOf(description, factor, rows);
    return factor.transposed ? { rows: across, cols: down } : { rows: down, cols: across };
  };
  const equations = equationsOf(description, net.layer, rows).map(({ name, pieces }) => ({
    name,
    pieces: pieces.map(piece => ({ piece, shape: isFactor(piece) ? turned(piece) : null })),
  }));
  const layout = layerLayout(equations, width, 13);
  const cols = description.data.outputs;
  const target: Factor = { of: { part: 'y' }, symbol: 'y', transposed: false };
  const order = byClass({ rows, cols, data: numbersOf(target, { rows, cols }) });
  const isOfRows = (tile: Tile): boolean => {
    const { rows: down } = shapeOf(description, tile.factor, rows);
    return down === rows && rows > 1;
  };
  return onBackground({
    size: () => layout,
    draw: (pen: Pen, theme: Theme) => {
      const painters = new Map<Tile, FactorPainter>();
      for (const tile of layout.tiles) painters.set(tile, new FactorPainter());
      const painter = (tile: Tile): FactorPainter => painters.get(tile) ?? new FactorPainter();
      drawLayer(
        pen,
        {
          layout,
          painter,
          picture: tile => {
            const { factor } = tile;
            if (unknown.includes(factor.symbol)) return null;
            const shape = shapeOf(description, factor, rows);
            const matrix = { ...shape, data: numbersOf(factor, shape) };
            const sorted = isOfRows(tile) ? order : null;
            return painter(tile).picture(description, factor, matrix, sorted, theme);
          },
          row: tile => (row !== null && isOfRows(tile) ? row : null),
          isChosen: ({ factor }) => factor.symbol === chosen,
          isFresh: () => false,
          cursor: layout.tiles[1],
        },
        theme,
      );
    },
  });
}

function course(values: number[], position: number | null) {
  const points = values.map((y, x) => ({ x: 10 * x + 1, y }));
  const sizes = values.filter(value => value > 0);
  const pictured = (theme: Theme): CoursePicture => ({
    ...{ width: 190, height: 36, points, color: theme.gradient },
    steps: { min: 1, max: 10 * values.length - 9 },
    values: courseLimits(Math.min(...sizes), Math.max(...sizes)),
    position: position === null ? null : points[position],
  });
  return {
    size: () => ({ width: 190, height: 36 }),
    draw: (pen: Pen, theme: Theme) => drawCourse(pen, pictured(theme), theme),
  };
}

export const LAYERS: PictureCase[] = [
  ...inEveryTheme('course-typical', course([40, 9, 4, 2.5, 1.8, 1.4, 1.2, 1.1], 7)),
  picture('course-flat', 'light', course([2, 2.1, 2, 1.9], 1)),
  picture('course-with-gaps', 'dark', course([0.5, NaN, 0.1, 0, 0.01, 0.001], 3)),
  ...inEveryTheme(
    'layer-typical',
    drawn({ sizes: [2, 5, 3], rows: 12, layer: 1, chosen: '∂L/∂W²', row: 4 }),
  ),
  picture('layer-digits', 'light', drawn({ sizes: [2, 2, 2], rows: 1, layer: 0, width: 680 })),
  picture(
    'layer-narrow',
    'dark',
    drawn({ sizes: [2, 5, 3], rows: 12, layer: 0, width: 220, unknown: ['δ¹', '∂L/∂W¹'] }),
  ),
];
