/** Where the units of a small network stand, and on which place of its edge each weight is written. */

export interface EdgeRef {
  /** 0-based; its weights lead from the column of this index to the next. */
  layer: number;
  from: number;
  to: number;
}

export interface EdgeLabel extends EdgeRef {
  x: number;
  y: number;
}

export interface NumbersColumn {
  x: number;
  ys: number[];
}

export interface NumbersLayout {
  width: number;
  height: number;
  radius: number;
  fontSize: number;
  /** Significant ones that there is room for. */
  digits: number;
  columns: NumbersColumn[];
  /** The places of the numbers of every edge. */
  labels: EdgeLabel[];
  label: { width: number; height: number };
  /** There is room for the numbers of an edge between two columns. */
  fits: boolean;
}

/** A page narrower than this has three digits and smaller units (px). */
const NARROW = 560;
/** Edges in a gap that are all labelled; the second where the page is at least so wide (px). */
const MOST_EDGES = { most: 9, wide: 16, from: 700 };
/** Around the page's own width (px). */
const PAGE_MARGIN = 32;
/** Above the units, for their names; below them, for δ and bias; at the right, for targets (px). */
const MARGIN = { top: 24, bottom: 38, left: 16, right: 76 };
/** Between the middles of two units, by how many there are in the highest column (px). */
const SPACING = [0, 0, 180, 124];
const LEAST_SPACING = 120;

/** Can the numbers of all edges be read at once? */
export function areFew(sizes: readonly number[], width: number): boolean {
  const { most, wide, from } = MOST_EDGES;
  const limit = width + PAGE_MARGIN >= from ? wide : most;
  return sizes.slice(1).every((size, layer) => size * sizes[layer] <= limit);
}

/**
 * @param sizes number of inputs, then of the units of each layer
 * @param smallest size of text, where there is little room (px)
 */
export function numbersLayout(
  sizes: readonly number[],
  width: number,
  smallest = 10.5,
): NumbersLayout {
  const isNarrow = width + PAGE_MARGIN < NARROW;
  const [radius, fontSize, digits] = isNarrow ? [21, smallest, 3] : [24, 11, 4];
  const highest = Math.max(...sizes);
  const spacing = SPACING[highest] ?? LEAST_SPACING;
  const inner = (highest - 1) * spacing;
  const first = MARGIN.left + radius;
  const across = width - first - radius - MARGIN.right;
  const columns = sizes.map((size, column) => {
    // A column of few units is drawn together: its edges then cross less.
    const share = size === 1 ? 0 : Math.min(1, 0.55 + size * 0.15) * (inner / (size - 1));
    const middle = MARGIN.top + radius + inner / 2;
    const ys = Array.from({ length: size }, (_, unit) => middle + (unit - (size - 1) / 2) * share);
    return { x: first + (across * column) / Math.max(1, sizes.length - 1), ys };
  });
  // Room for `∂ −0.04386`, where there are four digits.
  const label = { width: (digits + 6) * fontSize * 0.602, height: fontSize * 2.3 };
  const gap = across / Math.max(1, sizes.length - 1) - 2 * radius;
  return {
    ...{ width, radius, fontSize, digits, columns, label },
    height: Math.round(MARGIN.top + 2 * radius + inner + MARGIN.bottom),
    labels: labelPlaces(columns, radius, label),
    fits: gap >= label.width,
  };
}

/** Times that all numbers are placed. */
const PASSES = 4;

type Box = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Of the places between a fifth and four fifths of each edge the one where its numbers lie least over
 * units, other numbers and other edges, and nearest to the middle.
 */
