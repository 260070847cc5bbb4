/** The state of a run at its current step. */
import type { Frame } from '../../../protocol/snapshot';

/** The last frame without the logs of epochs and updates, which are kept whole elsewhere. */
export type State = Omit<Frame, 'history' | 'steps'>;
