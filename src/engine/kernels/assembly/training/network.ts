/** The network, its loss and its data, as JavaScript sets them: one of each for an instance. */

@unmanaged
export class Layer {
  inputs: i32;
  units: i32;
  activation: i32;
  weights: usize;
  biases: usize;
  z: usize;
  a: usize;
  delta: usize;
  gradW: usize;
  gradB: usize;
  trainsWeights: bool;
  trainsBiases: bool;
  /** Where recording.ts leaves the layer's numbers: three columns, each a number for each batch. */
  squares: usize;
  /** Whether that is ⟨W, ∂W⟩ in place of Σ W². */
  carried: bool;
}

export let layers: usize = 0;
export let depth: i32 = 0;

export let dataX: usize = 0;
export let dataY: usize = 0;
/** Where the rows of a batch are gathered. */
export let batchX: usize = 0;
export let batchY: usize = 0;
export let batchSize: i32 = 0;
/** What softmax leaves of each row of a batch for the cross-entropy. */
export let maxima: usize = 0;
export let sumsOfRows: usize = 0;

export let loss: i32 = 0;
/** What the loss is divided by: once, and for each row. */
export let scale: f64 = 1;
export let divisor: f64 = 1;
export let perRow: bool = false;
export let threshold: f64 = 0.5;
/** For each batch of a call: Σ ℓ, and the rows whose class is right. */
export let sums: usize = 0;
export let corrects: usize = 0;

/** Whether updates are recorded, and the bytes from one column of a layer to the next. */
export let recording: bool = false;
export let column: usize = 0;

export function layerAt(i: i32): Layer {
  return changetype<Layer>(layers + <usize>i * offsetof<Layer>());
}

/** @returns whether this number of layers finds room in these bytes from `at` on */
export function setNetwork(count: i32, at: usize, bytes: usize): bool {
  depth = count;
  layers = at;
  return <usize>count * offsetof<Layer>() <= bytes;
}

export function setLayer(
  i: i32,
  inputs: i32,
  units: i32,
  activation: i32,
  weights: usize,
  biases: usize,
  z: usize,
  a: usize,
  delta: usize,
  gradW: usize,
  gradB: usize,
  trainsWeights: bool,
  trainsBiases: bool,
): void {
  const layer = layerAt(i);
  layer.inputs = inputs;
  layer.units = units;
  layer.activation = activation;
  layer.weights = weights;
  layer.biases = biases;
  layer.z = z;
  layer.a = a;
  layer.delta = delta;
  layer.gradW = gradW;
  layer.gradB = gradB;
  layer.trainsWeights = trainsWeights;
  layer.trainsBiases = trainsBiases;
}

export function setColumns(i: i32, squares: usize, carried: bool): void {
  const layer = layerAt(i);
  layer.squares = squares;
  layer.carried = carried;
}

/** `maximaOfRows` and `exponentialsOfRows` are room for 8 bytes of each row of a batch. */
export function setData(
  x: usize,
  y: usize,
  gatheredX: usize,
  gatheredY: usize,
  size: i32,
  maximaOfRows: usize,
  exponentialsOfRows: usize,
): void {
  dataX = x;
  dataY = y;
  batchX = gatheredX;
  batchY = gatheredY;
  batchSize = size;
  maxima = maximaOfRows;
  sumsOfRows = exponentialsOfRows;
}

/** factor = lossScale / (lossDivisor · rows), the rows only with `byRow`. */
export function setLoss(type: i32, lossScale: f64, lossDivisor: f64, byRow: bool): void {
  loss = type;
  scale = lossScale;
  divisor = lossDivisor;
  perRow = byRow;
}

export function setMeasures(lossSums: usize, correctCounts: usize, classThreshold: f64): void {
  sums = lossSums;
  corrects = correctCounts;
  threshold = classThreshold;
}

export function setRecording(on: bool, columnBytes: usize): void {
  recording = on;
  column = columnBytes;
}

/** What other instances on the same memory must know of the network. */
@unmanaged
class Known {
  layers: usize;
  depth: i32;
  maxima: usize;
  sumsOfRows: usize;
  loss: i32;
  scale: f64;
  divisor: f64;
  perRow: bool;
}

export const NETWORK_BYTES: usize = offsetof<Known>();

export function saveNetwork(at: usize): void {
  const known = changetype<Known>(at);
  known.layers = layers;
  known.depth = depth;
  known.maxima = maxima;
  known.sumsOfRows = sumsOfRows;
  known.loss = loss;
  known.scale = scale;
  known.divisor = divisor;
  known.perRow = perRow;
}

export function loadNetwork(at: usize): void {
  const known = changetype<Known>(at);
  layers = known.layers;
  depth = known.depth;
  maxima = known.maxima;
  sumsOfRows = known.sumsOfRows;
  loss = known.loss;
  scale = known.scale;
  divisor = known.divisor;
  perRow = known.perRow;
}
