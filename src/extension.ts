/**
 * Entry point of the desktop and of remote extension hosts: training runs in a thread of Node's. All
 * else is the web's extension, whose bundle it loads: the package carries it once.
 */
import { Worker } from 'node:worker_threads';
import { Uri, type ExtensionContext } from 'vscode';
import { activateHost } from './extension.web';
import type { BackpropApi } from './host/api';
import type { WorkerEndpoint } from './host/session/workerConnection';

export function activate(context: ExtensionContext): BackpropApi {
  const file = Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath;
  return activateHost(context, { startWorker: () => Promise.resolve(startThread(file)) });
}

function startThread(file: string): WorkerEndpoint {
  const worker = new Worker(file);
  let disposed = false;
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: receive => worker.on('message', receive),
    onEnd: ended => {
      let reason: string | null = null;
      worker.on('error', error => (reason = error.message));
      worker.on('exit', code => {
        if (!disposed) ended(reason ?? `exit code ${code}`);
      });
    },
    dispose: () => {
      disposed = true;
      void worker.terminate();
    },
  };
}
