/** The mistakes that were tried on one array, each with its distance on a logarithmic axis. */
import type { AutopsyReport } from '../../src/protocol/autopsy/arrays';
import { cssColor } from '../drawing/colors';
import { fitText, textWidth } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import type { TableData } from '../kit/tableView';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import { PictureBox, type BoxHost, type Scene, type Size } from '../picture/pictureBox';
import { autopsyStrings as words } from '../words/autopsyStrings';
import { exactNumber, formatNumber } from '../words/numbers';

type Tried = AutopsyReport['tried'][number];

/** Lines that are drawn: those farther away say nothing more. */
export const MOST_SHOWN = 8;
const LINE = 22;
const AXIS = 24;
const VALUE = 58;
const FILE_WIDTH = 700;
/** The left end of the axis: of float64 nothing is nearer. */
const LEAST = 1e-17;

/** What a mistake is called: `derivative of other (tanh)`. */
export function nameOf({ id, as, factor }: Tried): string {
  const word = words.mistake(id);
  const detail = as ?? factor;
  return detail === undefined ? word : `${word} (${detail})`;
}

export class TriedScene implements Scene<number> {
  readonly box: PictureBox<number>;

  constructor(
    private readonly page: BoxHost,
    private readonly report: () => AutopsyReport | null,
    private readonly width: () => number,
  ) {
    const look = { class: 'tried', name: words.tried, hint: words.triedHint };
    this.box = new PictureBox<number>(page, this, look);
  }

  get shown(): readonly Tried[] {
    return this.report()?.tried.slice(0, MOST_SHOWN) ?? [];
  }

  update(): void {
    this.box.label(words.triedCaption(this.report()?.first ?? ''));
    this.box.update();
  }

  size(): Size {
    return { width: Math.max(1, this.width()), height: this.shown.length * LINE + AXIS };
  }

  wholeSize(): Size {
    return { ...this.size(), width: FILE_WIDTH };
  }

  key(at: number | null): readonly unknown[] {
    return [this.report(), at];
  }

  draw(pen: Pen, at: number | null): void {
    drawTried(pen, this.shown, this.isFound(), this.size(), this.page.theme, at);
  }

  drawWhole(pen: Pen): void {
    drawTried(pen, this.shown, this.isFound(), this.wholeSize(), this.page.theme, null);
  }

  hit({ y }: Point): number | null {
    const line = Math.floor(y / LINE);
    return line >= 0 && line < this.shown.length ? line : null;
  }

  place(line: number): Place | null {
    return { x: this.width() / 2, y: (line + 0.5) * LINE };
  }

  say(line: number): Said | null {
    const tried = this.shown.at(line);
    if (!tried) return null;
    const value = exactNumber(tried.distance);
    return { title: nameOf(tried), rows: [{ label: words.triedDistance, value }] };
  }

  move(from: number | null, key: string): number | null {
    const [, down] = arrow(key) ?? [0, 0];
    if (down === 0 || this.shown.length === 0) return null;
    return from === null ? 0 : clamped(from + down, this.shown.length);
  }

  table(): TableData {
    const tried = this.report()?.tried ?? [];
    return {
      caption: words.triedCaption(this.report()?.first ?? ''),
      columns: [...words.triedColumns],
      rows: tried.length,
      thin: 'first',
      cell: (row, column) => (column === 0 ? nameOf(tried[row]) : tried[row].distance),
    };
  }

  /** Whether the first of them makes the student's numbers. */
  private isFound(): boolean {
    const [nearest] = this.shown;
    const findings = this.report()?.findings ?? [];
    return findings.some(({ id }) => nearest.id.split(' + ').includes(id));
  }
}

export function drawTried(
  pen: Pen,
  tried: readonly Tried[],
  isFound: boolean,
  { width, height }: Size,
  theme: Theme,
  at: number | null,
): void {
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(0, 0, width, height);
  if (tried.length === 0) return;
  const size = theme.fontSize - 1;
  const longest = Math.max(...tried.map(each => textWidth(nameOf(each), size)));
  const left = Math.min(longest + 12, Math.max(90, width * 0.42));
  const right = Math.max(left + 40, width - VALUE);
  const x = axisOf(tried, left, right);
  drawGrid(pen, x, height - AXIS, theme);
  tried.forEach((each, line) => {
    const isNamed = isFound && line === 0;
    const y = (line + 0.5) * LINE;
    if (line === at) {
      pen.strokeStyle = cssColor(theme.focus);
      pen.lineWidth = 1;
      pen.strokeRect(0.5, line * LINE + 0.5, width - 1, LINE - 1);
    }
    pen.font = `${isNamed ? 'bold ' : ''}${size}px ${theme.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.fillStyle = cssColor(isNamed ? theme.foreground : theme.muted);
    pen.fillText(fitText(nameOf(each), left - 8, size), 2, y);
    drawDistance(
      pen,
      x.of(each.distance),
      y,
      { isNamed, left, text: formatNumber(each.distance, 3) },
      theme,
    );
  });
}

interface Axis {
  of(distance: number): number;
  ticks: { x: number; text: string }[];
}

function axisOf(tried: readonly Tried[], left: number, right: number): Axis {
  const most = Math.max(1, ...tried.map(({ distance }) => distance).filter(Number.isFinite));
  const logs = tried.map(({ distance }) => Math.log10(Math.max(distance, LEAST)));
  const [low, high] = [Math.min(-1, Math.floor(Math.min(...logs))), Math.log10(most)];
  const of = (log: number) => left + ((log - low) / (high - low)) * (right - left);
  const every = Math.max(1, Math.ceil((-low * 46) / (right - left)));
  const ticks: Axis['ticks'] = [];
  for (let power = 0; power >= low; power -= every)
    ticks.push({ x: of(power), text: power === 0 ? '1' : `1e−${-power}` });
  return { of: distance => of(Math.log10(Math.max(distance, LEAST))), ticks };
}

function drawGrid(pen: Pen, { ticks }: Axis, bottom: number, theme: Theme): void {
  pen.lineWidth = 1;
  pen.strokeStyle = cssColor(theme.grid);
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  for (const { x, text } of ticks) {
    pen.beginPath();
    pen.moveTo(x, 0);
    pen.lineTo(x, bottom);
    pen.stroke();
    pen.fillText(text, x, bottom + 6);
  }
}

function drawDistance(
  pen: Pen,
  x: number,
  y: number,
  { isNamed, left, text }: { isNamed: boolean; left: number; text: string },
  theme: Theme,
): void {
  const color = cssColor(isNamed ? theme.error : theme.muted);
  pen.strokeStyle = color;
  pen.lineWidth = isNamed ? 2 : 1;
  pen.beginPath();
  pen.moveTo(left, y);
  pen.lineTo(x, y);
  pen.stroke();
  pen.fillStyle = color;
  pen.beginPath();
  pen.arc(x, y, isNamed ? 4.5 : 3.5, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = cssColor(isNamed ? theme.foreground : theme.muted);
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(text, x + 9, y);
}
