/** Parts of sweeps for tests that are about other parts. */
import type { SweepCurves } from '../../../src/protocol/runs';

/** Two rates × two seeds, of which the last run is to come. */
export const SWEPT_RUNS: Omit<SweepCurves, 'metric' | 'goal' | 'over' | 'done' | 'of' | 'groups'> =
  {
    kind: 'file',
    state: 'running',
    message: '',
    parameters: [
      { path: 'optimizer.learning_rate', values: ['0.1', '0.2'] },
      { path: 'seed', values: ['0', '1'] },
    ],
    columns: ['loss', 'val_loss'],
    choices: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    finals: Float64Array.of(0.25, 0.3125, 0.125, 0.1875, 0.5, 0.75, NaN, NaN),
    ended: Uint8Array.of(1, 1, 1, 0),
  };
