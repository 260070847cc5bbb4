/** The words of the inspector. */
import { exactNumber, formatInteger, formatNumber, shortNumber } from '../words/numbers';
import { percent } from '../../src/engine/ground/numbers';
import type { TensorName } from '../../src/engine/ground/tensors';
import type {
  InspectedLayer,
  InspectedTensor,
  InspectorCommand,
  Measure,
  Welcome,
} from '../../src/protocol/inspector/inspector';
import type { TensorStats } from '../../src/protocol/tensors';
import type { BarScale } from './barScale';
import { trendOf, type Trend } from './course';
import { plural, t } from '../words/say';
import { tensorWords } from '../words/tensorWords';

const LATER = t('later in this pass');

const MEASURES: Record<Measure, string> = {
  delta: '‖δ‖',
  gradW: '‖∂W‖',
  ratio: '‖ΔW‖ / ‖W‖',
  saturated: t('saturated'),
};

/** For a screen reader, which makes little of bars beside letters. */
const SPOKEN_MEASURES: Record<Measure, string> = {
  delta: t('norm of delta'),
  gradW: t('norm of the gradient of the weights'),
  ratio: t('update divided by weights'),
  saturated: t('saturated'),
};

const SPOKEN: Record<TensorName, string> = {
  z: t('weighted sums'),
  a: t('activations'),
  mask: t('dropout mask'),
  slope: t('slopes'),
  delta: t('delta'),
  weights: t('weights'),
  gradW: t('gradient of the weights'),
  gradW_penalized: t('gradient of the weights with the penalty'),
  updateW: t('update of the weights'),
  biases: t('biases'),
  gradB: t('gradient of the biases'),
  gradB_penalized: t('gradient of the biases with the penalty'),
  updateB: t('update of the biases'),
};

const TRENDS: Record<Trend, string> = {
  rising: t('rising'),
  falling: t('falling'),
  steady: t('steady'),
};

const WELCOMES: Record<Welcome, { words: string; commands: readonly InspectorCommand[] }> = {
  nothing: {
    words: t(
      'Open an experiment file (*.backprop.json) or a table (*.csv, say) to see every tensor of its network here.',
    ),
    commands: ['openSample'],
  },
  idle: {
    words: t(
      'No numbers yet. Inspect the network as it stands at step 0, do one update, or train.',
    ),
    commands: ['inspect', 'step', 'train'],
  },
  expression: {
    words: t(
      'An expression has gates in place of layers. Its panel shows the value and the gradient of each.',
    ),
    commands: ['inspect', 'stepGate'],
  },
};

const COMMANDS: Record<InspectorCommand, string> = {
  findings: t('Findings'),
  inspect: t('Inspect Gradients'),
  step: t('Step One Batch'),
  stepGate: t('Step One Gate'),
  train: t('Train Network'),
  openSample: t('Open Sample…'),
};

/** A side bar is narrow. */
const short = (value: number): string => formatNumber(value, 3);

function valueOf(value: number | null, measure: Measure): string {
  if (value === null) return '';
  return measure === 'saturated' ? percent(value) : short(value);
}

/** Named apart from `3 of 10`, which other languages say in another order. */
function ofLayer(tensor: string, layer: string): string {
  return t('{tensor} of {layer}', { tensor, layer });
}

function range({ min, max }: TensorStats): string {
  return `${short(min)} … ${short(max)}`;
}

function isLost({ rows, cols, nonFinite }: TensorStats): boolean {
  return nonFinite === rows * cols;
}

/** "delta of layer1, 200 by 6, norm 2.98e−5, rising". */
function tensorSpoken(layer: string, { tensor, stats, mark, course }: InspectedTensor): string {
  const what = ofLayer(SPOKEN[tensor], layer);
  if (!stats) return mark === 'later' ? `${what}: ${LATER}` : what;
  const { rows, cols, norm, nonFinite } = stats;
  const trend = trendOf(course);
  return [
    what,
    t`${rows} by ${cols}`,
    ...(isLost(stats) ? [t('no finite value')] : nonFinite > 0 ? [t`${nonFinite} not finite`] : []),
    ...(isLost(stats) ? [] : [t`norm ${short(norm)}`]),
    ...(trend ? [TRENDS[trend]] : []),
    ...(mark === 'new' ? [t('just computed')] : []),
  ].join(', ');
}

