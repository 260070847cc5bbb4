/** What is known of a run: its description, its last frame and its whole history. */
import type { Frame, RunDescription, RunStatus } from '../../../protocol/snapshot';
import type { WatchAnswer } from '../../../protocol/worker';
import type { Problem } from '../../../experiment/format/problem';
import { Emitter, type Disposable } from '../../events/events';
import { History } from './history';
import { NormCourse } from './normCourse';
import { differences, PastRuns, type RunDefinition } from './pastRuns';
import type { SavedRun } from './savedRun';
import { Refusal } from '../file/source';
import type { State } from './state';

/**
 * `run`: another definition, or a run that starts again; `frame`: the numbers; `status`: the state
 * in words, or whether the file still says the same; `checked`: what is known of the file.
 */
export type SessionChange = 'run' | 'frame' | 'status' | 'checked';

export const IDLE: RunStatus = { state: 'idle', message: '' };

export class RunView implements Disposable {
  readonly history = new History();
  /** What was recorded of the updates. */
  readonly steps = new History();
  /** Norms of the tensors that are not recorded. */
  readonly norms = new NormCourse();
  readonly pastRuns = new PastRuns();
  /** What the run was made of; null where that is not known. */
  definition: RunDefinition | null = null;
  description: RunDescription | null = null;
  status: RunStatus = IDLE;
  /** null before the first frame. */
  state: State | null = null;
  /** How many questions have been answered without a frame. */
  answers = 0;
  /** How many substeps of the next batch a viewer has been shown; null: it is seen as a whole. */
  substep: number | null = null;

  private readonly changes = new Emitter<SessionChange>();
  readonly onDidChange = this.changes.event;
  private runs = 0;
  /** The worker's own number of this run; a new worker counts from 1 again. */
  private workerRun: number | null = null;
  /** Frames of a definition whose description is still on its way; null: none is expected. */
  private early: Frame[] | null = null;
  /** Said while the run goes on and has nothing to say itself. */
  private notice = '';

  fire(change: SessionChange): void {
    this.changes.fire(change);
  }

  /** A definition is being loaded: frames that come before its description wait for it. */
  expectRun(): void {
    this.early = [];
  }

  /** The next worker counts its runs from 1 again. */
  forgetWorker(): void {
    this.workerRun = null;
  }

  /** Nothing has come of the run that was expected: what was there stays. */
  keepRun(): void {
    this.early = null;
  }

  /** From here on everything belongs to this definition; what was shown is kept as a past run. */
  beginRun(description: RunDescription, definition: RunDefinition, notice: string): void {
    // The run before it may have had something to say until the worker let go of it.
    const frames = this.early?.filter(({ run }) => run !== this.workerRun) ?? [];
    this.early = null;
    this.keepPresent(definition);
    this.definition = definition;
    this.description = description;
    this.substep = null;
    this.notice = notice;
    this.workerRun = null;
    this.state = null;
    this.clearHistory();
    this.setStatus(IDLE);
    this.fire('run');
    for (const frame of frames) this.receive(frame);
  }

  /** All of it, for another window; null before the first frame. */
  saved(uri: string, fingerprint: string): SavedRun | null {
    const { description, definition, state, status, history, steps, pastRuns } = this;
    if (!description || !definition || !state) return null;
    const { runs: past, present: number } = pastRuns;
    const run = { uri, fingerprint, description, definition, past, number, status, state };
    return { ...run, history: history.slice(0), steps: steps.slice(0) };
  }

  /**
   * Shows a run of an earlier window; the worker knows nothing of it.
   * @param notice said where it can go on
   */
  restore(saved: SavedRun, notice: string): void {
    const { description, definition, state, history, steps, past, number } = saved;
    const canGoOn = saved.status.state === 'running' || saved.status.state === 'paused';
    const status: RunStatus = canGoOn ? { state: 'paused', message: notice } : saved.status;
    this.description = description;
    this.definition = definition;
    this.pastRuns.restore(past, number);
    this.runs++;
    this.workerRun = null;
    this.clearHistory();
    this.history.append(history);
    this.steps.append(steps);
    this.state = { ...state, run: this.runs };
    this.setStatus(status);
    this.fire('run');
    this.fire('frame');
  }

  /** The worker has computed again what is shown: from here on its frames belong to it. */
  joinRun(): void {
    const frames = this.early ?? [];
    this.early = null;
    const last = frames.pop();
    if (!last) return;
    this.workerRun = last.run;
    this.clearHistory();
    for (const { history, steps } of frames) {
      this.history.append(history);
      this.steps.append(steps);
    }
    this.receive(last);
  }

  receive(frame: Frame): void {
    if (this.early) {
      this.early.push(frame);
      return;
    }
    const restarted = frame.run !== this.workerRun;
    if (restarted) {
      if (this.workerRun !== null) this.notice = '';
      this.runs++;
      this.workerRun = frame.run;
      this.clearHistory();
    }
    const { history, steps, ...state } = frame;
    if (!restarted) this.carryPlanes(state);
    this.history.append(history);
    this.steps.append(steps);
    this.norms.note(state.position.step, state.stats);
    this.state = { ...state, run: this.runs };
    this.setStatus(frame.status);
    if (restarted) this.fire('run');
    this.fire('frame');
  }

  /** While it trains, not every frame has them: what was there still stands. */
  private carryPlanes(state: State): void {
    state.boundary ??= this.state?.boundary ?? null;
    state.maps ??= this.state?.maps ?? null;
  }

  /** @param answer what is known of the last frame by now; null: another frame says it */
  answer(answer: WatchAnswer | null): void {
    if (!answer) return;
    const { derivation } = answer;
    const waiting = this.early?.at(-1);
    if (waiting) waiting.derivation = derivation;
    if (waiting || !this.state) return;
    this.state = { ...this.state, derivation };
    this.answers++;
    this.fire('frame');
  }

  /** Nothing could be begun: where nothing is shown, the sentence is. */
  refuse(problem: Problem | undefined): Error {
    const refusal = problem ? new Refusal(problem) : new Error('The experiment could not be read.');
    if (!this.description) this.setStatus({ state: 'idle', message: refusal.message });
    return refusal;
  }

  setSubstep(substep: number | null): void {
    if (substep === this.substep) return;
    this.substep = substep;
    this.fire('status');
  }

  setStatus(status: RunStatus): void {
    const next = { ...status, message: status.message || this.notice };
    if (next.state === this.status.state && next.message === this.status.message) return;
    this.status = next;
    this.fire('status');
  }

  /** A run that computed nothing, or the same as the next one will, is not worth keeping. */
  private keepPresent(next: RunDefinition): void {
    const { description, definition, state, pastRuns } = this;
    if (!description || !definition || !state) return;
    const computed = this.history.length > 0;
    const differs = differences([definition.experiment, next.experiment]).length > 0;
    if (!computed || !(differs || definition.origin || next.origin)) return pastRuns.next();
    const { columns } = description;
    const { position, lastEpoch } = state;
    const { step, epoch } = position;
    const history = this.history.slice(0);
    pastRuns.add({ ...definition, columns, step, epoch, lastEpoch, history });
  }

  dispose(): void {
    this.changes.dispose();
  }

  private clearHistory(): void {
    this.history.clear();
    this.steps.clear();
    this.norms.clear();
  }
}
