/** Every text of the product, line by line as it was last read: `npm run golden` writes them anew. */
import { TRANSCRIPTS } from './cases/all';
import assert from 'node:assert/strict';
import { committed, firstDifference, written } from './transcript';

describe('golden transcripts', () => {
  let files: Map<string, string>;
  before(async () => {
    files = await committed();
  });

  for (const transcript of TRANSCRIPTS) {
    const { name } = transcript;
    it(name, async () => {
      const difference = firstDifference(await written(transcript), files.get(name) ?? '');
      const advice = 'Read it, then run "npm run golden".';
      assert.equal(difference, null, `${name}.txt, ${difference}\n${advice}`);
    });
  }

  it('have names of their own, and none is left of a transcript that is no more', () => {
    const names = TRANSCRIPTS.map(({ name }) => name);
    assert.deepEqual([...files.keys()].sort(), names.sort());
  });
});
