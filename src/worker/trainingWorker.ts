/**
 * The worker's end of the channel to the extension host: owns the run, answers requests, sends
 * frames. It knows nothing of worker threads, so that tests need none.
 */
import type { Threads } from '../engine/kernels/threads';
import type { Run } from '../engine/training/run';
import { inferCsv, type Inferred } from '../experiment/newExperiment/csvExperiment';
import { inferWhole } from '../experiment/newExperiment/wholeTable';
import { preparation } from '../experiment/prepare';
import { readExperiment } from '../experiment/read';
import { checkRuns } from '../experiment/validateSweep';
import type { Handlers } from '../protocol/channel';
import type { RunStatus, StopConditions, Watch } from '../protocol/snapshot';
import type { WatchAnswer, WorkerEvent, WorkerRequests } from '../protocol/worker';
import type { Clock } from './time/clock';
import { Autopsies } from './autopsies';
import { DataFiles } from './dataFiles';
import { asksOnly } from './frames/derivation';
import { FrameBuilder } from './frames/frameBuilder';
import { FrameSender } from './frames/frameSender';
import { diagnoseBefore } from './run/diagnosis';
import { Laboratory } from './trials/laboratory';
import { LoadedRun } from './run/loadedRun';
import { Mover } from './mover';
import { Reader } from './reading';
import { RunChecker } from './run/runChecker';
import { StopRules } from './run/stopRules';
import { Sweeper } from './trials/sweeping';
import { valuesOf } from './frames/tensors';
import { Turns, type TurnKind } from './turns';
import type { TensorRef, TensorValues } from '../protocol/tensors';

type Params<Name extends keyof WorkerRequests> = WorkerRequests[Name]['params'];
type Result<Name extends keyof WorkerRequests> = WorkerRequests[Name]['result'];

interface Held {
  loaded: LoadedRun;
  builder: FrameBuilder;
  rules: StopRules;
}

/** Finds threads to train on, `wanted` at most; 0: as many as help. */
export type FindThreads = (wanted: number) => Threads | null;

export class TrainingWorker {
  readonly handlers: Handlers<WorkerRequests> = {
    check: params => this.check(params),
    autopsy: params => this.autopsies.examine(params),
    infer: params => this.infer(params),
    load: params => this.turns.take('stop', () => this.load(params, null)),
    fork: params => this.turns.take('stop', () => this.load(params, this.current().loaded.run)),
    train: () => this.moving('train', interrupted => this.mover.train(interrupted)),
    step: ({ updates }) =>
      this.moving('step', interrupted => this.mover.step(updates, interrupted)),
    sweep: params => this.sweep(params),
    examine: params => this.laboratory.examine(params),
    sanity: params => this.laboratory.sanity(params),
    compareLog: params => this.laboratory.compareLog(params),
    goTo: ({ step }) => this.moving('stop', interrupted => this.mover.goTo(step, interrupted)),
    pause: () => this.turns.take('stop', () => Promise.resolve(this.mover.status)),
    stopWhen: params => this.stopWhen(params),
    reset: () => this.turns.take('stop', () => this.reset()),
    checkGradients: ({ begin }) => this.checkGradients(begin),
    watch: params => this.changeWatch(params),
    tensor: params => this.tensor(params),
    log: () => this.current().loaded.log.text(),
    snapshot: () => this.current().builder.whole(this.mover.status),
  };
  private readonly turns = new Turns();
  private readonly sender: FrameSender;
  private readonly checker: RunChecker;
  private readonly sweeper: Sweeper;
  private readonly laboratory: Laboratory;
  private readonly mover: Mover;
  private watch: Watch = { tensors: [], boundary: 0 };
  private stops: StopConditions = { gradientBelow: null, lossRises: null };
  private held: Held | null = null;
  private runs = 0;
  /** Number of the newest check requested. */
  private newestCheck = 0;
  private readonly dataFiles = new DataFiles();
  private readonly reader: Reader;
  private readonly autopsies: Autopsies;

  constructor(
    private readonly clock: Clock,
    post: (event: WorkerEvent, transfer: ArrayBuffer[]) => void,
    private readonly findThreads: FindThreads,
  ) {
    const build = (withPlanes: boolean) =>
      this.current().builder.next(this.mover.status, withPlanes);
    this.sender = new FrameSender(clock, build, (frame, transfer) =>
      post({ type: 'frame', frame }, transfer),
    );
    this.mover = new Mover(clock, this.sender, () => this.current());
    this.reader = new Reader(clock, reading => post({ type: 'reading', reading }, []));
    this.checker = new RunChecker(clock);
    this.autopsies = new Autopsies(clock, this.reader, this.dataFiles);
    this.sweeper = new Sweeper(clock, progress => post({ type: 'sweep', progress }, []));
    this.laboratory = new Laboratory(clock, this.dataFiles, examination =>
      post({ type: 'examined', examination }, []),
    );
  }

  taken(): void {
    this.sender.taken();
  }

  cancelReading(): void {
    this.reader.cancel();
  }

  cancelSweep(): void {
    this.sweeper.cancel();
  }

