/** The oldest Node.js that `engines` of package.json allows. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npmOutcome, ROOT } from '../tools/library/process';

/** npm's packages of Node.js have names of their own for Windows. */
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'win' };

/** `>=20` is 20.0.0. */
export async function oldestVersion(): Promise<string> {
  const { engines } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  const numbers = /^>=(\d+(?:\.\d+){0,2})$/.exec(engines.node);
  if (!numbers) throw new Error(`engines.node is no smallest version: ${engines.node}`);
  return `${numbers[1]}.0.0`.split('.').slice(0, 3).join('.');
}

/** Its program, put into .cache once; null where the npm registry does not give it. */
export async function oldestNode(version: string): Promise<string | null> {
  const platform = PLATFORMS[process.platform] ?? process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = path.join(ROOT, '.cache', `node-${version}`);
  const isWindows = process.platform === 'win32';
  const program = path.join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
  const install = ['install', `${name}@${version}`, '--no-audit', '--no-fund', '--ignore-scripts'];
  await npmOutcome(install, { cwd: folder, quiet: true, timeout: 120_000 });
  return existsSync(program) ? program : null;
}
