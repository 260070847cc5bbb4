/** The checks of a file in a few words: the numbers passed, failed, open and still to run. */
import { l10n } from 'vscode';
import { tallyOf } from '../../experiment/verify/result';
import type { ChecksReport } from '../../protocol/findings';

export function checksText({ total, results }: ChecksReport): { icon: string; title: string } {
  const { passed, failed, open } = tallyOf(results);
  const left = total - results.length;
  const parts = [failed > 0 ? failedText(failed, results.length) : passedText(passed, total)];
  if (open > 0) parts.push(l10n.t('{0} open', open));
  if (left > 0) parts.push(l10n.t('{0} to come', left));
  return { icon: failed > 0 ? 'error' : 'pass', title: parts.join(' · ') };
}

function failedText(failed: number, done: number): string {
  if (done === 1) return l10n.t('{0} of 1 check failed', failed);
  return l10n.t('{0} of {1} checks failed', failed, done);
}

function passedText(passed: number, total: number): string {
  if (total === 1) return l10n.t('{0} of 1 check passed', passed);
  return l10n.t('{0} of {1} checks passed', passed, total);
}
