import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './process';

/** A copy of the samples that a test may write into; the caller removes it. */
export async function copySamples(): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'backprop-samples-')), 'samples');
  await cp(path.join(ROOT, 'samples'), folder, { recursive: true });
  return folder;
}

export async function removeSamples(folder: string): Promise<void> {
  await rm(path.dirname(folder), { recursive: true, force: true });
}

/** Makes the files of a folder what they are in `original`, which is removed; writes only what differs. */
export async function restoreSamples(folder: string, original: string): Promise<void> {
  for (const name of await filesOf(folder)) {
    const kept = await contentOf(path.join(original, name));
    if (kept === null) await rm(path.join(folder, name));
  }
  for (const name of await filesOf(original)) {
    const [from, to] = [path.join(original, name), path.join(folder, name)];
    const [wanted, present] = [await contentOf(from), await contentOf(to)];
    if (present === null || wanted?.equals(present) === false) await cp(from, to);
  }
  await removeSamples(original);
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** null: there is no such file. */
async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}
