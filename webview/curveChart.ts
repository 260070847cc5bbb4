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
import { cssColor } from './colors';
import type { CurveFrame, DrawnSeries, DrawnStrip } from './curveFrame';
import { PART_DASH, type Limits } from './curveSeries';
import { strings } from './strings';
import type { Theme } from './theme';
import type { Ticks } from './scale';

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

export type CurveChart = Chart<'line', { x: number; y: number }[]>;
type Dataset = ChartDataset<'line', { x: number; y: number }[]>;
type AxisOptions = NonNullable<
  NonNullable<ChartConfiguration<'line'>['options']>['scales']
>[string];

export function createCurveChart(
  canvas: HTMLCanvasElement,
  frame: CurveFrame,
  theme: Theme,
  zoomed: (limits: Limits) => void,
): CurveChart {
  const config: ChartConfiguration<'line', { x: number; y: number }[]> = {
    type: 'line',
    data: { datasets: datasets(frame, theme) },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 6, right: 10, bottom: 0, left: 0 } },
      scales: scales(frame, theme),
      plugins: {
        zoom: {
          zoom: {
            mode: 'x',
            drag: {
              enabled: true,
              threshold: 6,
              backgroundColor: cssColor(theme.focus, 0.2),
              borderColor: cssColor(theme.focus),
              borderWidth: 1,
            },
            onZoom: ({ chart }) =>
              zoomed({ min: chart.scales['x'].min, max: chart.scales['x'].max }),
          },
        },
      },
    },
  };
  return new Chart(canvas, config);
}

/** Brings an existing chart up to date without an animation; the strips are those it was made for. */
export function updateCurveChart(chart: CurveChart, frame: CurveFrame, theme: Theme): void {
  chart.data.datasets = datasets(frame, theme, chart.data.datasets);
  chart.options.scales = scales(frame, theme);
  // Not with mode 'none': that keeps the options that points share from the first drawing.
  chart.update();
}

function datasets(frame: CurveFrame, theme: Theme, existing: Dataset[] = []): Dataset[] {
  const all = frame.strips.flatMap(strip => strip.series.map(series => ({ strip, series })));
  return all.map(({ strip, series }, index) =>
    Object.assign(existing[index] ?? {}, dataset(strip, series, theme)),
  );
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
    // A single epoch is no line yet: it shows as a dot.
    pointRadius: dots ? 4 : series.points.length <= 2 ? 2.5 : 0,
    pointStyle: dots ? 'rectRot' : 'circle',
    pointHitRadius: 0,
    spanGaps: false,
    clip: dots ? false : 4,
  };
}

function scales(frame: CurveFrame, theme: Theme): Record<string, AxisOptions> {
  const result: Record<string, AxisOptions> = {
    x: {
      ...axis(frame.epochs, frame.ticks, theme),
      type: 'linear',
      title: title(strings.epoch, theme),
    },
  };
  frame.strips.forEach((strip, index) => {
    if (index > 0) result[`gap ${index}`] = gap(index);
    result[strip.metric] = {
      ...axis(strip.limits, strip.ticks, theme),
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

function axis(limits: Limits, ticks: Ticks, theme: Theme) {
  return {
    min: limits.min,
    max: limits.max,
    grid: { color: cssColor(theme.grid), tickColor: cssColor(theme.line), tickLength: 4 },
    border: { color: cssColor(theme.line) },
    ticks: {
      color: cssColor(theme.muted),
      font: { family: theme.monoFont, size: theme.fontSize - 2 },
      maxRotation: 0,
      autoSkip: false,
      padding: 2,
      callback: (value: string | number) => ticks.label(Number(value)),
    },
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = ticks.values.map(value => ({ value }));
    },
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
