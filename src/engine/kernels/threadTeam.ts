/**
 * The threads that train one network together: started when it is trained, dismissed where its
 * training has come to an end, and called again should it go on from an earlier step.
 */
import { HELPER_PROGRAM, ThreadChoice, type Threads } from './threads';
import type { WasmExports, WasmInstance } from './wasmModule';

/** Where the helpers find what they need in the memory of the run. */
export interface TeamPlan {
  threads: Threads;
  /** Milliseconds of waiting for a helper, after which it counts as lost. */
  patience: number;
  /** All of them, this one included. */
  count: number;
  /** Address of the block that all know, and of each helper's own memory. */
  control: number;
  works: number[];
  /** The largest layer. */
  inputs: number;
  units: number;
}

/** What a team asks of the instance that it trains on. */
export type TeamInstance = Pick<WasmInstance, 'module' | 'memory'> & {
  exports: Pick<
    WasmExports,
    'readyThreads' | 'goneThreads' | 'setThreads' | 'inviteHelpers' | 'dismissHelpers'
  >;
};

/** What training asks of its team. */
export type Team = Pick<ThreadTeam, 'used' | 'begin' | 'measured' | 'dismiss' | 'end'>;

/** How long a waiting thread sleeps between two looks, in milliseconds: that of assembly/training/barrier.ts. */
const NAP_MS = 10;

export class ThreadTeam {
  private readonly choice: ThreadChoice;
  private readonly exports: TeamInstance['exports'];
  /** `apart`: nobody has been called, or all have been dismissed; `ended`: for good. */
  private state: 'apart' | 'together' | 'ended' = 'apart';
  /** End the threads that were called last. */
  private endings: (() => void)[] = [];
  /** Threads of the last call; this one trains alone until the others are there. */
  used = 1;
  /** When it began, where that is to be measured. */
  private started = NaN;

  constructor(
    private readonly instance: TeamInstance,
    private readonly plan: TeamPlan,
  ) {
    this.exports = instance.exports;
    this.choice = new ThreadChoice(plan.count, plan.threads.automatic);
  }

  /** Before a call that trains: on one thread, or on all once they are there. */
  begin(): void {
    const { threads, control, count } = this.plan;
    if (this.state === 'apart' && this.areGone()) this.start();
    const all = this.state === 'together' && this.exports.readyThreads() === count - 1;
    this.started = all ? threads.now() : NaN;
    this.used = all ? this.choice.next(this.started) : 1;
    this.exports.setThreads(control, this.used);
  }

  /** After it. @param batches that it has done */
  measured(batches: number): void {
    if (batches === 0 || Number.isNaN(this.started)) return;
    const now = this.plan.threads.now();
    this.choice.measured(this.used, batches, now - this.started, now);
  }

  /** The helpers leave, each by itself. They are called again for what is trained after that. */
  dismiss(): void {
    if (this.state !== 'together') return;
    this.state = 'apart';
    this.exports.setThreads(this.plan.control, this.plan.count);
    this.exports.dismissHelpers();
    this.exports.setThreads(this.plan.control, 1);
  }

  /** Ends the helpers; what is trained from now on is trained on one thread. */
  end(): void {
    this.dismiss();
    this.state = 'ended';
    this.endThreads();
  }

  /** Whether nobody is left who knows the memory of helpers: it has room for one crew. */
  private areGone(): boolean {
    return this.endings.length === 0 || this.exports.goneThreads() === this.plan.count - 1;
  }

  private endThreads(): void {
    for (const ending of this.endings) ending();
    this.endings = [];
  }

  private start(): void {
    const { threads, patience, count, control, works, inputs, units } = this.plan;
    this.state = 'together';
    this.endThreads();
    this.exports.setThreads(control, 1);
    this.exports.inviteHelpers(control, Math.ceil(patience / NAP_MS));
    const { module, memory } = this.instance;
    this.endings = works.map((work, i) =>
      threads.start(HELPER_PROGRAM, {
        module,
        memory,
        order: [control, work, inputs, units, i + 1, count],
      }),
    );
  }
}
