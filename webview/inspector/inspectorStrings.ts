/** The words of the inspector. */
import { counted, exactNumber, formatInteger, formatNumber, shortNumber } from '../words/numbers';
import { percent } from '../../src/engine/ground/numbers';
import { TENSORS, type TensorName } from '../../src/engine/ground/tensors';
import type {
  InspectedLayer,
  InspectedTensor,
  InspectorCommand,
  Measure,
  Welcome,
} from '../../src/protocol/inspector/inspector';
import type { TensorStats } from '../../src/protocol/tensors';
import type { BarScale } from './barScale';
import { trendOf } from './course';

const LATER = 'later in this pass';

const MEASURES: Record<Measure, string> = {
  delta: '‖δ‖',
  gradW: '‖∂W‖',
  ratio: '‖ΔW‖ / ‖W‖',
  saturated: 'saturated',
};

/** For a screen reader, which makes little of bars beside letters. */
const SPOKEN_MEASURES: Record<Measure, string> = {
  delta: 'norm of delta',
  gradW: 'norm of the gradient of the weights',
  ratio: 'update divided by weights',
  saturated: 'saturated',
};

const SPOKEN: Record<TensorName, string> = {
  z: 'weighted sums',
  a: 'activations',
  mask: 'dropout mask',
  slope: 'slopes',
  delta: 'delta',
  weights: 'weights',
  gradW: 'gradient of the weights',
  gradW_penalized: 'gradient of the weights with the penalty',
  updateW: 'update of the weights',
  biases: 'biases',
  gradB: 'gradient of the biases',
  gradB_penalized: 'gradient of the biases with the penalty',
  updateB: 'update of the biases',
};

const WELCOMES: Record<Welcome, { words: string; commands: readonly InspectorCommand[] }> = {
  nothing: {
    words:
      'Open an experiment file (*.backprop.json) or a table (*.csv, say) to see every tensor of its network here.',
    commands: ['openSample'],
  },
  idle: {
    words: 'No numbers yet. Inspect the network as it stands at step 0, do one update, or train.',
    commands: ['inspect', 'step', 'train'],
  },
  expression: {
    words:
      'An expression has gates in place of layers. Its panel shows the value and the gradient of each.',
    commands: ['inspect', 'stepGate'],
  },
};

const COMMANDS: Record<InspectorCommand, string> = {
  findings: 'Findings',
  inspect: 'Inspect Gradients',
  step: 'Step One Batch',
  stepGate: 'Step One Gate',
  train: 'Train Network',
  openSample: 'Open Sample…',
};

/** A side bar is narrow. */
const short = (value: number): string => formatNumber(value, 3);

function valueOf(value: number | null, measure: Measure): string {
  if (value === null) return '';
  return measure === 'saturated' ? percent(value) : short(value);
}

function range({ min, max }: TensorStats): string {
  return `${short(min)} … ${short(max)}`;
}

function isLost({ rows, cols, nonFinite }: TensorStats): boolean {
  return nonFinite === rows * cols;
}

/** "delta of layer1, 200 by 6, norm 2.98e−5, rising". */
function tensorSpoken(layer: string, { tensor, stats, mark, course }: InspectedTensor): string {
  const what = `${SPOKEN[tensor]} of ${layer}`;
  if (!stats) return mark === 'later' ? `${what}: ${LATER}` : what;
  const { rows, cols, norm, nonFinite } = stats;
  const trend = trendOf(course);
  return [
    what,
    `${rows} by ${cols}`,
    ...(isLost(stats) ? ['no finite value'] : nonFinite > 0 ? [`${nonFinite} not finite`] : []),
    ...(isLost(stats) ? [] : [`norm ${short(norm)}`]),
    ...(trend ? [trend] : []),
    ...(mark === 'new' ? ['just computed'] : []),
  ].join(', ');
}

