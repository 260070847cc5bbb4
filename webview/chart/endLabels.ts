/** The names of the lines, at their ends: no legend has to be looked up. */
import { cssColor } from '../drawing/colors';
import { lettersIn } from '../drawing/fitText';
import { runColor } from '../run/pastRuns';
import { strings } from '../words/strings';
import type { CurveFrame, DrawnStrip } from './curveFrame';
import type { Limits } from './curveSeries';
import type { ChartPoint } from '../drawing/decimate';
import type { LabelPen, StripArea } from './guessLine';
import type { Theme } from '../drawing/theme';

interface Label {
  text: string;
  color: string;
  y: number;
}

/** Height of a label's line (px). */
const LINE = 12;
/** Room between the end of a line and its name (px). */
const GAP = 8;
/** Half the width of the last epoch (px). */
export const HALF_LABEL = 24;
/** More earlier runs are told apart by their colours and dashes alone. */
const MOST_RUNS = 3;

/** Room at the right of the curves (px): for the names, and for half of the last epoch, such as 100,000. */
export function labelRoom(frame: CurveFrame): number {
  const named = frame.strips.flatMap(strip => labelled(strip).map(({ text }) => lettersIn(text)));
  return Math.max(HALF_LABEL, 17 + 6 * Math.max(...named));
}

/** Names at the ends of the lines. */
export function drawEndLabels(
  pen: LabelPen,
  strip: DrawnStrip,
  area: StripArea,
  theme: Theme,
): void {
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const ends = labelled(strip).flatMap(({ text, color, points }): Label[] => {
    const last = points.findLast(({ y }) => Number.isFinite(y));
    return last ? [{ text, color: color(theme), y: area.y(last.y) }] : [];
  });
  for (const { text, color, y } of spread(ends, { min: area.top, max: area.bottom })) {
    pen.fillStyle = color;
    pen.fillText(text, area.right + GAP, y);
  }
}

interface Labelled {
  text: string;
  color: (theme: Theme) => string;
  points: readonly ChartPoint[];
}

function labelled({ series, ghosts, printed }: DrawnStrip): Labelled[] {
  const own = series.map(({ part, points }) => ({
    text: strings.parts[part],
    color: (theme: Theme) => cssColor(theme.parts[part]),
    points,
  }));
  const earlier = ghosts.slice(0, MOST_RUNS).map(({ run, points }) => ({
    text: strings.runNumber(run),
    color: (theme: Theme) => cssColor(runColor(run, theme.kind)),
    points,
  }));
  const mine = printed.slice(0, 1).map(({ points }) => ({
    text: strings.myLog,
    color: (theme: Theme) => cssColor(theme.foreground),
    points,
  }));
  const all = [...own, ...earlier, ...mine];
  return all.length > 1 ? all : [];
}

/** Moves labels apart, in their order, as little as they need. */
function spread(labels: readonly Label[], { min, max }: Limits): Label[] {
  const sorted = labels.map(label => ({ ...label })).sort((a, b) => a.y - b.y);
  sorted.forEach((label, at) => {
    if (at > 0) label.y = Math.max(label.y, sorted[at - 1].y + LINE);
  });
  let room = Math.max(max, min + LINE * (sorted.length - 1));
  for (const label of sorted.reverse()) {
    label.y = Math.min(label.y, room);
    room = label.y - LINE;
  }
  return sorted;
}
