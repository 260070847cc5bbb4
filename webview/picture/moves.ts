/** Where the arrow keys lead. */

type Direction = readonly [right: number, down: number];

const ARROWS: Readonly<Partial<Record<string, Direction>>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The direction of an arrow key; null: it is another key. */
export function arrow(key: string): Direction | null {
  return ARROWS[key] ?? null;
}

/** The nearest of `count` places in a row, counted from 0. */
export function clamped(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}

/**
 * Along `count` places in a row: to the next, to its ends, or, where it goes far, by a twentieth of
 * them. null: there is none, or the key leads nowhere.
 */
export function along(key: string, far: boolean, from: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const [right] = arrow(key) ?? [0];
  const step = far ? Math.max(1, Math.round(count / 20)) : 1;
  return right === 0 ? null : clamped(from + right * step, count);
}
