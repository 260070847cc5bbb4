/** A file's `checks` and the run that makes them. Knows nothing of vscode. */
import type { Experiment } from '../../experiment/fields/experiment';
import type { ChecksReport } from '../../protocol/checks';
import { checksOf, type Checked } from './file/checker';
import type { RunView } from './run/runView';

/** What was found so far; null where nothing is checked, or the file says something else by now. */
export function checksReport({
  view,
  checked,
  stale,
}: {
  view: RunView;
  checked: Checked;
  stale: boolean;
}): ChecksReport | null {
  const report = view.state?.checks ?? null;
  return report && !stale && checked.checks === checksOfRun(view) ? report : null;
}

/** Checks begin with a run: one that has not begun is made anew for others. */
export function wantsOtherChecks(view: RunView, experiment: Experiment): boolean {
  return view.state?.position.step === 0 && checksOf(experiment) !== checksOfRun(view);
}

function checksOfRun({ definition }: RunView): string | null {
  return definition && checksOf(definition.experiment);
}
