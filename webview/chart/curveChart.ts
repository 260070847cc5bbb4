/** The curves as a Chart.js chart: one strip per metric above one shared axis of epochs. */
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
  type Scale,
} from 'chart.js';
import { curveDatasets, drawnSeries, pointRadius } from './curveDatasets';
import { pixelRatio } from '../kit/dom';
import { cssColor } from '../drawing/colors';
import { drawEndLabels, HALF_LABEL, labelRoom } from './endLabels';
import { drawGuess } from './guessLine';
import type { CurveFrame } from './curveFrame';
import { columnTitle, type Limits } from './curveSeries';
import type { ChartPoint } from '../drawing/decimate';
import type { Ticks } from '../drawing/scale';
import { strings } from '../words/strings';
import type { Theme } from '../drawing/theme';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** Width of the axes at the left (px): fixed, so that nothing moves while labels change. */
const AXIS_WIDTH = 56;

/** `line`: the lines alone above their epochs, as low as a line of text. */
export type ChartLook = 'whole' | 'line';

/** Room at the sides of lines without an axis (px). */
const MARGINS = { left: 16, right: HALF_LABEL };
/** Between the axis of epochs and its labels (px): the grip of the ruler hangs there. */
const GRIP_ROOM = 5;

type Config = ChartConfiguration<'line', ChartPoint[]>;
type AxisOptions = NonNullable<NonNullable<Config['options']>['scales']>[string];

/** Made for one set of strips, one theme and one choice of logarithmic axes. */
export class CurveChart {
  private readonly chart: Chart<'line', ChartPoint[]>;