  /** Checks the data. A later check cancels an earlier one that is still reading. */
  private async check(params: Params<'check'>): Promise<Result<'check'>> {
    const { experiment, files, sweepText, number } = params;
    this.newestCheck = Math.max(this.newestCheck, number);
    const { contents, missing } = this.dataFiles.take(files);
    if (missing.length > 0)
      return { missing, problems: [], findings: [], ruledOut: [], summary: null };
    const steps = preparation(experiment, contents, this.dataFiles.tables);
    const { problems, prepared } = await this.reader.read(steps, () => number < this.newestCheck);
    if (prepared && sweepText !== null) {
      problems.push(...checkRuns(readExperiment(sweepText), contents, this.dataFiles.tables));
    }
    const outcome = prepared ? diagnoseBefore(prepared, problems) : { findings: [], ruledOut: [] };
    return { missing, problems, ...outcome, summary: prepared?.summary ?? null };
  }

  /** What is read here is held for the check and the run that follow. */
  private infer({ file, choice, thorough }: Params<'infer'>): Result<'infer'> | Promise<Inferred> {
    const { path } = file;
    if (!thorough) return inferCsv(file.content, path, true, choice);
    const content = this.dataFiles.take([file]).contents.get(path) ?? file.content;
    const steps = inferWhole(content, path, choice, this.dataFiles.tables);
    return this.reader.read(steps, () => false);
  }

  /** @param original the run to fork; null: start at step 0 */
  private async load(params: Params<'load'>, original: Run | null): Promise<Result<'load'>> {
    const { experiment, name, files, threads } = params;
    const { contents, missing } = this.dataFiles.take(files);
    if (missing.length > 0) return { missing, problems: [], description: null };
    const steps = preparation(experiment, contents, this.dataFiles.tables);
    const { problems, prepared } = await this.reader.read(steps, () => false);
    if (!prepared) return { missing, problems, description: null };
    const loaded = new LoadedRun(
      prepared,
      name,
      this.runs + 1,
      this.clock,
      this.findThreads(threads),
      problems,
    );
    try {
      if (original) loaded.continueFrom(original);
    } catch (error) {
      loaded.run.end();
      throw error;
    }
    const builder = new FrameBuilder(loaded, this.mover.rate, this.clock);
    builder.watch = this.watch;
    loaded.recorder.record('pictures', this.watch.norms === true);
    this.held?.loaded.run.end();
    this.held = { loaded, builder, rules: this.rulesFor(loaded) };
    await this.startAgain();
    return { missing, problems, description: loaded.description };
  }

  private async sweep({ text, files, threads, skip }: Params<'sweep'>): Promise<Result<'sweep'>> {
    const { contents, missing } = this.dataFiles.take(files);
    if (missing.length > 0) return { missing, problems: [] };
    const problems = await this.sweeper.run(text, contents, this.findThreads(threads), skip);
    return { missing, problems };
  }

  private async reset(): Promise<RunStatus> {
    const held = this.current();
    held.loaded.reset(this.runs + 1);
    held.rules = this.rulesFor(held.loaded);
    await this.startAgain();
    return this.mover.status;
  }

  private startAgain(): Promise<void> {
    this.runs++;
    return this.mover.begin();
  }

  /** A turn that moves the run. */
  private moving(
    kind: TurnKind,
    move: (interrupted: () => boolean) => Promise<RunStatus>,
  ): Promise<RunStatus> {
    return this.turns.take(kind, interrupted => {
      this.current();
      return move(interrupted).catch((error: unknown) => this.mover.fail(error));
    });
  }

  /** The first portion pauses training; training that starts later ends the check. */
  private checkGradients(
    begin: boolean,
  ): Result<'checkGradients'> | Promise<Result<'checkGradients'>> {
    const portion = () => this.checker.portion(this.current().loaded.run, begin);
    return begin ? this.turns.take('step', () => Promise.resolve(portion())) : portion();
  }

  private async changeWatch(watch: Params<'watch'>): Promise<WatchAnswer | null> {
    const asks = asksOnly(this.watch, watch);
    this.watch = watch;
    if (!this.held) return null;
    const { builder, loaded } = this.held;
    builder.watch = watch;
    loaded.recorder.record('pictures', watch.norms === true);
    const resting = this.mover.status.state !== 'running';
    // A frame with its statistics and tensors would delay the answer noticeably.
    const answer = resting && asks && this.sender.idle ? builder.answer() : null;
    if (!resting) this.sender.hurry();
    else if (!answer) await this.sender.flush();
    return answer;
  }

  private stopWhen(stops: StopConditions): null {
    this.stops = stops;
    if (this.held) this.held.rules = this.rulesFor(this.held.loaded);
    return null;
  }

  private rulesFor(loaded: LoadedRun): StopRules {
    const rules = new StopRules(this.stops, loaded.description.layers, loaded.run);
    loaded.recorder.record('stopping', !rules.isEmpty);
    return rules;
  }

  private tensor(ref: TensorRef): TensorValues {
    const values = valuesOf(this.current().loaded.run.peek(), ref);
    if (!values) throw new Error(`Layer ${ref.layer + 1} has no ${ref.tensor}.`);
    return values;
  }

  private current(): Held {
    if (!this.held) throw new Error('No experiment has been loaded yet.');
    return this.held;
  }
}
