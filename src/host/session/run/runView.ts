/** The host's view of a run: its description, its last frame and its whole history. */
import type { Frame, RunDescription, RunStatus } from '../../../protocol/snapshot';
import {
  dataOf,
  isThere,
  NO_DATA,
  PLANES,
  type Data,
  type FeedName,
} from '../../../protocol/feeds';
import type { WatchAnswer } from '../../../protocol/worker';
import type { Finding } from '../../../experiment/format/finding';
import { Emitter, type Disposable } from '../../events/events';
import { t } from '../../words/say';
import { History } from './history';
import { NormCourse } from './normCourse';
import { differences, PastRuns, type RunDefinition } from './pastRuns';
import type { SavedRun } from './savedRun';
import { Refusal } from '../file/source';
import type { State } from './state';

/**
 * `run`: another definition, or a run that starts again; `frame`: the numbers; `status`: the state
 * in words, or whether the file has changed since; `checked`: the result of checking the file.
 */
export type SessionChange = 'run' | 'frame' | 'status' | 'checked';

export const IDLE: RunStatus = { state: 'idle', message: '' };

export class RunView implements Disposable {
  readonly history = new History();
  /** Log of the recorded updates. */
  readonly steps = new History();
  /** Norms of the tensors that are not recorded. */
  readonly norms = new NormCourse();
  readonly pastRuns = new PastRuns();
  /** The definition of the run; null if it is not known. */
  definition: RunDefinition | null = null;
  description: RunDescription | null = null;
  /** The file's `description`, of its last version without an error; null: it has none. */
  task: string | null = null;
  status: RunStatus = IDLE;
  /** null before the first frame. */
  state: State | null = null;
  /** Number of requests answered without a frame. */
  answers = 0;
  /** Substeps of the next batch shown so far; null: the batch is shown as a whole. */
  substep: number | null = null;

  private readonly changes = new Emitter<SessionChange>();
  readonly onDidChange = this.changes.event;
  private runs = 0;
  /** The worker's number of this run; a new worker counts from 1 again. */
  private workerRun: number | null = null;
  /** Frames of a run whose description is still on its way; null: none is expected. */
  private early: Frame[] | null = null;
  /** Message shown while the status of the run has none. */
  private notice = '';

  fire(change: SessionChange): void {
    this.changes.fire(change);
  }

  /** Takes over what the file says of itself now: no other run begins with it. */
  setTask(task: string | null): void {
    if (task === this.task) return;
    this.task = task;
    this.fire('status');
  }

  /** Expects another run: frames that come before its description wait for it. */
  expectRun(): void {
    this.early = [];
  }

  /** Prepares for a new worker, which counts its runs from 1 again. */
  forgetWorker(): void {
    this.workerRun = null;
  }

  /** Gives up the expected run: the one before stays. */
  keepRun(): void {
    this.early = null;
  }

  /** Begins the run of this definition; the one that was shown becomes a past run. */
  beginRun(description: RunDescription, definition: RunDefinition, notice: string): void {
    // Until the worker dropped it, the run before could still send frames.
    const frames = this.early?.filter(({ run }) => run !== this.workerRun) ?? [];
    this.early = null;
    this.keepCurrent(definition);
    this.definition = definition;
    this.description = description;
    this.task = definition.experiment.description;
    this.substep = null;
    this.notice = notice;
    this.workerRun = null;
    this.state = null;
    this.clearHistory();
    this.setStatus(IDLE);
    this.fire('run');
    for (const frame of frames) this.receive(frame);
  }

  /** Forgets a past run. */
  forgetRun(number: number): void {
    this.pastRuns.forget(number);
    this.fire('status');
  }

  /** Everything, for another window; null before the first frame. */
  saved(uri: string, fingerprint: string): SavedRun | null {
    const { description, definition, state, status, history, steps, pastRuns } = this;
    if (!description || !definition || !state) return null;
    const { runs: past, current: number } = pastRuns;
    const run = { uri, fingerprint, description, definition, past, number, status, state };
    return { ...run, history: history.slice(0), steps: steps.slice(0) };
  }

  /**
   * Shows a run of an earlier window; the worker knows nothing of it.
   * @param notice message for a run that can go on
   */
  restore(saved: SavedRun, notice: string): void {
    const { description, definition, state, history, steps, past, number } = saved;
    const canGoOn = saved.status.state === 'running' || saved.status.state === 'paused';
    const status: RunStatus = canGoOn ? { state: 'paused', message: notice } : saved.status;
    this.description = description;
    this.definition = definition;
    this.task = definition.experiment.description;
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

  /** Accepts frames of the worker's run, which has reached the step that is shown. */
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

  /** Keeps the last boundary and maps: while it trains, not every frame has them. */
  private carryPlanes(state: State): void {
    const before = this.state ?? NO_DATA;
    const carried = <Name extends FeedName>(name: Name): Data[Name] =>
      isThere(state[name]) ? state[name] : before[name];
    Object.assign(state, dataOf(PLANES, carried, state));
  }

  /** @param answer an addition to the last frame; null if another frame has it */
  answer(answer: WatchAnswer | null): void {
    if (!answer) return;
    const waiting = this.early?.at(-1);
    if (waiting) Object.assign(waiting, answer);
    if (waiting || !this.state) return;
    this.state = { ...this.state, ...answer };
    this.answers++;
    this.fire('frame');
  }

  /** Notes that no run could begin; the sentence is shown if no run is. */
  refuse(problem: Finding | undefined): Error {
    const refusal = problem
      ? new Refusal(problem)
      : new Error(t('The experiment could not be read.'));
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

  /** Keeps the current run, unless it computed nothing, or the same as the next one will. */
  private keepCurrent(next: RunDefinition): void {
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
