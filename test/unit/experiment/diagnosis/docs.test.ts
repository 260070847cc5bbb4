/** media/docs/findings.md has an entry for each finding, in four parts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DIGITS_UNTRUSTWORTHY } from '../../../../src/experiment/diagnosis/stability/shadow';
import { FINDING_IDS } from '../../../../src/experiment/diagnosis/findingIds';

const FILE = path.resolve(__dirname, '../../../../media/docs/findings.md');

describe('media/docs/findings.md', () => {
  const entries = readFileSync(FILE, 'utf8').split(/^## /m).slice(1);
  const idOf = (entry: string): string => /^`(\w+)`/.exec(entry)?.[1] ?? '';

  it('has an entry for each finding, and no other', () => {
    assert.deepEqual(entries.map(idOf).sort(), [...FINDING_IDS, DIGITS_UNTRUSTWORTHY].sort());
  });

  it('says what each means, an example, how it is decided and what helps', () => {
    for (const entry of entries)
      assert.match(
        entry,
        /^`\w+`\n\n[^\n]+\n(?:[^\n]+\n)*\n- For example: [^]+\n- How it is decided: [^]+\n- What helps: [^]+$/,
        idOf(entry),
      );
  });
});
