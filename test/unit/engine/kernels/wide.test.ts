/** Where V8 joins neighbouring vectors to one of 256 bits, the kernels still compute the same bits. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const FLAG = '--experimental-wasm-revectorize';
const PROBE = path.join(import.meta.dirname, 'wideProbe.ts');

describe('Vectors of 256 bits', () => {
  it('change no bit', function () {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [FLAG, ...args], { encoding: 'utf8' });
    if (run('--version').status !== 0) {
      console.log(`        skipped: this Node.js does not know ${FLAG}`);
      this.skip();
    }
    const { stdout, stderr } = run('--import', 'tsx', PROBE);
    assert.notEqual(stdout, '', stderr);
    assert.deepEqual(JSON.parse(stdout), { cases: 4, differing: [] });
  }).timeout(60_000);
});
