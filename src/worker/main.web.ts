/** The web worker of vscode.dev. */
import { serveTraining } from './trainingWorker';

interface Port {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}
/** What is used of a web worker's global scope: its own types do not go together with Node's. */
interface WorkerScope extends Port {
  MessageChannel: new () => { port1: Port; port2: Port };
}
const scope = globalThis as unknown as WorkerScope;

/** A message to oneself: unlike a timer of 0 ms it is not slowed down when nested. */
const { port1, port2 } = new scope.MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

serveTraining(
  {
    post: (message, transfer) => scope.postMessage(message, transfer),
    listen: receive => {
      scope.onmessage = event => receive(event.data);
    },
  },
  {
    now: () => performance.now(),
    breathe: () =>
      new Promise(resolve => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
  },
);
