/** Maps of sweeps: seeds beside each other, a plane, one of which little has ended. */
import type { SweepCurves } from '../../../../../src/protocol/runs';
import { sweepMap } from '../../../../../webview/sweep/sweepMap';
import { drawSweepMap, mapLayout, type MapPlace } from '../../../../../webview/sweep/sweepMapPaint';
import { SWEPT_RUNS } from '../../sweptRuns';
import { type Drawing, inEveryTheme, picture, type PictureCase } from './case';

const SEEDS: SweepCurves = {
  ...SWEPT_RUNS,
  ...{ metric: 'val_loss', goal: 'minimize', over: ['seed'], done: 3, of: 4, groups: [] },
};
const FAILED = { ...SEEDS, ended: Uint8Array.of(1, 2, 0, 0) };

function drawn(sweep: SweepCurves, width: number, at: MapPlace | null = null): Drawing {
  const map = sweepMap(sweep, 'val_loss');
  return {
    size: theme => mapLayout(map, width, theme),
    draw: (pen, theme) => drawSweepMap(pen, map, mapLayout(map, width, theme), theme, at),
  };
}

export const SWEEPS: PictureCase[] = [
  ...inEveryTheme('sweep-map', drawn(SEEDS, 430, { row: 0, col: 1 })),
  picture('sweep-map-plane', 'light', drawn({ ...SEEDS, over: [] }, 430)),
  picture('sweep-map-failed', 'dark', drawn(FAILED, 430)),
  picture('sweep-map-narrow', 'light', drawn(SEEDS, 250)),
];
