/**
 * One open experiment: the only place that makes its worker load, train and step.
 * Knows nothing of vscode.
 */
import type { RunStatus, StopConditions, Watch } from '../../protocol/snapshot';
import type { Reading } from '../../protocol/worker';
import { Checker, fingerprintOf, UNREAD, type Checked } from './file/checker';
import { wantsOtherChecks } from './checksReport';
import { DataFeed } from './file/dataFeed';
import { Definition, readDefinition } from './definition';
import { Emitter, type Disposable } from '../events/events';
import { Loader } from './loader';
import type { RunDefinition } from './run/pastRuns';
import { NewestAnswer } from '../events/newestAnswer';
import { Recall } from './recall';
import { RunView } from './run/runView';
import type { SavedRun } from './run/savedRun';
import * as sentences from './sentences';
import { substepCount } from './substeps';
import type { AskWorker, ExperimentSource } from './file/source';
import { WorkerLink, type StartWorker } from './workerLink';

const NOTHING: Record<string, never> = {};

export class Session implements Disposable {
  /** State of the run. */
  readonly view = new RunView();
  readonly onDidChange = this.view.onDidChange;
  /** Result of checking the file as it is now. */
  checked: Checked = UNREAD;
  /** Whether it is disposed: pending requests are not answered any more. */
  closed = false;
  /** Whether the file has changed since the run was loaded. */
  stale = false;

  /** Sends a request to this session's worker, and starts it if need be. */
  readonly ask: AskWorker;

  private readonly readings = new Emitter<Reading | null>();
  /** Progress of reading a large data file; null: nothing is being read. */
  readonly onDidRead = this.readings.event;

  private readonly worker: WorkerLink;
  private readonly feed: DataFeed;
  private readonly checker: Checker;
  private readonly definition = new Definition();
  private watched: Watch = { tensors: [], boundary: 0 };
  /** Conditions at which training pauses by itself, in this run and later ones. */
  stopConditions: StopConditions = { gradientBelow: null, lossRises: null };
  private training: Promise<RunStatus> | null = null;
  private readonly loader: Loader;
  private readonly recall: Recall;
  private pauses = 0;
  private readonly checks: NewestAnswer<Checked>;

  constructor(
    readonly source: ExperimentSource,
    startWorker: StartWorker,
    threads: () => number,
  ) {
    this.worker = new WorkerLink(startWorker, {
      frame: frame => this.view.receive(frame),
      reading: reading => this.readings.fire(reading),
      ended: reason => this.workerEnded(reason),
    });
    this.ask = this.worker.ask;
    this.feed = new DataFeed(source);
    this.checker = new Checker(source, this.ask, this.feed);
    this.loader = new Loader({
      ...{ source, ask: this.ask, view: this.view, feed: this.feed, definition: this.definition },
      wishes: () => ({ watched: this.watched, stops: this.stopConditions, threads: threads() }),
      loaded: fingerprint => {
        this.recall.forget();
        this.setStale(fingerprint ?? this.checked.fingerprint);
      },
    });
    this.recall = new Recall(this.ask, this.view, this.loader, this.definition);
    this.checks = new NewestAnswer(
      () => this.checker.check(),
      checked => this.keepChecked(checked),
    );
  }

  /** Trains to the end, a pause or a failure. @throws Refusal if the file has an error */
  train(): Promise<RunStatus> {
    this.training ??= this.startTraining().finally(() => (this.training = null));
    return this.training;
  }

  /** Does exactly this many updates, and pauses training first. @throws Refusal as `train` */
  step(updates: number): Promise<RunStatus> {
    return this.advance(() => updates);
  }

  /** Goes to the end of the current epoch. */
  stepEpoch(): Promise<RunStatus> {
    return this.advance(behind => {
      const { description, state } = this.view;
      const perEpoch = description?.batchesPerEpoch ?? 1;
      return perEpoch - (behind > 0 ? behind % perEpoch : (state?.position.batch ?? 0));
    });
  }

