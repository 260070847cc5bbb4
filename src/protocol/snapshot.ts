/** Everything that the worker tells of a run: the data of all pictures. */
import type { Origin } from '../engine/training/progress';
import type { LogRows } from '../engine/training/recording/rowLog';
import type { Derivation, DerivationRequest } from '../engine/derivation/derive';
import type {
  ActivationName,
  Dtype,
  LossSpec,
  OptimizerSpec,
  RngSpec,
} from '../engine/ground/spec';
import type { TensorName } from '../engine/ground/tensors';
import type { FormulaTensor, Judgement } from '../experiment/autopsy/judgeFormula';
import type { UnitHealth } from '../experiment/diagnosis/unitHealth';
import type { Finding } from '../experiment/format/finding';
import type { Symbols } from '../experiment/notation/symbols';
import type { DataSummary, Pairs, Points } from '../experiment/summary';
import type { OfferedName } from '../experiment/verify/names';
import type { Confusion, ConfusionWish, Predictions, PredictionsWish } from './confusion';
import type { ChecksReport, RuledOut } from './findings';
import type {
  BatchPart,
  BatchValues,
  Boundary,
  Fit,
  Histogram,
  TensorMark,
  TensorRef,
  TensorStats,
  TensorValues,
  UnitMaps,
  UnitRef,
  UnitValues,
} from './tensors';

export type { FormulaTensor, Judgement } from '../experiment/autopsy/judgeFormula';
export type { TensorName } from '../engine/ground/tensors';
export type { Derivation } from '../engine/derivation/derive';
export type { Index, Place } from '../engine/derivation/terms/numbers';
export type { SumTerm, Term } from '../engine/derivation/terms/term';
export type { UnitHealth } from '../experiment/diagnosis/unitHealth';
export type { Finding } from '../experiment/format/finding';
export type { LayerSymbols, Symbols, WrittenSymbol } from '../experiment/notation/symbols';
export type { ImageSize } from '../experiment/data/table/table';
export type { DataSummary, Pairs, PartSummary, Points } from '../experiment/summary';

/** Idle: at step 0. Paused: between two updates. Done: nothing left to do, with the reason. */
export type RunState = 'idle' | 'running' | 'paused' | 'done' | 'failed';

export interface RunStatus {
  state: RunState;
  /** One sentence for people: why it stopped, or what is wrong. May be empty. */
  message: string;
}

export interface LayerSummary {
  name: string;
  activation: ActivationName;
  inputs: number;
  units: number;
  useBias: boolean;
  parameters: number;
  /** Tensors that it has, in the order of engine/ground/tensors.ts: not all have f′(z), biases or a penalty. */
  tensors: TensorName[];
}

/** How a run trains, as a report says it. */
export interface TrainingSummary {
  optimizer: OptimizerSpec;
  /** Whether a batch is all the rows. */
  isFullBatch: boolean;
  rng: RngSpec['type'];
  seed: number;
}

/** Everything that stays the same during a run. */
export interface RunDescription {
  name: string;
  dtype: Dtype;
  loss: LossSpec;
  training: TrainingSummary;
  epochs: number;
  batchesPerEpoch: number;
  rowsPerBatch: number;
  parameters: number;
  layers: LayerSummary[];
  data: DataSummary;
  /** Empty unless the network has two inputs. */
  points: Points[];
  /** Empty unless the network has one input. */
  pairs: Pairs[];
  /** With one output: class 1 where the output is ≥ this, as the accuracy counts; else null. */
  threshold: number | null;
  /** Names of the columns of the epoch log, in order: `loss`, `accuracy`, `val_loss`, … */
  columns: string[];
  /**
   * By the name of a metric, what an answer comes to that never looks at the inputs: the lowest loss of
   * any constant output, the share of the largest class; missing where it says nothing.
   */
  guesses: Readonly<Partial<Record<string, number>>>;
  /** The file's symbols for the numbers of the network. */
  symbols: Symbols;
  /** For each layer the names that a formula of its tensors is likely to need; missing: of a run of an earlier version. */
  names?: OfferedName[][];
  /** What the file lets be shown: a derivation at all, and a copy of it or of a tensor. */
  allows: { derivation: boolean; copy: boolean };
}

export interface Position {
  /** Updates done so far. */
  step: number;
  /** Whole epochs done so far. */
  epoch: number;
  /** Batches done inside the running epoch. */
  batch: number;
}

/** Conditions at which a run pauses by itself; a number that is not finite always ends it. */
export interface StopConditions {
  /** Pauses as soon as ‖∂L/∂W‖ of a layer is less than this. */
  gradientBelow: number | null;
  /** Pauses as soon as the loss has risen for this number of epochs in a row. */
  lossRises: number | null;
}

/** Progress through the next batch, for a viewer who follows it layer by layer. */
export interface Substep {
  /** The part shown last; `update` is that of the batch before: nothing of this one is shown yet. */
  kind: 'forward' | 'loss' | 'backward' | 'update';
  /** 0-based; with `loss` and `update` the last. */
  layer: number;
  /** Number of parts shown of this batch, of all; the last is the update. */
  done: number;
  of: number;
  /** One for each layer. */
  marks: Record<TensorName, TensorMark>[];
}

/** The steps that a run can go back and forward to. */
export interface TimelineSpan {
  /** The earliest and the furthest step. */
  start: number;
  head: number;
  /** Whether the run ended at `head`. */
  ended: boolean;
  /** Start of the current length of the epochs: before a fork they may have had another. */
  origin: Origin;
  /** Memory of the states kept for going back. */
  bytes: number;
}

/**
 * Rows of the epoch log from `from` on, which replace the reader's from there: one array per column in the
 * order of `RunDescription.columns`, NaN where a column has no value.
 */
