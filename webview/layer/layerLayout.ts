/** Where the pictures and signs of a layer's equations stand on paper, broken into lines that fit. */
import { textWidth } from '../drawing/fitText';
import { isFactor, type EquationName, type Factor, type Piece } from './equations';

/** Rows and columns as they are drawn: of a transposed matrix those of the transposed one. */
export interface Shape {
  rows: number;
  cols: number;
}

/** An equation whose factors have their shapes. */
export interface Sized {
  name: EquationName;
  pieces: readonly { piece: Piece; shape: Shape | null }[];
}

export interface Tile {
  /** Which equation, and which of its factors. */
  equation: number;
  at: number;
  factor: Factor;
  shape: Shape;
  digits: boolean;
  /** The picture (px). */
  x: number;
  y: number;
  width: number;
  height: number;
  /** With its words below: what is pointed at. */
  box: { x: number; y: number; width: number; height: number };
}

export interface Sign {
  text: string;
  x: number;
  y: number;
}

export interface LayerLayout {
  width: number;
  height: number;
  tiles: Tile[];
  signs: Sign[];
  names: { name: EquationName; x: number; y: number }[];
}

/** The highest picture, and the symbol and the shape below it (px). */
const PICTURE = 48;
export const SYMBOL = 17;
export const SHAPE = 13;
/** The widest picture; narrower where an equation then takes fewer lines (px). */
const WIDEST = [80, 64, 48];
/** Where all pictures of a line are lower than that. */
const LEAST = 18;
const LINE_GAP = 6;
const GAP = 4;
/** Around a tile, inside what outlines it. */
const PAD = 3;
/** Names of the equations at the left, where there is room for them. */
const NAMES = { width: 66, from: 400 };
/** Rows and columns of a matrix that is small enough to show its digits. */
const MOST_DIGITS = 3;
const CELL = { narrow: 38, wide: 52, wideFrom: 640, height: 16 };

export function layerLayout(
  equations: readonly Sized[],
  width: number,
  fontSize: number,
): LayerLayout {
  const left = width >= NAMES.from ? NAMES.width : 0;
  const layout: LayerLayout = { width, height: 0, tiles: [], signs: [], names: [] };
  let y = 0;
  equations.forEach(({ name, pieces }, equation) => {
    const most = WIDEST.map(widest => linesOf(pieces, { width, left, fontSize, widest }));
    const fewest = Math.min(...most.map(({ length }) => length));
    const lines = most.find(({ length }) => length === fewest) ?? [];
    lines.forEach((line, index) => {
      const picture = Math.max(LEAST, ...line.map(({ height }) => height));
      const middle = y + PAD + picture / 2;
      const height = picture + SYMBOL + SHAPE + 2 * PAD;
      if (left > 0 && index === 0) layout.names.push({ name, x: 0, y: middle });
      let x = left;
      for (const part of line) {
        place(layout, part, { equation, x, y, height, middle });
        x += part.room + GAP;
      }
      y += height;
    });
    y += LINE_GAP;
  });
  layout.height = Math.max(1, y - LINE_GAP);
  return layout;
}

function place(
  { tiles, signs }: LayerLayout,
  { piece, at, shape, width, height, room, digits }: MeasuredPart,
  line: { equation: number; x: number; y: number; height: number; middle: number },
): void {
  const { equation, x, y, middle } = line;
  if (!isFactor(piece)) signs.push({ text: piece, x: x + room / 2, y: middle });
  else if (shape)
    tiles.push({
      ...{ equation, at, factor: piece, shape, digits, width, height },
      x: Math.round(x + (room - width) / 2),
      y: Math.round(middle - height / 2),
      box: { x, y, width: room, height: line.height },
    });
}

/** As many groups in each line as fit; one that is wider than the page has a line of its own. */
function linesOf(pieces: Sized['pieces'], paper: Paper): MeasuredPart[][] {
  const { width, left } = paper;
  const lines: MeasuredPart[][] = [];
  let end = Infinity;
  for (const group of groupsOf(pieces)) {
    const parts = group.map(each => ({ ...each, ...sizeOf(each, paper) }));
    const total = parts.reduce((sum, { room }) => sum + room + GAP, 0);
    if (end + total - GAP > width) {
      lines.push([]);
      end = left;
    }
    lines[lines.length - 1].push(...parts);
    end += total;
  }
  return lines;
}

interface Part {
  piece: Piece;
  shape: Shape | null;
  at: number;
}

/** A factor with the signs before it, and the bracket that closes after it, are not torn apart. */
function groupsOf(pieces: Sized['pieces']): Part[][] {
  const groups: Part[][] = [];
  let open: Part[] = [];
  pieces.forEach(({ piece, shape }, at) => {
    const part = { piece, shape, at };
    if (piece === ')' && open.length === 0) groups.at(-1)?.push(part);
    else open.push(part);
    if (!isFactor(piece)) return;
    groups.push(open);
    open = [];
  });
  if (open.length > 0) groups.push(open);
  return groups;
}

type MeasuredPart = Part & Measured;

interface Paper {
  width: number;
  /** Where the lines begin. */
  left: number;
  fontSize: number;
  /** No picture is wider (px). */
  widest: number;
}

interface Measured {
  width: number;
  height: number;
  /** With its words (px). */
  room: number;
  digits: boolean;
}

function sizeOf({ piece, shape }: Part, { width, fontSize, widest }: Paper): Measured {
  const none = { width: 0, height: 0, digits: false };
  if (!isFactor(piece)) return { ...none, room: textWidth(piece, fontSize) + 4 };
  if (!shape) return { ...none, room: 0 };
  const { rows, cols } = shape;
  const digits = rows <= MOST_DIGITS && cols <= MOST_DIGITS;
  const size = digits
    ? {
        width: cols * (width >= CELL.wideFrom ? CELL.wide : CELL.narrow),
        height: rows * CELL.height,
      }
    : pictureSize(shape, widest);
  const words = Math.max(
    textWidth(piece.symbol, fontSize - 1),
    textWidth(`${rows}×${cols}`, fontSize - 3),
  );
  return { ...size, digits, room: Math.max(size.width, Math.ceil(words)) + 2 * PAD };
}

/** About ten pixels for a row or a column, as long as they fit. */
function pictureSize({ rows, cols }: Shape, widest: number): { width: number; height: number } {
  return {
    width: Math.max(20, Math.min(widest, cols * 10)),
    height: Math.max(14, Math.min(PICTURE, rows * 10)),
  };
}

export function tileAt({ tiles }: LayerLayout, x: number, y: number): Tile | null {
  const inside = ({ box }: Tile): boolean =>
    x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
  return tiles.find(inside) ?? null;
}

/** The next factor of the same equation, or the nearest of the one above or below. */
export function nextTile(
  { tiles }: LayerLayout,
  from: Tile,
  [right, down]: readonly [number, number],
): Tile {
  if (right !== 0) {
    const next = tiles[tiles.indexOf(from) + right] as Tile | undefined;
    return next?.equation === from.equation ? next : from;
  }
  const middle = ({ box }: Tile): number => box.x + box.width / 2;
  const others = tiles.filter(({ equation }) => equation === from.equation + down);
  const near = (a: Tile, b: Tile): number =>
    Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from));
  return others.sort(near)[0] ?? from;
}
