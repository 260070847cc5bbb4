import { cp, mkdtemp, rm } from 'node:fs/promises';
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
