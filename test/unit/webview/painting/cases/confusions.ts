/** Confusion matrices: digits, names that stand upright, and one without a mistake. */
import type { Confusion } from '../../../../../src/protocol/confusion';
import {
  confusionLayout,
  drawConfusion,
  type ConfusionCell,
} from '../../../../../webview/confusion/confusionPaint';
import { type Drawing, inEveryTheme, only, picture, type PictureCase } from './case';

const confusion = (classes: number, counts: number[]): Confusion =>
  only<Confusion>({ classes, counts: Float64Array.from(counts), unread: 0 });
const MIXED = confusion(3, [19, 0, 1, 0, 16, 6, 3, 1, 20]);
const NAMES = ['apple', 'a pear with a name too long', 'quince'];

function drawn(
  shown: Confusion,
  names: readonly string[],
  width: number,
  at: ConfusionCell | null = null,
): Drawing {
  return {
    size: theme => confusionLayout(names, width, theme),
    draw: (pen, theme) =>
      drawConfusion(pen, shown, names, confusionLayout(names, width, theme), theme, at),
  };
}

export const CONFUSIONS: PictureCase[] = [
  ...inEveryTheme('confusion', drawn(MIXED, ['0', '1', '2'], 430, { truth: 1, predicted: 2 })),
  picture('confusion-names', 'light', drawn(MIXED, NAMES, 430)),
  picture('confusion-right', 'dark', drawn(confusion(2, [9, 0, 0, 12]), ['0', '1'], 430)),
  picture('confusion-narrow', 'light', drawn(MIXED, NAMES, 150)),
];
