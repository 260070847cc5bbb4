/** The colours of a matrix's entries: signed values around 0, or shares from 0 to 1. */
import {
  contrast,
  cssColor,
  divergingShare,
  unpackColor,
  type Ramp,
  type Rgb,
} from '../drawing/colors';
import { stepUp } from '../drawing/scale';
import type { Theme } from '../drawing/theme';

export interface HeatScale {
  ramp: Ramp;
  low: number;
  high: number;
  /** From 0 to 1, not signed. */
  isOfShares: boolean;
  share(value: number): number;
}

/**
 * Signed values get symmetric limits that change in steps: the same colour means the same value
 * for a while. Probabilities go from 0 to 1.
 */
export function heatScale(
  values: ArrayLike<number>[],
  probabilities: boolean,
  theme: Theme,
): HeatScale {
  if (probabilities) {
    return { ramp: theme.sequential, low: 0, high: 1, isOfShares: true, share: value => value };
  }
  let limit = 0;
  for (const data of values) {
    for (let i = 0; i < data.length; i++) {
      const size = Math.abs(data[i]);
      if (size > limit && size < Infinity) limit = size;
    }
  }
  const high = limit > 0 ? stepUp(limit) : 0;
  const share = (value: number): number => divergingShare(value, high);
  return { ramp: theme.diverging, low: -high, high, isOfShares: false, share };
}

/** The same scale in the colours of another theme. */
export function inTheme(scale: HeatScale, theme: Theme): HeatScale {
  return { ...scale, ramp: scale.isOfShares ? theme.sequential : theme.diverging };
}

/** The colours of a ramp as CSS, and for each the colour of what is written on it. */
export interface CellColors {
  fills: string[];
  inks: string[];
}

const cellColors = new WeakMap<Ramp, CellColors>();

/** Made once for each ramp: a theme has its own. */
export function cellColorsOf(ramp: Ramp, theme: Theme): CellColors {
  const known = cellColors.get(ramp);
  if (known) return known;
  const papers = Array.from(ramp, unpackColor);
  const made = {
    fills: papers.map(paper => cssColor(paper)),
    inks: papers.map(paper => inkOn(paper, theme)),
  };
  cellColors.set(ramp, made);
  return made;
}

/** What small text needs against its paper (WCAG 2, AA): of black and white one always has it. */
const READABLE = 4.5;

/** The theme's own text colour wherever it can be read well, else that of its background, … */
function inkOn(paper: Rgb, { foreground, background }: Theme): string {
  const inks: Rgb[] = [foreground, background, [0, 0, 0], [255, 255, 255]];
  const best = inks.reduce((a, b) => (contrast(b, paper) > contrast(a, paper) ? b : a));
  return cssColor(inks.find(ink => contrast(ink, paper) >= READABLE) ?? best);
}
