/** A computational graph on paper: gates with values above and gradients below, slopes on the lines. */
import type { ExpressionGraph } from '../../src/protocol/expression';
import { cssColor, type Rgb } from '../drawing/colors';
import { shapeOf, type Measure, type NodeShape } from './graphBoxes';
import type { GraphLayout, PlacedLine, Point } from './graphLayout';
import type { GraphState } from './graphState';
import { symbolOf, valueWords } from './graphWords';
import { formatNumber } from '../words/numbers';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

export interface GraphPicture {
  graph: ExpressionGraph;
  layout: GraphLayout;
  state: GraphState;
  /** Index of the node that is pointed at. */
  marked: number | null;
}

/** As wide as they will be drawn. */
export function measureIn(theme: Theme, pen: { font: string } & MeasuringPen): Measure {
  const width = (font: string) => (text: string) => {
    pen.font = font;
    return pen.measureText(text).width;
  };
  return { digits: width(`bold ${digitFont(theme)}`), words: width(wordFont(theme)) };
}

interface MeasuringPen {
  measureText(text: string): { width: number };
}

export function drawGraph(pen: Pen, picture: GraphPicture, theme: Theme, measure: Measure): void {
  const { layout } = picture;
  for (const line of layout.lines)
    if (!isActive(picture, line)) drawLine(pen, picture, line, theme);
  for (const line of layout.lines) if (isActive(picture, line)) drawLine(pen, picture, line, theme);
  for (const line of layout.lines) drawSlope(pen, picture, line, theme);
  picture.graph.nodes.forEach((_, node) => drawNode(pen, picture, node, theme, measure));
}

function digitFont(theme: Theme): string {
  return `${theme.fontSize - 1}px ${theme.monoFont}`;
}

function wordFont(theme: Theme): string {
  return `${theme.fontSize}px ${theme.font}`;
}

/** The last step has gone along this line. */
function isActive({ state }: GraphPicture, { to, port }: PlacedLine): boolean {
  const { last, sent } = state;
  if (last?.node !== to) return false;
  return last.pass === 'forward' || sent.some(each => each.port === port);
}

function drawLine(pen: Pen, picture: GraphPicture, line: PlacedLine, theme: Theme): void {
  const { state } = picture;
  const active = isActive(picture, line);
  const known = state.values[line.from] !== null;
  pen.strokeStyle = cssColor(active ? theme.focus : theme.muted, known || active ? 1 : 0.5);
  pen.lineWidth = active ? 2.5 : 1;
  pen.setLineDash(known || active ? [] : [3, 3]);
  pen.beginPath();
  const [[start]] = line.pairs;
  pen.moveTo(start.x, start.y);
  let before: Point = start;
  for (const [from, to] of line.pairs) {
    const half = (from.x - before.x) / 2;
    if (half > 0) {
      pen.bezierCurveTo(before.x + half, before.y, from.x - half, from.y, from.x, from.y);
    }
    pen.lineTo(to.x, to.y);
    before = to;
  }
  pen.stroke();
  pen.setLineDash([]);
  if (!active) return;
  const forward = state.last?.pass === 'forward';
  drawArrow(pen, forward ? before : start, forward ? -1 : 1, theme);
}

/** A tip at `at`; `side` is where the line comes from: −1 from the left, 1 from the right. */
function drawArrow(pen: Pen, { x, y }: Point, side: number, theme: Theme): void {
  pen.fillStyle = cssColor(theme.focus);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + side * 9, y - 5);
  pen.lineTo(x + side * 9, y + 5);
  pen.closePath();
  pen.fill();
}

/** The slope of the gate by this input: known as soon as the gate has its value. */
function drawSlope(pen: Pen, picture: GraphPicture, line: PlacedLine, theme: Theme): void {
  const { graph, state } = picture;
  const slope = graph.nodes[line.to].local[line.port];
  if (slope === null || state.values[line.to] === null) return;
  const active = isActive(picture, line);
  pen.font = `${active ? 'bold ' : ''}${digitFont(theme)}`;
  pen.fillStyle = cssColor(active ? theme.foreground : theme.muted);
  pen.textAlign = 'right';
  pen.textBaseline = 'bottom';
  pen.fillText(formatNumber(slope), line.label.x, line.label.y - 2);
}

function drawNode(
  pen: Pen,
  picture: GraphPicture,
  node: number,
  theme: Theme,
  measure: Measure,
): void {
  const { graph, layout, state } = picture;
  const { operation, name } = graph.nodes[node];
  const { x, y } = layout.nodes[node];
  const shape = shapeOf(graph.nodes[node], measure);
  const { height } = shape;
  const value = state.values[node];
  const isNumber = operation === 'number';
  if (!isNumber) drawShape(pen, picture, node, shape, theme);
  pen.fillStyle = cssColor(value === null || isNumber ? theme.muted : theme.foreground);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = isNumber ? digitFont(theme) : wordFont(theme);
  pen.fillText(isNumber ? formatNumber(value ?? 0) : symbolOf(graph.nodes[node]), x, y);
  if (isNumber && name === null) return;
  const above = valueWords(graph.nodes[node], value);
  const isNew = state.last?.pass === 'forward' && state.last.node === node;
  drawNumber(pen, above, x, y - height / 2 - 11, isNew, theme.foreground, theme);
  const gradient = state.gradients[node];
  if (gradient === null) return;
  const arrived =
    state.sent.some(({ input }) => input === node) ||
    (state.last?.pass === 'seed' && state.last.node === node);
  const below = formatNumber(gradient);
  drawNumber(pen, below, x, y + height / 2 + 11, arrived, theme.gradient, theme);
}

function drawNumber(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  isNew: boolean,
  color: Rgb,
  theme: Theme,
): void {
  pen.font = `${isNew ? 'bold ' : ''}${digitFont(theme)}`;
  pen.fillStyle = cssColor(color);
  pen.fillText(text, x, y);
}

function drawShape(
  pen: Pen,
  { layout, state, marked }: GraphPicture,
  node: number,
  { round, width, height }: NodeShape,
  theme: Theme,
): void {
  const { x, y } = layout.nodes[node];
  const isLast = state.last?.node === node;
  const isKnown = state.values[node] !== null;
  const strong = marked === node ? theme.foreground : theme.muted;
  pen.strokeStyle = cssColor(isLast ? theme.focus : strong);
  pen.lineWidth = isLast ? 2.5 : marked === node ? 2 : 1;
  pen.setLineDash(isKnown ? [] : [3, 3]);
  pen.fillStyle = cssColor(theme.background);
  pen.beginPath();
  if (round) pen.arc(x, y, width / 2, 0, 2 * Math.PI);
  else pen.rect(x - width / 2, y - height / 2, width, height);
  pen.fill();
  pen.stroke();
  pen.setLineDash([]);
}
