/** What the file says now, and which definition the worker's run was made of. */
import type { RunDefinition } from './run/pastRuns';
import type { RunView } from './run/runView';
import * as sentences from './sentences';
import { firstError, type AskWorker, type ExperimentSource } from './file/source';

/** Throws a Refusal where the file has an error. */
export async function readDefinition(
  source: ExperimentSource,
  ask: AskWorker,
  view: RunView,
): Promise<RunDefinition> {
  const { text, experiment, expression, problems } = await source.read(ask);
  if (expression) throw new Error(sentences.NOTHING_TO_TRAIN);
  const error = firstError(problems);
  if (error || !experiment) throw view.refuse(error);
  return { text, experiment, origin: null };
}

export class Definition {
  /** The fingerprint of the run that the worker holds; null: none, or it was lost with its worker. */
  private held: string | null = null;
  /** A run that is shown, but was lost with its window or its worker. */
  private lost: { fingerprint: string; step: number; forked: boolean } | null = null;
  /** Updates that a run just loaded is behind what is shown. */
  private behind = 0;
  /** A data file has changed since the run was made. */
  private filesChanged = false;

  /** The worker holds a run. */
  get isHeld(): boolean {
    return this.held !== null;
  }

  /** The fingerprint of the run that is shown; null where there is none. */
  get fingerprint(): string | null {
    return this.held ?? this.lost?.fingerprint ?? null;
  }

  /** The worker holds exactly what the file says. */
  isCurrent(fingerprint: string): boolean {
    return this.held === fingerprint && !this.filesChanged;
  }

  /** A run is shown, and the file says something else by now; `null`: it has errors. */
  isStale(fingerprint: string | null): boolean {
    const shown = this.fingerprint;
    return shown !== null && (shown !== fingerprint || this.filesChanged);
  }

  dataChanged(): void {
    this.filesChanged = true;
  }

  /** The data is read from here on: what changes later counts. Returns how to take that back. */
  readData(): () => void {
    const { filesChanged } = this;
    this.filesChanged = false;
    return () => {
      this.filesChanged ||= filesChanged;
    };
  }

  /**
   * The worker holds a run of this definition now. Returns whether it replaces one of another
   * definition. A lost fork is no such one, but it does not go on either: its file alone does not
   * say where it began.
   */
  begin(fingerprint: string): boolean {
    const { lost } = this;
    const replaces = this.fingerprint !== null && lost?.fingerprint !== fingerprint;
    this.behind = lost && !lost.forked && !replaces ? lost.step : 0;
    this.held = fingerprint;
    this.lost = null;
    return replaces;
  }

  /** The run is gone; the same definition computes the same bits again, up to this step. */
  lose(fingerprint: string, step: number, forked: boolean): void {
    this.held = null;
    this.lost = { fingerprint, step, forked };
  }

  /** How many updates a run that was just loaded has to do before it stands where it is shown. */
  catchUp(): number {
    const { behind } = this;
    this.behind = 0;
    return behind;
  }
}
