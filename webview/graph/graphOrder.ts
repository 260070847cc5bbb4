/**
 * Columns, order and heights of a layered graph (Sugiyama, Tagawa and Toda 1981): each node stands
 * right of its inputs; a line that passes a column gets a place of its own there.
 */

/** A node, or the place where the lines from a node pass a column. */
export interface Item {
  column: number;
  /** Index of the node; of passing lines, of the one that they come from. */
  node: number;
  passing: boolean;
  /** What it takes above and below its middle (px). */
  above: number;
  below: number;
  /** Links with the column before, in the order of the ports, and with the one after. */
  before: Link[];
  after: Link[];
  /** The height of its middle. */
  y: number;
}

export interface Link {
  from: Item;
  to: Item;
  /** How far below the middle of `to` it ends. */
  offset: number;
}

/** An odd number: the last one goes forward, so that what has one input stands straight behind it. */
const SWEEPS = 25;
/** More than the ports of any gate reach (px). */
const PLACE = 10_000;

/** Column of each node: inputs in the first, numbers beside the first gate that takes them. */
export function columnsOf(nodes: readonly { inputs: readonly number[]; isNumber: boolean }[]) {
  const columns: number[] = [];
  for (const { inputs } of nodes) {
    columns.push(Math.max(-1, ...inputs.map(input => columns[input])) + 1);
  }
  nodes.forEach(({ isNumber }, node) => {
    const users = columns.filter((_, user) => nodes[user].inputs.includes(node));
    if (isNumber && users.length > 0) columns[node] = Math.min(...users) - 1;
  });
  return columns;
}

/** Puts the items of every column into an order with few crossings, and gives each its height. */
export function arrangeItems(columns: Item[][]): void {
  let best = columns.map(column => [...column]);
  let fewest = crossings(best);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    sortByNeighbours(columns, sweep % 2 === 1);
    const count = crossings(columns);
    if (count >= fewest) continue;
    fewest = count;
    best = columns.map(column => [...column]);
  }
  best.forEach((column, index) => (columns[index] = column));
  for (const column of columns) settle(column, () => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forward = sweep % 2 === 0;
    for (const column of forward ? columns : columns.toReversed()) {
      settle(column, item => wanted(item, forward));
    }
  }
}

/** By the mean place of what they are joined to in the column before (or after). */
function sortByNeighbours(columns: Item[][], forward: boolean): void {
  const places = new Map<Item, number>();
  for (const column of forward ? columns : columns.toReversed()) {
    const wishes = new Map(
      column.map((item, place) => {
        const joined = forward
          ? item.before.map(({ from }) => places.get(from) ?? place)
          : // Ports in their order, within the place of their gate.
            item.after.map(({ to, offset }) => (places.get(to) ?? place) + offset / PLACE);
        return [item, meanOf(joined, place)];
      }),
    );
    column.sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0));
    column.forEach((item, place) => places.set(item, place));
  }
}

/** Pairs of lines between two columns that are the other way round at their other ends. */
function crossings(columns: readonly Item[][]): number {
  let count = 0;
  for (const [index, column] of columns.slice(1).entries()) {
    const place = new Map(columns[index].map((item, at) => [item, at]));
    const starts = column.flatMap(item => item.before.map(({ from }) => place.get(from) ?? 0));
    starts.forEach((start, at) => {
      for (let other = at + 1; other < starts.length; other++) if (start > starts[other]) count++;
    });
  }
  return count;
}

/** Where an item would have its lines straight: those before it, or those after it. */
function wanted({ before, after, y }: Item, forward: boolean): number {
  const ends = forward
    ? before.map(({ from, offset }) => from.y - offset)
    : after.map(({ to, offset }) => to.y + offset);
  return meanOf(ends, y);
}

function meanOf(values: readonly number[], otherwise: number): number {
  if (values.length === 0) return otherwise;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Moves the items of a column as near to where they want to be as their heights allow: the least
 * sum of squares that keeps their order and lets none overlap (pool adjacent violators).
 */
function settle(column: readonly Item[], wants: (item: Item) => number): void {
  let offset = 0;
  const blocks: { sum: number; items: { item: Item; offset: number }[] }[] = [];
  for (const [index, item] of column.entries()) {
    if (index > 0) offset += column[index - 1].below + item.above;
    let block = { sum: wants(item) - offset, items: [{ item, offset }] };
    for (let last = blocks.at(-1); last && mean(last) > mean(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, items: [...last.items, ...block.items] };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    for (const placed of block.items) placed.item.y = mean(block) + placed.offset;
  }
}

function mean({ sum, items }: { sum: number; items: unknown[] }): number {
  return sum / items.length;
}