function labelPlaces(
  columns: readonly NumbersColumn[],
  radius: number,
  { width, height }: NumbersLayout['label'],
): EdgeLabel[] {
  /** δ and bias of a unit. */
  const below = (x: number, y: number): Box => [x - width / 2, y, x + width / 2, y + 30];
  const taken: Box[] = columns.flatMap(({ x, ys }, column) =>
    ys.flatMap((y): Box[] => [
      [x - radius, y - radius - 16, x + radius, y + radius],
      ...(column > 0 ? [below(x, y + radius)] : []),
    ]),
  );
  const edges = columns.slice(1).flatMap((target, layer) => {
    const { x: x0, ys } = columns[layer];
    const own = ys.flatMap((y0, from) => target.ys.map((y1, to) => ({ from, to, y0, y1 })));
    // Flat ones first: they have the least choice.
    own.sort((a, b) => Math.abs(a.y1 - a.y0) - Math.abs(b.y1 - b.y0));
    return own.map(edge => ({ ...edge, layer, x0, x1: target.x }));
  });
  const places = new Map<(typeof edges)[number], { x: number; y: number; box: Box }>();
  const cost = (edge: (typeof edges)[number], share: number, box: Box): number => {
    let over = 0;
    for (const other of taken) over += overlap(box, other);
    for (const [other, place] of places) if (other !== edge) over += overlap(box, place.box);
    const crossed = edges.filter(
      other => other !== edge && other.layer === edge.layer && crosses(box, other),
    );
    return 4 * over + 300 * crossed.length + 60 * Math.abs(share - 0.5);
  };
  // What was placed first knew nothing of the others: it is placed again.
  for (let pass = 0; pass < PASSES; pass++)
    for (const edge of edges) {
      let least = Infinity;
      for (let step = 10; step <= 40; step++) {
        const share = step / 50;
        const x = edge.x0 + (edge.x1 - edge.x0) * share;
        const y = edge.y0 + (edge.y1 - edge.y0) * share;
        const box: Box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
        const own = cost(edge, share, box);
        if (own >= least) continue;
        least = own;
        places.set(edge, { x, y, box });
      }
    }
  return edges.map(edge => {
    const { x = edge.x0, y = edge.y0 } = places.get(edge) ?? {};
    return { layer: edge.layer, from: edge.from, to: edge.to, x, y };
  });
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const down = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, across) * Math.max(0, down);
}

/** Whether an edge runs through a box that lies between its columns. */
function crosses(
  box: Box,
  { x0, x1, y0, y1 }: { x0: number; x1: number; y0: number; y1: number },
): boolean {
  const at = (x: number): number => y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  const ends = [at(box[0]), at(box[2])];
  return Math.min(...ends) < box[3] && Math.max(...ends) > box[1];
}

/** A unit, counted as in the other picture of the network: column 0 are the inputs. */
export interface UnitPlace {
  column: number;
  unit: number;
}

export type NumbersItem = UnitPlace | EdgeRef;

export function isEdge(item: NumbersItem): item is EdgeRef {
  return 'from' in item;
}

/** What lies at this place: a unit, or the numbers of an edge that are written there. */
export function itemAt(
  { columns, labels, radius, label }: NumbersLayout,
  x: number,
  y: number,
  isLabelled: (edge: EdgeRef) => boolean,
): NumbersItem | null {
  for (const [column, { x: middle, ys }] of columns.entries()) {
    const unit = ys.findIndex(each => Math.hypot(each - y, middle - x) <= radius + 2);
    if (unit >= 0) return { column, unit };
  }
  const found = labels.find(
    each =>
      isLabelled(each) &&
      Math.abs(each.x - x) <= label.width / 2 &&
      Math.abs(each.y - y) <= label.height / 2,
  );
  return found ? { layer: found.layer, from: found.from, to: found.to } : null;
}

/**
 * Where an arrow key leads: from unit to unit, and with Shift, left or right, onto an edge of the unit;
 * from there to its ends, or up and down through the edges between the same columns.
 */
export function nextItem(
  { columns }: NumbersLayout,
  from: NumbersItem,
  [right, down]: readonly [number, number],
  far: boolean,
): NumbersItem {
  if (isEdge(from)) {
    if (right > 0) return { column: from.layer + 1, unit: from.to };
    if (right < 0) return { column: from.layer, unit: from.from };
    const across = columns[from.layer + 1].ys.length;
    const count = columns[from.layer].ys.length * across;
    const index = (from.from * across + from.to + down + count) % count;
    return { layer: from.layer, from: Math.floor(index / across), to: index % across };
  }
  const { column, unit } = from;
  const target = columns[column + right] as NumbersColumn | undefined;
  if (!target) return from;
  if (far && right > 0) return { layer: column, from: unit, to: 0 };
  if (far && right < 0) return { layer: column - 1, from: 0, to: unit };
  const last = target.ys.length - 1;
  return { column: column + right, unit: Math.max(0, Math.min(last, unit + down)) };
}
