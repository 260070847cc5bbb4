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
import zoomPlugin from 'chartjs-plugin-zoom';
import { curveDatasets, drawnSeries, pointRadius } from './curveDatasets';
import { cssColor } from '../drawing/colors';
import type { CurveFrame } from './curveFrame';
import type { Limits } from './curveSeries';
import type { ChartPoint } from '../drawing/decimate';
import type { Ticks } from '../drawing/scale';
import { strings } from '../words/strings';
import type { Theme } from '../drawing/theme';

Chart.register(
  LineController,
  LineElement,
  PointElement,
  LinearScale,
  LogarithmicScale,
  zoomPlugin,
);

/** Width of the axes at the left (px): fixed, so that nothing moves while labels change. */
const AXIS_WIDTH = 56;

type Config = ChartConfiguration<'line', ChartPoint[]>;
type AxisOptions = NonNullable<NonNullable<Config['options']>['scales']>[string];

/** Made for one set of strips, one theme and one choice of logarithmic axes. */
export class CurveChart {
  private readonly chart: Chart<'line', ChartPoint[]>;

  constructor(
    canvas: HTMLCanvasElement,
    private frame: CurveFrame,
    private readonly theme: Theme,
    zoomed: (limits: Limits) => void,
  ) {
    this.chart = new Chart<'line', ChartPoint[]>(canvas, {
      type: 'line',
      data: {
        datasets: curveDatasets(frame, theme),
      },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 6, right: 10, bottom: 0, left: 0 } },
        scales: this.scales(),
        plugins: { zoom: zoomByDrag(theme, zoomed) },
      },
    });
  }

  /** The axis of epochs. */
  get epochs(): Scale {
    return this.chart.scales['x'];
  }

  /** The rectangle of all strips. */
  get area(): { top: number; bottom: number } {
    return this.chart.chartArea;
  }

  /** The epoch at this distance (px) from the left; null: beside the axis. */
  epochAt(x: number): number | null {
    const { left, right } = this.epochs;
    return x < left - 4 || x > right + 4 ? null : (this.epochs.getValueForPixel(x) ?? null);
  }

  /** Where an epoch stands, with a mark through all strips; null: outside of the limits. */
  placeOf(epoch: number): { x: number; y: number; mark: number } | null {
    const { left, right } = this.epochs;
    const { top, bottom } = this.area;
    const x = this.epochs.getPixelForValue(epoch);
    return x < left - 1 || x > right + 1 ? null : { x, y: top, mark: bottom - top };
  }

  /** What lies to the right of an epoch; null: nothing of it is inside the limits. */
  placeFrom(epoch: number): { x: number; y: number; width: number; height: number } | null {
    const { left, right } = this.epochs;
    const { top, bottom } = this.area;
    const x = Math.max(left, this.epochs.getPixelForValue(epoch));
    return x < right ? { x, y: top, width: right - x, height: bottom - top } : null;
  }

  /** Draws the frame; only what differs from the last one is set. */
  update(frame: CurveFrame): void {
    this.frame = frame;
    const { scales } = this.chart.options;
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

  private scales(): Record<string, AxisOptions> {
    const { frame, theme } = this;
    const result: Record<string, AxisOptions> = {
      x: {
        ...this.axis(frame.epochs, () => this.frame.ticks),
        type: 'linear',
        title: title(strings.epoch, theme),
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
        title: title(strip.metric.replaceAll('_', ' '), theme),
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

function title(text: string, theme: Theme) {
  return {
    display: true,
    text,
    color: cssColor(theme.muted),
    font: { family: theme.font, size: theme.fontSize - 2 },
    padding: 0,
  };
}

function zoomByDrag(theme: Theme, zoomed: (limits: Limits) => void) {
  return {
    zoom: {
      mode: 'x' as const,
      drag: {
        enabled: true,
        threshold: 6,
        backgroundColor: cssColor(theme.focus, 0.2),
        borderColor: cssColor(theme.focus),
        borderWidth: 1,
      },
      onZoom: ({ chart }: { chart: Chart }) => {
        const { min, max } = chart.scales['x'];
        zoomed({ min, max });
      },
    },
  };
}
