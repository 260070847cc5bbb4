/** Messages between the extension host and the worker that owns a run. */
import type { Experiment } from '../experiment/experiment';
import type { Problem } from '../experiment/problem';
import type {
  DataSummary,
  Frame,
  RunDescription,
  RunStatus,
  TensorRef,
  TensorValues,
  Watch,
} from './snapshot';

/** An experiment with the content of every file it names. */
export interface ExperimentFiles {
  experiment: Experiment;
  files: [path: string, content: Uint8Array][];
}

/** Every request is answered: `{ok}` with the result, or `{error}` with one sentence. */
export interface WorkerRequests {
  /** What `load` would say about the data, while the present run stays as it is. */
  check: {
    params: ExperimentFiles;
    result: { problems: Problem[]; summary: DataSummary | null };
  };
  /** The experiment that a bare CSV file stands for, as text. */
  infer: {
    params: { content: Uint8Array; fileName: string };
    result: { problems: Problem[]; experimentText: string };
  };
  /** Reads the data, builds the network and stands at step 0. Nothing runs where a problem is an error. */
  load: {
    params: ExperimentFiles & {
      name: string;
      /** Threads to train large batches on; 0: as many as help. */
      threads: number;
    };
    result: { problems: Problem[]; description: RunDescription | null };
  };
  /** Trains until the end, a pause or a failure; answers when it has stopped. */
  train: { params: Record<string, never>; result: RunStatus };
  /** Stops between two updates; what was computed stays. */
  pause: { params: Record<string, never>; result: RunStatus };
  /** Exactly this many updates. */
  step: { params: { updates: number }; result: RunStatus };
  /** To any step of the way, or on to a later one; ends by itself where something else is asked for. */
  goTo: { params: { step: number }; result: RunStatus };
  /** Back to step 0: the same start as after `load`. */
  reset: { params: Record<string, never>; result: RunStatus };
  /** From now on frames carry this; a frame follows at once. */
  watch: { params: Watch; result: null };
  /** One tensor of the current state. */
  tensor: { params: TensorRef; result: TensorValues };
  /** The current state with the whole history. */
  snapshot: { params: Record<string, never>; result: Frame };
}

export type WorkerEvent = { type: 'frame'; frame: Frame };

/** Not requests: nothing is answered. */
export type HostEvent = /** The last frame has been taken; the next may be sent. */ {
  type: 'taken';
};
