/** The layers below the host run in Node, in a browser and in a terminal: nothing of Node in them. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../../tools/library/process';

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(path.join(ROOT, folder), { recursive: true });
  return names.filter(name => name.endsWith('.ts')).map(name => path.join(ROOT, folder, name));
}

describe('the neutral layers', () => {
  for (const folder of ['src/engine', 'src/experiment', 'src/protocol']) {
    it(`bundles every file of ${folder} without Node's modules`, async () => {
      const { metafile, errors } = await build({
        entryPoints: await sources(folder),
        bundle: true,
        platform: 'browser', // refuses to resolve what only Node has
        mainFields: ['browser', 'module', 'main'],
        format: 'esm',
        outdir: 'out',
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      assert.deepEqual(errors, []);
      const external = Object.values(metafile.inputs).flatMap(input =>
        input.imports
          .filter(use => use.external && use.path !== '<runtime>') // esbuild's own helpers
          .map(use => use.path),
      );
      // esbuild's own helpers are listed as an import of that name.
      assert.deepEqual(
        external.filter(name => name !== '<runtime>'),
        [],
      );
    });
  }
});
