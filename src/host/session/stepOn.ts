/** Steps of a run that may be over. Knows nothing of vscode. */
import type { RunStatus } from '../../protocol/snapshot';
import { noStepLeft } from './sentences';
import type { Session } from './session';

/**
 * Does a step. If the run was already over, warns why nothing happens, and what would help. If the
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
  const { description } = session.view;
  const stoodStill = before.text === after.text && before.step === after.step;
  if (before.isOver && after.isOver && stoodStill && description)
    tell(noStepLeft(status, after.epoch, description.epochs));
  return status;
}

function standing({ view }: Session) {
  const { state } = view.status;
  const { step = 0, epoch = 0 } = view.state?.position ?? {};
  const isOver = state === 'done' || state === 'failed';
  return { isOver, step, epoch, text: view.definition?.text };
}
