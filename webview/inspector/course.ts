/** The course of a norm as a line of the size of a word, and whether it rises. */

/** The line's own units: stretched to the room that there is. */
export const LINE = { width: 100, height: 16 };
/** From the edge: half of a line's own width, and of the mark at its end. */
const MARGIN = 2;
/** A course that stays within this factor has no direction. */
const STEADY = 1.1;

export type Trend = 'rising' | 'falling' | 'steady';

export interface Course {
  /** As an SVG polyline takes them; a norm that is not finite leaves none. */
  points: string;
  /** Height of the end, in the line's own units; null: there is none. */
  end: number | null;
}

/**
 * On a logarithmic scale of at least one decade, so that what hardly changes looks flat. A norm of 0
 * stands at the bottom.
 */
export function courseOf(norms: ArrayLike<number>): Course {
  const logs = Array.from(norms, norm => Math.log10(norm));
  const known = logs.filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(1, high - low);
  const middle = (low + high) / 2;
  const heightOf = (log: number): number => {
    const share = known.length === 0 ? 0 : (log - middle) / span + 0.5;
    const clamped = Math.max(0, Math.min(1, share));
    return LINE.height - MARGIN - clamped * (LINE.height - 2 * MARGIN);
  };
  const last = logs.length - 1;
  const places = logs.flatMap((log, index) => {
    if (Number.isNaN(log) || log === Infinity) return [];
    const x = last > 0 ? (index / last) * LINE.width : LINE.width;
    return [{ x, y: heightOf(log) }];
  });
  const points = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return { points, end: places.at(-1)?.y ?? null };
}

/** From the first to the last norm; null: there are no two that are finite and above 0. */
export function trendOf(norms: ArrayLike<number>): Trend | null {
  const known = Array.from(norms).filter(norm => norm > 0 && norm < Infinity);
  if (known.length < 2) return null;
  const ratio = known[known.length - 1] / known[0];
  if (ratio > STEADY) return 'rising';
  return ratio < 1 / STEADY ? 'falling' : 'steady';
}
