/** The web worker of vscode.dev. */
import { threadsOf, type Threads } from '../engine/kernels/threads';
import { serveTraining } from './serveTraining';

interface Port {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}
/** The part of a web worker's global scope used here: the DOM's own types clash with Node's. */
interface WorkerScope extends Port {
  MessageChannel: new () => { port1: Port; port2: Port };
  Worker?: new (url: string) => Port & { terminate(): void; onerror: (() => void) | null };
  /** Whether memory can be shared. */
  crossOriginIsolated?: boolean;
  navigator: { hardwareConcurrency: number };
}

export function serveInBrowser(): void {
  const scope = globalThis as unknown as WorkerScope;
  /** Messages to this worker itself: browsers delay nested timers of 0 ms, but not messages. */
  const { port1, port2 } = new scope.MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();

  const now = (): number => performance.now();

  /** Starts a helper thread from a blob, as this worker itself was started. */
  function start(program: string, work: unknown): () => void {
    if (!scope.Worker) return () => undefined;
    const source = `${program} onmessage = event => { help(event.data); close(); };`;
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const thread = new scope.Worker(url);
    thread.onerror = () => undefined;
    thread.postMessage(work);
    return () => {
      thread.terminate();
      URL.revokeObjectURL(url);
    };
  }

  function findThreads(wanted: number): Threads | null {
    if (!scope.Worker || scope.crossOriginIsolated !== true) return null;
    return threadsOf(wanted, scope.navigator.hardwareConcurrency, { start, now });
  }

  serveTraining(
    {
      post: (message, transfer) => scope.postMessage(message, transfer),
      listen: receive => {
        scope.onmessage = event => receive(event.data);
      },
    },
    {
      now,
      breathe: () =>
        new Promise(resolve => {
          waiting.push(resolve);
          port2.postMessage(null);
        }),
    },
    findThreads,
  );
}
