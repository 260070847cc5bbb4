/** Every fuzz program, short: long runs are started by hand, see CONTRIBUTING.md. */
import assert from 'node:assert/strict';
import { loadProgram, programNames } from '../../fuzz/library/programs';

const WAIT_MS = 60_000;

describe('Random inputs', () => {
  for (const name of programNames()) {
    it(`of the fuzz program "${name}" find nothing`, async () => {
      const { fuzz, SHORT } = await loadProgram(name);
      assert.deepEqual(await fuzz(SHORT, 0), []);
    }).timeout(WAIT_MS);
  }
});
