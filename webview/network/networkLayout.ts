/** Where the units and connections of a network stand on paper. */

import { textWidth } from '../drawing/fitText';

/** More units than this in one column are folded. */
export const MOST_UNITS = 10;

export interface NetworkNode {
  /** 0: the inputs; else the layer, counted from 1. */
  column: number;
  /** Index of the unit. */
  unit: number;
  x: number;
  y: number;
}

/** Units of a column that are folded away, and where that is written. */
export interface Fold {
  count: number;
  y: number;
}

export interface NetworkColumn {
  x: number;
  /** A slice of the units, in order. */
  nodes: NetworkNode[];
  /** Before and after the slice; null: none. */
  above: Fold | null;
  below: Fold | null;
}

export interface NetworkLayout {
  columns: NetworkColumn[];
  radius: number;
  height: number;
  /** Beside the first and the last column. */
  sides: Sides;
}

/** Room for names (px). */
export interface Sides {
  left: number;
  right: number;
}

const ROW = 27;
/** Of a unit (px), and how much of the way to the next column it may take: the lines have to be seen. */
const RADIUS = { least: 4, most: 8.5, share: 0.3 };
/** Between a unit and its name (px). */
export const NAME_GAP = 7;
/** From the middle of a fold's words to their ends (px). */
const FOLD_REACH = 40;
const MARGIN = { top: 12, side: 40, bottom: 59 };

/** Least and most room for the names at both sides (px). */
const NAMES = { least: MARGIN.side, most: 120 };

/** The room that the longest of these names takes beside its unit, within reason. */
export function sideFor(names: readonly string[], fontSize: number): number {
  const longest = Math.max(0, ...names.map(name => textWidth(name, fontSize)));
  return Math.max(
    NAMES.least,
    Math.min(NAMES.most, Math.ceil(longest) + NAME_GAP + RADIUS.most + 2),
  );
}

/**
 * `sizes`: number of inputs, then of the units of each layer; `first`: the unit that the slice of a
 * wide column begins with, as near to it as the units after it allow.
 */
export function networkLayout(
  sizes: readonly number[],
  width: number,
  first: readonly number[] = [],
  sides: Sides = { left: NAMES.least, right: NAMES.least },
): NetworkLayout {
  const rows = Math.max(...sizes.map(size => Math.min(size, MOST_UNITS)));
  const height = MARGIN.top + Math.max(3, rows) * ROW + MARGIN.bottom;
  const middle = MARGIN.top + (Math.max(3, rows) * ROW) / 2;
  const gap = sizes.length > 1 ? (width - sides.left - sides.right) / (sizes.length - 1) : 0;
  const columns = sizes.map((size, column) => {
    const x = sides.left + column * gap;
    const lines = Math.min(size, MOST_UNITS);
    const top = middle - ((lines - 1) * ROW) / 2;
    const slice = sliceOf(size, first[column] ?? 0);
    const before = slice.from > 0 ? 1 : 0;
    const nodes = Array.from({ length: slice.to - slice.from }, (_, i) => ({
      column,
      unit: slice.from + i,
      x,
      y: top + (before + i) * ROW,
    }));
    const fold = (count: number, line: number): Fold | null =>
      count > 0 ? { count, y: top + line * ROW } : null;
    return { x, nodes, above: fold(slice.from, 0), below: fold(size - slice.to, lines - 1) };
  });
  const radius = gap > 0 ? Math.min(RADIUS.most, RADIUS.share * gap) : RADIUS.most;
  return { columns, radius: Math.max(RADIUS.least, radius), height, sides };
}

/** With the lines for what is folded away it takes as many rows as a column may have. */
function sliceOf(size: number, wanted: number): { from: number; to: number } {
  if (size <= MOST_UNITS) return { from: 0, to: size };
  const last = size - (MOST_UNITS - 1);
  // A single unit above would take the line that says so.
  const from = wanted <= 1 ? 0 : Math.min(wanted, last);
  const lines = (from > 0 ? 1 : 0) + (from < last ? 1 : 0);
  return { from, to: from + MOST_UNITS - lines };
}

/** The slice of a column that a click on one of its folds opens, or that holds a unit. */
export function nextSlice({ nodes }: NetworkColumn, to: 'above' | 'below' | number): number {
  const from = nodes[0].unit;
  if (to === 'below') return from + nodes.length;
  if (to === 'above') return from - (MOST_UNITS - 2);
  if (to < from) return to;
  const over = to - (from + nodes.length - 1);
  // The line for what is above takes the place of a unit.
  return over > 0 ? from + over + (from === 0 ? 1 : 0) : from;
}

/** One of the folds of a column. */
export interface FoldRef {
  column: number;
  to: 'above' | 'below';
}

/** The fold at this place; null: none. */
export function foldAt(layout: NetworkLayout, x: number, y: number): FoldRef | null {
  for (const [column, { x: middle, above, below }] of layout.columns.entries()) {
    if (Math.abs(middle - x) > FOLD_REACH) continue;
    for (const [to, fold] of [
      ['above', above],
      ['below', below],
    ] as const)
      if (fold && Math.abs(fold.y - y) <= ROW / 2) return { column, to };
  }
  return null;
}

/** The unit at this place, with a little patience; null: none. */
export function nodeAt(layout: NetworkLayout, x: number, y: number): NetworkNode | null {
  const reach = layout.radius + 4;
  const nodes = layout.columns.flatMap(column => column.nodes);
  return nodes.find(node => Math.hypot(node.x - x, node.y - y) <= reach) ?? null;
}

/**
 * The neighbour in the direction of an arrow key, which may be folded away; the unit itself where
 * there is none.
 */
export function neighbour(
  layout: NetworkLayout,
  { column, unit }: Pick<NetworkNode, 'column' | 'unit'>,
  right: number,
  down: number,
): { column: number; unit: number } {
  const target = layout.columns[column + right];
  if (!target) return { column, unit };
  const { nodes, below } = target;
  const [first, last] = [nodes[0].unit, nodes[nodes.length - 1].unit];
  if (right !== 0) {
    // On the same line, as near as there is a unit on it.
    const line = unit - layout.columns[column].nodes[0].unit;
    return { column: column + right, unit: Math.min(last, first + Math.max(0, line)) };
  }
  return { column, unit: Math.max(0, Math.min(last + (below?.count ?? 0), unit + down)) };
}

/** Where a unit stands; null: folded away. */
export function nodeOf(layout: NetworkLayout, column: number, unit: number): NetworkNode | null {
  return layout.columns[column]?.nodes.find(node => node.unit === unit) ?? null;
}
