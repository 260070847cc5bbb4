/** Messages between the extension host and the worker that owns a run. */
import type { ColumnChoice, Inferred } from '../experiment/newExperiment/csvExperiment';
import type { Reading } from '../experiment/data/csv/rows';
import type { Experiment } from '../experiment/fields/experiment';
import type { Problem } from '../experiment/format/problem';
import type { SweepProgress } from './sweep';
import type { GradientReport } from './gradientCheck';
import type {
  DataSummary,
  Derivation,
  Frame,
  RunDescription,
  RunStatus,
  StopConditions,
  TensorRef,
  TensorValues,
  Watch,
} from './snapshot';

export type { Reading } from '../experiment/data/csv/rows';

/** A data file as it is now. */
export interface DataFile {
  /** As the experiment writes it. */
  path: string;
  /** The same file with the same version has the same content. */
  version: string;
  /** null: the worker is believed to have this version already. */
  content: Uint8Array | null;
}

/** An experiment with every file it names that exists. */
export interface ExperimentFiles {
  experiment: Experiment;
  files: DataFile[];
}

/** Files that the worker was believed to have and has not: where there are any, nothing else is answered. */
interface Missing {
  missing: string[];
}

/** Belongs to the last frame. */
export interface WatchAnswer {
  /** null: the network has no such number. */
  derivation: Derivation | null;
}

export interface LoadParameters extends ExperimentFiles {
  name: string;
  /** Threads to train large batches on; 0: as many as help. */
  threads: number;
}

/** Every request is answered: `{ok}` with the result, or `{error}` with one sentence. */
export interface WorkerRequests {
  /** What `load` would say about the data, while the present run stays as it is. */
  check: {
    params: ExperimentFiles & {
      /** The file's text, where it has a sweep: the runs of the sweep are checked as well. */
      sweepText: string | null;
      /** Counts the questions: whatever order they come in, the answer to an older one is not wanted. */
      number: number;
    };
    result: Missing & { problems: Problem[]; summary: DataSummary | null };
  };
  /** The experiment that a bare CSV file stands for, as text; its beginning will do. */
  infer: {
    params: { content: Uint8Array; whole: boolean; fileName: string; choice: ColumnChoice | null };
    result: Inferred;
  };
  /** Reads the data, builds the network and stands at step 0. Nothing runs where a problem is an error. */
  load: {
    params: LoadParameters;
    result: Missing & { problems: Problem[]; description: RunDescription | null };
  };
  /**
   * As `load`, but the run goes on from where the present one stands: its parameters, its step. It
   * has to be a network of the same shape.
   */
  fork: {
    params: LoadParameters;
    result: Missing & { problems: Problem[]; description: RunDescription | null };
  };
  /**
   * Every run of the file's sweep; what comes out of each is an event. It leaves no time for anything
   * else: it wants a worker of its own.
   */
  sweep: {
    params: { text: string; files: DataFile[]; threads: number };
    /** What is wrong with the first run that cannot be made. */
    result: Missing & { problems: Problem[] };
  };
  /** Trains until the end, a pause or a failure; answers when it has stopped. */
  train: { params: Record<string, never>; result: RunStatus };
  /** Stops between two updates; what was computed stays. */
  pause: { params: Record<string, never>; result: RunStatus };
  /** Exactly this many updates. */
  step: { params: { updates: number }; result: RunStatus };
  /** To any step of the way, or on to a later one; ends by itself where something else is asked for. */
  goTo: { params: { step: number }; result: RunStatus };
  /** From now on training pauses where one of these is met. */
  stopWhen: { params: StopConditions; result: null };
  /** Back to step 0: the same start as after `load`. */
  reset: { params: Record<string, never>; result: RunStatus };
  /**
   * The gradients of the next batch against finite differences, from the beginning or a portion
   * further: `report` is there once all is done. The beginning pauses a training run; a run that
   * goes on ends the check.
   */
  checkGradients: {
    params: { begin: boolean };
    result: { done: number; total: number; report: GradientReport | null };
  };
  /**
   * From now on frames carry this; a frame follows at once. Where all that is new of it is a question
   * to a run at rest, the answer comes in the place of a frame that would say nothing else.
   */
  watch: { params: Watch; result: WatchAnswer | null };
  /** One tensor of the current state. */
  tensor: { params: TensorRef; result: TensorValues };
  /** The current state with the whole history. */
  snapshot: { params: Record<string, never>; result: Frame };
}

export type WorkerEvent =
  | { type: 'frame'; frame: Frame }
  | { type: 'sweep'; progress: SweepProgress }
  /** How far a large data file has been read; null: nothing is being read any more. */
  | { type: 'reading'; reading: Reading | null };

/** Not requests: nothing is answered. */
export type HostEvent =
  /** The last frame has been taken; the next may be sent. */
  | { type: 'taken' }
  /** What is being read is not wanted any more: its request is answered with an error. */
  | { type: 'cancelReading' }
  /** The sweep ends where it is; what has ended by then has been told before its request is answered. */
  | { type: 'cancelSweep' };
