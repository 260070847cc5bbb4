/** How a run stands after the loop, in a sentence. */
import type { Run } from '../engine/run';
import type { RunStatus } from '../protocol/snapshot';
import type { LoopEnd } from './runLoop';

export const IDLE: RunStatus = { state: 'idle', message: '' };
