/** What a run looks like from outside: the data that travels from the worker to every picture. */
import type { Origin } from '../engine/training/progress';
import type { LogRows } from '../engine/training/recording/rowLog';
import type { Derivation, DerivationRequest } from '../engine/derivation/derive';
import type { ActivationName, Dtype, LossSpec } from '../engine/ground/spec';
import type { TensorName } from '../engine/ground/tensors';
import type { Symbols } from '../experiment/notation/symbols';
import type { DataSummary, Points } from '../experiment/summary';
import type { ChecksReport } from './checks';

export type { TensorName } from '../engine/ground/tensors';
export type { Derivation } from '../engine/derivation/derive';
export type { Index, Place } from '../engine/derivation/terms/numbers';
export type { SumTerm, Term } from '../engine/derivation/terms/term';
export type { LayerSymbols, Symbols, WrittenSymbol } from '../experiment/notation/symbols';
export type { ImageSize } from '../experiment/data/table/table';
export type { DataSummary, PartSummary, Points } from '../experiment/summary';

/** Idle: at step 0. Paused: between two updates. Done: nothing left to do, with the reason. */
export type RunState = 'idle' | 'running' | 'paused' | 'done' | 'failed';

export interface RunStatus {
  state: RunState;
  /** One sentence for people: why it stopped, or what is wrong. Empty while there is nothing to say. */
  message: string;
}

export interface TensorRef {
  /** 0-based index of the layer. */
  layer: number;
  tensor: TensorName;
}

export interface TensorStats {
  tensor: TensorName;
  rows: number;
  cols: number;
  /** The L2 norm; NaN where an entry is, otherwise ∞ where an entry is infinite. */
  norm: number;
  /** The mean of the finite entries' absolute values; NaN where there are none. */
  meanAbs: number;
  min: number;
  max: number;
  /** Number of NaN or infinite entries. */
  nonFinite: number;
}

/** How well the units of a layer let a gradient through, on the rows of the batch. */
export interface UnitHealth {
  /** Share of all z with |f′(z)| < 0.01; null for activations that do not saturate. */
  saturated: number | null;
  /** Units of relu whose z is ≤ 0 for every row, from 0; null for other activations. */
  dead: number[] | null;
}

export const WARNINGS = ['vanishing', 'exploding', 'dead', 'saturated'] as const;
export type WarningKind = (typeof WARNINGS)[number];

/** Something about the gradients of a layer that somebody should look into. */
export interface LayerWarning {
  /** 0-based index of the layer. */
  layer: number;
  kind: WarningKind;
  /** ‖δ‖ relative to that of the last layer; number of dead units; share of the slopes near 0. */
  size: number;
}

export interface TensorValues extends TensorRef {
  rows: number;
  cols: number;
  /** Exact-length copy, row-major: float32 values are widened exactly. */
  data: Float64Array;
}

export interface LayerSummary {
  name: string;
  activation: ActivationName;
  inputs: number;
  units: number;
  useBias: boolean;
  parameters: number;
  /** Those that it has, in the order of engine/ground/tensors.ts: softmax has no f′(z), not all have biases, or a penalty. */
  tensors: TensorName[];
}

/** Everything that stays the same during a run. */
export interface RunDescription {
  name: string;
  dtype: Dtype;
  loss: LossSpec;
  epochs: number;
  batchesPerEpoch: number;
  rowsPerBatch: number;
  parameters: number;
  layers: LayerSummary[];
  data: DataSummary;
  /** Empty unless the network has two inputs. */
  points: Points[];
  /** With one output: class 1 where the output is ≥ this, as the accuracy counts; else null. */
  threshold: number | null;
  /** Names of the columns of the epoch log, in order: `loss`, `accuracy`, `val_loss`, … */
  columns: string[];
  /** What the file calls the numbers of the network. */
  symbols: Symbols;
  /** The file lets derivations be copied and saved. */
  solutionExport: boolean;
}

export interface Position {
  /** Updates done so far. */
  step: number;
  /** Whole epochs done so far. */
  epoch: number;
  /** Batches done inside the running epoch. */
  batch: number;
}

/** Where a run pauses by itself; a number that is not finite always ends it. */
export interface StopConditions {
  /** As soon as ‖∂L/∂W‖ of a layer is less than this. */
  gradientBelow: number | null;
  /** Pauses as soon as the loss has risen for this number of epochs in a row. */
  lossRises: number | null;
}

/** Whether a viewer who follows a pass layer by layer has been shown a tensor. */
export type TensorMark = 'known' | 'new' | 'later';

/** How far a viewer has followed the pass through the next batch. */
export interface Substep {
  /** What was shown last; `update`: of the batch before, nothing yet of this one. */
  kind: 'forward' | 'loss' | 'backward' | 'update';
  /** 0-based; with `loss` and `update` the last. */
  layer: number;
  /** How many have been shown in this batch, of how many; the last of them is the update. */
  done: number;
  of: number;
  /** One for each layer. */
  marks: Record<TensorName, TensorMark>[];
}

