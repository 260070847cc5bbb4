/** Steps of a run that may have failed. Knows nothing of vscode. */
import type { RunStatus } from '../../protocol/snapshot';
import { noStepLeft } from './sentences';
import type { Session } from './session';

/**
 * Does a step. If the run had already failed, warns why nothing happens, and what would help. If the
 * file was edited, the step is the first of a new run.
 */
export async function stepOn(
  session: Session,
  step: () => Promise<RunStatus>,
  tell: (words: string) => void,
): Promise<RunStatus> {
  const before = standing(session);
  const status = await step();
  const after = standing(session);
  const stoodStill = before.text === after.text && before.step === after.step;
  if (before.hasFailed && after.hasFailed && stoodStill) tell(noStepLeft(status));
  return status;
}

function standing({ view }: Session) {
  const hasFailed = view.status.state === 'failed';
  return { hasFailed, step: view.state?.position.step ?? 0, text: view.definition?.text };
}
