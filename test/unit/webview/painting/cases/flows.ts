/** The gradient flow over the steps, and how numbers are spread in each layer. */
import type { Histogram } from '../../../../../src/protocol/tensors';
import type { FlowFrame } from '../../../../../webview/flow/flowFrame';
import { drawFlow } from '../../../../../webview/flow/flowPaint';
import {
  drawHistograms,
  histogramBoxes,
  histogramsHeight,
  type TitledHistogram,
} from '../../../../../webview/flow/histogramPaint';
import { formatInteger } from '../../../../../webview/words/numbers';
import { linearTicks, logTicks } from '../../../../../webview/drawing/scale';
import type { Pen } from '../../../../../webview/drawing/pen';
import type { Theme } from '../../../../../webview/drawing/theme';
import { inEveryTheme, onBackground, picture, type PictureCase } from './case';

const LAYERS = [
  [1e-4, 2e-4, 5e-4, 3e-4],
  [0.003, 0.0031, 0.0028, 0.0035],
  [0.004, 0.0033, 0.003, 0.0036],
  [1, 0.5, 0.2, 0.1],
  [2, 0.6, 0.9, 0.3],
];

export function flowOf(layers: number[][], steps = 5): FlowFrame {
  const values = { min: 1e-4, max: 2 };
  const ticks = linearTicks(0, steps, 5);
  return {
    ...{ steps: { min: 0, max: steps }, values, valueTicks: logTicks(values.min, values.max, 5) },
    stepTicks: { values: ticks.values, label: formatInteger },
    lines: layers.map((each, layer) => {
      return { layer, points: each.map((y, at) => ({ x: at + 1, y })) };
    }),
  };
}

const SPREAD: TitledHistogram[] = [
  titled('δ¹', [1, 0, 4, 9, 16, 2, 0, 1], -2, 2),
  titled('δ², a long name', [30, 12, 5, 0, 0, 0, 0, 1], 0, 1e-7, { zeros: 12, nonFinite: 1 }),
  titled('δ³', [0, 0, 0, 0], -2, 2, { nonFinite: 2345 }),
];

export const FLOWS: PictureCase[] = [
  ...inEveryTheme('flow-typical', flow(LAYERS, 'δ')),
  picture('flow-first-step', 'light', flow([[0.5], [0.01]], 'ΔW / W')),
  picture('flow-one-layer', 'dark', flow([[0.5, 0.1, 0.02]], 'δ')),
  picture(
    'flow-dead-layer',
    'light',
    flow(
      [
        [0, 0, 0],
        [0.5, 0, 0.1],
        [1, NaN, 0.9],
      ],
      'δ',
    ),
  ),
  picture('flow-earlier-step', 'hc-dark', flow(LAYERS.slice(3), 'δ', 2)),
  picture('flow-empty', 'dark', flow([[]], 'δ')),
  ...inEveryTheme('histograms-typical', histograms(SPREAD, 420)),
  picture('histograms-narrow', 'dark', histograms(SPREAD.slice(0, 2), 200)),
  picture('histograms-marked', 'light', histograms(SPREAD, 420, { index: 1, bar: 1 })),
];

function titled(
  title: string,
  counts: number[],
  low: number,
  high: number,
  odd: Partial<Histogram> = {},
): TitledHistogram {
  const histogram = { layer: 0, tensor: 'delta', low, high, zeros: 0, nonFinite: 0 } as const;
  return { title, histogram: { ...histogram, counts: Float64Array.from(counts), ...odd } };
}

function flow(layers: number[][], title: string, position: number | null = null) {
  const size = { width: 360, height: 180 };
  return {
    size: () => size,
    draw: (pen: Pen, theme: Theme) => drawFlow(pen, flowOf(layers), title, position, theme, size),
  };
}

function histograms(
  shown: TitledHistogram[],
  width: number,
  marked: { index: number; bar: number } | null = null,
) {
  const boxes = histogramBoxes(shown.length, width);
  return onBackground({
    size: () => ({ width, height: histogramsHeight(boxes) }),
    draw: (pen: Pen, theme: Theme) => drawHistograms(pen, shown, boxes, marked, theme),
  });
}
