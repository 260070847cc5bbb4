/** The colour scale of a matrix with its ends beside it. */
import { cssColor, unpackColor } from '../drawing/colors';
import { context2d, element, setText } from '../kit/dom';
import type { HeatScale } from './heatScale';
import { exactNumber, shortNumber } from '../words/numbers';
import type { Theme } from '../drawing/theme';

const WIDTH = 72;

/** @param ends what stands at the ends; missing: the numbers of the scale */
export function rampBar(ends?: { low: string; high: string }): {
  element: HTMLElement;
  update(scale: HeatScale, theme: Theme): void;
} {
  const bar = element('canvas', { class: 'color-bar', attributes: { 'aria-hidden': 'true' } });
  bar.width = WIDTH;
  bar.height = 1;
  const low = element('span', { class: 'number' });
  const high = element('span', { class: 'number' });
  const box = element('span', { class: 'ramp' }, low, bar, high);
  let drawn: HeatScale['ramp'] | null = null;
  return {
    element: box,
    update(scale: HeatScale, theme: Theme): void {
      setText(low, ends?.low ?? shortNumber(scale.low));
      setText(high, ends?.high ?? shortNumber(scale.high));
      if (!ends) box.title = `${exactNumber(scale.low)} … ${exactNumber(scale.high)}`;
      if (drawn === scale.ramp) return;
      drawn = scale.ramp;
      const context = context2d(bar);
      for (let x = 0; x < WIDTH; x++) {
        const color = unpackColor(
          scale.ramp[Math.round((x / (WIDTH - 1)) * (scale.ramp.length - 1))],
        );
        context.fillStyle = cssColor(color);
        context.fillRect(x, 0, 1, 1);
      }
      bar.style.borderColor = cssColor(theme.line);
    },
  };
}
