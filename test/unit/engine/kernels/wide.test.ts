/** Where V8 joins neighbouring vectors to one of 256 bits, the kernels still compute the same bits. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { nodeOf } from '../../../tools/library/hosts';

const FLAG = '--experimental-wasm-revectorize';
const PROBE = path.join(import.meta.dirname, 'wideProbe.ts');

/** This Node.js, or that of the newest VS Code where the tests have installed it. */
const node = [process.execPath, nodeOf('newest')].find(
  each => spawnSync(each, [FLAG, '--version']).status === 0,
);

describe('Vectors of 256 bits', () => {
  if (node)
    it('change no bit', () => {
      const { stdout, stderr } = spawnSync(node, [FLAG, '--import', 'tsx', PROBE], {
        encoding: 'utf8',
      });
      assert.notEqual(stdout, '', stderr);
      assert.deepEqual(JSON.parse(stdout), { cases: 4, differing: [] });
    }).timeout(60_000);
  else it(`skipped: neither this Node.js nor one in .cache/hosts (npm run hosts) knows ${FLAG}`);
});
