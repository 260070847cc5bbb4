/** The packaged extension: what people install, and what every suite here tests. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { npm, ROOT, say, ToolError } from './process';

interface Manifest {
  name: string;
  version: string;
  publisher: string;
}

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
}

/** Where `npm run package` puts it. */
export async function vsixPath(): Promise<string> {
  const { name, version } = await readManifest();
  return path.join(ROOT, `${name}-${version}.vsix`);
}

/** Packages afresh, unless $BACKPROP_VSIX names one, as `npm test` does after packaging once. */
export async function packagedExtension(): Promise<string> {
  const given = process.env.BACKPROP_VSIX;
  if (given) {
    if (existsSync(given)) return path.resolve(given);
    throw new ToolError(`BACKPROP_VSIX names ${given}, which does not exist.`);
  }
  say('Packaging the extension');
  await npm(['run', '--silent', 'package'], { quiet: true });
  return vsixPath();
}

/** What it installs: each file's content by its path inside the extension. */
export async function packagedFiles(vsix: string): Promise<Map<string, Uint8Array>> {
  const prefix = 'extension/';
  const entries = Object.entries(unzipSync(await readFile(vsix)));
  return new Map(
    entries
      .filter(([name]) => name.startsWith(prefix) && !name.endsWith('/'))
      .map(([name, content]) => [name.slice(prefix.length), content]),
  );
}

export async function unpackExtension(vsix: string, folder: string): Promise<void> {
  for (const [name, content] of await packagedFiles(vsix)) {
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}
