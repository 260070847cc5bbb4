/** Where the units and connections of a network stand on paper. */

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

export interface NetworkColumn {
  x: number;
  nodes: NetworkNode[];
  /** Units that are folded away, and where that is written. */
  hidden: number;
  foldY: number;
}

export interface NetworkLayout {
  columns: NetworkColumn[];
  radius: number;
  height: number;
}

const ROW = 27;
const MARGIN = { top: 12, side: 40, bottom: 44 };

/** `sizes`: number of inputs, then of the units of each layer. */
export function networkLayout(sizes: readonly number[], width: number): NetworkLayout {
  const shown = sizes.map(size => (size <= MOST_UNITS ? size : MOST_UNITS - 1));
  const rows = Math.max(...sizes.map(size => Math.min(size, MOST_UNITS)));
  const height = MARGIN.top + Math.max(3, rows) * ROW + MARGIN.bottom;
  const middle = MARGIN.top + (Math.max(3, rows) * ROW) / 2;
  const gap = sizes.length > 1 ? (width - 2 * MARGIN.side) / (sizes.length - 1) : 0;
  const columns = sizes.map((size, column) => {
    const x = MARGIN.side + column * gap;
    const lines = Math.min(size, MOST_UNITS);
    const first = middle - ((lines - 1) * ROW) / 2;
    const nodes = Array.from({ length: shown[column] }, (_, unit) => ({
      column,
      unit,
      x,
      y: first + unit * ROW,
    }));
    return { x, nodes, hidden: size - shown[column], foldY: first + (lines - 1) * ROW };
  });
  return { columns, radius: 8.5, height };
}

/** The unit at this place, with a little patience; null: none. */
export function nodeAt(layout: NetworkLayout, x: number, y: number): NetworkNode | null {
  const reach = layout.radius + 4;
  const nodes = layout.columns.flatMap(column => column.nodes);
  return nodes.find(node => Math.hypot(node.x - x, node.y - y) <= reach) ?? null;
}

/** The neighbour in the direction of an arrow key; the node itself where there is none. */
export function neighbour(
  layout: NetworkLayout,
  node: NetworkNode,
  right: number,
  down: number,
): NetworkNode {
  const column = layout.columns[node.column + right];
  if (!column) return node;
  const unit = Math.max(0, Math.min(column.nodes.length - 1, node.unit + down));
  return column.nodes[unit];
}
