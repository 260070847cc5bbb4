/** Lines over the course of a run, one panel below the other; shaded where something holds. */
import type { Chart } from '../../../src/protocol/findings';
import { axisShare, drawLine } from '../../chart/curvePicture';
import { drawCurve } from '../../chart/curveStroke';
import type { Limits } from '../../chart/curveSeries';
import { cssColor } from '../../drawing/colors';
import { linearTicks, logTicks } from '../../drawing/scale';
import type { Pen } from '../../drawing/pen';
import type { Theme } from '../../drawing/theme';
import { exactNumber, shortNumber } from '../../words/numbers';
import type { EvidenceKind } from './kind';

const LEFT = 56;
const RIGHT = 104;
const TOP = 8;
const PANEL = 86;
const GAP = 12;
const BOTTOM = 24;
/** Least distance of two labels at the right (px). */
const LABEL = 15;

type Panel = Chart['panels'][number];

export const chartEvidence: EvidenceKind<Chart> = {
  next: 'ArrowRight',
  height: ({ panels }) => TOP + panels.length * PANEL + (panels.length - 1) * GAP + BOTTOM,
  items: chart => xsOf(chart).length,
  draw(pen, chart, width, at, theme) {
    const limits = spanOf(chart);
    const right = width - RIGHT;
    const x = (value: number): number => LEFT + axisShare(value, limits, false) * (right - LEFT);
    chart.panels.forEach((panel, i) => {
      const top = TOP + i * (PANEL + GAP);
      drawShades(pen, chart, { top, x, right }, theme);
      drawPanel(pen, panel, { top, x, right }, theme);
    });
    drawAxis(pen, chart, this.height(chart), { x, right }, theme);
    if (at === null) return;
    pen.strokeStyle = cssColor(theme.foreground);
    pen.lineWidth = 1;
    const place = x(xsOf(chart)[at]);
    drawLine(pen, place, TOP, place, this.height(chart) - BOTTOM);
  },
  hit(chart, width, point) {
    const xs = xsOf(chart);
    const { min, max } = spanOf(chart);
    const share = (point.x - LEFT) / (width - RIGHT - LEFT);
    if (share < -0.02 || share > 1.02) return null;
    const value = min + share * (max - min);
    let nearest = 0;
    xs.forEach((x, i) => {
      if (Math.abs(x - value) < Math.abs(xs[nearest] - value)) nearest = i;
    });
    return nearest;
  },
  place(chart, width, item) {
    const share = axisShare(xsOf(chart)[item], spanOf(chart), false);
    return { x: LEFT + share * (width - RIGHT - LEFT), y: TOP };
  },
  say(chart, item) {
    const at = xsOf(chart)[item];
    const lines = chart.panels.flatMap(({ lines: all, limit }) => [
      ...all.map(line => ({ label: line.name, value: exactNumber(valueAt(line, at)) })),
      ...(limit ? [{ label: limit.name, value: exactNumber(limit.value) }] : []),
    ]);
    return { title: `${chart.axis} ${shortNumber(at)}`, rows: lines };
  },
  table(chart) {
    const xs = xsOf(chart);
    const lines = chart.panels.flatMap(panel => panel.lines);
    return {
      caption: chart.caption,
      columns: [chart.axis, ...lines.map(({ name }) => name)],
      rows: xs.length,
      thin: 'evenly',
      cell: (row, column) => (column === 0 ? xs[row] : valueAt(lines[column - 1], xs[row])),
    };
  },
};

/** Those of the line with the most places: the others stand at some of them. */
function xsOf({ panels }: Chart): readonly number[] {
  const all = panels.flatMap(({ lines }) => lines.map(({ x }) => x));
  return all.reduce((most, x) => (x.length > most.length ? x : most), all[0] ?? []);
}

function valueAt({ x, y }: Panel['lines'][number], at: number): number {
  return y[x.indexOf(at)] ?? NaN;
}

function spanOf(chart: Chart): Limits {
  const xs = xsOf(chart);
  const [min, max] = [xs[0] ?? 0, xs[xs.length - 1] ?? 1];
  return { min, max: max > min ? max : min + 1 };
}

interface Frame {
  top: number;
  right: number;
  x: (value: number) => number;
}

