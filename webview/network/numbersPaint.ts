/** A small network with its numbers on paper: values in the units, weights and gradients on the edges. */
import { cssColor, mix, rampIndex } from '../drawing/colors';
import { fitText, textWidth } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { cellColorsOf, type HeatScale } from '../heat/heatScale';
import { formatNumber, shortNumber } from '../words/numbers';
import { isEdge, type EdgeLabel, type NumbersItem, type NumbersLayout } from './numbersLayout';

/** What is written of a unit; null: not known, or it has none. */
export interface UnitText {
  name: string;
  value: number | null;
  scale: HeatScale;
  delta: number | null;
  bias: number | null;
  /** At its right, line by line. */
  beside: string[];
}

export interface EdgeNumbers {
  weight: number | null;
  gradient: number | null;
}

export interface NumbersPicture {
  layout: NumbersLayout;
  /** By column. */
  units: UnitText[][];
  edge: (edge: EdgeLabel) => EdgeNumbers;
  isLabelled: (edge: EdgeLabel) => boolean;
  /** The symbol of an edge that is chosen; null: it is not. */
  chosenName: (edge: EdgeLabel) => string | null;
  /** The largest |weight|: its edge is the widest. */
  largest: number;
  cursor: NumbersItem | null;
  isMarked: (column: number, unit: number) => boolean;
}

const WIDEST = 5;
/** Of a colour scale, as much as digits can be read on. */
const FILLED = 0.55;

export function drawNumbers(pen: Pen, picture: NumbersPicture, theme: Theme): void {
  for (const label of picture.layout.labels) drawEdge(pen, picture, label, theme);
  for (const label of picture.layout.labels)
    if (picture.isLabelled(label)) drawLabel(pen, picture, label, theme);
  picture.units.forEach((units, column) =>
    units.forEach((unit, index) => drawUnit(pen, picture, column, index, unit, theme)),
  );
}

function drawEdge(pen: Pen, picture: NumbersPicture, label: EdgeLabel, theme: Theme): void {
  const { layout, largest } = picture;
  const { weight } = picture.edge(label);
  const [from, to] = [layout.columns[label.layer], layout.columns[label.layer + 1]];
  const isChosen = picture.chosenName(label) !== null;
  const share = weight === null || !(largest > 0) ? 0 : Math.min(1, Math.abs(weight) / largest);
  const color = isChosen ? theme.foreground : mix(theme.background, theme.foreground, 0.4);
  pen.strokeStyle = cssColor(color);
  pen.lineWidth = 1 + share * (WIDEST - 1);
  pen.setLineDash(weight !== null && weight < 0 ? [6, 4] : []);
  pen.beginPath();
  pen.moveTo(from.x, from.ys[label.from]);
  pen.lineTo(to.x, to.ys[label.to]);
  pen.stroke();
  pen.setLineDash([]);
}

function drawLabel(pen: Pen, picture: NumbersPicture, label: EdgeLabel, theme: Theme): void {
  const { fontSize, digits, label: size } = picture.layout;
  const { weight, gradient } = picture.edge(label);
  if (weight === null) return;
  const name = picture.chosenName(label);
  const lines = [
    [`${name === null ? '' : `${name} `}${formatNumber(weight, digits)}`, theme.foreground],
    [gradient === null ? '' : `∂ ${formatNumber(gradient, digits)}`, theme.gradient],
  ] as const;
  const isPointed = samePlace(picture.cursor, label);
  const width = Math.max(...lines.map(([text]) => textWidth(text, fontSize) + 8));
  const [left, top] = [label.x - width / 2, label.y - size.height / 2];
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(left, top, width, size.height);
  if (isPointed) frame(pen, left, top, width, size.height, theme);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = `${name === null ? '' : 'bold '}${fontSize}px ${theme.monoFont}`;
  lines.forEach(([text, color], line) => {
    const y = gradient === null ? label.y : label.y + (line - 0.5) * fontSize * 1.2;
    pen.fillStyle = cssColor(color);
    if (text !== '') pen.fillText(text, label.x, y);
  });
}

function drawUnit(
  pen: Pen,
  picture: NumbersPicture,
  column: number,
  index: number,
  unit: UnitText,
  theme: Theme,
): void {
  const { layout, cursor } = picture;
  const { radius, fontSize, digits } = layout;
  const { x, ys } = layout.columns[column];
  const y = ys[index];
  const { fill, ink } = colorsOf(unit, theme);
  const isPointed = cursor && !isEdge(cursor) && cursor.column === column && cursor.unit === index;
  const isMarked = picture.isMarked(column, index) || isPointed;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = cssColor(isMarked ? theme.foreground : theme.muted);
  pen.lineWidth = isMarked ? 2 : 1;
  pen.stroke();
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  if (unit.value !== null) {
    pen.font = `${fontSize}px ${theme.monoFont}`;
    pen.fillStyle = ink;
    // Inputs are given, often with few digits.
    const write = column === 0 ? shortNumber : formatNumber;
    pen.fillText(write(unit.value, digits), x, y);
  }
  pen.fillStyle = cssColor(theme.foreground);
  pen.font = `bold ${theme.fontSize - 1}px ${theme.font}`;
  pen.fillText(fitText(unit.name, 2 * x, theme.fontSize - 1), x, y - radius - 9);
  below(pen, unit, x, y + radius, layout, theme);
  pen.textAlign = 'left';
  pen.font = `${fontSize}px ${theme.monoFont}`;
  pen.fillStyle = cssColor(theme.muted);
  unit.beside.forEach((line, at) => {
    const top = y + (at - (unit.beside.length - 1) / 2) * fontSize * 1.3;
    pen.fillText(fitText(line, layout.width - x - radius - 8, fontSize), x + radius + 7, top);
  });
}

/** δ and the bias of a unit, on the background: edges may run behind them. */
function below(
  pen: Pen,
  { delta, bias }: UnitText,
  x: number,
  bottom: number,
  { fontSize, digits }: NumbersLayout,
  theme: Theme,
): void {
  const lines = [
    ...(delta === null ? [] : [[`δ ${formatNumber(delta, digits)}`, theme.gradient] as const]),
    ...(bias === null ? [] : [[`b ${formatNumber(bias, digits)}`, theme.muted] as const]),
  ];
  pen.font = `${fontSize}px ${theme.monoFont}`;
  lines.forEach(([text, color], line) => {
    const y = bottom + 9 + line * fontSize * 1.25;
    const width = textWidth(text, fontSize) + 4;
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(x - width / 2, y - fontSize * 0.6, width, fontSize * 1.2);
    pen.fillStyle = cssColor(color);
    pen.fillText(text, x, y);
  });
}

function colorsOf({ value, scale }: UnitText, theme: Theme): { fill: string; ink: string } {
  if (value === null || !Number.isFinite(value))
    return { fill: cssColor(theme.background), ink: cssColor(theme.foreground) };
  const { fills, inks } = cellColorsOf(scale.ramp, theme);
  const share = scale.share(value);
  const middle = scale.low < 0 || scale.high <= 0 ? 0.5 : 0;
  const index = rampIndex(middle + (share - middle) * FILLED);
  return { fill: fills[index], ink: inks[index] };
}

function frame(pen: Pen, x: number, y: number, width: number, height: number, theme: Theme): void {
  pen.strokeStyle = cssColor(theme.foreground);
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
}

function samePlace(item: NumbersItem | null, { layer, from, to }: EdgeLabel): boolean {
  return (
    item !== null && isEdge(item) && item.layer === layer && item.from === from && item.to === to
  );
}
