/** The evidence of findings: lines of a run, bars, z under its activation, columns. */
import type { Picture } from '../../../../../src/protocol/findings';
import { barsEvidence } from '../../../../../webview/findings/evidence/barsEvidence';
import { chartEvidence } from '../../../../../webview/findings/evidence/chartEvidence';
import { columnsEvidence } from '../../../../../webview/findings/evidence/columnsEvidence';
import type { EvidenceKind } from '../../../../../webview/findings/evidence/kind';
import { spreadEvidence } from '../../../../../webview/findings/evidence/spreadEvidence';
import { type Drawing, inEveryTheme, onBackground, picture, type PictureCase } from './case';

const WIDTH = 430;

const x = [0, 1, 2, 3, 4, 5, 6, 7];
const CHART: Extract<Picture, { kind: 'chart' }> = {
  kind: 'chart',
  caption: '',
  axis: 'epoch',
  panels: [
    {
      name: 'loss',
      log: false,
      lines: [{ name: 'loss', x, y: [0.4, 0.2, 0.1, 0.35, 0.3, NaN, 0.28, 0.3] }],
    },
    {
      name: 'curvature',
      log: true,
      lines: [{ name: 'λ_max', x, y: [200, 20, 5, 90, 25, 12, 10, 8] }],
      limit: { name: '2 / rate', value: 20 },
    },
  ],
  shaded: [
    [0, 1],
    [3, 5],
  ],
};

const OVERFIT: typeof CHART = {
  ...CHART,
  panels: [
    {
      name: 'loss',
      log: false,
      lines: [
        { name: 'loss', x, y: [0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01] },
        { name: 'validation', x, y: [0.7, 0.55, 0.5, 0.6, 0.8, 1, 1.2, 1.5] },
      ],
      limit: { name: 'constant', value: 0.69 },
    },
  ],
  shaded: [[2, 7]],
};

const BARS: Extract<Picture, { kind: 'bars' }> = {
  kind: 'bars',
  caption: '',
  log: true,
  bars: [
    { name: 'layer1', value: 2e-4, marked: true },
    { name: 'a layer with a name too long', value: 0.03, marked: false },
    { name: 'layer3', value: 1.5, marked: false },
    { name: 'off', value: 0, marked: false },
  ],
};
const SCORES: typeof BARS = {
  ...BARS,
  log: false,
  bars: [
    { name: 'best line', value: 0.5, marked: true },
    { name: 'nearest rows', value: 0.98, marked: false },
  ],
  limit: { name: 'all', value: 1 },
};

const zs = Array.from({ length: 41 }, (_, i) => i - 20);
const SPREAD: Extract<Picture, { kind: 'spread' }> = {
  kind: 'spread',
  caption: '',
  activation: 'sigmoid',
  from: -20,
  to: 20,
  counts: [0, 0, 1, 3, 2, 4, 9, 12, 30, 18],
  flat: 4.585,
  values: zs.map(z => 1 / (1 + Math.exp(-z))),
  slopes: zs.map(z => Math.exp(-z) / (1 + Math.exp(-z)) ** 2),
};

const COLUMNS: Extract<Picture, { kind: 'columns' }> = {
  kind: 'columns',
  caption: '',
  names: ['unit 1', 'unit 2', 'unit 3'],
  columns: [
    [1, -0.5, 0],
    [1, -0.5, 0],
    [0.25, 2, 0],
  ],
};

export const EVIDENCE: PictureCase[] = [
  ...inEveryTheme('evidence-curvature', evidence(chartEvidence, CHART, 3)),
  picture('evidence-overfitting', 'light', evidence(chartEvidence, OVERFIT)),
  ...inEveryTheme('evidence-delta', evidence(barsEvidence, BARS)),
  picture('evidence-scores', 'dark', evidence(barsEvidence, SCORES, 1)),
  ...inEveryTheme('evidence-spread', evidence(spreadEvidence, SPREAD, 8)),
  ...inEveryTheme('evidence-columns', evidence(columnsEvidence, COLUMNS, 4)),
];

function evidence<P extends Picture>(
  kind: EvidenceKind<P>,
  shown: P,
  at: number | null = null,
): Drawing {
  return onBackground({
    size: () => ({ width: WIDTH, height: kind.height(shown) }),
    draw: (pen, theme) => kind.draw(pen, shown, WIDTH, at, theme),
  });
}
