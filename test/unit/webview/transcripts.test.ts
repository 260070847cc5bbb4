/** The whole page in its states, and all that can be done to it: `npm run golden` rewrites. */
import assert from 'node:assert/strict';
import { committed, firstDifference, written } from '../golden/transcript';
import type { Screen } from './dom';
import { PAGES } from './transcripts/cases/all';
import { GOLDEN_PAGES, openPages } from './transcripts/golden';

/** A reviewer reads a page that changed: what is longer is not read. */
const LONGEST = 40_000;

describe('golden pages', () => {
  let screen: Screen;
  let close = (): void => undefined;
  let files: Map<string, string>;
  before(async function () {
    // The page with all that it is made of is read from many files, once.
    this.timeout(120_000);
    files = await committed(GOLDEN_PAGES);
    ({ screen, close } = await openPages());
  });
  after(() => close());

  for (const { name, write } of PAGES)
    it(name, async () => {
      const text = await written({ name, write: () => write(screen) });
      assert.ok(text.length < LONGEST, `${text.length} characters`);
      const difference = firstDifference(text, files.get(name) ?? '');
      const advice = 'Read it, then run "npm run golden".';
      assert.equal(difference, null, `${name}.txt, ${difference}\n${advice}`);
    });

  it('have names of their own, and none is left of a page that is no more', () => {
    const names = PAGES.map(({ name }) => name);
    assert.deepEqual([...files.keys()].sort(), names.sort());
  });
});
