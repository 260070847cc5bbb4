/**
 * Rules about who imports whom that no single file shows; what a layer may import is in
 * eslint.config.mjs. `npm run lint` runs both.
 */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Files that import each other are one file: types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-rooms',
      comment: 'A folder stands above or below another, never both.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'What nobody imports is dead, but for the entry points of esbuild.mjs.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '^src/extension',
          '^src/worker/main',
          '^src/cli/main',
          '^webview/main',
          '\\.d\\.ts$',
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/engine/kernels/assembly' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