/** How far a run can go back, and forward again to where it was. */
export interface TimelineSpan {
  /** The earliest and the furthest step. */
  start: number;
  head: number;
  /** The run ended there. */
  ended: boolean;
  /** Where the epochs are counted from: a fork may have had others, of another length. */
  origin: Origin;
  /** Memory of the states that are kept for the way back. */
  bytes: number;
}

/** The outputs of the network over a rectangle of a 2-D input space. */
export interface Boundary {
  /** In the units of the file: [x1 min, x1 max, x2 min, x2 max]. */
  extent: [number, number, number, number];
  /** Points per side; row 0 is x2 min. */
  resolution: number;
  outputs: number;
  /** `values[(row * resolution + col) * outputs + output]`. */
  values: Float32Array;
  /**
   * The outputs at the drawn points, part by part in the order of `RunDescription.points`: with all
   * their digits, which are read.
   */
  atPoints: Float64Array[];
}

/** What every unit has for one row of the next batch, or on average over all its rows. */
export interface UnitValues {
  /** From 0; null: the mean of all rows. */
  row: number | null;
  /** Rows of the batch. */
  rows: number;
  /** Inputs as the network sees them, and targets. */
  x: Float64Array;
  y: Float64Array;
  /** `slope` is null where the layer has none. */
  layers: { z: Float64Array; a: Float64Array; slope: Float64Array | null; delta: Float64Array }[];
}

export interface UnitRef {
  /** 0-based index of the layer. */
  layer: number;
  unit: number;
}

/** The activations of single units over the same rectangle as the decision boundary's. */
export interface UnitMaps {
  /** Points per side; row 0 is x2 min. */
  resolution: number;
  units: UnitRef[];
  /** `values[unit * resolution² + row * resolution + col]`, units in their order above. */
  values: Float32Array;
}

/** How the entries of a tensor are distributed between two limits, in bars of equal width. */
export interface Histogram extends TensorRef {
  low: number;
  high: number;
  counts: Float64Array;
  /** Entries that are exactly 0; they are counted in their bar as well. */
  zeros: number;
  /** NaN or infinite entries: in no bar. */
  nonFinite: number;
}

/**
 * Rows `from …` of the epoch log, in the place of all rows that were there: one array per column in
 * the order of `RunDescription.columns`, NaN where a column has no value.
 */
export type HistorySlice = LogRows;

/** Norms of each layer at each recorded update: ‖δ‖, ‖∂W‖, ‖W‖ before it, and ‖ΔW‖. */
export const STEP_NORMS = ['delta', 'gradW', 'weights', 'update'] as const;
export type StepNorm = (typeof STEP_NORMS)[number];

/** Which of the costly parts a viewer wants in each frame. */
export interface Watch {
  tensors: TensorRef[];
  /** Points per side of the decision boundary; 0: none. */
  boundary: number;
  /** Every statistic is read, also while it trains. */
  inspected?: boolean;
  /** The norms of every update are recorded, not of some of them only. */
  norms?: boolean;
  /** What every unit has for this row of the batch, or (row: null) on average. */
  units?: { row: number | null } | null;
  /** A map for each of these units; `resolution`: points per side. */
  maps?: { resolution: number; units: UnitRef[] } | null;
  /** The tensor whose histograms are wanted, in every layer that has it. */
  histogram?: TensorName | null;
  /** The number that is asked where it comes from. */
  derivation?: WatchedNumber | null;
}

/** Whether its finite difference is computed is up to the worker: not while it trains. */
export type WatchedNumber = Omit<DerivationRequest, 'difference'>;

/** The state between two updates. Recorded tensors belong to the *next* batch, as in `inspect`. */
export interface Frame {
  /** Counts up by one within a load of the experiment. */
  revision: number;
  /** Counts up at every load and reset: frames of different runs are never mixed. */
  run: number;
  status: RunStatus;
  position: Position;
  timeline: TimelineSpan;
  /** Values of the last epoch that ended before this position, as the history's columns. */
  lastEpoch: Float64Array;
  /** Loss of the next batch at the current parameters. */
  batchLoss: number;
  samplesPerSecond: number;
  epochsPerSecond: number;
  history: HistorySlice;
  /**
   * The recorded updates in the same form: the loss of the batch, then `STEP_NORMS` of the first
   * layer, of the second, … While `Watch.norms` is not set, of small networks now and then.
   */
  steps: HistorySlice;
  /**
   * Per layer, in the order of engine/ground/tensors.ts, of those that the layer has. Those of ΔW and Δb only where
   * they are inspected, or one of them is watched; while it trains, those of f′(z) and the penalised
   * gradients only where they are inspected.
   */
  stats: TensorStats[][];
  /** Per layer. */
  health: UnitHealth[];
  /** Layer by layer. */
  warnings: LayerWarning[];
  /** Results of the file's checks; null: it has none, or the run is a fork. */
  checks: ChecksReport | null;
  tensors: TensorValues[];
  /** While it trains, boundary and maps come less often: null, what was there still stands. */
  boundary: Boundary | null;
  units: UnitValues | null;
  maps: UnitMaps | null;
  histograms: Histogram[];
  /** null where none is wanted, or the network has no such number. */
  derivation: Derivation | null;
}
