/** Moves the run of a worker: trains, steps, goes to a step; shows how far it has come, and where it stands. */
import type { Station } from '../engine/training/stations';
import type { RunStatus } from '../protocol/snapshot';
import type { FrameSender } from './frames/frameSender';
import { RateMeter } from './frames/rateMeter';
import { failed, IDLE, statusOf } from './frames/status';
import type { Clock } from './time/clock';
import type { LoadedRun } from './run/loadedRun';
import { advance, type LoopHooks } from './run/runLoop';
import { beginChecks } from './run/runVerifier';
import { Stopping } from './run/stopping';
import type { StopRules } from './run/stopRules';

type Interrupted = () => boolean;

export class Mover {
  status: RunStatus = IDLE;
  readonly rate = new RateMeter();

  constructor(
    private readonly clock: Clock,
    private readonly sender: FrameSender,
    private readonly current: () => { loaded: LoadedRun; rules: StopRules },
  ) {}

  /** Shows a run that has just been loaded or reset. */
  begin(): Promise<void> {
    const { run, verifier } = this.current().loaded;
    this.status = statusOf(run, verifier?.verdict);
    this.rate.clear();
    return this.sender.flush();
  }

  /** An error on the way becomes the status. */
  async fail(error: unknown): Promise<RunStatus> {
    this.status = failed(error);
    // Building the frame may be what failed.
    await this.sender.flush().catch(() => undefined);
    return this.status;
  }

  /** Goes to a step without showing the steps on the way. */
  async goTo(step: number, interrupted: Interrupted): Promise<RunStatus> {
    const { run, timeline, verifier, stations } = this.current().loaded;
    if (interrupted()) return this.status;
    timeline.restoreBefore(step);
    run.goOnTo(step);
    const updates = step - run.position.step;
    if (updates > 0) await beginChecks(verifier, this.clock, interrupted);
    if (interrupted()) return this.rest();
    const hooks = { interrupted, afterSlice: () => timeline.note() };
    await this.compute(stations, updates, hooks);
    timeline.note();
    return this.rest();
  }

  async train(interrupted: Interrupted): Promise<RunStatus> {
    const { run, timeline, recorder, stations } = this.current().loaded;
    const stopping = new Stopping(run, timeline, recorder, () => this.current().rules);
    return this.rest(await this.advance([stopping, ...stations], Infinity, interrupted));
  }

  /** Trains on where the run has ended already. */
  async step(updates: number, interrupted: Interrupted): Promise<RunStatus> {
    const { run, stations } = this.current().loaded;
    run.goOnTo(run.position.step + updates);
    return this.rest(await this.advance(stations, updates, interrupted));
  }

  /** Trains the run, and shows how far it has come. @returns why a station stopped it; else null */
  private async advance(
    stations: readonly Station[],
    updates: number,
    interrupted: Interrupted,
  ): Promise<string | null> {
    const { run, timeline, verifier } = this.current().loaded;
    if (interrupted()) return null;
    this.status = { state: 'running', message: '' };
    if (updates > 0) await beginChecks(verifier, this.clock, interrupted);
    if (interrupted()) return null;
    this.rate.start(this.clock.now(), run.position.step);
    const reason = await this.compute(stations, updates, {
      interrupted,
      afterSlice: () => {
        timeline.note();
        this.sender.offer();
      },
    });
    timeline.note();
    this.rate.stop(this.clock.now(), run.position.step);
    return reason;
  }

  /** Trains the run, in the time that its log counts. */
  private async compute(
    stations: readonly Station[],
    updates: number,
    hooks: LoopHooks,
  ): Promise<string | null> {
    const { run, log } = this.current().loaded;
    log.resume();
    try {
      return await advance(run, stations, updates, this.clock, hooks);
    } finally {
      log.rest();
    }
  }

  /** Sends the state of the run, which stands still now. @param reason why it does, if a rule stopped it */
  private async rest(reason: string | null = null): Promise<RunStatus> {
    const { run, verifier } = this.current().loaded;
    const status = statusOf(run, verifier?.verdict);
    this.status =
      status.message === '' && reason !== null ? { state: 'paused', message: reason } : status;
    await this.sender.flush();
    return this.status;
  }
}
