/** A figure for a report: a picture with its title, its legend and one line of facts, on white paper. */
import { cssColor, unpackColor, type Ramp } from '../drawing/colors';
import { textWidth } from '../drawing/fitText';
import { CENTIMETRE, paperTheme, type FigureWidth, type Paper } from '../drawing/paper';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import type { Drawing } from './drawing';

/** What a colour, a line or a number of a picture means. */
export interface LegendItem {
  text: string;
  /** Of the text; missing: black. */
  color?: string;
  /** Drawn in front of the text, from its first colour to its last. */
  ramp?: Ramp;
}

/** The words around the picture. */
export interface FigureWords {
  /** `Three Gaussians: loss and accuracy` */
  title: string;
  legend: readonly LegendItem[];
  facts: string;
}

/** Draws for a paper in place of the page. */
export type OnPaper = <Result>(paper: Paper, work: () => Result) => Result;

const TITLE_SIZE = 12;
const TEXT_SIZE = 10;
/** Height of a line, as a share of the size of its text. */
const LINE = 1.35;
/** Words are narrower than what is mostly digits. */
const NARROWER = 0.93;
const MARGIN = 6;
const GAP = 6;
const RAMP = { width: 44, height: 8, gap: 5 };
const BETWEEN_ITEMS = 14;
/** Attempts at laying a picture out until it fits. */
const MOST_TRIES = 4;

/**
 * @param ask for the words; on the paper, whose colours a legend has
 * @param width of the figure (cm)
 */
export function figureOf(
  onPaper: OnPaper,
  ask: () => FigureWords,
  drawing: Drawing,
  width: FigureWidth,
): Drawing {
  const outer = width * CENTIMETRE;
  const room = outer - 2 * MARGIN;
  const { paper, scale } = fitted(onPaper, drawing, room);
  const picture = onPaper(paper, () => drawing.size());
  const words = onPaper(paper, ask);
  const title = wrapped(words.title, room, TITLE_SIZE);
  const facts = wrapped(words.facts, room, TEXT_SIZE);
  const theme = paperTheme();
  const legend = legendLines(words.legend, room);
  const [titleLine, textLine] = [TITLE_SIZE * LINE, TEXT_SIZE * LINE];
  const top = MARGIN + title.length * titleLine + GAP;
  const legendTop = top + picture.height * scale + GAP;
  const factsTop = legendTop + legend.length * textLine + (legend.length > 0 ? GAP : 0);
  const height = factsTop + facts.length * textLine + MARGIN;
  return {
    size: () => ({ width: outer, height }),
    draw(pen) {
      pen.fillStyle = cssColor(theme.background);
      pen.fillRect(0, 0, outer, height);
      pen.save();
      pen.translate(MARGIN, top);
      pen.scale(scale, scale);
      onPaper(paper, () => drawing.draw(pen));
      pen.restore();
      // Pictures leave the pen as they last used it.
      pen.setLineDash([]);
      pen.textAlign = 'left';
      pen.textBaseline = 'middle';
      writeLines(pen, title, MARGIN, `bold ${TITLE_SIZE}px ${theme.font}`, titleLine, theme);
      legend.forEach((items, at) => drawLegend(pen, items, legendTop + at * textLine, theme));
      writeLines(pen, facts, factsTop, `${TEXT_SIZE}px ${theme.font}`, textLine, theme);
    },
  };
}

/**
 * The paper on which a picture is as wide as there is room: laid out narrower where it stands out, as
 * with a legend of its own, else drawn smaller, with larger text to make up for it.
 */
function fitted(onPaper: OnPaper, drawing: Drawing, room: number): { paper: Paper; scale: number } {
  const theme = paperTheme();
  const widthOn = (paper: Paper): number => onPaper(paper, () => drawing.size().width);
  let paper: Paper = { theme, width: room };
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const beyond = widthOn(paper) - room;
    if (beyond <= 0) return { paper, scale: 1 };
    paper = { theme, width: Math.max(1, Math.floor(paper.width - beyond)) };
  }
  const { width } = paper;
  let scale = 1;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const taken = widthOn(paper) * scale;
    if (taken <= room + 0.5) break;
    scale *= room / taken;
    paper = { theme: paperTheme(scale), width };
  }
  return { paper, scale };
}

/** Lines of text, broken between words. */
export function wrapped(text: string, room: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(each => each !== '')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && NARROWER * textWidth(longer, size) <= room)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function legendLines(items: readonly LegendItem[], room: number): LegendItem[][] {
  const lines: LegendItem[][] = [];
  let used = 0;
  for (const item of items.flatMap(each => broken(each, room))) {
    const width = itemWidth(item) + BETWEEN_ITEMS;
    if (lines.length === 0 || used + width - BETWEEN_ITEMS > room) {
      lines.push([]);
      used = 0;
    }
    lines[lines.length - 1].push(item);
    used += width;
  }
  return lines;
}

/** A sentence that is longer than a line takes several. */
function broken(item: LegendItem, room: number): LegendItem[] {
  if (itemWidth(item) <= room) return [item];
  return wrapped(item.text, room, TEXT_SIZE).map(text => ({ ...item, text }));
}

function itemWidth({ text, ramp }: LegendItem): number {
  return textWidth(text, TEXT_SIZE) + (ramp ? RAMP.width + RAMP.gap : 0);
}

function drawLegend(pen: Pen, items: readonly LegendItem[], top: number, theme: Theme): void {
  let x = MARGIN;
  const middle = top + (TEXT_SIZE * LINE) / 2;
  pen.font = `${TEXT_SIZE}px ${theme.font}`;
  for (const item of items) {
    const { text, color = cssColor(theme.foreground), ramp } = item;
    if (ramp) drawRamp(pen, ramp, x, middle - RAMP.height / 2, theme);
    pen.fillStyle = color;
    pen.fillText(text, x + (ramp ? RAMP.width + RAMP.gap : 0), middle);
    x += itemWidth(item) + BETWEEN_ITEMS;
  }
}

function drawRamp(pen: Pen, ramp: Ramp, x: number, y: number, theme: Theme): void {
  for (let at = 0; at < RAMP.width; at++) {
    const index = Math.round((at / (RAMP.width - 1)) * (ramp.length - 1));
    pen.fillStyle = cssColor(unpackColor(ramp[index]));
    pen.fillRect(x + at, y, 1, RAMP.height);
  }
  pen.strokeStyle = cssColor(theme.line);
  pen.lineWidth = 1;
  pen.strokeRect(x, y, RAMP.width, RAMP.height);
}

function writeLines(
  pen: Pen,
  lines: readonly string[],
  top: number,
  font: string,
  height: number,
  theme: Theme,
): void {
  pen.font = font;
  pen.fillStyle = cssColor(theme.foreground);
  lines.forEach((text, at) => pen.fillText(text, MARGIN, top + (at + 0.5) * height));
}
