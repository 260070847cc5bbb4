/** A formula becomes a check of the file. */
import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import { keepFormula } from '../../../src/experiment/checks/keepFormula';
import { editsOf } from '../../../src/experiment/format/fixes';
import { readExperiment } from '../../../src/experiment/read';
import { sections, type Json } from './support';

const ENTRY = { for: 'layers.1.gradW', formula: 'aPrev.T @ delta' };
const OTHER = { for: 'layers.0.z', formula: 'x @ W + b' };
const OPEN = { for: 'layers.1.gradW', formula: ' ' };

/** `checks.formula` of the file after it; null: nothing was to be done. */
function kept(formula: Json[] | Json | null): unknown {
  const checks = formula === null ? {} : { checks: { formula } };
  const text = JSON.stringify(sections(checks), null, 2);
  const { tree } = readExperiment(text);
  const fix = keepFormula(text, tree, ENTRY);
  if (!fix) return null;
  const after = applyEdits(text, editsOf(text, tree, fix));
  assert.deepEqual(
    readExperiment(after).problems.filter(each => each.severity === 'error'),
    [],
  );
  return (JSON.parse(after) as { checks: { formula: unknown } }).checks.formula;
}

describe('keeping a formula', () => {
  it('writes the section where there is none, and stands behind other checks', () => {
    assert.deepEqual(kept(null), [ENTRY]);
    assert.deepEqual(kept([OTHER]), [OTHER, ENTRY]);
    assert.deepEqual(kept({ ...OTHER }), [OTHER, ENTRY]);
  });

  it('answers a check that waits for it', () => {
    assert.deepEqual(kept([OPEN, OTHER]), [ENTRY, OTHER]);
    assert.deepEqual(kept(OPEN), ENTRY);
  });

  it('writes no check twice', () => {
    assert.equal(kept([OTHER, ENTRY]), null);
    assert.equal(kept(ENTRY), null);
  });
});
