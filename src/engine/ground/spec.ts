/**
 * What a network, its loss and its training *are*, as plain data.
 *
 * The names are those of the experiment format, so that a checked experiment's sections can be
 * handed to the engine as they stand: no translation, no option lost on the way. Every field is
 * present: defaults are applied by the reader of the format, never here.
 *
 * Conventions of the whole engine (a batch is rows):
 *   W      [inputs, units]      kernel of a layer
 *   b      [units]              bias of a layer
 *   z      = aPrev · W + b      [batch, units]
 *   a      = f(z)               [batch, units]
 *   mask   what a is multiplied by on its way to the next layer, in training [batch, units]
 *   delta  = ∂L/∂z              [batch, units]
 *   gradW  = aPrevᵀ · delta     [inputs, units]
 *   gradB  = Σ rows of delta    [units]
 *   gradInput = delta · Wᵀ      [batch, inputs]
 */
import type { Hyperparameters, OptimizerName } from './optimizers';

export type Dtype = 'float64' | 'float32';
export type FloatArray = Float64Array | Float32Array;

/** A dense row-major matrix: `data[row * cols + col]`. */
export interface Matrix {
  rows: number;
  cols: number;
  data: FloatArray;
}

export const ACTIVATIONS = [
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'softplus',
  'softsign',
  'softmax',
] as const;
export type ActivationName = (typeof ACTIVATIONS)[number];

export const LOSSES = [
  'mse',
  'mae',
  'huber',
  'binary_cross_entropy',
  'cross_entropy',
  'hinge',
] as const;
export type LossName = (typeof LOSSES)[number];

export type Reduction = 'mean' | 'sum';

export interface LossSpec {
  type: LossName;
  /** Factor in front of the loss: 0.5 writes the ½ of ½(ŷ−y)². */
  scale: number;
  /**
   * How the output units of one row are combined. `cross_entropy` has one value for a row, the sum
   * over its classes: nothing is left to combine, and both are PyTorch's number.
   */
  output_reduction: Reduction;
  /** How the rows of one batch are combined; `mean` divides by the actual number of rows. */
  batch_reduction: Reduction;
}

/** Types whose numbers depend on the layer's fan-in and fan-out, as in torch.nn.init. */
export const SCALED_INITIALIZERS = [
  'xavier_uniform',
  'xavier_normal',
  'kaiming_uniform',
  'kaiming_normal',
  'lecun_uniform',
  'lecun_normal',
  'orthogonal',
  'torch_linear',
] as const;

export type InitializerSpec =
  | { type: 'zeros' | 'ones' | (typeof SCALED_INITIALIZERS)[number] }
  | { type: 'constant'; value: number }
  | { type: 'uniform'; low: number; high: number }
  | { type: 'normal'; mean: number; std: number }
  /** Given numbers: a kernel's in rows as `model.kernel_layout` says, a bias's in one row. */
  | { type: 'values'; values: number[][] };

/** Inverted dropout. */
export interface DropoutSpec {
  type: 'dropout';
  /** The probability with which an activation is dropped, in [0, 1). */
  rate: number;
}

/** A layer without parameters, behind a dense one; see network/masks. */
export type MaskSpec = DropoutSpec;

/** A dense layer, and what stands between it and the next one. */
export interface LayerSpec {
  /** Shown to people; unique within the model. */
  name: string;
  units: number;
  activation: ActivationName;
  use_bias: boolean;
  kernel_initializer: InitializerSpec;
  bias_initializer: InitializerSpec;
  trainable: { kernel: boolean; bias: boolean };
  /** What multiplies the activations in training; null: the next layer reads them as they are. */
  mask: MaskSpec | null;
}

export interface ModelSpec {
  inputs: number;
  layers: LayerSpec[];
  /**
   * Orientation in which kernels are given and drawn, row by row; the engine itself always holds
   * `[in, out]`. (`torch_linear` is always drawn `[out, in]`.)
   */
  kernel_layout: 'in_out' | 'out_in';
}

export type ScheduleSpec =
  | { type: 'constant' }
  | { type: 'step'; step_size: number; gamma: number }
  | { type: 'exponential'; gamma: number }
  | { type: 'cosine'; min_lr: number };

/** Flat: a field that a type does not know is refused by the reader and never read by the engine. */
export interface OptimizerSpec extends Hyperparameters {
  type: OptimizerName;
  learning_rate: number;
  weight_decay: number;
  decay_biases: boolean;
  l1: number;
  gradient_clipping: { norm: number } | { value: number } | null;
  schedule: ScheduleSpec;
}

export interface EarlyStoppingSpec {
  /** A column of the epoch log: `loss`, `val_loss`, `accuracy`, … */
  monitor: string;
  mode: 'min' | 'max';
  /** Stop as soon as the monitored value reaches this. */
  target: number | null;
  /** Stop after this many epochs without a better value. */
  patience: number | null;
}

export interface TrainerSpec {
  epochs: number;
  batch_size: number | 'full';
  /** `once`: the rows were put in that order when the data were prepared; a run takes them as they come. */
  shuffle: 'never' | 'once' | 'every_epoch';
  drop_last: boolean;
  early_stopping: EarlyStoppingSpec | null;
  log_every: number;
  log_format: string | null;
  checkpoint_every: number | null;
}

export interface MetricSpec {
  name: string;
  /** `penalty`: what the optimiser adds to the loss; `objective`: the loss that is trained, and it. */
  type: LossName | 'accuracy' | 'penalty' | 'objective';
  scale: number;
  output_reduction: Reduction;
  batch_reduction: Reduction;
  /** How the batches of one epoch are combined; `mean` weights each batch by its rows. */
  epoch_reduction: Reduction;
  evaluate: 'running' | 'end_of_epoch';
  /** Accuracy of a single output: class 1 where a ≥ threshold. */
  threshold: number;
}

export type DrawPurpose = 'data' | 'split' | 'init' | 'shuffle';

/** NumPy's RandomState, its Generator, and PyTorch's CPU generator. */
export const STREAMS = ['numpy', 'numpy_default_rng', 'torch'] as const;

export interface RngSpec {
  type: (typeof STREAMS)[number];
  draw_order: DrawPurpose[];
  init_order: 'per_layer' | 'weights_then_biases';
}

/** One prepared part of the data (encoded, scaled), in the run's dtype. */
export interface Dataset {
  x: Matrix;
  y: Matrix;
}

export interface DataParts {
  train: Dataset;
  validation: Dataset | null;
  test: Dataset | null;
}

/** Everything a run needs except its data and its random stream. */
export interface RunSpec {
  dtype: Dtype;
  rng: RngSpec;
  model: ModelSpec;
  loss: LossSpec;
  optimizer: OptimizerSpec;
  trainer: TrainerSpec;
  metrics: MetricSpec[];
}
