/** The threads that train one network together: started when it is first trained, ended with it. */
import { HELPER_PROGRAM, ThreadChoice, type Threads } from './threads';
import type { WasmExports, WasmInstance } from './wasmModule';

/** Where the helpers find what they need in the memory of the run. */
export interface TeamPlan {
  threads: Threads;
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
  exports: Pick<WasmExports, 'readyThreads' | 'setThreads' | 'inviteHelpers' | 'dismissHelpers'>;
};

/** What training asks of its team. */
export type Team = Pick<ThreadTeam, 'used' | 'begin' | 'took' | 'end'>;

export class ThreadTeam {
  private readonly choice: ThreadChoice;
  private readonly exports: TeamInstance['exports'];
  private endings: (() => void)[] | null = null;
  private ended = false;
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
    if (this.endings === null && !this.ended) this.endings = this.start();
    const all = !this.ended && this.exports.readyThreads() === count - 1;
    this.started = all ? threads.now() : NaN;
    this.used = all ? this.choice.next(this.started) : 1;
    this.exports.setThreads(control, this.used);
  }

  /** After it. @param batches that it has done */
  took(batches: number): void {
    if (batches === 0 || Number.isNaN(this.started)) return;
    const now = this.plan.threads.now();
    this.choice.took(this.used, batches, now - this.started, now);
  }

  /** Dismisses the helpers; what is trained from now on is trained on one thread. */
  end(): void {
    this.ended = true;
    if (this.endings === null) return;
    this.exports.setThreads(this.plan.control, this.plan.count);
    this.exports.dismissHelpers();
    this.exports.setThreads(this.plan.control, 1);
    for (const ending of this.endings) ending();
    this.endings = null;
  }

  private start(): (() => void)[] {
    const { threads, count, control, works, inputs, units } = this.plan;
    this.exports.setThreads(control, 1);
    this.exports.inviteHelpers(control);
    const { module, memory } = this.instance;
    return works.map((work, i) =>
      threads.start(HELPER_PROGRAM, {
        module,
        memory,
        order: [control, work, inputs, units, i + 1, count],
      }),
    );
  }
}
