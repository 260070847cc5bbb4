/** The curves as a Chart.js chart: one strip per metric above one shared axis of epochs. */
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
  type Scale,
} from 'chart.js';
import zoomPlugin from 'chartjs-plugin-zoom';
import { bandDatasets } from './bands';
import { cssColor } from '../drawing/colors';
import type { CurveFrame, DrawnSeries, DrawnStrip, Ghost } from './curveFrame';
import { PART_DASH, type Limits } from './curveSeries';
import type { ChartPoint } from '../drawing/decimate';
import type { Ticks } from '../drawing/scale';
import { runColor, runDash } from '../run/pastRuns';
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
type Dataset = ChartDataset<'line', ChartPoint[]>;
type AxisOptions = NonNullable<NonNullable<Config['options']>['scales']>[string];

/** Radius of a lone epoch's dot (px). */
const DOT = 2.5;

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
        datasets: [
          ...drawn(frame).map(({ strip, series }) => dataset(strip, series, theme)),
          ...frame.strips.flatMap(strip => strip.ghosts.map(each => ghost(strip, each, theme))),
          ...frame.strips.flatMap(strip =>
            strip.bands.flatMap(band => bandDatasets(strip.metric, band, theme)),
          ),
        ],
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

  /** The axis of epochs, and the rectangle of all strips. */
  get epochs(): Scale {
    return this.chart.scales['x'];
  }
  get area(): { top: number; bottom: number } {
    return this.chart.chartArea;
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
    drawn(frame).forEach(({ series }, index) => {
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

function drawn(frame: CurveFrame): { strip: DrawnStrip; series: DrawnSeries }[] {
  return frame.strips.flatMap(strip => strip.series.map(series => ({ strip, series })));
}

function dataset(strip: DrawnStrip, series: DrawnSeries, theme: Theme): Dataset {
  const color = cssColor(theme.parts[series.part]);
  const dots = series.part === 'test';
  return {
    data: series.points,
    label: series.name,
    yAxisID: strip.metric,
    borderColor: color,
    backgroundColor: color,
    borderWidth: theme.highContrast ? 2 : 1.5,
    borderDash: PART_DASH[series.part],
    borderJoinStyle: 'round',
    showLine: !dots,
    pointRadius: pointRadius(series),
    pointStyle: dots ? 'rectRot' : 'circle',
    spanGaps: false,
    clip: dots ? false : { left: 0, top: 4, right: 2, bottom: 4 },
  };
}

/** Thinner than the present run, and below it. */
function ghost(strip: DrawnStrip, { run, points }: Ghost, theme: Theme): Dataset {
  const color = cssColor(runColor(run, theme.kind));
  return {
    data: points,
    label: strings.runNumber(run),
    yAxisID: strip.metric,
    borderColor: color,
    borderWidth: theme.highContrast ? 1.5 : 1,
    borderDash: runDash(run),
    pointRadius: points.length <= 2 ? DOT : 0,
    pointBackgroundColor: color,
    spanGaps: false,
    clip: { left: 0, top: 4, right: 2, bottom: 4 },
    order: 1,
  };
}

/** A single epoch is no line yet: it shows as a dot. */
function pointRadius(series: DrawnSeries): number {
  if (series.part === 'test') return 4;
  return series.points.length <= 2 ? DOT : 0;
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
