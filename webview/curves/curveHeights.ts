/** How high the curves are (px), on the screen and on paper. */
import { magnification } from '../kit/dom';

/** Height of the first strip, of each further one; in a low window there is room for less. */
const HEIGHTS = { first: 98, further: 62 };
const LOW_HEIGHTS = { first: 56, further: 36 };
const LOW_WINDOW = 620;
/** Height of the axis below the strips, and of lines alone. */
export const CURVE_HEIGHTS = { axis: 41, line: 47 };
/** On paper the first strip is higher the wider that is; each further one has a share of it. */
const PAPER_HEIGHT = { least: 60, share: 0.22, further: 0.6 };
/** Heading and hint where they fill the panel. */
const FILLED_REST = 76;

export function isLow(): boolean {
  return innerHeight < LOW_WINDOW;
}

export function paperHeight(strips: number, width: number): number {
  const first = PAPER_HEIGHT.least + PAPER_HEIGHT.share * width;
  const rest = (strips - 1) * PAPER_HEIGHT.further * first;
  return Math.round(first + rest + CURVE_HEIGHTS.axis);
}

export function screenHeight(strips: number): number {
  const { first, further } = heights(strips);
  return first + (strips - 1) * further + CURVE_HEIGHTS.axis;
}

/** Where the curves fill the panel they share its height. */
function heights(strips: number): typeof HEIGHTS {
  const times = magnification();
  if (times === 1) return isLow() ? LOW_HEIGHTS : HEIGHTS;
  const room = innerHeight / times - CURVE_HEIGHTS.axis - FILLED_REST;
  const first = Math.max(HEIGHTS.first, room / (1 + (strips - 1) * PAPER_HEIGHT.further));
  return { first, further: first * PAPER_HEIGHT.further };
}
