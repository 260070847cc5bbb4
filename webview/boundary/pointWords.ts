/** What the network says at a place of the plane, and of one of the data points. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Boundary } from '../../src/protocol/tensors';
import { toPaper, type PlotArea } from '../chart/plot';
import type { TooltipRow } from '../kit/tooltip';
import type { Point, Said } from '../picture/cursor';
import { exactNumber, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { outputsAt, predictedClass, readingOf, type Reading } from './reading';

/** A point within this distance of the cursor (px) is what is meant. */
const NEAR = 7;

/** One of the data points. */
export interface PointRef {
  /** Index of its part of the data. */
  part: number;
  /** Index of its row there. */
  row: number;
}

/** The point nearest to a place on paper; null: none is near. */
export function nearestPoint(
  { points }: RunDescription,
  area: PlotArea,
  { x, y }: Point,
): PointRef | null {
  let best = NEAR;
  let found: PointRef | null = null;
  for (const [part, { labels, xy }] of points.entries())
    for (let row = 0; row < labels.length; row++) {
      const [px, py] = toPaper(area, xy[2 * row], xy[2 * row + 1]);
      const distance = Math.hypot(px - x, py - y);
      if (distance >= best) continue;
      best = distance;
      found = { part, row };
    }
  return found;
}

/** What a point is, and what the network makes of it. */
export function pointWords(
  description: RunDescription,
  boundary: Boundary | null,
  { part, row }: PointRef,
): Said {
  const { labels, xy, part: name } = description.points[part];
  const reading = readingOf(description);
  const { outputs: count, featureNames } = description.data;
  const values = boundary?.atPoints[part];
  const outputs = values ? Array.from(values.subarray(row * count, (row + 1) * count)) : null;
  const label = labels[row];
  return {
    title: strings.pointOf(strings.parts[name], row),
    rows: [
      { label: featureNames[0], value: exactNumber(xy[2 * row]) },
      { label: featureNames[1], value: exactNumber(xy[2 * row + 1]) },
      { label: strings.truth, value: reading.classes?.[label] ?? exactNumber(label) },
      ...outputRows(reading, outputs, exactNumber),
    ],
  };
}

/** What the network says at a place between the points, in the units of the file. */
export function placeWords(
  description: RunDescription,
  boundary: Boundary | null,
  { x, y }: Point,
): Said {
  const { featureNames } = description.data;
  const outputs = boundary && outputsAt(boundary, x, y);
  return {
    title: '',
    rows: [
      { label: featureNames[0], value: formatNumber(x) },
      { label: featureNames[1], value: formatNumber(y) },
      ...outputRows(readingOf(description), outputs, formatNumber),
    ],
  };
}

/** The decision, and every output that led to it. */
function outputRows(
  reading: Reading,
  outputs: number[] | null,
  format: (value: number) => string,
): TooltipRow[] {
  if (!outputs) return [];
  const values = outputs.map((value, index) => ({
    label:
      outputs.length === 1
        ? strings.output
        : strings.outputOf(reading.classes?.[index] ?? String(index + 1)),
    value: format(value),
  }));
  if (!reading.classes) return values;
  const predicted = reading.classes[predictedClass(reading, outputs, 0)];
  return [{ label: strings.predicted, value: predicted }, ...values];
}
