/** What came of one check. */
import { atKey, atValue } from '../format/core';
import type { Finding, JsonPath } from '../format/finding';

export interface CheckResult {
  /** What was checked, in a few words: `layers.1.gradW.0.0 at step 3`. */
  what: string;
  /** null: it holds, or is open. */
  finding: Finding | null;
  /** Nothing has been written yet that could hold. */
  open: boolean;
}

export function passed(what: string): CheckResult {
  return { what, finding: null, open: false };
}

export function stillOpen(what: string): CheckResult {
  return { what, finding: null, open: true };
}

export function failed(
  what: string,
  path: JsonPath,
  message: string,
  part: 'key' | 'value' = 'value',
): CheckResult {
  const place = part === 'key' ? atKey(...path) : atValue(...path);
  return {
    what,
    finding: { id: 'check', severity: 'error', message, place, fixes: [] },
    open: false,
  };
}

export interface Tally {
  passed: number;
  failed: number;
  open: number;
}

export function tallyOf(results: readonly CheckResult[]): Tally {
  const open = results.filter(result => result.open).length;
  const wrong = results.filter(({ finding }) => finding !== null).length;
  return { passed: results.length - wrong - open, failed: wrong, open };
}

/** `3 of 4 checks passed.`, or nothing where none has been made. */
export function verdictOf(results: readonly CheckResult[]): string {
  if (results.length === 0) return '';
  const { passed: held, open } = tallyOf(results);
  const checks = results.length === 1 ? 'check' : 'checks';
  const left = open === 0 ? '' : `, ${open} ${open === 1 ? 'is' : 'are'} open`;
  return `${held} of ${results.length} ${checks} passed${left}.`;
}
