/** The colours of a matrix's entries: signed values around 0, or shares from 0 to 1. */
import { cssColor, divergingShare, luminance, rampIndex, unpackColor, type Ramp } from './colors';
import { formatNumber } from './numbers';
import { stepUp } from './scale';
import type { Theme } from './theme';

export interface HeatScale {
  ramp: Ramp;
  low: number;
  high: number;
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
    return { ramp: theme.sequential, low: 0, high: 1, share: value => value };
  }
  let limit = 0;
  for (const data of values) {
    for (let i = 0; i < data.length; i++) {
      const size = Math.abs(data[i]);
      if (size > limit && size < Infinity) limit = size;
    }
  }
  const high = limit > 0 ? stepUp(limit) : 0;
  return { ramp: theme.diverging, low: -high, high, share: value => divergingShare(value, high) };
}

export function scaleLabel(value: number): string {
  return value === 0
    ? '0'
    : formatNumber(value, 2)
        .replace(/(\.\d*?)0+(?=e|$)/, '$1')
        .replace(/\.(?=e|$)/, '');
}

/** What is written on a cell must stand out from its colour. */
export function inkOn(scale: HeatScale, value: number, theme: Theme): string {
  const paper = unpackColor(scale.ramp[rampIndex(scale.share(value))]);
  const light = luminance(theme.foreground);
  const own = luminance(theme.background);
  const under = luminance(paper);
  const foreground = ratio(light, under);
  const background = ratio(own, under);
  // The theme's own text colour wherever it can be read well.
  if (foreground >= 4.5 || foreground >= background) return cssColor(theme.foreground);
  return cssColor(theme.background);
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
