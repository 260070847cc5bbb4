/** Messages between the extension host and the worker that owns a run. */
import type { Inferred } from '../experiment/newExperiment/csvExperiment';
import type { TableChoice } from '../experiment/newExperiment/target';
import type { Reading } from '../experiment/data/csv/rows';
import type { Experiment } from '../experiment/fields/experiment';
import type { Finding } from '../experiment/format/finding';
import type { MyLog, SweepProgress } from './runs';
import type { AutopsyReport, GivenArrays } from './autopsy/arrays';
import type { GradientReport } from './gradientCheck';
import type { Examination, RuledOut, SanityName } from './findings';
import type {
  DataSummary,
  Derivation,
  Frame,
  JudgedFormula,
  RunDescription,
  RunStatus,
  StopConditions,
  Watch,
} from './snapshot';
import type { Histogram, TensorRef, TensorValues } from './tensors';

export type { Reading } from '../experiment/data/csv/rows';

/** A data file as it is now. */
export interface DataFile {
  /** Path as it stands in the experiment. */
  path: string;
  /** Changes with the content. */
  version: string;
  /** null if the worker should have this version already. */
  content: Uint8Array | null;
}

/** An experiment and every existing file that it names. */
export interface ExperimentFiles {
  experiment: Experiment;
  files: DataFile[];
}

/** Files that the worker should have had but does not: if there are any, the rest of the answer is empty. */
interface Missing {
  missing: string[];
}

/** An addition to the last frame. */
export interface WatchAnswer {
  /** null: the network has no such number. */
  derivation: Derivation | null;
  formula: JudgedFormula | null;
  /** Missing or null: of no tensor, or the network has no such tensor. */
  distribution?: Histogram | null;
}

export interface LoadParameters extends ExperimentFiles {
  name: string;
  /** Threads to train large batches on; 0: as many as help. */
  threads: number;
}

/** Every request is answered: `{ok}` with the result, or `{error}` with one sentence. */
export interface WorkerRequests {
  /** The problems that `load` would find, while the current run stays as it is. */
  check: {
    params: ExperimentFiles & {
      /** Text of the file if it has a sweep, whose runs are then checked as well; else null. */
      sweepText: string | null;
      /** Counts the requests: only the newest needs an answer, in whatever order they arrive. */
      number: number;
    };
    result: Missing & {
      problems: Finding[];
      /** What is wrong before training, and what is not; nothing where a problem is an error. */
      findings: Finding[];
      ruledOut: RuledOut[];
      summary: DataSummary | null;
    };
  };
  /**
   * Finds the mistake in arrays of a student's program. The run stays as it is.
   * An error says what is wrong with a file that cannot be read.
   */
  autopsy: {
    params: {
      given: GivenArrays;
      /** The experiment beside them, whose own checks do not count; null: there is none. */
      beside: ExperimentFiles | null;
      /** Counts the requests: only the newest is answered, an earlier one that still waits is an error. */
      number: number;
      /** The net is to be written as an experiment of this name, which compares itself with a file beside it. */
      write?: { name: string; compared: string | null };
    };
    /** `problems`: why the experiment could not be used, and was left out. */
    result: Missing & {
      problems: Finding[];
      report: AutopsyReport | null;
      /** null where it was not asked for, or no net was found. */
      experimentText: string | null;
    };
  };
  /** The experiment that a bare table stands for, as text. */
  infer: {
    params: {
      file: DataFile & { content: Uint8Array };
      choice: TableChoice;
      /** The classes of a long table are told from all of its rows; else a sample is enough. */
      thorough: boolean;
    };
    result: Inferred;
  };
  /** Reads the data, builds the network and stops at step 0; does neither if a problem is an error. */
  load: {
    params: LoadParameters;
    result: Missing & { problems: Finding[]; description: RunDescription | null };
  };
  /**
   * As `load`, but the run goes on from the current one's parameters and step. The network must have
   * the same shape.
   */
  fork: {
    params: LoadParameters;
    result: Missing & { problems: Finding[]; description: RunDescription | null };
  };
  /**
   * Trains every run of the file's sweep but those with the numbers in `skip`, and sends each result as
   * an event. It needs a worker of its own, because it leaves no time for anything else.
   */
  sweep: {
    params: { text: string; files: DataFile[]; threads: number; skip: number[] };
    /** `problems`: the errors of the first run that cannot be prepared. */
    result: Missing & { problems: Finding[] };
  };
  /**
   * Runs the experiment again, with edits that may help against a finding, and sends what has come out
   * so far as events. Like `sanity` it needs a worker of its own.
   */
  examine: {
    params: { text: string; files: DataFile[]; finding: Finding };
    result: Missing & { examination: Examination | null };
  };
  /** Runs a sanity experiment; answers in a sentence. */
  sanity: {
    params: { text: string; files: DataFile[]; name: SanityName };
    result: Missing & { words: string };
  };
  /**
   * Runs the experiment again as far as the log of a student's program goes, and compares them. Like
   * `examine` it needs a worker of its own.
   */
  compareLog: {
    params: { text: string; files: DataFile[]; log: string };
    result: Missing & { report: MyLog };
  };
  /** Trains to the end, a pause or a failure; answers once it has stopped. */
  train: { params: Record<string, never>; result: RunStatus };
  /** Stops between two updates; what was computed stays. */
  pause: { params: Record<string, never>; result: RunStatus };
  /** Does exactly this many updates. */
  step: { params: { updates: number }; result: RunStatus };
  /** Goes to any earlier step, or on to a later one; another request ends it. */
  goTo: { params: { step: number }; result: RunStatus };
  /** Sets the conditions at which training pauses. */
  stopWhen: { params: StopConditions; result: null };
  /** Back to step 0: the same start as after `load`. */
  reset: { params: Record<string, never>; result: RunStatus };
  /**
   * Compares the gradients of the next batch with finite differences: begins, or does the next
   * portion. `report` is null until the last one. The first portion pauses training; training that
   * goes on ends the check.
   */
  checkGradients: {
    params: { begin: boolean };
    result: { done: number; total: number; report: GradientReport | null };
  };
  /**
   * Sets the parts that frames carry; a frame follows at once. If only `derivation`, `formula` or `distribution`
   * is new and the run stands still, the answer holds them, and no frame follows.
   */
  watch: { params: Watch; result: WatchAnswer | null };
  /** One tensor of the current state. */
  tensor: { params: TensorRef; result: TensorValues };
  /** The log up to the step that is shown, as the terminal prints it. */
  log: { params: Record<string, never>; result: string };
  /** The current state with the whole history. */
  snapshot: { params: Record<string, never>; result: Frame };
}

export type WorkerEvent =
  | { type: 'frame'; frame: Frame }
  | { type: 'sweep'; progress: SweepProgress }
  | { type: 'examined'; examination: Examination }
  /** Progress of reading a large data file; null once nothing is being read. */
  | { type: 'reading'; reading: Reading | null };

/** Messages without an answer. */
export type HostEvent =
  /** The language to speak from now on: translations by their English texts. */
  | { type: 'speak'; bundle: Record<string, string> }
  /** The last frame has been received; the next may be sent. */
  | { type: 'taken' }
  /** Stop reading: the request is answered with an error. */
  | { type: 'cancelReading' }
  /** End the sweep; results of finished runs are sent before its request is answered. */
  | { type: 'cancelSweep' };
