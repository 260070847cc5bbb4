/** A timer of 10 ms on the extension host's thread: how late do its beats get? */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const PERIOD = 10;

export class Heartbeat {
  beats = 0;
  /**
   * Milliseconds that the latest beat was late because the thread was busy. Where the system says
   * how long the thread really ran, waiting for a processor that others use does not count.
   */
  latest = 0;
  /** The same by the clock on the wall. */
  latestOnTheWall = 0;
  private awaited: { beats: number; reached: () => void } | null = null;
  private wall = performance.now();
  private ran = threadMilliseconds();
  private readonly timer = setInterval(() => this.beat(), PERIOD);

  private constructor(private readonly bare: ChildProcess) {}

  /** Begins when the bare process beats: to start one keeps the thread busy. */
  static async start(): Promise<Heartbeat> {
    return new Heartbeat(await startBareHeart());
  }

  /** Resolves after this number of beats since the start. */
  reaches(beats: number): Promise<void> {
    return new Promise(reached => (this.awaited = { beats, reached }));
  }

  /** Ends it; the latest beats in words. */
  async stop(): Promise<string> {
    clearInterval(this.timer);
    const bare = await endBareHeart(this.bare);
    const [latest, wall] = [this.latest, this.latestOnTheWall].map(late => late.toFixed(1));
    return `${latest} ms of work, ${wall} ms by the clock (of a process with nothing else to do: ${bare})`;
  }

  private beat(): void {
    const wall = performance.now();
    const ran = threadMilliseconds();
    const late = wall - this.wall - PERIOD;
    const busy = ran === null || this.ran === null ? late : ran - this.ran;
    this.beats++;
    this.latestOnTheWall = Math.max(this.latestOnTheWall, late);
    this.latest = Math.max(this.latest, Math.min(late, busy));
    this.wall = wall;
    this.ran = ran;
    if (this.awaited && this.beats >= this.awaited.beats) this.awaited.reached();
  }
}

/** Time that this process's main thread has run; null where the system does not say. */
function threadMilliseconds(): number | null {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}

/** The same timer in a process of its own: what the machine alone does to it. */
const BARE_HEART = `
  let [last, latest] = [performance.now(), 0];
  setInterval(() => {
    const now = performance.now();
    latest = Math.max(latest, now - last - ${PERIOD});
    last = now;
  }, ${PERIOD});
  process.stdout.write('beating');
  process.stdin.resume().on('end', () => {
    process.stdout.write(latest.toFixed(1) + ' ms', () => process.exit());
  });
`;

async function startBareHeart(): Promise<ChildProcess> {
  const heart = spawn(process.execPath, ['-e', BARE_HEART], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(heart.stdout, 'data');
  return heart;
}

async function endBareHeart(heart: ChildProcess): Promise<string> {
  let said = '';
  heart.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  const closed = once(heart, 'close');
  heart.stdin?.end();
  await closed;
  return said;
}
