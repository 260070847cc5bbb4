/** Compiles the host tests into out/: one file each for Node hosts, one bundle for the web host. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { ROOT } from './process';

const SOURCES = path.join(ROOT, 'test/host');
export const NODE_ENTRY = path.join(ROOT, 'out/host/index.js');
export const WEB_ENTRY = path.join(ROOT, 'out/web/index.js');

const common: BuildOptions = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  logLevel: 'warning',
};

async function testFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter(name => name.endsWith('.test.ts')).sort();
}

export async function compileNodeTests(): Promise<void> {
  await rm(path.dirname(NODE_ENTRY), { recursive: true, force: true });
  const tests = await testFiles(SOURCES);
  await build({
    ...common,
    platform: 'node',
    target: 'node20',
    // mocha is required from the checkout's node_modules, as one instance for all files.
    external: ['vscode', 'mocha'],
    entryPoints: ['index.ts', ...tests].map(name => path.join(SOURCES, name)),
    outbase: SOURCES,
    outdir: path.dirname(NODE_ENTRY),
  });
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
