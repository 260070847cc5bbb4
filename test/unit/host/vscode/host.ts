/** The whole extension host in memory: activated, with its worker in this thread. */
import './install';
import type * as vscode from 'vscode';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { activate } from '../../../../src/host/activate';
import type { BackpropApi } from '../../../../src/host/api';
import { FakeClock, startedWorker } from '../../worker/support';
import { commands, services } from './services';
import { types } from './types';
import { forgetWindow, screen } from './window';
import { disk, workspace } from './workspace';

const ROOT = path.resolve(__dirname, '../../../..');
const EXTENSION = types.Uri.parse('memory:/extension');

/** As the build draws them, of which there is none here. */
const FORMULAS = {
  activations: { sigmoid: { svg: '<svg fill="currentColor"/>', words: 'the sigmoid' } },
  losses: { mse: { svg: '<svg fill="currentColor"/>', words: 'the mean squared error' } },
};

let hosts = 0;

/** What `activate` is given of a window, and what a test asks of the extension. */
export class MemoryHost {
  /** Its own: a host that has ended may still be writing a run. */
  readonly storage = types.Uri.parse(`memory:/storage/${++hosts}`);
  readonly internal: BackpropApi['internal'];
  /** How many threads each run was to train on. */
  readonly threadsAsked: number[] = [];
  workersStarted = 0;
  readonly memento = new Map<string, unknown>();
  readonly globalMemento = new Map<string, unknown>();
  readonly context: vscode.ExtensionContext;

  constructor() {
    forgetWindow();
    services.forget();
    for (const folder of ['samples', 'media']) copy(folder);
    disk.put(
      types.Uri.joinPath(EXTENSION, 'dist/formulas.json'),
      new TextEncoder().encode(JSON.stringify(FORMULAS)),
    );
    this.context = {
      subscriptions: [],
      extensionUri: EXTENSION,
      storageUri: this.storage,
      globalStorageUri: types.Uri.parse('memory:/global'),
      workspaceState: stateIn(this.memento),
      globalState: stateIn(this.globalMemento),
    } as unknown as vscode.ExtensionContext;
    this.internal = activate(this.context, {
      startWorker: () => {
        this.workersStarted++;
        return startWorker(this.threadsAsked);
      },
    }).internal;
  }

  /** Writes a file of the workspace and shows it. */
  async open(name: string, text: string): Promise<vscode.Uri> {
    const uri = disk.write(name, text);
    screen.show(await workspace.openTextDocument(uri));
    return uri;
  }

  run(command: string, ...args: unknown[]): Promise<unknown> {
    return commands.executeCommand(`backprop.${command}`, ...args);
  }

  dispose(): void {
    for (const each of [...this.context.subscriptions].reverse()) void each.dispose();
  }
}

export function sample(name: string): string {
  return readFileSync(path.join(ROOT, 'samples', name), 'utf8');
}

function copy(folder: string): void {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  for (const entry of names.filter(each => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const uri = types.Uri.joinPath(EXTENSION, path.relative(ROOT, file));
    disk.put(uri, readFileSync(file));
  }
}

function stateIn(memento: Map<string, unknown>) {
  return {
    get: (key: string) => memento.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void memento.set(key, value)),
    keys: () => [...memento.keys()],
  };
}

function startWorker(threadsAsked: number[]) {
  const worker = startedWorker(new FakeClock(5), wanted => {
    threadsAsked.push(wanted);
    return null;
  });
  return Promise.resolve({ ...worker, onEnd: () => undefined, dispose: () => worker.end() });
}
