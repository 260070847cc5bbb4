/** What training takes of memory: everything at its start, nothing over 10,000 updates. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Taken } from './allocationProbe';

const PROBE = path.join(import.meta.dirname, 'allocationProbe.ts');
const UPDATES = 10_000;
/** Code stays once it is compiled; so large a nursery is never collected while the probe counts. */
const FLAGS = [
  ...['--expose-gc', '--no-flush-bytecode'],
  ...['--max-semi-space-size=256', '--min-semi-space-size=256'],
];
/**
 * The log of 20, or 160, epochs, with what it grows in, and the runtime's own business: a quarter
 * of a number for each update.
 */
const LOG = 40_000;
/** A number that goes from one function to another may take 16 bytes on its way. */
const PASSING_NUMBERS = 24;

describe('Training takes no memory', () => {
  let taken: Taken[];

  before(function () {
    this.timeout(180_000);
    const { stdout, stderr } = spawnSync(process.execPath, [...FLAGS, '--import', 'tsx', PROBE], {
      encoding: 'utf8',
    });
    assert.notEqual(stdout, '', stderr);
    taken = JSON.parse(stdout) as Taken[];
  });

  it(`that lasts, over ${UPDATES} updates in any way`, () => {
    assert.equal(taken.length, 10);
    for (const { name, lasting, buffers } of taken) {
      assert.ok(lasting < LOG, `${name}: ${lasting} bytes of the heap`);
      assert.ok(buffers < LOG, `${name}: ${buffers} bytes of arrays`);
    }
  });

  it(`at all, over ${UPDATES} updates inside WebAssembly, recorded or not`, () => {
    const fused = taken.filter(each => each.fused);
    assert.equal(fused.length, 4);
    for (const { name, passing } of fused) {
      assert.ok(passing < LOG, `${name}: ${passing} bytes of the heap`);
    }
  });

  it('but for a few numbers on their way, step by step', () => {
    for (const { name, passing } of taken) {
      const bound = UPDATES * PASSING_NUMBERS * 16;
      assert.ok(passing < bound, `${name}: ${passing} bytes of the heap`);
    }
  });
});
