/** Compares the file as it is now with the definition of the worker's run. */
import type { RunDefinition } from './run/pastRuns';
import type { RunView } from './run/runView';
import * as sentences from './sentences';
import { firstError, type AskWorker, type ExperimentSource } from './file/source';

/** @throws Refusal if the file has an error */
export async function readDefinition(
  source: ExperimentSource,
  ask: AskWorker,
  view: RunView,
): Promise<RunDefinition> {
  const { text, experiment, expression, problems } = await source.read(ask);
  if (expression) throw new Error(sentences.nothingToTrain());
  const error = firstError(problems);
  if (error || !experiment) throw view.refuse(error);
  return { text, experiment, origin: null };
}

export class Definition {
  /** Fingerprint of the worker's run; null: it has none, or has ended with it. */
  private held: string | null = null;
  /** A run that is shown, but was lost with its window or its worker; else null. */
  private lost: { fingerprint: string; step: number; forked: boolean } | null = null;
  /** Updates by which a run just loaded is behind the run that is shown. */
  private behind = 0;
  /** Whether a data file has changed since the run was loaded. */
  private filesChanged = false;

  /** Whether the worker holds a run. */
  get isHeld(): boolean {
    return this.held !== null;
  }

  /** Fingerprint of the run that is shown; null if there is none. */
  get fingerprint(): string | null {
    return this.held ?? this.lost?.fingerprint ?? null;
  }

  /** Whether the worker's run is that of the file as it is now. */
  isCurrent(fingerprint: string): boolean {
    return this.held === fingerprint && !this.filesChanged;
  }

  /** Whether the file differs from the run that is shown. @param fingerprint null if it has errors */
  isStale(fingerprint: string | null): boolean {
    const shown = this.fingerprint;
    return shown !== null && (shown !== fingerprint || this.filesChanged);
  }

  dataChanged(): void {
    this.filesChanged = true;
  }

  /** Marks the data as read: only later changes count. @returns a function that undoes it */
  readData(): () => void {
    const { filesChanged } = this;
    this.filesChanged = false;
    return () => {
      this.filesChanged ||= filesChanged;
    };
  }

  /**
   * Notes that the worker now holds a run of this definition. A run that was lost is continued, but
   * not a fork: its file alone does not tell where it began.
   */
  begin(fingerprint: string): void {
    const { lost } = this;
    const continues = lost !== null && !lost.forked && lost.fingerprint === fingerprint;
    this.behind = continues ? lost.step : 0;
    this.held = fingerprint;
    this.lost = null;
  }

  /** Notes that the run is lost; the same definition can compute its bits again, up to this step. */
  lose(fingerprint: string, step: number, forked: boolean): void {
    this.held = null;
    this.lost = { fingerprint, step, forked };
  }

  /** Updates that a run just loaded has to do to reach the step that is shown; asked once. */
  catchUp(): number {
    const { behind } = this;
    this.behind = 0;
    return behind;
  }
}
