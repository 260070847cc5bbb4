/** Bundles tfjs.ts: as separate modules the packages of TensorFlow.js do not load in Node. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Contestant } from './contestants';

const OUTPUT = path.resolve(import.meta.dirname, '../../out/bench/tfjs.mjs');

/** @returns none where TensorFlow.js is not installed */
export async function tensorFlowContestants(): Promise<Contestant[]> {
  try {
    await build({
      entryPoints: [path.join(import.meta.dirname, 'tfjs.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner: {
        js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);",
      },
      outfile: OUTPUT,
      logLevel: 'silent',
    });
  } catch {
    return [];
  }
  const { tensorFlow } = (await import(pathToFileURL(OUTPUT).href)) as {
    tensorFlow: Contestant[];
  };
  return tensorFlow;
}
