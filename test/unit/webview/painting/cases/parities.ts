/** Outputs over their targets. */
import { drawParity, type ParityPicture } from '../../../../../webview/predictions/parityPaint';
import { parityLimits, parityPoints } from '../../../../../webview/predictions/parityParts';
import type { EvaluatedPart, Predictions } from '../../../../../src/protocol/confusion';
import { inEveryTheme, onBackground, only, picture, type Drawing, type PictureCase } from './case';

/** Nothing of them is symmetric. */
const TARGETS = [12, 15, 21, 30, 33, 48];
const NEAR = [14, 15.5, 19, 34, 30, 47];
const SIZE = { width: 300, height: 280 };
const AREA = { left: 58, top: 8, width: 228, height: 228 };

export const PARITIES: PictureCase[] = [
  ...inEveryTheme('parity', drawn('train', 1, TARGETS, NEAR)),
  ...inEveryTheme('parity-two-outputs', drawn('train', 2, TARGETS, NEAR)),
  picture('parity-validation', 'dark', drawn('validation', 1, TARGETS, NEAR)),
  picture('parity-beyond', 'light', drawn('test', 1, TARGETS, [1e9, -1e300, NaN, 30, Infinity, 0])),
];

function drawn(
  part: EvaluatedPart,
  cols: number,
  targets: readonly number[],
  outputs: readonly number[],
): Drawing {
  const points = parityPoints(
    only<Predictions>({ rows: targets.length / cols, cols, targets, outputs }),
    100,
  );
  const limits = parityLimits(points) ?? { min: 0, max: 1 };
  const shown: ParityPicture = { part, outputs: cols, points };
  return onBackground({
    size: () => SIZE,
    draw: (pen, theme) => drawParity(pen, shown, { ...AREA, x: limits, y: limits }, theme),
  });
}