function drawShades(pen: Pen, { shaded }: Chart, { top, x, right }: Frame, theme: Theme): void {
  pen.fillStyle = cssColor(theme.parts.validation, theme.highContrast ? 0.4 : 0.18);
  for (const [from, to] of shaded) {
    const left = Math.max(LEFT, x(from));
    pen.fillRect(left, top, Math.max(0.5, Math.min(right, x(to)) - left), PANEL);
  }
}

function drawPanel(pen: Pen, panel: Panel, { top, x, right }: Frame, theme: Theme): void {
  const limits = limitsOf(panel);
  const y = (value: number): number => top + (1 - axisShare(value, limits, panel.log)) * PANEL;
  const ticks = panel.log
    ? logTicks(limits.min, limits.max, 3)
    : linearTicks(limits.min, limits.max, 3);
  pen.lineWidth = 1;
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (const value of ticks.values) {
    pen.strokeStyle = cssColor(theme.grid);
    drawLine(pen, LEFT, y(value), right, y(value));
    pen.fillStyle = cssColor(theme.muted);
    pen.fillText(ticks.label(value), LEFT - 6, y(value));
  }
  const labels: { text: string; at: number; color: string }[] = [];
  panel.lines.forEach((line, i) => {
    const color = cssColor(i === 0 ? theme.parts.train : theme.foreground);
    pen.strokeStyle = color;
    pen.lineWidth = theme.highContrast ? 2 : 1.25;
    pen.setLineDash(i === 0 ? [] : [6, 3]);
    const points = line.x.map((at, k) => ({ x: at, y: line.y[k] }));
    drawCurve(pen, points, x, value => (panel.log && value <= 0 ? NaN : y(value)));
    const last = line.y.findLast(value => Number.isFinite(value) && (!panel.log || value > 0));
    if (last !== undefined) labels.push({ text: line.name, at: y(last), color });
  });
  if (panel.limit) {
    const { name, value } = panel.limit;
    pen.strokeStyle = cssColor(theme.parts.validation);
    pen.lineWidth = 1.5;
    pen.setLineDash([5, 4]);
    drawLine(pen, LEFT, y(value), right, y(value));
    pen.setLineDash([]);
    labels.push({
      text: `${name} = ${shortNumber(value, 3)}`,
      at: y(value),
      color: cssColor(theme.foreground),
    });
  }
  drawLabels(pen, labels, { top, right }, theme);
}

/** At the ends of their lines, moved apart where those are close. */
function drawLabels(
  pen: Pen,
  labels: { text: string; at: number; color: string }[],
  { top, right }: Pick<Frame, 'top' | 'right'>,
  theme: Theme,
): void {
  labels.sort((a, b) => a.at - b.at);
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const least = (i: number): number => top + PANEL - (labels.length - 1 - i) * LABEL;
  let above = -Infinity;
  labels.forEach(({ text, at, color }, i) => {
    const place = Math.min(Math.max(at, above + LABEL, top + 4), least(i));
    above = place;
    pen.fillStyle = color;
    pen.fillText(text, right + 6, place);
  });
}

function drawAxis(
  pen: Pen,
  chart: Chart,
  height: number,
  { x, right }: Pick<Frame, 'x' | 'right'>,
  theme: Theme,
): void {
  const { min, max } = spanOf(chart);
  const bottom = height - BOTTOM;
  const ticks = linearTicks(min, max, Math.max(2, Math.floor((right - LEFT) / 80)));
  pen.strokeStyle = cssColor(theme.line);
  pen.lineWidth = 1;
  drawLine(pen, LEFT, bottom + 0.5, right, bottom + 0.5);
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  for (const value of ticks.values) pen.fillText(ticks.label(value), x(value), bottom + 6);
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.textAlign = 'left';
  pen.fillText(chart.axis, right + 26, bottom + 6);
}

/** A little wider than the values and the limit. */
function limitsOf({ lines, limit, log }: Panel): Limits {
  const values = [...lines.flatMap(({ y }) => y), ...(limit ? [limit.value] : [])].filter(
    value => Number.isFinite(value) && (!log || value > 0),
  );
  const min = values.reduce((a, b) => Math.min(a, b), Infinity);
  const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(min <= max)) return { min: log ? 0.1 : 0, max: 1 };
  if (log) return { min: min / 1.3, max: max * 1.3 };
  const room = 0.06 * (max - min) || Math.abs(max) || 1;
  return { min: min >= 0 ? Math.max(0, min - room) : min - room, max: max + room };
}
