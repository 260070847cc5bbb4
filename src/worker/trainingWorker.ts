/**
 * The worker's side of the conversation with the extension host: owns the run, answers requests,
 * sends frames. Knows nothing of threads, so that it can be tested without one.
 */
import type { Threads } from '../engine/kernels/threads';
import type { Run } from '../engine/run';
import { inferCsv } from '../experiment/csvExperiment';
import { preparation } from '../experiment/prepare';
import { readExperiment } from '../experiment/read';
import { checkRuns } from '../experiment/sweep/validate';
import { serve, type Endpoint, type Handlers } from '../protocol/channel';
import type { RunStatus, TensorRef, TensorValues, Watch } from '../protocol/snapshot';
import type { HostEvent, WorkerEvent, WorkerRequests } from '../protocol/worker';
import type { Clock } from './clock';
import { DataFiles } from './dataFiles';
import { FrameBuilder } from './frameBuilder';
import { FrameSender } from './frameSender';
import { LoadedRun } from './loadedRun';
import { RateMeter } from './rateMeter';
import { Reader } from './reading';
import { advance } from './runLoop';
import { IDLE, statusOf } from './status';
import { valuesOf } from './tensors';
import { Turns } from './turns';

type Params<Name extends keyof WorkerRequests> = WorkerRequests[Name]['params'];
type Result<Name extends keyof WorkerRequests> = WorkerRequests[Name]['result'];

/** Answers requests over `endpoint` until the thread ends. */
export function serveTraining(endpoint: Endpoint, clock: Clock, threads: FindThreads): void {
  const post = (event: WorkerEvent, transfer: ArrayBuffer[]): void => emit(event, transfer);
  const worker = new TrainingWorker(clock, post, threads);
  const emit = serve<WorkerRequests, HostEvent, WorkerEvent>(endpoint, worker.handlers, event => {
    switch (event.type) {
      case 'taken':
        return worker.taken();
      case 'cancelReading':
        return worker.cancelReading();
      default:
        return event satisfies never;
    }
  });
}

/** What threads there are, of so many wanted; 0: as many as help. */
export type FindThreads = (wanted: number) => Threads | null;

export class TrainingWorker {
  readonly handlers: Handlers<WorkerRequests> = {
    check: params => this.check(params),
    infer: ({ content, whole, fileName }) => inferCsv(content, fileName, whole),
    load: params => this.turns.take('stop', () => this.load(params)),
    train: () => this.turns.take('train', interrupted => this.advance(Infinity, interrupted)),
    step: ({ updates }) =>
      this.turns.take('step', interrupted => this.advance(updates, interrupted)),
    goTo: ({ step }) => this.turns.take('stop', interrupted => this.goTo(step, interrupted)),
    pause: () => this.turns.take('stop', () => Promise.resolve(this.status)),
    reset: () => this.turns.take('stop', () => this.reset()),
    watch: params => this.changeWatch(params),
    tensor: params => this.tensor(params),
    snapshot: () => this.current().builder.whole(this.status),
  };
  private readonly turns = new Turns();
  private readonly rate = new RateMeter();
  private readonly sender: FrameSender;
  private status: RunStatus = IDLE;
  private watch: Watch = { tensors: [], boundary: 0 };
  private present: { loaded: LoadedRun; builder: FrameBuilder } | null = null;
  private runs = 0;
  private checks = 0;
  private readonly dataFiles = new DataFiles();
  private readonly reader: Reader;

  constructor(
    private readonly clock: Clock,
    post: (event: WorkerEvent, transfer: ArrayBuffer[]) => void,
    private readonly findThreads: FindThreads,
  ) {
    const build = () => this.current().builder.next(this.status);
    this.sender = new FrameSender(clock, build, (frame, transfer) =>
      post({ type: 'frame', frame }, transfer),
    );
    this.reader = new Reader(clock, reading => post({ type: 'reading', reading }, []));
  }

  taken(): void {
    this.sender.taken();
  }

  cancelReading(): void {
    this.reader.cancel();
  }

  /** A later check makes an earlier one that still reads unwanted. */
  private async check(params: Params<'check'>): Promise<Result<'check'>> {
    const { experiment, files, sweepText } = params;
    const number = ++this.checks;
    const { contents, missing } = this.dataFiles.take(files);
    if (missing.length > 0) return { missing, problems: [], summary: null };
    const steps = preparation(experiment, contents, this.dataFiles.tables);
    const { problems, prepared } = await this.reader.read(steps, () => number !== this.checks);
    if (prepared && sweepText !== null) {
      problems.push(...checkRuns(readExperiment(sweepText), contents, this.dataFiles.tables));
    }
    return { missing, problems, summary: prepared?.summary ?? null };
  }

  private async load(params: Params<'load'>): Promise<Result<'load'>> {
    const { experiment, name, files, threads } = params;
    const { contents, missing } = this.dataFiles.take(files);
    if (missing.length > 0) return { missing, problems: [], description: null };
    const steps = preparation(experiment, contents, this.dataFiles.tables);
    const { problems, prepared } = await this.reader.read(steps, () => false);
    if (!prepared) return { missing, problems, description: null };
    const loaded = new LoadedRun(prepared, name, this.runs + 1, this.findThreads(threads));
    const builder = new FrameBuilder(loaded, this.rate, this.clock);
    builder.watch = this.watch;
    this.present?.loaded.run.end();
    this.present = { loaded, builder };
    await this.startAgain();
    return { missing, problems, description: loaded.description };
  }

  private async reset(): Promise<RunStatus> {
    this.current().loaded.reset(this.runs + 1);
    await this.startAgain();
    return this.status;
  }

  private startAgain(): Promise<void> {
    this.runs++;
    this.status = IDLE;
    this.rate.clear();
    return this.sender.flush();
  }

  /** What is computed again on the way is not shown. */
  private async goTo(step: number, interrupted: () => boolean): Promise<RunStatus> {
    const { run, timeline } = this.current().loaded;
    if (interrupted()) return this.status;
    timeline.restoreBefore(step);
    const updates = step - run.position.step;
    await advance(run, updates, this.clock, { interrupted, afterSlice: () => timeline.note() });
    timeline.note();
    return this.rest(run);
  }

  private async advance(updates: number, interrupted: () => boolean): Promise<RunStatus> {
    const { run, timeline } = this.current().loaded;
    if (interrupted()) return this.status;
    this.status = { state: 'running', message: '' };
    this.rate.start(this.clock.now(), run.position.step);
    await advance(run, updates, this.clock, {
      interrupted,
      afterSlice: () => {
        timeline.note();
        this.sender.offer();
      },
    });
    timeline.note();
    this.rate.stop(this.clock.now(), run.position.step);
    return this.rest(run);
  }

  /** The run stands still: everybody is told where. */
  private async rest(run: Run): Promise<RunStatus> {
    this.status = statusOf(run);
    await this.sender.flush();
    return this.status;
  }

  private async changeWatch(watch: Params<'watch'>): Promise<null> {
    this.watch = watch;
    if (!this.present) return null;
    this.present.builder.watch = watch;
    if (this.status.state === 'running') this.sender.hurry();
    else await this.sender.flush();
    return null;
  }

  private tensor(ref: TensorRef): TensorValues {
    const values = valuesOf(this.current().loaded.run.peek(), ref);
    if (!values) throw new Error(`Layer ${ref.layer + 1} has no ${ref.tensor}.`);
    return values;
  }

  private current(): { loaded: LoadedRun; builder: FrameBuilder } {
    if (!this.present) throw new Error('No experiment has been loaded yet.');
    return this.present;
  }
}
