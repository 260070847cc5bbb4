/** Where the gates of a computational graph, its lines and their labels stand on paper. */
import { arrangeItems, columnsOf, type Item } from './graphOrder';

export interface GraphBox {
  /** Indices of the nodes that it is computed from. */
  inputs: readonly number[];
  isNumber: boolean;
  /** The size of all that is drawn of it. */
  width: number;
  /** The size of its shape alone, which is a circle or a box. */
  shapeWidth: number;
  round: boolean;
  /** What it takes above and below its middle (px). */
  above: number;
  below: number;
  /** Width of the longest label on the lines into it; 0: none. */
  labelWidth: number;
}

export interface PlacedNode {
  /** The place of its middle. */
  x: number;
  y: number;
  column: number;
}

/** A line from a node to a port of a gate. */
export interface PlacedLine {
  from: number;
  to: number;
  port: number;
  /** Straight between the points of a pair, bent from one pair to the next. */
  pairs: [from: Point, to: Point][];
  /** Right end of the line's label. */
  label: Point;
}

export interface Point {
  x: number;
  y: number;
}

export interface GraphLayout {
  nodes: PlacedNode[];
  lines: PlacedLine[];
  width: number;
  height: number;
}

/** Distance between the ports of a gate: a label stands on each (px). */
export const PORT = 18;
const MARGIN = 10;
/** Where lines bend. */
const BEND = 30;
/** Between a label and the gate. */
const LABEL_GAP = 8;
/** What a line takes that passes a column. */
const PASSING = 9;

export function graphLayout(boxes: readonly GraphBox[]): GraphLayout {
  const columnOf = columnsOf(boxes);
  const columns: Item[][] = Array.from({ length: Math.max(-1, ...columnOf) + 1 }, () => []);
  const items = boxes.map(({ above, below }, node): Item => {
    const item = newItem(columnOf[node], node, false, above, below);
    columns[item.column].push(item);
    return item;
  });
  const routes = boxes.map((box, node) =>
    box.inputs.map((input, port) =>
      route(items[input], items[node], portOffset(port, box.inputs.length), columns),
    ),
  );
  arrangeItems(columns);
  const top = Math.min(...columns.flat().map(({ y, above }) => y - above));
  for (const item of columns.flat()) item.y += MARGIN - top;
  const places = placeColumns(columns, boxes);
  const bottom = Math.max(...columns.flat().map(({ y, below }) => y + below));
  const last = places.at(-1);
  return {
    nodes: items.map(({ column, y }) => ({ x: places[column].middle, y, column })),
    lines: routes.flatMap((ways, to) =>
      ways.map((way, port) => placeLine(way, port, boxes, places, to)),
    ),
    width: last ? last.right + MARGIN : 0,
    height: bottom + MARGIN,
  };
}

function newItem(
  column: number,
  node: number,
  passing: boolean,
  above: number,
  below: number,
): Item {
  return { column, node, passing, above, below, before: [], after: [], y: 0 };
}

/** The items that a line goes through; lines from one node pass a column together. */
function route(from: Item, to: Item, offset: number, columns: Item[][]): Item[] {
  const way = [from];
  for (let column = from.column + 1; column < to.column; column++) {
    const known = columns[column].find(({ passing, node }) => passing && node === from.node);
    const item = known ?? newItem(column, from.node, true, PASSING, PASSING);
    if (!known) {
      columns[column].push(item);
      join(way[way.length - 1], item, 0);
    }
    way.push(item);
  }
  join(way[way.length - 1], to, offset);
  return [...way, to];
}

function join(from: Item, to: Item, offset: number): void {
  const link = { from, to, offset };
  from.after.push(link);
  to.before.push(link);
}

interface ColumnPlace {
  left: number;
  middle: number;
  right: number;
  /** Where the labels of the lines into this column begin. */
  labels: number;
}

function placeColumns(columns: readonly Item[][], boxes: readonly GraphBox[]): ColumnPlace[] {
  let right = MARGIN - BEND;
  return columns.map(column => {
    const own = column.filter(({ passing }) => !passing).map(({ node }) => boxes[node]);
    const width = Math.max(0, ...own.map(box => box.width));
    const label = Math.max(0, ...own.map(box => box.labelWidth));
    const labels = right + BEND;
    const left = labels + (label > 0 ? label + LABEL_GAP : 0);
    right = left + width;
    return { left, middle: left + width / 2, right, labels };
  });
}

function placeLine(
  way: readonly Item[],
  port: number,
  boxes: readonly GraphBox[],
  places: readonly ColumnPlace[],
  to: number,
): PlacedLine {
  const target = way[way.length - 1];
  const offset = portOffset(port, boxes[to].inputs.length);
  const portY = target.y + offset;
  const pairs = way.map((item, at): [Point, Point] => {
    const place = places[item.column];
    const { y } = item;
    const half = boxes[item.node].shapeWidth / 2;
    if (at === 0)
      return [
        { x: place.middle + half, y },
        { x: place.right, y },
      ];
    if (at < way.length - 1)
      return [
        { x: place.labels, y },
        { x: place.right, y },
      ];
    return [
      { x: place.labels, y: portY },
      { x: place.middle - (boxes[to].round ? Math.sqrt(half ** 2 - offset ** 2) : half), y: portY },
    ];
  });
  const label = { x: places[target.column].left - LABEL_GAP / 2, y: portY };
  return { from: way[0].node, to, port, pairs, label };
}

/** How far below the middle of a gate with `count` inputs a port is. */
export function portOffset(port: number, count: number): number {
  return (port - (count - 1) / 2) * PORT;
}
