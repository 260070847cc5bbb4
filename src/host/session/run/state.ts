/** What is known of a run at its step. */
import type { Frame } from '../../../protocol/snapshot';

/** The last frame; the history it belongs to, and that of the updates, are kept apart, as a whole. */
export type State = Omit<Frame, 'history' | 'steps'>;
