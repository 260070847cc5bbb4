/** A file's `checks` and their results in the run. Knows nothing of vscode. */
import type { Experiment } from '../../experiment/fields/experiment';
import type { ChecksReport } from '../../protocol/findings';
import { checksOf, type Checked } from './file/checker';
import type { RunView } from './run/runView';

/** The results so far; null if nothing is checked, or the file has changed since. */
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

/** Whether to load the run again: it is at step 0, and the file has other checks now. */
export function wantsOtherChecks(view: RunView, experiment: Experiment): boolean {
  return view.state?.position.step === 0 && checksOf(experiment) !== checksOfRun(view);
}

function checksOfRun({ definition }: RunView): string | null {
  return definition && checksOf(definition.experiment);
}