  /**
   * Follows the pass through the next batch up to a part of it, forward or back: each layer, the loss,
   * each layer backward, the update, which is then done. Training is paused first.
   * @param part number of parts that are shown then; missing: one more than now
   * @throws Refusal as `train`
   */
  async stepLayer(part?: number): Promise<RunStatus> {
    if (await this.pausedForEdit()) return this.view.status;
    await this.ensureRun();
    const behind = this.definition.catchUp();
    if (behind > 0) this.settle(await this.ask('step', { updates: behind }));
    const { description, status, substep } = this.view;
    const next = part ?? (substep ?? 0) + 1;
    if (status.state === 'failed') return status;
    const updates = next >= substepCount(description?.layers.length ?? 0);
    this.view.setSubstep(updates ? 0 : next);
    return updates ? this.settle(await this.ask('step', { updates: 1 })) : status;
  }

  /**
   * Goes to any earlier step, or on to a later one; training is paused first. The run stays the same
   * even if its file has been edited.
   * @throws Refusal as `train`
   */
  async goTo(step: number): Promise<RunStatus> {
    await this.pause();
    if (!this.definition.isHeld) await this.ensureRun();
    this.definition.catchUp();
    this.view.setSubstep(null);
    return this.settle(await this.ask('goTo', { step: Math.max(0, step) }));
  }

  /** Goes one update back. @throws Refusal as `train` */
  async stepBack(): Promise<RunStatus> {
    await this.pause();
    return this.goTo((this.view.state?.position.step ?? 0) - 1);
  }

  /** Stops between two updates; the numbers stay. */
  async pause(): Promise<RunStatus> {
    this.pauses++;
    await this.recall.settled();
    if (!this.definition.isHeld) return this.view.status;
    return this.settle(await this.ask('pause', NOTHING));
  }

  /** Goes to step 0 of the file as it is now. @throws Refusal as `train` */
  async reset(): Promise<RunStatus> {
    await this.recall.cancel();
    await this.pause();
    const isNew = await this.ensureRun();
    this.definition.catchUp();
    this.view.setSubstep(null);
    return isNew ? this.view.status : this.settle(await this.ask('reset', NOTHING));
  }

  /**
   * Makes sure that the worker holds a run of the file, at step 0 if there was none. A run whose
   * definition has been edited is replaced; so is one at step 0 whose checks have been.
   * @returns whether the run is a new one
   * @throws Refusal as `train`
   */
  async ensureRun(): Promise<boolean> {
    await this.recall.settled();
    const definition = await this.readDefinition();
    const isCurrent = this.definition.isCurrent(fingerprintOf(definition.experiment));
    if (isCurrent && !wantsOtherChecks(this.view, definition.experiment)) return false;
    await this.loader.begin('load', definition);
    return true;
  }

  /**
   * Begins a run of the file as it is now, from the parameters and the step of the current one.
   * @throws Refusal as `train`; Error with a sentence if there is nothing to fork, or no change
   */
  async fork(): Promise<RunStatus> {
    await this.pause();
    const { state, pastRuns } = this.view;
    if (!this.definition.isHeld || !state) throw new Error(sentences.nothingToFork());
    const definition = await this.readDefinition();
    if (this.definition.isCurrent(fingerprintOf(definition.experiment)))
      throw new Error(sentences.unchanged());
    const { step, epoch } = state.position;
    const origin = { run: pastRuns.current, step, epoch };
    await this.loader.begin('fork', { ...definition, origin });
    return this.view.status;
  }

  /**
   * Sets the parts that frames carry; a frame or an answer follows at once if there is a run. A run of
   * an earlier window is computed again first. Parts that are not named stay as they were: panel and
   * inspector each watch their own.
   */
  async watch(watch: Partial<Watch>): Promise<void> {
    this.watched = { ...this.watched, ...watch };
    const isThere = this.definition.isHeld || this.loader.isBusy;
    if (isThere) this.view.answer(await this.ask('watch', this.watched));
    else await this.recall.begin(this.watched);
  }

  /**
   * Makes sure that the worker's run is the one that is shown: one that was lost with its window or
   * its worker is computed again.
   * @throws Refusal as `train`
   */
  async ensureShown(): Promise<void> {
    await this.recall.settled();
    if (!this.definition.isHeld) await this.goTo(this.view.state?.position.step ?? 0);
  }

  async stopWhen(stops: StopConditions): Promise<void> {
    this.stopConditions = stops;
    if (this.definition.isHeld) await this.ask('stopWhen', stops);
  }

  /**
   * Checks the file and its data again, without touching the run. Resolves with the newest check in
   * place; earlier ones are ignored.
   */
  check(): Promise<void> {
    return this.checks.again();
  }

