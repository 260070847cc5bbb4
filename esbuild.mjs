// Builds every bundle of the extension into dist/. `--production` minifies, `--watch` rebuilds on change.
import { writeFile } from 'node:fs/promises';
import { context } from 'esbuild';
import { compileKernels } from './src/engine/kernels/compile.mjs';
import { writeFormulas } from './src/host/hovers/drawFormulas.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Options shared by all bundles. */
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  // ThirdPartyNotices.txt has the notices of all bundles.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  target: 'es2022',
};
// `module` first: the `main` of jsonc-parser hides its imports from bundlers.
const forNode = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
};
const forBrowser = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

const bundles = [
  // The extension, for the desktop and for vscode.dev; each starts the worker of its own kind.
  {
    ...forNode,
    external: ['vscode', './extension.web'],
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
  },
  {
    ...forBrowser,
    format: 'cjs',
    external: ['vscode'],
    entryPoints: ['src/extension.web.ts'],
    outfile: 'dist/extension.web.js',
  },
  // The worker of both: Node's modules are asked for where it runs.
  { ...forBrowser, format: 'iife', entryPoints: ['src/worker/main.ts'], outfile: 'dist/worker.js' },
  // The pages of the panel, of the inspector, of an autopsy and of a table's columns, each with its style
  // sheet, such as dist/panel.css, and what the panel loads once it is drawn.
  {
    ...forBrowser,
    format: 'iife',
    entryPoints: {
      panel: 'webview/main.ts',
      autopsy: 'webview/autopsy/main.ts',
      table: 'webview/table/main.ts',
      inspector: 'webview/inspector/main.ts',
      typesetter: 'webview/derivation/formula/typesetter.ts',
    },
    outdir: 'dist',
  },
  // The headless runner.
  {
    ...forNode,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
];

await compileKernels();
writeFormulas('dist/formulas.json');
const contexts = await Promise.all(bundles.map(options => context(options)));
if (watch) {
  await Promise.all(contexts.map(c => c.watch()));
  console.log('watching');
} else {
  const results = await Promise.all(contexts.map(c => c.rebuild()));
  await Promise.all(contexts.map(c => c.dispose()));
  // ThirdPartyNotices.txt is held to this list.
  const packages = [...new Set(results.flatMap(bundledPackages))].sort();
  await writeFile('dist/packages.json', JSON.stringify(packages));
}

/** Names of the npm packages of which something is left in a bundle. */
function bundledPackages({ metafile }) {
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([file]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
}