/** Lines of a tooltip, with the exact numbers. */
function tensorDetails(layer: string, { tensor, symbol, stats, mark }: InspectedTensor): string {
  const lines = [t`${symbol} of ${layer}: ${tensorWords(tensor)}`];
  if (!stats) return [...lines, ...(mark === 'later' ? [LATER] : [])].join('\n');
  const { rows, cols, norm, meanAbs, min, max, nonFinite } = stats;
  lines.push(t`shape ${rows}×${cols}`);
  if (!isLost(stats)) {
    lines.push(t`norm ‖·‖ (L2) ${exactNumber(norm)}`, t`mean |·| ${exactNumber(meanAbs)}`);
    lines.push(t`minimum ${exactNumber(min)}`, t`maximum ${exactNumber(max)}`);
  }
  if (nonFinite > 0) lines.push(t`not finite (NaN or ±∞) ${nonFinite} of ${rows * cols}`);
  return lines.join('\n');
}

/** What a layer is, and the state of its units. */
function layerFacts({ units, activation, parameters, health }: InspectedLayer): string[] {
  const { saturated = null, dead = null } = health ?? {};
  return [
    plural(units, '{0} unit', '{0} units'),
    activation,
    plural(parameters, '{0} parameter', '{0} parameters'),
    ...(saturated ? [t`${percent(saturated)} saturated (|f′(z)| < 0.01)`] : []),
    ...(dead && dead.length > 0 ? [t`${dead.length} of ${units} off`] : []),
  ];
}

function warnings({ findings }: InspectedLayer): string[] {
  return findings.map(({ message }) => t`Warning: ${message}`);
}

export const inspectorStrings = {
  title: t('Layers and their tensors'),
  layer: t('layer'),
  stepTitle: t(
    'The step that is shown. Type another one, +100 for 100 more, or e50 for the end of epoch 50',
  ),
  batchLoss: t('batch loss'),
  batchLossTitle: t('The loss of the next batch, which all these numbers are of'),
  measure: t('Compare the layers by'),
  measures: MEASURES,
  measureTitles: {
    delta: t('‖δ‖: how much of the error reaches the layer'),
    gradW: t('‖∂L/∂W‖: the gradient of its weights'),
    ratio: t('‖ΔW‖ / ‖W‖: how large the next update is, compared with the weights'),
    saturated: t('The share of all z where |f′(z)| < 0.01'),
  } satisfies Record<Measure, string>,
  scale: (scale: BarScale | null) =>
    !scale
      ? ''
      : scale.isLog
        ? t`log scale ${shortNumber(scale.low)} … ${shortNumber(scale.high)}`
        : '0 … 100 %',
  showFindings: t('Show Findings'),
  findings: (count: number) =>
    count > 1 ? plural(count, '{0} finding', '{0} findings') : t('Findings'),
  filter: t('Filter layers and tensors'),
  matches: (count: number) =>
    count === 0 ? t('No row matches.') : plural(count, '{0} row', '{0} rows'),
  close: t('Close (Escape)'),
  commands: COMMANDS,
  welcomes: WELCOMES,
  value: valueOf,
  later: t('later'),
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
  norm: (stats: TensorStats) => (isLost(stats) ? t('not finite') : short(stats.norm)),
  of: ofLayer,
  choose: t('No tensor is selected.'),
  entries: ({ rows, cols, nonFinite }: TensorStats) =>
    nonFinite > 0
      ? t`${formatInteger(nonFinite)} of ${formatInteger(rows * cols)} not finite`
      : plural(rows * cols, '{0} entry', '{0} entries'),
  meanAbs: (stats: TensorStats) => t`mean |·| ${short(stats.meanAbs)}`,
  range,
  distribution: (symbol: string, layer: string) => t`Distribution of ${symbol} of ${layer}`,
  distributionHint: t('Left and right move from bar to bar.'),
} as const;