  /** Drops the last check: the file cannot be read. */
  unread(): void {
    this.keepChecked(UNREAD);
  }

  /** Notes that a data file has changed: the run is out of date. */
  dataChanged(): void {
    this.checker.forgetData();
    this.feed.forget();
    this.definition.dataChanged();
  }

  /** Stops reading a large data file: the request for it is answered with an error. */
  cancelReading(): void {
    this.worker.notify({ type: 'cancelReading' });
  }

  /** The run, to be shown in another window; null before the first frame. */
  saved(uri: string): SavedRun | null {
    const { fingerprint } = this.definition;
    return fingerprint === null ? null : this.view.saved(uri, fingerprint);
  }

  /**
   * Computes a past run again, up to the step at which it was left. It becomes the current run and keeps
   * its number; the run that was shown becomes a past one.
   * @throws Refusal if its data can no longer be read; Error with a sentence if it is a fork
   */
  async openRun(number: number): Promise<void> {
    await this.pause();
    const step = await this.loader.reopen(number);
    if (step !== null) await this.goTo(step);
  }

  /** Shows a run of an earlier window, unless there is a run already. */
  restore(saved: SavedRun): void {
    if (this.view.description) return;
    const forked = Boolean(saved.definition.origin);
    this.definition.lose(saved.fingerprint, saved.state.position.step, forked);
    this.recall.offer(saved);
    this.view.restore(saved, forked ? sentences.forkLost() : sentences.reloaded());
  }

  /** Ends a worker that holds no run; the next request starts another. */
  rest(): void {
    if (this.definition.isHeld || this.loader.isBusy) return;
    this.worker.end();
    this.feed.forget();
  }

  dispose(): void {
    this.closed = true;
    this.worker.dispose();
    this.view.dispose();
    this.readings.dispose();
  }

  private async startTraining(): Promise<RunStatus> {
    const pauses = this.pauses;
    const isNew = await this.ensureRun();
    this.definition.catchUp();
    const { state } = this.view.status;
    if (!isNew && (state === 'done' || state === 'failed')) {
      await this.ask('reset', NOTHING);
      await this.ensureRun();
    }
    if (this.pauses !== pauses) return this.view.status;
    this.view.setSubstep(null);
    this.view.setStatus({ state: 'running', message: '' });
    return this.settle(await this.ask('train', NOTHING));
  }

  /** @param updates beyond the step that is shown, given how many the worker is behind it */
  private async advance(updates: (behind: number) => number): Promise<RunStatus> {
    if (await this.pausedForEdit()) return this.view.status;
    await this.ensureRun();
    this.view.setSubstep(null);
    const behind = this.definition.catchUp();
    return this.settle(await this.ask('step', { updates: behind + updates(behind) }));
  }

  /** Pauses training before a step. @returns whether that is all, because the file was edited meanwhile */
  private async pausedForEdit(): Promise<boolean> {
    if (this.view.status.state !== 'running') return false;
    await this.pause();
    return this.stale;
  }

  private readDefinition(): Promise<RunDefinition> {
    return readDefinition(this.source, this.ask, this.view);
  }

  private settle(status: RunStatus): RunStatus {
    this.view.setStatus(status);
    return this.view.status;
  }

  private keepChecked(checked: Checked): void {
    if (this.closed) return;
    this.checked = checked;
    this.setStale(checked.fingerprint);
    if (checked.fingerprint !== null) this.view.setTask(checked.task);
    this.view.fire('checked');
  }

  private setStale(fingerprint: string | null): void {
    const stale = this.definition.isStale(fingerprint);
    if (stale === this.stale) return;
    this.stale = stale;
    this.view.fire('status');
  }

  /** Notes that the worker has ended; its run can be computed again, to the same bits. */
  private workerEnded(reason: string): void {
    this.feed.forget();
    this.view.forgetWorker();
    this.readings.fire(null);
    const { fingerprint, isHeld } = this.definition;
    if (!isHeld || fingerprint === null) return;
    const forked = Boolean(this.view.definition?.origin);
    this.definition.lose(fingerprint, this.view.state?.position.step ?? 0, forked);
    const message = sentences.workerEnded(reason, forked);
    this.view.setStatus({ state: 'failed', message });
  }
}
