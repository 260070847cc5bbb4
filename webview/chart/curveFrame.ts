/** What the curves show of the epoch log for a given width: the same data for screen and file. */
import { curveStrips, epochLimits, valueLimits, type Limits, type Series } from './curveSeries';
import { decimate, firstAbove, type ChartPoint, type Column } from '../drawing/decimate';
import type { PrintedLine } from './myLogLine';
import type { ShownLog } from '../run/myLog';
import type { PageModel } from '../run/model';
import { formatInteger } from '../words/numbers';
import type { PastRuns } from '../run/pastRuns';
import { linearTicks, logTicks, stepUp, type Ticks } from '../drawing/scale';

export interface DrawnSeries extends Series {
  name: string;
  points: ChartPoint[];
}

/** The same metric of an earlier run. */
export interface Ghost {
  /** Number of the run. */
  run: number;
  points: ChartPoint[];
}

/** A mean over several runs, with what lies one standard deviation below and above it. */
export interface Band {
  /** Which of them it is: its colour and its dashes. */
  number: number;
  label: string;
  mean: ChartPoint[];
  /** Empty where there is but one run. */
  low: ChartPoint[];
  high: ChartPoint[];
}

export interface DrawnStrip {
  metric: string;
  logarithmic: boolean;
  limits: Limits;
  ticks: Ticks;
  series: DrawnSeries[];
  ghosts: Ghost[];
  /** What a student's program has printed of it. */
  printed: PrintedLine[];
  bands: Band[];
  /** What a constant answer reaches; null: not known, or far beyond what is drawn. */
  guess: number | null;
}

export interface CurveFrame {
  epochs: Limits;
  ticks: Ticks;
  strips: DrawnStrip[];
}

/** A constant guess that lies further above the curves than this would only flatten them. */
const FARTHEST = 3;

/** Keeps its arrays from frame to frame. */
export class CurveFrames {
  /** Only this range of epochs; null: all. */
  zoom: Limits | null = null;
  private strips: DrawnStrip[] = [];
  private columns = '';

  /** Others that show the same epochs. */
  alike(): CurveFrames {
    const others = new CurveFrames();
    others.columns = this.columns;
    others.strips = emptyStrips(this.columns.split('\n'));
    others.zoom = this.zoom;
    return others;
  }

  build(model: PageModel, logLoss: boolean, pixels: number): CurveFrame {
    const { history, description, pastRuns, myLog } = model;
    const names = description?.columns ?? [];
    if (names.join('\n') !== this.columns) this.restart(names);
    const finished = model.frame?.timeline.ended ?? false;
    const logs = pastRuns.shown.map(({ log }) => log);
    const last = Math.max(myLog?.last ?? 0, ...[history, ...logs].map(log => log.last));
    const epochs = this.zoom ?? epochLimits(last, description?.epochs ?? 1, finished);
    const rows = visibleRows(history.numbers, epochs);
    for (const strip of this.strips) {
      const columns = strip.series.map(series => history.columns[series.column]);
      const ghosts = ghostColumns(pastRuns, strip);
      strip.logarithmic = logLoss && !strip.metric.includes('accuracy');
      const drawn = [
        ...columns.map(column => ({ column, ...rows })),
        ...ghosts.map(({ column, log }) => ({ column, ...visibleRows(log.numbers, epochs) })),
        ...printedColumns(myLog, strip).map(({ column, log }) => ({
          column,
          ...visibleRows(log.numbers, epochs),
        })),
      ];
      const guess = description?.guesses[strip.metric] ?? null;
      strip.limits = valueLimits(strip.metric, drawn, strip.logarithmic);
      strip.guess = guess !== null && guess <= FARTHEST * strip.limits.max ? guess : null;
      if (strip.guess !== null && strip.guess > strip.limits.max)
        strip.limits = { ...strip.limits, max: stepUp(strip.guess) };
      const { min, max } = strip.limits;
      strip.ticks = strip.logarithmic ? logTicks(min, max, 5) : linearTicks(min, max, 4);
      strip.series.forEach((series, index) => {
        const range = { ...rows, x0: epochs.min, x1: epochs.max };
        if (series.part === 'test') lastPoint(history.numbers, columns[index], series.points);
        else decimate(history.numbers, columns[index], range, pixels, series.points);
      });
    }
    this.drawGhosts(pastRuns, epochs, pixels);
    this.drawPrinted(myLog, epochs, pixels);
    const ticks = linearTicks(epochs.min, epochs.max, Math.max(2, Math.floor(pixels / 80)));
    const whole = ticks.values.filter(Number.isInteger);
    return { epochs, ticks: { values: whole, label: formatInteger }, strips: this.strips };
  }

  private drawGhosts(pastRuns: PastRuns, epochs: Limits, pixels: number): void {
    for (const strip of this.strips) {
      strip.ghosts = ghostColumns(pastRuns, strip).map(({ run, log, column }, at) => {
        const range = { ...visibleRows(log.numbers, epochs), x0: epochs.min, x1: epochs.max };
        const points = strip.ghosts[at]?.points ?? [];
        return { run, points: decimate(log.numbers, column, range, pixels, points) };
      });
    }
  }

  private drawPrinted(myLog: ShownLog | null, epochs: Limits, pixels: number): void {
    for (const strip of this.strips) {
      strip.printed = printedColumns(myLog, strip).map(({ part, log, column }, at) => {
        const range = { ...visibleRows(log.numbers, epochs), x0: epochs.min, x1: epochs.max };
        const points = strip.printed[at]?.points ?? [];
        return { part, points: decimate(log.numbers, column, range, pixels, points) };
      });
    }
  }

  private restart(names: string[]): void {
    // A page that was loaded again has its zoom before it knows a run.
    if (this.columns !== '') this.zoom = null;
    this.columns = names.join('\n');
    this.strips = emptyStrips(names);
  }
}

function emptyStrips(names: readonly string[]): DrawnStrip[] {
  return curveStrips(names).map(strip => ({
    metric: strip.metric,
    logarithmic: false,
    limits: { min: 0, max: 1 },
    ticks: linearTicks(0, 1, 4),
    series: strip.series.map(series => ({ ...series, name: names[series.column], points: [] })),
    ghosts: [],
    printed: [],
    bands: [],
    guess: null,
  }));
}

/** What earlier runs have measured of the strip's first series. */
function ghostColumns(pastRuns: PastRuns, { series }: DrawnStrip) {
  return pastRuns.shown.flatMap(({ number: run, columns, log }) => {
    const at = columns.indexOf(series[0].name);
    return at < 0 || log.rows === 0 ? [] : [{ run, log, column: log.columns[at] }];
  });
}

function printedColumns(myLog: ShownLog | null, { series }: DrawnStrip) {
  return series.flatMap(({ name, part }) => {
    const log = myLog?.columns.get(name);
    return log ? [{ part, log, column: log.columns[0] }] : [];
  });
}

/** Rows inside the limits and one beyond at each side, so that the line runs out of the picture. */
function visibleRows(epochs: Column, limits: Limits): { from: number; to: number } {
  const from = firstAbove(epochs, limits.min, 0, epochs.length);
  const to = firstAbove(epochs, limits.max, from, epochs.length);
  return { from: Math.max(0, from - 1), to: Math.min(epochs.length, to + 1) };
}

/** A test is one measurement at the end, not a curve. */
function lastPoint(epochs: Column, values: Column, points: ChartPoint[]): void {
  points.length = 0;
  for (let row = values.length - 1; row >= 0; row--) {
    if (!Number.isFinite(values.at(row))) continue;
    points.push({ x: epochs.at(row), y: values.at(row) });
    return;
  }
}
