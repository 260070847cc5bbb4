/** Every picture in its states, line by line as it was last looked at: `npm run golden` rewrites. */
import assert from 'node:assert/strict';
import { PICTURES } from './painting/cases/all';
import { committed, drawn } from './painting/golden';
import { usePage } from './painting/paper';

/** A reviewer reads a picture that changed: what is longer is not read. */
const LONGEST = 40_000;

describe('golden pictures', () => {
  usePage();
  let files: Map<string, string>;
  before(async () => {
    files = await committed();
  });

  for (const picture of PICTURES)
    it(picture.name, () => {
      const text = drawn(picture);
      assert.ok(text.length < LONGEST, `${text.length} characters`);
      assert.equal(text, files.get(picture.name), 'Look at it, then run "npm run golden".');
    });

  it('have names of their own, and none is left of a picture that is no more', () => {
    const names = PICTURES.map(({ name }) => name);
    assert.deepEqual([...files.keys()].sort(), names.sort());
  });
});