  constructor(
    canvas: HTMLCanvasElement,
    private frame: CurveFrame,
    private readonly theme: Theme,
    private readonly look: ChartLook = 'whole',
  ) {
    this.chart = new Chart<'line', ChartPoint[]>(canvas, {
      type: 'line',
      data: {
        datasets: curveDatasets(frame, theme),
      },
      options: {
        animation: false,
        devicePixelRatio: pixelRatio(),
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: this.padding() },
        scales: this.scales(),
      },
      plugins: [{ id: 'labels', afterDatasetsDraw: chart => this.drawLabels(chart) }],
    });
  }

  /** The axis of epochs. */
  get epochs(): Scale {
    return this.chart.scales['x'];
  }

  /** The rectangle of all strips (px). */
  get plot(): { left: number; right: number; top: number; bottom: number } {
    const { left, right } = this.epochs;
    const { top, bottom } = this.chart.chartArea;
    return { left, right, top, bottom };
  }

  /** Distance of an epoch from the left (px), inside of the limits or not. */
  xOf(epoch: number): number {
    return this.epochs.getPixelForValue(epoch);
  }

  /** The epoch at a distance (px) from the left, inside of the limits or not. */
  epochOf(x: number): number {
    return this.epochs.getValueForPixel(x) ?? 0;
  }

  /** The epoch at this distance (px) from the left; null: beside the axis. */
  epochAt(x: number): number | null {
    const { left, right } = this.epochs;
    return x < left - 4 || x > right + 4 ? null : (this.epochs.getValueForPixel(x) ?? null);
  }

  /** Where an epoch stands, with a mark through all strips; null: outside of the limits. */
  placeOf(epoch: number): { x: number; y: number; mark: number } | null {
    const { left, right } = this.epochs;
    const { top, bottom } = this.plot;
    const x = this.xOf(epoch);
    return x < left - 1 || x > right + 1 ? null : { x, y: top, mark: bottom - top };
  }

  /** What lies to the right of an epoch; null: nothing of it is inside the limits. */
  placeFrom(epoch: number): { x: number; y: number; width: number; height: number } | null {
    const { left, right } = this.epochs;
    const { top, bottom } = this.plot;
    const x = Math.max(left, this.epochs.getPixelForValue(epoch));
    return x < right ? { x, y: top, width: right - x, height: bottom - top } : null;
  }

  /** Draws the frame; only what differs from the last one is set. */
  update(frame: CurveFrame): void {
    this.frame = frame;
    const { scales, layout } = this.chart.options;
    if (layout) layout.padding = this.padding();
    const limits: [string, Limits][] = frame.strips.map(strip => [strip.metric, strip.limits]);
    for (const [id, { min, max }] of [['x', frame.epochs] as const, ...limits]) {
      const axis = scales?.[id];
      if (axis) Object.assign(axis, { min, max });
    }
    drawnSeries(frame).forEach(({ series }, index) => {
      const data = this.chart.data.datasets[index];
      const radius = pointRadius(series);
      if (data.pointRadius !== radius) data.pointRadius = radius;
    });
    // Not with mode 'none': that keeps the options that points share from the first drawing.
    this.chart.update();
  }

  destroy(): void {
    this.chart.destroy();
  }

  private padding() {
    if (this.look === 'line') return { top: 6, bottom: 0, ...MARGINS };
    return { top: 8, right: labelRoom(this.frame), bottom: 2, left: 10 };
  }

  private drawLabels({ ctx, scales }: Chart): void {
    const { left, right } = scales['x'];
    const x = (epoch: number): number => scales['x'].getPixelForValue(epoch);
    for (const strip of this.frame.strips) {
      const { top, bottom } = scales[strip.metric];
      const y = (value: number): number => scales[strip.metric].getPixelForValue(value);
      const area = { left, right, top, bottom, x, y };
      drawGuess(ctx, strip, area, this.theme, this.look === 'whole');
      if (this.look === 'whole') drawEndLabels(ctx, strip, area, this.theme);
    }
  }

  private scales(): Record<string, AxisOptions> {
    const { frame, theme } = this;
    const epochs = this.axis(frame.epochs, () => this.frame.ticks);
    const result: Record<string, AxisOptions> = {
      x: {
        ...epochs,
        ticks: { ...epochs.ticks, padding: GRIP_ROOM },
        type: 'linear',
        title: title(strings.epoch, theme, this.look === 'whole'),
      },
    };
    frame.strips.forEach((strip, index) => {
      if (index > 0) result[`gap ${index}`] = gap(index);
      result[strip.metric] = {
        ...this.axis(strip.limits, () => this.frame.strips[index].ticks),
        type: strip.logarithmic ? 'logarithmic' : 'linear',
        position: 'left',
        axis: 'y',
        stack: 'strips',
        stackWeight: index === 0 ? 1.5 : 1,
        // Chart.js stacks from the bottom; the first metric belongs at the top.
        weight: -index,
        display: this.look === 'whole',
        title: title(columnTitle(strip.metric), theme, true),
        afterFit: (scale: Scale) => {
          scale.width = AXIS_WIDTH;
        },
      };
    });
    return result;
  }

  private axis({ min, max }: Limits, ticks: () => Ticks) {
    const { theme } = this;
    return {
      min,
      max,
      grid: { color: cssColor(theme.grid), tickColor: cssColor(theme.line), tickLength: 4 },
      border: { color: cssColor(theme.line) },
      ticks: {
        color: cssColor(theme.muted),
        font: { family: theme.monoFont, size: theme.fontSize - 2 },
        maxRotation: 0,
        autoSkip: false,
        padding: 2,
        callback: (value: string | number) => ticks().label(Number(value)),
      },
      afterBuildTicks: (scale: Scale) => {
        scale.ticks = ticks().values.map(value => ({ value }));
      },
    };
  }
}

/** An axis of which nothing is seen: room between two strips. */
function gap(index: number): AxisOptions {
  return {
    type: 'linear',
    position: 'left',
    axis: 'y',
    stack: 'strips',
    stackWeight: 0.24,
    weight: 0.5 - index,
    grid: { display: false },
    border: { display: false },
    ticks: { display: false },
  };
}

function title(text: string, theme: Theme, display: boolean) {
  return {
    display,
    text,
    color: cssColor(theme.muted),
    font: { family: theme.font, size: theme.fontSize - 2 },
    padding: 0,
  };
}
