/** Entry point of the web, vscode.dev among others: training runs in a web worker. */
import { Uri, workspace, type ExtensionContext } from 'vscode';
import { activate as activateHost } from './host/activate';
import type { BackpropApi } from './host/api';
import type { WorkerEndpoint } from './host/session/workerConnection';

/** What is used of a web worker; the browser's own types do not go together with Node's. */
interface WebWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}
const scope = globalThis as unknown as { Worker: new (url: string) => WebWorker };

export { activateHost };

export function activate(context: ExtensionContext): BackpropApi {
  return activateHost(context, { startWorker: () => startWebWorker(context) });
}

/** From a blob: workers are only started from where the host itself comes from. */
async function startWebWorker(context: ExtensionContext): Promise<WorkerEndpoint> {
  const file = Uri.joinPath(context.extensionUri, 'dist', 'worker.js');
  const source = await workspace.fs.readFile(file);
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new scope.Worker(url);
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: receive => {
      worker.onmessage = event => receive(event.data);
    },
    onEnd: ended => {
      worker.onerror = event => {
        worker.onerror = null;
        ended(event.message ?? 'an error that has no message');
      };
    },
    dispose: () => {
      worker.onerror = null;
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
