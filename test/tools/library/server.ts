/** Starts a private VS Code server on this machine, with its profile in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerHost } from './hosts';
import { run, ToolError } from './process';

export interface ServerOptions {
  /** Packaged extensions to install first. */
  vsix: string[];
  /** Variables for the extension host, beside the few of a clean environment. */
  env?: Record<string, string>;
  /** Lets a page's query name an extension under development and a test suite. */
  forTests?: boolean;
  /** No folder is trusted: each opens in Restricted Mode, without a question. */
  restricted?: boolean;
  /** User settings beside the quiet ones. */
  settings?: Record<string, unknown>;
  /** 0: any free one. */
  port?: number;
}

export interface Server {
  /** Its home, profile and extensions, gone after `stop`. */
  folder: string;
  /** How a page names a file of this machine: `vscode-remote://…` + path. */
  remote: string;
  /** The workbench on a folder, with optional payload entries (see BrowserWorkbenchEnvironmentService). */
  address(workspace: string, payload?: [key: string, value: string][]): string;
  /** What the server has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Nothing that greets, recommends, updates or reports: only the editor and our extension. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  // In a browser it is on: what a test leaves half typed would be the next test's sample.
  'files.autoSave': 'off',
  'json.schemaDownload.enable': false,
};

/**
 * Settings for a window that only tests see. Without a graphics processor, decorations cost a quarter of
 * all the computing of host tests with panels (133 s; 101 s with these).
 */
export const PLAIN_SETTINGS = {
  'workbench.experimental.modernUI': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
};

export async function startServer(host: ServerHost, options: ServerOptions): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'backprop-explorer-'));
  await mkdir(path.join(folder, 'user/User'), { recursive: true });
  const trust = options.restricted
    ? { 'security.workspace.trust.startupPrompt': 'never' }
    : { 'security.workspace.trust.enabled': false };
  const settings = { ...QUIET_SETTINGS, ...trust, ...options.settings };
  await writeFile(path.join(folder, 'user/User/settings.json'), JSON.stringify(settings));
  // A clean environment: no VSCODE_* of a surrounding editor, no home of the person who runs it.
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    LANG: 'C.UTF-8',
    EXTENSIONS_GALLERY: '{}', // no call to the marketplace
    ...options.env,
  };
  const folders = [
    ...['--user-data-dir', path.join(folder, 'user')],
    ...['--extensions-dir', path.join(folder, 'extensions')],
    ...['--server-data-dir', path.join(folder, 'server')],
    '--accept-server-license-terms',
  ];
  for (const vsix of options.vsix) {
    const install = [host.entry, ...folders, '--install-extension', vsix];
    await run(host.node, install, { env, quiet: true });
  }
  const token = randomBytes(16).toString('hex');
  const serve = [
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--connection-token', token],
    '--disable-telemetry',
    ...(options.restricted ? [] : ['--disable-workspace-trust']),
    '--disable-getting-started-override',
    ...(options.forTests ? ['--enable-smoke-test-driver'] : []),
  ];
  // A process group of its own, so that the extension hosts end with the server.
  const child = spawn(host.node, [host.entry, ...folders, ...serve], { env, detached: true });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = async (): Promise<void> => {
    await stopGroup(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const port = await listeningPort(child, () => output);
    const authority = `127.0.0.1:${port}`;
    return {
      folder,
      remote: `vscode-remote://${authority}`,
      address: (workspace, payload = []) => {
        const query = new URLSearchParams({ tkn: token, folder: workspace });
        if (payload.length > 0) query.set('payload', JSON.stringify(payload));
        return `http://${authority}/?${query.toString()}`;
      },
      output: () => output,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listeningPort(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (what: string): void =>
      reject(new ToolError(`VS Code's server ${what}:\n${output()}`));
    const timer = setTimeout(() => fail('did not start within 60 s'), 60_000);
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended');
    });
    child.stdout?.on('data', () => {
      const match = /Extension host agent listening on (\d+)/.exec(output());
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    });
  });
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const group = -child.pid;
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const force = setTimeout(() => signal(group, 'SIGKILL'), 3_000);
  signal(group, 'SIGTERM');
  await gone;
  clearTimeout(force);
  signal(group, 'SIGKILL'); // what is left of the group
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(group, name);
  } catch {
    // Already gone.
  }
}
