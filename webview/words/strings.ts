/** Every word of the page, in one place. */
import { flowStrings } from './flowStrings';
import { gradientCheckStrings } from './gradientCheckStrings';
import { headerStrings } from './headerStrings';
import { keyNames } from './keyNames';
import { networkStrings } from './networkStrings';
import { counted, exactNumber, formatInteger, formatRate } from './numbers';
import { TENSORS, type TensorOfShape } from '../../src/engine/ground/tensors';

const key = keyNames(typeof navigator === 'undefined' ? '' : navigator.platform);

export const strings = {
  ...flowStrings,
  ...networkStrings,
  ...headerStrings,
  later: 'Computed later in this pass.',
  justComputed: 'new',
  epochsPerSecond: (rate: number) => `${formatRate(rate)} epochs/s`,
  parameters: (count: number) => counted(count, 'parameter'),
  rows: (count: number) => counted(count, 'row'),
  readChoice: (words: string) => `${words}\nChoose the target and the inputs`,

  noSuchTensor: 'The run that is shown has no such matrix: Train runs what the file says now.',
  notDrawn: (error: string) =>
    `This part could not be drawn (${error}). It is tried again with the next step.`,
  notYet: '–',
  stale: 'The file has changed since this run',
  staleStart: 'The file has changed since it was read',
  problemsHint: 'The Problems view shows the place.',
  noRun: 'No run yet.',
  noRunHint: (keys: string) => `Train (${keys}) or step once: the curves grow here.`,
  firstEpoch: (batch: number, batches: number) =>
    `The curves start with the first finished epoch: batch ${formatInteger(batch)} of ${formatInteger(batches)} is done.`,
  trainKeys: key.train,
  stepBackKey: key.stepBack,

  task: 'Description',
  curves: 'Curves',
  boundary: 'Decision Boundary',
  surface: 'Output Surface',
  network: 'Network',
  matrices: 'Matrices',
  truthPrediction: 'Truth | Prediction',
  truthHint: 'Left and right move from point to point, up and down between truth and prediction.',

  showTable: 'Show as Table',
  showPicture: 'Show as Picture',
  tableCut: (rows: number, of: number) =>
    `${formatInteger(rows)} of ${formatInteger(of)} rows; Copy and CSV have all of them.`,

  parts: { train: 'train', validation: 'validation', test: 'test' },
  epoch: 'epoch',
  /** The log of a student's program. */
  myLog: 'my log',
  runNumber: (run: number) => `run ${run}`,

  thinned: (epochs: number) =>
    `Long run: of every ${formatInteger(epochs)} epochs the lowest and the highest loss are kept.`,
  thinnedShort: (epochs: number) => `lowest and highest of ${formatInteger(epochs)} epochs`,
  otherLoss:
    'The runs do not have the same loss: their curves share an axis, but not what they measure.',
  log: 'log',
  logTitle: 'Logarithmic loss axis',
  rounded: (epoch: number) => `From epoch ${formatInteger(epoch)} on the digits depend on rounding`,
  findingMark: (epoch: string, message: string) => `From epoch ${epoch} on: ${message}`,
  curvesHint:
    'Click to go to an epoch, drag to zoom, double-click to reset; arrow keys move the cursor, Enter goes there, + and − zoom.',
  curvesLabel: (names: string, epoch: number) =>
    `Curves of ${names} up to epoch ${formatInteger(epoch)}.`,
  curvesShow: (metrics: readonly string[]) =>
    metrics.length < 2
      ? metrics.join()
      : `${metrics.slice(0, -1).join(', ')} and ${metrics.at(-1) ?? ''}`,
  zoomReset: 'Reset Zoom',

  point: 'point',
  output: 'output',
  outputOf: (name: string) => `output ${name}`,
  predicted: 'predicted',
  prediction: 'prediction',
  truth: 'truth',
  class: 'class',
  part: 'part',
  points: 'points',
  wrong: 'wrong',
  misclassified: 'misclassified',
  uncertain: 'uncertain',
  certain: 'certain',
  threshold: (level: number) => `output = ${exactNumber(level)}`,
  decisionBoundary: 'decision boundary',
  pointOf: (part: string, index: number) => `${part} point ${formatInteger(index + 1)}`,
  lineIs: (what: string) => `line: ${what}`,
  classFill: 'fill: certainty',
  valueFill: (low: string, high: string) => `fill: output, ${low} to ${high}`,
  ringIs: 'ring: misclassified',
  partMarks: { train: 'filled: train', validation: 'dotted: validation', test: 'open: test' },
  boundaryLabel: (x: string, y: string) => `Outputs of the network over ${x} and ${y}.`,
  boundaryHint: 'Arrow keys move the cursor.',

  inputs: 'inputs',
  layer: 'layer',
  activation: 'activation',
  more: (count: string) => `+ ${count} more`,
  before: (count: string) => `+ ${count} before`,
  networkEdges: 'lines',
  networkEdgesLabel: 'What the lines show',
  networkLabel: (sizes: string) => `Network of ${sizes} units.`,
  networkHint:
    'Arrow keys move from unit to unit, Page Up and Page Down through a wide layer, Enter shows its matrix.',

  matrixKindTitle: (symbol: string, tensor: TensorOfShape<'kernel' | 'rows'>) => {
    const { words, shape, from } = TENSORS[tensor];
    if (from === 'parameters') return `${symbol}: ${words}; in the last row the biases`;
    const when = from === 'update' ? '' : ', of the next batch';
    const biases = shape === 'kernel' ? '; in the last row the same for the biases' : '';
    return `${symbol}: ${words}${when}${biases}`;
  },
  noSlope: 'Softmax has no f′(z) of its own: each of its outputs depends on every z of its row.',
  noMask:
    'A layer that no dropout follows has no mask: the next one reads its activations as they are.',
  matrixKindsLabel: 'Matrices shown',
  shape: (rows: number, cols: number) => `${formatInteger(rows)}×${formatInteger(cols)}`,
  rowName: (index: number) => `row ${formatInteger(index + 1)}`,
  unit: 'unit',
  row: 'row',
  input: 'input',
  bias: 'bias',
  nonFinite: (count: number, tensor: string, step: number) =>
    `${formatInteger(count)} of ${tensor} not finite at step ${formatInteger(step)}`,
  largeMatrix: (count: number) => `${formatInteger(count)} numbers: drawn when training rests, or `,
  drawNow: 'now',
  tooLarge: (count: number) =>
    `${formatInteger(count)} numbers: too many for a picture. Take smaller batches to see them.`,
  coming: (step: number) => `Computing step ${formatInteger(step)}…`,
  comingAtRest: 'What was not kept over a reload comes with the next step.',
  meanAbs: (value: string) => `mean |·| ${value}`,
  asOfStep: (step: number) => `as of step ${formatInteger(step)}`,
  wideAsOfStep: (step: number) => `wide layers as of step ${formatInteger(step)}`,
  zoomIn: 'Zoom In (+)',
  zoomOut: 'Zoom Out (−)',
  heatLabel: (title: string, shape: string, low: string, high: string) =>
    `Heat map of ${title}, ${shape}, from ${low} to ${high}.`,
  pixel: (name: string, row: number, col: number) =>
    `${name}, pixel ${formatInteger(row)}, ${formatInteger(col)}`,
  tilesHint: 'Arrow keys move from unit to unit, to its largest weight; Enter selects it.',
  tilesOf: (width: number, height: number) =>
    `each unit's weights as a picture of ${formatInteger(width)}×${formatInteger(height)} pixels`,
  faces: 'How this matrix is drawn',
  faceNames: { pictures: 'pictures', numbers: 'matrix' },
  faceTitles: {
    pictures: 'Pictures: the weights of each unit, where its pixels lie',
    numbers: 'Matrix: a row for each input, a column for each unit',
  },
  heatHint: 'Arrow keys move, Enter selects, + and − zoom.',

  graph: 'Computational Graph',
  stepGate: 'Step',
  stepGateTitle: 'Step one gate (F11)',
  gateBack: 'Back',
  gateBackTitle: `Step back one gate (${key.stepBack})`,
  graphReset: 'Reset: only the inputs are known',
  graphFinish: 'All',
  graphFinishTitle: 'All gates, forward and backward',
  graphControls: 'Passes',
  graphSteps: 'Steps of both passes',
  passes: { forward: 'forward', backward: 'backward' },
  graphReady: (inputs: number, gates: number) =>
    `ready · ${counted(inputs, 'input')} · ${counted(gates, 'gate')}`,
  graphAt: (pass: string, gate: number, gates: number) =>
    `${pass} · gate ${formatInteger(gate)} of ${formatInteger(gates)}`,
  graphSeeded: 'backward · begins at the end',
  graphDone: 'done · every value and every gradient',
  graphStart: (gate: string) => `The inputs are given. The first gate computes ${gate}.`,
  graphSeed: (name: string) => `The way back begins with ${name} = 1.`,
  graphThrough: (gate: string) => `Back through ${gate}:`,
  graphStale: 'The file has an error; this is what it said before.',
  graphLabel: (name: string, words: string) => `Computational graph of ${name}, ${words}.`,
  graphShows: (words: string) => `computational graph, ${words}`,
  graphHint: `Arrow keys move from gate to gate; F11 steps, ${key.stepBack} steps back.`,
  graphValue: 'above: value',
  graphGradient: (output: string) => `below: gradient ∂${output}/∂…`,
  graphLocal: 'on a line: local gradient',
  graphColumns: {
    node: 'node',
    operation: 'operation',
    value: 'value',
    gradient: 'gradient',
    slopes: 'local gradients',
  },
  soFar: (name: string) => `${name} so far`,

  gradientCheck: gradientCheckStrings,

  /** The words may end with a sentence of their own. */
  progress: (words: string, loss: string, accuracy: string | null) =>
    `${words.replace(/\.$/, '')}, loss ${loss}${accuracy === null ? '' : `, accuracy ${accuracy}`}.`,
} as const;
