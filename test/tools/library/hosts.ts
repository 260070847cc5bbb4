/** Puts the VS Codes that the tests run in into .cache/, from the npm registry alone. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { NEWEST, OLDEST, type Pins } from './pins';
import { npm, ROOT, say, ToolError } from './process';
import { changeServer, SEPARATE_WEBVIEWS, type ServerChange } from './webviewOrigins';

export type HostName = 'newest' | 'oldest';
const HOSTS: Record<HostName, { pins: Pins; changes: readonly ServerChange[] }> = {
  newest: { pins: NEWEST, changes: [] },
  oldest: { pins: OLDEST, changes: SEPARATE_WEBVIEWS },
};

/** Its program, in the folder of VS Code in a code-server. */
const SERVER = 'out/server-main.js';

/** VS Code's server, and the Node.js that runs it. */
export interface ServerHost {
  node: string;
  entry: string;
}

/** code-server brings the native parts of its Linux build only. */
export const WORKBENCH_RUNS_HERE =
  process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

export async function serverHost(name: HostName): Promise<ServerHost> {
  if (!WORKBENCH_RUNS_HERE)
    throw new ToolError(
      `The npm-only workbench runs on Linux; on ${process.platform} install VS Code, ` +
        'with its `code` command on the PATH.',
    );
  const modules = path.join(await installHost(name), 'node_modules');
  return {
    node: nodeOf(name),
    entry: path.join(modules, 'code-server/lib/vscode', SERVER),
  };
}

/** Where the Node.js of a host lies, once it is installed. */
export function nodeOf(name: HostName): string {
  const modules = path.join(folderOf(name), 'node_modules');
  return path.join(modules, `node-${process.platform}-${process.arch}`, 'bin/node');
}

function folderOf(name: HostName): string {
  return path.join(ROOT, '.cache/hosts', name);
}

/** The folder whose node_modules holds the packages that this host is made of. */
export async function installHost(name: HostName): Promise<string> {
  const folder = folderOf(name);
  const { pins, changes } = HOSTS[name];
  const stamp = JSON.stringify([pins, changes.map(String)]);
  if ((await installedPins(folder)) === stamp) return folder;

  const packages = Object.entries(pins).map(([id, version]) => `${id} ${version}`);
  say(`Installing ${packages.join(', ')} into .cache (once; about half a minute)`);
  const fresh = `${folder}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    await installPackages(fresh, pins);
    await completeCodeServer(fresh, changes);
    await writeFile(path.join(fresh, 'installed.json'), stamp);
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw new ToolError(
      `Could not install ${packages.join(', ')} from the npm registry: is it within reach, and ` +
        `is there 1 GB of disk?\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return folder;
}

async function installedPins(folder: string): Promise<string> {
  const stamp = path.join(folder, 'installed.json');
  return existsSync(stamp) ? readFile(stamp, 'utf8') : '';
}

const QUIETLY = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

async function installPackages(folder: string, dependencies: Pins): Promise<void> {
  const manifest = { name: 'host', private: true, dependencies };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(['install', ...QUIETLY], { cwd: folder, quiet: true });
}

/**
 * What code-server's own install script would do, without a compiler: the native modules that
 * matter bring prebuilt binaries. `--legacy-peer-deps` because its shrinkwrap lacks a peer.
 */
async function completeCodeServer(folder: string, changes: readonly ServerChange[]): Promise<void> {
  const modules = path.join(folder, 'node_modules');
  const vscode = path.join(modules, 'code-server/lib/vscode');
  await npm(['ci', '--omit=dev', '--legacy-peer-deps', ...QUIETLY], { cwd: vscode, quiet: true });
  const ripgrep = path.join(modules, '@vscode/ripgrep-universal/bin', `linux-${process.arch}`);
  const target = path.join(vscode, 'node_modules/@vscode/ripgrep/bin');
  if (existsSync(ripgrep)) await cp(ripgrep, target, { recursive: true });
  await changeServer(path.join(vscode, SERVER), changes);
}
