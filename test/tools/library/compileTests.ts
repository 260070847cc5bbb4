/** Compiles the host tests into out/: one file each for Node hosts, one bundle for the web host. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { ROOT } from './process';

const SOURCES = path.join(ROOT, 'test/host');
export const WEB_ENTRY = path.join(ROOT, 'out/web/index.js');

const common: BuildOptions = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  logLevel: 'warning',
};

async function testFiles(folder: string, wanted = /\.test\.ts$/): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter(name => wanted.test(name)).sort();
}

/** @returns the entry; each suite has a folder of its own, so that they can run side by side */
export async function compileNodeTests(suite: string): Promise<string> {
  const outdir = path.join(ROOT, 'out', suite);
  await rm(outdir, { recursive: true, force: true });
  const tests = await testFiles(SOURCES, /\.(test|bench)\.ts$/);
  await build({
    ...common,
    platform: 'node',
    target: 'node20',
    // mocha is required from the checkout's node_modules, as one instance for all files.
    external: ['vscode', 'mocha'],
    entryPoints: ['index.ts', ...tests].map(name => path.join(SOURCES, name)),
    outbase: SOURCES,
    outdir,
  });
  return path.join(outdir, 'index.js');
}

/** Node's strict assertions, as the `assert` package writes them for browsers. */
const strictAssert: Plugin = {
  name: 'strict-assert',
  setup(builder) {
    builder.onResolve({ filter: /^node:assert\/strict$/ }, () => ({
      path: 'strict',
      namespace: 'assert',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'assert' }, () => ({
      contents: "module.exports = require('assert/').strict;",
      resolveDir: ROOT,
    }));
  },
};

export async function compileWebTests(): Promise<void> {
  const folder = path.join(SOURCES, 'web');
  const loads = (await testFiles(folder)).map(name => `require('./${name}');`);
  await build({
    ...common,
    platform: 'browser',
    external: ['vscode'],
    banner: { js: 'var process = { env: {}, nextTick: queueMicrotask };' },
    plugins: [strictAssert],
    stdin: {
      contents: `import { runTests } from './entry';
        export const run = () => runTests(() => { ${loads.join('\n')} });`,
      resolveDir: folder,
      loader: 'ts',
    },
    outfile: WEB_ENTRY,
  });
}
