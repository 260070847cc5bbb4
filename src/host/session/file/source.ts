/** The source of a session's experiment: a `*.backprop.json` file, or a bare CSV file. */
import type { Experiment } from '../../../experiment/fields/experiment';
import type { Expression } from '../../../experiment/expression/expression';
import type { Kind } from '../../../experiment/fields/common';
import type { Finding } from '../../../experiment/format/finding';
import type { DataFile, WorkerRequests } from '../../../protocol/worker';

/** Sends a request to the session's worker, and starts it if need be. */
export type AskWorker = <Name extends keyof WorkerRequests>(
  name: Name,
  params: WorkerRequests[Name]['params'],
  transfer?: ArrayBuffer[],
) => Promise<WorkerRequests[Name]['result']>;

export interface Reading {
  /** null if that could not be inferred. */
  kind: Kind | null;
  /** The network; null if a problem is an error. */
  experiment: Experiment | null;
  /** The file's expression; null if it is of another kind, or a problem is an error. */
  expression: Expression | null;
  problems: Finding[];
  /** The text that was read. */
  text: string;
}

export interface FileContents {
  files: DataFile[];
  /** Problems of files that may not be read; a missing file is simply left out. */
  problems: Finding[];
}

export type IsHeld = (path: string, version: string) => boolean;

export interface ExperimentSource {
  /** Name of the file, shown if the experiment has no name. */
  readonly fileName: string;
  /** Reads the experiment as it is now. */
  read(ask: AskWorker): Promise<Reading>;
  /** Reads the data files as they are now; one whose version is held comes without its content. */
  readFiles(experiment: Experiment, isHeld: IsHeld): Promise<FileContents>;
  /** What was found in the data, as it is to be said of this file. */
  worded(problems: Finding[]): Finding[];
}

/** Thrown when a run cannot start because of a problem in its file, with that problem's sentence. */
export class Refusal extends Error {
  constructor(readonly problem: Finding) {
    super(problem.message);
    this.name = 'Refusal';
  }
}

export function firstError(problems: readonly Finding[]): Finding | undefined {
  return problems.find(problem => problem.severity === 'error');
}