export type HistorySlice = LogRows;

/** Norms of each layer at each recorded update: ‖δ‖, ‖∂W‖, ‖W‖ before it, and ‖ΔW‖. */
export const STEP_NORMS = ['delta', 'gradW', 'weights', 'update'] as const;
export type StepNorm = (typeof STEP_NORMS)[number];

/** The costly parts that frames should carry. */
export interface Watch {
  tensors: TensorRef[];
  /** Points per side of the decision boundary; 0: none. */
  boundary: number;
  /** The same of the network with which the run began. */
  before?: number;
  /** Places along the only input whose outputs are wanted; 0: none. */
  fit?: number;
  /** The rectangle of all three in the units of the file; missing or null: around all points. */
  range?: Boundary['extent'] | null;
  /** Statistics of all tensors, also while it trains. */
  inspected?: boolean;
  /** The tensor whose distribution the inspector shows. */
  distribution?: TensorRef | null;
  /** Norms of every update, not only of a sample. */
  norms?: boolean;
  /** Values of every unit for this row of the batch, or (row: null) averaged. */
  units?: { row: number | null } | null;
  /** Of the next batch: its inputs, its targets. */
  batch?: BatchPart[];
  /** A map for each of these units; `resolution`: points per side. */
  maps?: { resolution: number; units: UnitRef[] } | null;
  /** Histograms of this tensor, in every layer that has it. */
  histograms?: TensorName | null;
  /** Which classes the rows of a part are taken for. */
  confusion?: ConfusionWish | null;
  /** The outputs for the first rows of a part. */
  predictions?: PredictionsWish | null;
  /** Lines of text at the end of the log; 0: none. */
  log?: number;
  /** The number whose derivation is wanted. */
  derivation?: WatchedNumber | null;
  /** A formula that is to be judged. */
  formula?: TypedFormula | null;
}

/** Most characters of a typed formula. */
export const LONGEST_FORMULA = 1000;

/** What a person has typed for a tensor of a layer. */
export interface TypedFormula {
  layer: number;
  tensor: FormulaTensor;
  text: string;
}

export interface JudgedFormula extends TypedFormula {
  judgement: Judgement;
}

/** The worker decides on the finite difference: it computes none while it trains. */
export type WatchedNumber = Omit<DerivationRequest, 'difference'>;

/**
 * The state between two updates. Recorded tensors belong to the *next* batch, as in `inspect`.
 *
 * The way of a frame: `advance` (runLoop.ts) trains a slice past the run's stations, `FrameSender`
 * says when it is time and the last frame was taken, `FrameBuilder` puts together what is watched
 * (worker/frames), and the worker hands over the buffers. In the host `WorkerLink` answers "taken",
 * `RunView` adds the frame to the history and carries on planes that did not come, `PanelFeed` sends
 * each page what is new to it, at the pace at which it draws, through `Outbox`. On the page `Inbox`
 * joins what has come, `PageModel` takes it, and `DrawingLoop` lets the views that are in sight draw,
 * once a picture of the screen; `Receipts` then
 * tells the host what that cost. What a view wishes for goes the same way back: see feeds.ts.
 */
export interface Frame {
  /** Counts up by one from frame to frame. */
  revision: number;
  /** Counts loads and resets, so that frames of different runs are never mixed. */
  run: number;
  status: RunStatus;
  position: Position;
  timeline: TimelineSpan;
  /**
   * Values of the last epoch that ended before this position, in the order of the history's columns; before
   * the first epoch has ended, those of the untrained network.
   */
  lastEpoch: Float64Array;
  /** Loss of the next batch at the current parameters. */
  batchLoss: number;
  samplesPerSecond: number;
  epochsPerSecond: number;
  history: HistorySlice;
  /**
   * The recorded updates in the same form: the loss of the batch, then `STEP_NORMS` of the first
   * layer, of the second, … Without `Watch.norms` small networks are sampled, and large ones are not.
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
  /** What stands out in this batch, layer by layer. */
  findings: Finding[];
  /** Causes that were looked for and not found, as far as anything can be told yet. */
  ruledOut: RuledOut[];
  /** Results of the file's checks; null: it has none, or the run is a fork. */
  checks: ChecksReport | null;
  tensors: TensorValues[];
  /** While it trains, boundary and maps come less often: null means that the last ones still stand. */
  boundary: Boundary | null;
  before: Boundary | null;
  /** Comes as seldom as the boundary. null if none is wanted, or the network has several inputs. */
  fit: Fit | null;
  units: UnitValues | null;
  /** Those parts of the next batch that are watched. */
  batch: BatchValues[];
  maps: UnitMaps | null;
  histograms: Histogram[];
  /** Of the tensor that the inspector shows; missing or null: of none, or the network has no such tensor. */
  distribution?: Histogram | null;
  /** Comes as seldom as the boundary. null if none is wanted, or the targets are not classes. */
  confusion: Confusion | null;
  /** Comes as seldom as the boundary. null if none is wanted. */
  predictions: Predictions | null;
  /** null if none is wanted, or the network has no such number. */
  derivation: Derivation | null;
  /** null if none is wanted, or while it trains. */
  formula: JudgedFormula | null;
  /** null if none is wanted. */
  log: LogTail | null;
}

/** Lines of text that may be asked for at once. */
export const MOST_LOG_LINES = 100;

/** The end of a run's log, as it is shown while it trains. */
export interface LogTail {
  /** The last lines of text up to the step that is shown, the newest last, and the epochs they are about. */
  lines: { epoch: number; text: string }[];
  /** The first epoch at whose end something is written. */
  first: number;
}
