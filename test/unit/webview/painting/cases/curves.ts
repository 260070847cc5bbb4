/** Curves of a run, of earlier runs, and of a sweep. */
import type { RunDescription } from '../../../../../src/protocol/snapshot';
import type { SweepCurves } from '../../../../../src/protocol/runs';
import { CurveFrames, type CurveFrame } from '../../../../../webview/chart/curveFrame';
import { drawCurves } from '../../../../../webview/chart/curvePicture';
import type { Limits } from '../../../../../webview/chart/curveSeries';
import { History } from '../../../../../webview/run/history';
import type { PageModel } from '../../../../../webview/run/model';
import type { Pen } from '../../../../../webview/drawing/pen';
import { SWEPT_RUNS } from '../../sweptRuns';
import { sweepFrame } from '../../../../../webview/sweep/sweepFrame';
import type { Theme } from '../../../../../webview/drawing/theme';
import { inEveryTheme, only, picture, type PictureCase } from './case';

export interface Log {
  /** Column name → value of each epoch. */
  columns: Record<string, number[]>;
  epochs?: number;
  ended?: boolean;
  /** Loss of earlier runs, by their numbers. */
  past?: Record<number, number[]>;
  /** What a constant answer comes to, by metric. */
  guesses?: Record<string, number>;
}

export const TYPICAL: Log = {
  columns: {
    loss: [0.9, 0.7, 0.52, 0.4, 0.31, 0.25],
    val_loss: [1, 0.85, 0.7, 0.66, 0.68, 0.74],
    test_loss: [NaN, NaN, NaN, NaN, NaN, 0.45],
    accuracy: [0.4, 0.55, 0.7, 0.8, 0.85, 0.9],
    val_accuracy: [0.35, 0.5, 0.6, 0.65, 0.6, 0.6],
  },
  epochs: 8,
};
const BROKEN: Log = {
  columns: {
    loss: [2, 1.5, NaN, 1.2, 1, Infinity, 0.5, 0.4],
    grad_norm: [5, 4, 3, -Infinity, -2, -3, -2, -1],
  },
  epochs: 8,
  ended: true,
};

export function logOf(values: number[][]): History {
  const log = new History();
  log.clear(values.length);
  const numbers = Float64Array.from(values[0] ?? [], (_, at) => at + 1);
  const columns = values.map(each => Float64Array.from(each));
  log.append({ from: 0, numbers, values: columns, thinned: 1 });
  return log;
}

export function frameOf(log: Log, logarithmic = false, zoom: Limits | null = null): CurveFrame {
  const { columns, epochs = 6, ended = false, past = {}, guesses = {} } = log;
  const shown = Object.entries(past).map(([number, loss]) => {
    return { number: Number(number), columns: ['loss'], log: logOf([loss]), shown: true };
  });
  const frames = new CurveFrames();
  const model = only<PageModel>({
    description: only<RunDescription>({ columns: Object.keys(columns), epochs, guesses }),
    frame: { timeline: { ended } },
    history: logOf(Object.values(columns)),
    pastRuns: { shown },
  });
  if (zoom) frames.build(model, logarithmic, 300);
  frames.zoom = zoom;
  return frames.build(model, logarithmic, 300);
}

export const SWEEP: SweepCurves = {
  ...SWEPT_RUNS,
  ...{ metric: 'val_loss', goal: 'minimize', over: ['seed'], done: 3, of: 3 },
  groups: [
    group('learning_rate 0.1', [0.9, 0.6, 0.5, 0.45], [0.1, 0.1, 0.05, 0.02]),
    group('learning_rate 1', [0.8, 0.3, 0.2, 0.1], [0.2, 0.1, 0.1, 0.08]),
    group('learning_rate 3', [1, 1.1, 0.9, 1.2], [0.3, 0.2, 0.4, 0.3]),
  ],
};

export const CURVES: PictureCase[] = [
  ...inEveryTheme('curves-typical', drawn(frameOf(TYPICAL), 260)),
  picture('curves-logarithmic', 'dark', drawn(frameOf(TYPICAL, true), 260)),
  picture('curves-zoomed', 'light', drawn(frameOf(TYPICAL, false, { min: 2, max: 5 }), 260)),
  ...inEveryTheme(
    'curves-with-a-guess',
    drawn(frameOf({ ...TYPICAL, guesses: { loss: 0.69, accuracy: 0.5 } }), 260),
  ),
  // A guess far above the curves would only flatten them.
  picture(
    'curves-below-a-guess',
    'light',
    drawn(frameOf({ columns: { loss: [0.02, 0.015] }, guesses: { loss: 0.69 } })),
  ),
  picture('curves-first-epoch', 'light', drawn(frameOf({ columns: { loss: [0.7] } }))),
  picture('curves-empty', 'dark', drawn(frameOf({ columns: { loss: [] } }))),
  picture('curves-not-finite', 'light', drawn(frameOf(BROKEN), 220)),
  picture(
    'curves-large-numbers',
    'light',
    drawn(frameOf({ columns: { loss: [4e9, 3e8, 2e7, 1e6] } })),
  ),
  ...inEveryTheme(
    'curves-of-earlier-runs',
    drawn(
      frameOf({
        columns: { loss: [0.9, 0.5, 0.3] },
        past: { 1: [1, 0.9, 0.8, 0.75], 2: [0.6, 0.2] },
      }),
    ),
  ),
  ...inEveryTheme('sweep-bands', drawn(swept(SWEEP))),
  picture('sweep-logarithmic', 'light', drawn(swept(SWEEP, true))),
  picture(
    'sweep-single-run',
    'dark',
    drawn(swept({ ...SWEEP, groups: [group('', [3, 2, 1.5], [0, 0, 0], 1)] })),
  ),
];

function group(label: string, mean: number[], std: number[], runs = 3) {
  const epochs = Float64Array.from(mean, (_, at) => at + 1);
  return { label, runs, epochs, mean: Float64Array.from(mean), std: Float64Array.from(std) };
}

function swept(sweep: SweepCurves, logarithmic = false): CurveFrame {
  return sweepFrame(sweep, { zoom: null, logarithmic, pixels: 300 });
}

function drawn(frame: CurveFrame, height = 150) {
  const size = { width: 380, height };
  return {
    size: () => size,
    draw: (pen: Pen, theme: Theme) => drawCurves(pen, frame, theme, size),
  };
}
