/** The network on paper: units as circles, connections as lines by size and sign. */
import { cssColor, rampIndex, unpackColor, type Rgb } from '../drawing/colors';
import { fitText, textWidth } from '../drawing/fitText';
import { labelStep } from '../heat/heatGeometry';
import type { HeatScale } from '../heat/heatScale';
import { NAME_GAP, type NetworkLayout, type NetworkNode } from './networkLayout';
import { formatInteger, shortNumber } from '../words/numbers';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

export interface NetworkPicture {
  layout: NetworkLayout;
  /** Per layer, [inputs, units]; null while unknown. */
  edges: ({ cols: number; data: ArrayLike<number> } | null)[];
  /** Per layer, symmetric around 0. */
  edgeScales: HeatScale[];
  /** Per layer, what fills each unit; null while unknown. */
  fills: (ArrayLike<number> | null)[];
  fillScales: HeatScale[];
  /** In the place of a unit's circle; null: the circle. */
  image: (node: NetworkNode) => HTMLCanvasElement | null;
  /** Written beside the inputs and the units of the last layer. */
  inputNames: (unit: number) => string;
  outputNames: (unit: number) => string;
  /** Written below each column, in lines. */
  columnNames: string[][];
  marked: NetworkNode | null;
  /** Layer that is being computed, while the pass is followed layer by layer. */
  activeLayer: number | null;
}

/** From the middle of a map to its edge, as a multiple of a circle's radius: rows are just far enough apart. */
const MAP_REACH = 1.35;
const WIDEST = 4;
/** From the foot of the picture to the limits of the lines, and left free beside them (px). */
const LIMITS_UP = 38;
const LIMIT_MARGIN = 6;
/** Connections weaker than this share of the strongest of their layer are not drawn at all. */
const FAINTEST = 0.01;

export function drawNetwork(pen: Pen, picture: NetworkPicture, theme: Theme): void {
  drawEdges(pen, picture, theme);
  for (const column of picture.layout.columns) {
    for (const node of column.nodes) drawNode(pen, picture, node, theme);
  }
  drawWords(pen, picture, theme);
}

function drawEdges(pen: Pen, picture: NetworkPicture, theme: Theme): void {
  const { layout, edges, edgeScales, marked, activeLayer } = picture;
  edges.forEach((matrix, layer) => {
    const scale = edgeScales[layer];
    const limit = scale.high;
    if (!matrix || !(limit > 0)) return;
    for (const from of layout.columns[layer].nodes) {
      for (const to of layout.columns[layer + 1].nodes) {
        const value = matrix.data[from.unit * matrix.cols + to.unit];
        const share = Math.min(1, Math.abs(value) / limit);
        if (!(share >= FAINTEST)) continue;
        const color = edgeColor(scale, value, share);
        const others = marked !== null && marked !== from && marked !== to;
        const quiet = others || (activeLayer !== null && activeLayer !== layer);
        pen.strokeStyle = cssColor(color, quiet ? 0.15 : 1);
        pen.lineWidth = 0.5 + share * (WIDEST - 0.5);
        // A sign can be told without its colour.
        pen.setLineDash(theme.highContrast && value < 0 ? [5, 3] : []);
        pen.beginPath();
        pen.moveTo(from.x, from.y);
        pen.lineTo(to.x, to.y);
        pen.stroke();
      }
    }
  });
  pen.setLineDash([]);
}

/** Weak connections are thin, but still told from the background. */
function edgeColor(scale: HeatScale, value: number, share: number): Rgb {
  const seen = Math.sign(value) * scale.high * (0.3 + 0.7 * share);
  return unpackColor(scale.ramp[rampIndex(scale.share(seen))]);
}

function drawNode(pen: Pen, picture: NetworkPicture, node: NetworkNode, theme: Theme): void {
  const image = picture.image(node);
  pen.beginPath();
  if (image) {
    const reach = MAP_REACH * picture.layout.radius;
    const side = 2 * reach;
    const [left, top] = [node.x - reach, node.y - reach];
    pen.image(image, left, top, side, side, true);
    pen.rect(left, top, side, side);
    return outline(pen, picture, node, theme);
  }
  pen.arc(node.x, node.y, picture.layout.radius, 0, 2 * Math.PI);
  pen.fillStyle = cssColor(fillOf(picture, node) ?? theme.background);
  pen.fill();
  outline(pen, picture, node, theme);
}

function outline(pen: Pen, picture: NetworkPicture, node: NetworkNode, theme: Theme): void {
  const marked = picture.marked === node || picture.activeLayer === node.column - 1;
  pen.strokeStyle = cssColor(marked ? theme.foreground : theme.muted);
  pen.lineWidth = marked ? 2 : 1;
  pen.stroke();
}

function fillOf({ fills, fillScales }: NetworkPicture, node: NetworkNode): Rgb | null {
  const value = fills[node.column - 1]?.[node.unit];
  if (value === undefined || !Number.isFinite(value)) return null;
  const scale = fillScales[node.column - 1];
  return unpackColor(scale.ramp[rampIndex(scale.share(value))]);
}

function drawWords(pen: Pen, picture: NetworkPicture, theme: Theme): void {
  const { columns, radius, height, sides } = picture.layout;
  pen.fillStyle = cssColor(theme.muted);
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.textBaseline = 'middle';
  const last = columns.length - 1;
  // Where there is no room for all names, some columns go without.
  const size = theme.fontSize - 2;
  const longest = Math.max(...picture.columnNames.flat().map(line => textWidth(line, size)));
  const gap = last > 0 ? columns[1].x - columns[0].x : Infinity;
  const step = labelStep(longest + 6, gap);
  columns.forEach((column, place) => {
    const side = place === 0 ? -1 : 1;
    pen.textAlign = place === 0 ? 'right' : 'left';
    if (place === 0 || place === last) {
      const name = place === 0 ? picture.inputNames : picture.outputNames;
      const most = (place === 0 ? sides.left : sides.right) - radius - NAME_GAP;
      for (const { x, y, unit } of column.nodes) {
        const words = fitText(name(unit), most, size);
        pen.fillText(words, x + side * (radius + NAME_GAP), y);
      }
    }
    pen.textAlign = 'center';
    if (place % step === 0) {
      picture.columnNames[place].forEach((line, index) =>
        pen.fillText(line, column.x, height - 23 + index * 15),
      );
    }
    const { above, below } = column;
    if (above) pen.fillText(strings.before(formatInteger(above.count)), column.x, above.y);
    if (below) pen.fillText(strings.more(formatInteger(below.count)), column.x, below.y);
  });
  drawLimits(pen, picture, gap, size);
}

/** What the widest line of each gap stands for, below it; nothing where a gap is too narrow for its number. */
function drawLimits(pen: Pen, picture: NetworkPicture, gap: number, size: number): void {
  const { columns, height } = picture.layout;
  pen.textAlign = 'center';
  picture.edgeScales.forEach(({ high }, layer) => {
    const words = strings.edgeLimits(shortNumber(high, 3));
    if (!(high > 0) || textWidth(words, size) > gap - LIMIT_MARGIN) return;
    const middle = (columns[layer].x + columns[layer + 1].x) / 2;
    pen.fillText(words, middle, height - LIMITS_UP);
  });
}
