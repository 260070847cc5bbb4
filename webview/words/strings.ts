/** Every word of the page, in one place. */
import { flowStrings } from './flowStrings';
import { gradientCheckStrings } from './gradientCheckStrings';
import { headerStrings } from './headerStrings';
import { keyNames } from './keyNames';
import { listed } from './listed';
import { networkStrings } from './networkStrings';
import { exactNumber, formatInteger, formatRate } from './numbers';
import { TENSORS, type TensorOfShape } from '../../src/engine/ground/tensors';
import { plural, t } from './say';
import { tensorWords } from './tensorWords';

const key = keyNames(typeof navigator === 'undefined' ? '' : navigator.platform);

export const strings = {
  ...flowStrings,
  ...networkStrings,
  ...headerStrings,
  later: t('Computed later in this pass.'),
  justComputed: t('new'),
  epochsPerSecond: (rate: number) => t`${formatRate(rate)} epochs/s`,
  parameters: (count: number) => plural(count, '{0} parameter', '{0} parameters'),
  rows: (count: number) => plural(count, '{0} row', '{0} rows'),
  readChoice: (words: string) => t`${words}\nChoose the target and the inputs`,

  noSuchTensor: t('The run that is shown has no such matrix: Train runs what the file says now.'),
  notDrawn: (error: string) =>
    t`This part could not be drawn (${error}). It is tried again with the next step.`,
  notYet: '–',
  stale: t('The file has changed since this run'),
  staleStart: t('The file has changed since it was read'),
  problemsHint: t('The Problems view shows the place.'),
  noRun: t('No run yet.'),
  noRunHint: (keys: string) => t`Train (${keys}) or step once: the curves grow here.`,
  firstEpoch: (batch: number, batches: number) =>
    t`The curves start with the first finished epoch: batch ${formatInteger(batch)} of ${formatInteger(batches)} is done.`,
  trainKeys: key.train,
  stepBackKey: key.stepBack,

  task: t('Description'),
  curves: t('Curves'),
  boundary: t('Decision Boundary'),
  surface: t('Output Surface'),
  network: t('Network'),
  matrices: t('Matrices'),
  truthPrediction: t('Truth | Prediction'),
  truthAndPrediction: t('Truth and Prediction'),
  truthHint: t(
    'Left and right move from point to point, up and down between truth and prediction.',
  ),

  showTable: t('Show as Table'),
  showPicture: t('Show as Picture'),
  tableCut: (rows: number, of: number) =>
    t`${formatInteger(rows)} of ${formatInteger(of)} rows; Copy and CSV have all of them.`,

  parts: { train: t('train'), validation: t('validation'), test: t('test') },
  epoch: t('epoch'),
  /** The log of a student's program. */
  myLog: t('my log'),
  runNumber: (run: number) => t`run ${run}`,

  thinned: (epochs: number) =>
    t`Long run: of every ${formatInteger(epochs)} epochs the lowest and the highest loss are kept.`,
  thinnedShort: (epochs: number) => t`lowest and highest of ${formatInteger(epochs)} epochs`,
  otherLoss: t(
    'The runs do not have the same loss: their curves share an axis, but not what they measure.',
  ),
  log: t('log'),
  logTitle: t('Logarithmic loss axis'),
  rounded: (epoch: number) =>
    t`From epoch ${formatInteger(epoch)} on the digits depend on rounding`,
  findingMark: (epoch: string, message: string) => t`From epoch ${epoch} on: ${message}`,
  curvesHint: t(
    'Click to go to an epoch, drag to zoom, double-click to reset; arrow keys move the cursor, Enter goes there, + and − zoom.',
  ),
  curvesLabel: (names: string, epoch: number) =>
    t`Curves of ${names} up to epoch ${formatInteger(epoch)}.`,
  curvesShow: listed,
  zoomReset: t('Reset Zoom'),

  point: t('point'),
  output: t('output'),
  outputOf: (name: string) => t`output ${name}`,
  predicted: t('predicted'),
  prediction: t('prediction'),
  truth: t('truth'),
  class: t('class'),
  part: t('part'),
  points: t('points'),
  wrong: t('wrong'),
  misclassified: t('misclassified'),
  uncertain: t('uncertain'),
  certain: t('certain'),
  threshold: (level: number) => t`output = ${exactNumber(level)}`,
  decisionBoundary: t('decision boundary'),
  pointOf: (part: string, index: number) => t`${part} point ${formatInteger(index + 1)}`,
  lineIs: (what: string) => t`line: ${what}`,
  classFill: t('fill: certainty'),
  valueFill: (low: string, high: string) => t`fill: output, ${low} to ${high}`,
  ringIs: t('ring: misclassified'),
  partMarks: {
    train: t('filled: train'),
    validation: t('dotted: validation'),
    test: t('open: test'),
  },
  boundaryLabel: (x: string, y: string) => t`Outputs of the network over ${x} and ${y}.`,
  boundaryHint: t('Arrow keys move the cursor.'),

  inputs: t('inputs'),
  layer: t('layer'),
  activation: t('activation'),
  more: (count: string) => t`+ ${count} more`,
  before: (count: string) => t`+ ${count} before`,
  networkEdges: t('lines'),
  networkEdgesLabel: t('What the lines show'),
  networkLabel: (sizes: string) => t`Network of ${sizes} units.`,
  networkHint: t(
    'Arrow keys move from unit to unit, Page Up and Page Down through a wide layer, Enter shows its matrix.',
  ),

  matrixKindTitle: (symbol: string, tensor: TensorOfShape<'kernel' | 'rows'>) => {
    const { shape, from } = TENSORS[tensor];
    const words = tensorWords(tensor);
    if (from === 'parameters') return t`${symbol}: ${words}; in the last row the biases`;
    const when = from === 'update' ? '' : t(', of the next batch');
    const biases = shape === 'kernel' ? t('; in the last row the same for the biases') : '';
    return `${symbol}: ${words}${when}${biases}`;
  },
  noSlope: t('Softmax has no f′(z) of its own: each of its outputs depends on every z of its row.'),
  noMask: t(
    'A layer that no dropout follows has no mask: the next one reads its activations as they are.',
  ),
  matrixKindsLabel: t('Matrices shown'),
  shape: (rows: number, cols: number) => `${formatInteger(rows)}×${formatInteger(cols)}`,
  rowName: (index: number) => t`row ${formatInteger(index + 1)}`,
  unit: t('unit'),
  row: t('row'),
  input: t('input'),
  bias: t('bias'),
  nonFinite: (count: number, tensor: string, step: number) =>
    t`${formatInteger(count)} of ${tensor} not finite at step ${formatInteger(step)}`,
  largeMatrix: (count: number) =>
    t`${formatInteger(count)} numbers: drawn when training rests, or `,
  drawNow: t('now'),
  tooLarge: (count: number) =>
    t`${formatInteger(count)} numbers: too many for a picture. Take smaller batches to see them.`,
  coming: (step: number) => t`Computing step ${formatInteger(step)}…`,
  comingAtRest: t('What was not kept over a reload comes with the next step.'),
  meanAbs: (value: string) => t`mean |·| ${value}`,
  asOfStep: (step: number) => t`as of step ${formatInteger(step)}`,
  wideAsOfStep: (step: number) => t`wide layers as of step ${formatInteger(step)}`,
  zoomIn: t('Zoom In (+)'),
  zoomOut: t('Zoom Out (−)'),
  heatLabel: (title: string, shape: string, low: string, high: string) =>
    t`Heat map of ${title}, ${shape}, from ${low} to ${high}.`,
  pixel: (name: string, row: number, col: number) =>
    t`${name}, pixel ${formatInteger(row)}, ${formatInteger(col)}`,
  tilesHint: t('Arrow keys move from unit to unit, to its largest weight; Enter selects it.'),
  tilesOf: (width: number, height: number) =>
    t`each unit's weights as a picture of ${formatInteger(width)}×${formatInteger(height)} pixels`,
  faces: t('How this matrix is drawn'),
  faceNames: { pictures: t('pictures'), numbers: t('matrix') },
  faceTitles: {
    pictures: t('Pictures: the weights of each unit, where its pixels lie'),
    numbers: t('Matrix: a row for each input, a column for each unit'),
  },
  heatHint: t('Arrow keys move, Enter selects, + and − zoom.'),

  graph: t('Computational Graph'),
  stepGate: t('Step'),
  stepGateTitle: t('Step one gate (F11)'),
  gateBack: t('Back'),
  gateBackTitle: t`Step back one gate (${key.stepBack})`,
  graphReset: t('Reset: only the inputs are known'),
  graphFinish: t('All'),
  graphFinishTitle: t('All gates, forward and backward'),
  graphControls: t('Passes'),
  graphSteps: t('Steps of both passes'),
  passes: { forward: t('forward'), backward: t('backward') },
  graphReady: (inputs: number, gates: number) =>
    t`ready · ${plural(inputs, '{0} input', '{0} inputs')} · ${plural(gates, '{0} gate', '{0} gates')}`,
  graphAt: (pass: string, gate: number, gates: number) =>
    t`${pass} · gate ${formatInteger(gate)} of ${formatInteger(gates)}`,
  graphSeeded: t('backward · begins at the end'),
  graphDone: t('done · every value and every gradient'),
  graphStart: (gate: string) => t`The inputs are given. The first gate computes ${gate}.`,
  graphSeed: (name: string) => t`The way back begins with ${name} = 1.`,
  graphThrough: (gate: string) => t`Back through ${gate}:`,
  graphStale: t('The file has an error; this is what it said before.'),
  graphLabel: (name: string, words: string) => t`Computational graph of ${name}, ${words}.`,
  graphShows: (words: string) => t`computational graph, ${words}`,
  graphHint: t`Arrow keys move from gate to gate; F11 steps, ${key.stepBack} steps back.`,
  graphValue: t('above: value'),
  graphGradient: (output: string) => t`below: gradient ∂${output}/∂…`,
  graphLocal: t('on a line: local gradient'),
  graphColumns: {
    node: t('node'),
    operation: t('operation'),
    value: t('value'),
    gradient: t('gradient'),
    slopes: t('local gradients'),
  },
  soFar: (name: string) => t`${name} so far`,

  gradientCheck: gradientCheckStrings,

  /** The words may end with a sentence of their own. */
  progress: (words: string, loss: string, accuracy: string | null) =>
    t`${words.replace(/\.$/, '')}, loss ${loss}${accuracy === null ? '' : t`, accuracy ${accuracy}`}.`,
} as const;