/** Lines of a tooltip, with the exact numbers. */
function tensorDetails(layer: string, { tensor, symbol, stats, mark }: InspectedTensor): string {
  const lines = [`${symbol} of ${layer}: ${TENSORS[tensor].words}`];
  if (!stats) return [...lines, ...(mark === 'later' ? [LATER] : [])].join('\n');
  const { rows, cols, norm, meanAbs, min, max, nonFinite } = stats;
  lines.push(`shape ${rows}×${cols}`);
  if (!isLost(stats)) {
    lines.push(`norm ‖·‖ (L2) ${exactNumber(norm)}`, `mean |·| ${exactNumber(meanAbs)}`);
    lines.push(`minimum ${exactNumber(min)}`, `maximum ${exactNumber(max)}`);
  }
  if (nonFinite > 0) lines.push(`not finite (NaN or ±∞) ${nonFinite} of ${rows * cols}`);
  return lines.join('\n');
}

/** What a layer is, and the state of its units. */
function layerFacts({ units, activation, parameters, health }: InspectedLayer): string[] {
  const { saturated = null, dead = null } = health ?? {};
  return [
    counted(units, 'unit'),
    activation,
    counted(parameters, 'parameter'),
    ...(saturated ? [`${percent(saturated)} saturated (|f′(z)| < 0.01)`] : []),
    ...(dead && dead.length > 0 ? [`${dead.length} of ${units} off`] : []),
  ];
}

function warnings({ findings }: InspectedLayer): string[] {
  return findings.map(({ message }) => `Warning: ${message}`);
}

export const inspectorStrings = {
  title: 'Layers and their tensors',
  layer: 'layer',
  stepTitle:
    'The step that is shown. Type another one, +100 for 100 more, or e50 for the end of epoch 50',
  batchLoss: 'batch loss',
  batchLossTitle: 'The loss of the next batch, which all these numbers are of',
  measure: 'Compare the layers by',
  measures: MEASURES,
  measureTitles: {
    delta: '‖δ‖: how much of the error reaches the layer',
    gradW: '‖∂L/∂W‖: the gradient of its weights',
    ratio: '‖ΔW‖ / ‖W‖: how large the next update is, compared with the weights',
    saturated: 'The share of all z where |f′(z)| < 0.01',
  } satisfies Record<Measure, string>,
  scale: (scale: BarScale | null) =>
    !scale
      ? ''
      : scale.isLog
        ? `log scale ${shortNumber(scale.low)} … ${shortNumber(scale.high)}`
        : '0 … 100 %',
  showFindings: 'Show Findings',
  findings: (count: number) => (count > 1 ? counted(count, 'finding') : 'Findings'),
  filter: 'Filter layers and tensors',
  matches: (count: number) => (count === 0 ? 'No row matches.' : counted(count, 'row')),
  close: 'Close (Escape)',
  commands: COMMANDS,
  welcomes: WELCOMES,
  value: valueOf,
  later: 'later',
  tensorSpoken,
  tensorDetails,
  layerSpoken: (layer: InspectedLayer, measure: Measure) => {
    const value = valueOf(layer.measures[measure], measure);
    const measured = value === '' ? [] : [`${SPOKEN_MEASURES[measure]} ${value}`];
    return [layer.name, ...measured, ...layerFacts(layer), ...warnings(layer)].join(', ');
  },
  layerDetails: (layer: InspectedLayer) =>
    [`${layer.name}: ${layerFacts(layer).join(' · ')}`, ...warnings(layer)].join('\n'),
  shape: ({ rows, cols }: TensorStats) => `${rows}×${cols}`,
  norm: (stats: TensorStats) => (isLost(stats) ? 'not finite' : short(stats.norm)),
  of: (symbol: string, layer: string) => `${symbol} of ${layer}`,
  choose: 'No tensor is selected.',
  entries: ({ rows, cols, nonFinite }: TensorStats) =>
    nonFinite > 0
      ? `${formatInteger(nonFinite)} of ${formatInteger(rows * cols)} not finite`
      : counted(rows * cols, 'entry', 'entries'),
  meanAbs: (stats: TensorStats) => `mean |·| ${short(stats.meanAbs)}`,
  range,
  distribution: (symbol: string, layer: string) => `Distribution of ${symbol} of ${layer}`,
  distributionHint: 'Left and right move from bar to bar.',
} as const;
