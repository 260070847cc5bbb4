/** The lines of the curves as Chart.js takes them: the run's own, earlier runs, and bands. */
import type { ChartDataset } from 'chart.js';
import { bandDatasets } from './bands';
import { cssColor } from '../drawing/colors';
import type { CurveFrame, DrawnSeries, DrawnStrip, Ghost } from './curveFrame';
import { myLogDataset } from './myLogLine';
import { PART_DASH } from './curveSeries';
import type { ChartPoint } from '../drawing/decimate';
import { runColor, runDash } from '../run/pastRuns';
import { strings } from '../words/strings';
import type { Theme } from '../drawing/theme';

type Dataset = ChartDataset<'line', ChartPoint[]>;

/** Radius of a lone epoch's dot (px). */
const DOT = 2.5;

/** First the run's own, in the order of `drawnSeries`. */
export function curveDatasets(frame: CurveFrame, theme: Theme): Dataset[] {
  const { strips } = frame;
  return [
    ...drawnSeries(frame).map(({ strip, series }) => dataset(strip, series, theme)),
    ...strips.flatMap(strip => strip.ghosts.map(each => ghost(strip, each, theme))),
    ...strips.flatMap(({ metric, printed }) =>
      printed.map(line => myLogDataset(metric, line, theme)),
    ),
    ...strips.flatMap(({ metric, bands }) =>
      bands.flatMap(band => bandDatasets(metric, band, theme)),
    ),
  ];
}

export function drawnSeries(frame: CurveFrame): { strip: DrawnStrip; series: DrawnSeries }[] {
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

/** Thinner than the current run, and below it. */
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
export function pointRadius(series: DrawnSeries): number {
  if (series.part === 'test') return 4;
  return series.points.length <= 2 ? DOT : 0;
}
