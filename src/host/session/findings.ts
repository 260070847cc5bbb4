/** What is said of a session's run. Knows nothing of vscode. */
import type { Finding } from '../../protocol/snapshot';
import type { TensorMark, TensorRef } from '../../protocol/tensors';
import { checksReport } from './checksReport';
import type { RunView } from './run/runView';
import type { Session } from './session';
import { substepOf } from './substeps';

/** Of the file's run: checks that have failed, and what is found; of a file without one, what is found before training. */
export function runFindings(session: Session): Finding[] {
  const failed = checksReport(session)?.results.flatMap(({ finding }) => finding ?? []) ?? [];
  const hasRun = session.view.state !== null && !session.stale;
  return [...failed, ...(hasRun ? batchFindings(session.view) : session.checked.findings)];
}

/** What stands out in the next batch; nothing that a pass followed layer by layer has not shown yet. */
export function batchFindings(view: RunView): Finding[] {
  const known = ({ layer, tensor }: Finding): boolean =>
    layer === undefined || tensor === undefined || markOf(view, { layer, tensor }) !== 'later';
  return view.state?.findings.filter(known) ?? [];
}

/** Whether a pass followed layer by layer has shown a tensor. */
export function markOf(view: RunView, { layer, tensor }: TensorRef): TensorMark {
  const { description, substep } = view;
  if (!description || substep === null) return 'known';
  return substepOf(substep, description.layers.length).marks[layer][tensor];
}
