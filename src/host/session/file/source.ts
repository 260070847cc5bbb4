/** Where a session's experiment comes from: a `*.backprop.json` file, or a bare CSV file. */
import type { Experiment } from '../../../experiment/fields/experiment';
import type { Expression } from '../../../experiment/expression/expression';
import type { Kind } from '../../../experiment/fields/common';
import type { Problem } from '../../../experiment/format/problem';
import type { DataFile, WorkerRequests } from '../../../protocol/worker';

/** Asks the session's worker, which is started for it if need be. */
export type AskWorker = <Name extends keyof WorkerRequests>(
  name: Name,
  params: WorkerRequests[Name]['params'],
  transfer?: ArrayBuffer[],
) => Promise<WorkerRequests[Name]['result']>;

export interface Reading {
  /** null where that could not be told. */
  kind: Kind | null;
  /** A network; null where a problem is an error. */
  experiment: Experiment | null;
  /** The file's expression; null where it is of another kind, or a problem is an error. */
  expression: Expression | null;
  problems: Problem[];
  /** What was read. */
  text: string;
}

export interface FileContents {
  files: DataFile[];
  /** One for each file that may not be read; a file that is not there is simply left out. */
  problems: Problem[];
}

export type IsHeld = (path: string, version: string) => boolean;

export interface ExperimentSource {
  /** Name of the file, shown where the experiment has no name of its own. */
  readonly fileName: string;
  /** The experiment as it is written now. */
  read(ask: AskWorker): Promise<Reading>;
  /** The data files as they are now; one whose version is held comes without its content. */
  readFiles(experiment: Experiment, isHeld: IsHeld): Promise<FileContents>;
}

/** A run was asked for that cannot start: the sentence is the first error's. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'Refusal';
  }
}

export function firstError(problems: readonly Problem[]): Problem | undefined {
  return problems.find(problem => problem.severity === 'error');
}
