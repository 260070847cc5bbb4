/** The checks of a file in a few words: how many have passed, failed, and are still to come. */
import { l10n } from 'vscode';
import type { ChecksReport } from '../protocol/checks';

export function checksText({ total, results }: ChecksReport): { icon: string; title: string } {
  const failed = results.filter(({ problem }) => problem !== null).length;
  const passed = results.length - failed;
  const left = total - results.length;
  const outcome =
    failed > 0
      ? l10n.t('{0} of {1} checks failed', failed, results.length)
      : l10n.t('{0} of {1} checks passed', passed, total);
  const title = left > 0 ? `${outcome} · ${l10n.t('{0} to come', left)}` : outcome;
  return { icon: failed > 0 ? 'error' : 'pass', title };
}
