/** The drawn data points: their range, and their rows in a table. */
import type { Points } from '../../src/protocol/snapshot';
import type { Limits } from '../chart/curveSeries';
import type { PageModel } from '../run/model';
import { predictedClass, readingOf } from './reading';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import type { Boundary } from '../../src/protocol/tensors';

/** The range of the targets, for outputs that are values; it stays the same during a run. */
export function valueRange(points: readonly Points[]): Limits {
  let [min, max] = [Infinity, -Infinity];
  for (const part of points) {
    for (const label of part.labels) {
      min = Math.min(min, label);
      max = Math.max(max, label);
    }
  }
  return min < max ? { min, max } : { min: 0, max: 1 };
}

/** A rectangle around all points with a tenth of room; null where there are none. */
export function pointExtent(points: readonly Points[]): Boundary['extent'] | null {
  const extent: Boundary['extent'] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { xy } of points) {
    xy.forEach((value, index) => {
      const axis = (index % 2) * 2;
      extent[axis] = Math.min(extent[axis], value);
      extent[axis + 1] = Math.max(extent[axis + 1], value);
    });
  }
  const [x1, x2, y1, y2] = extent;
  if (x1 > x2) return null;
  const [dx, dy] = [(x2 - x1 || 1) * 0.1, (y2 - y1 || 1) * 0.1];
  return [x1 - dx, x2 + dx, y1 - dy, y2 + dy];
}

/** One row for each point: where it is, what it is, and what the network says, in each of the plots. */
export function pointTable(
  { description }: PageModel,
  caption: string,
  plots: readonly { title: string; boundary: Boundary | null }[],
): TableData {
  if (!description) return { caption, columns: [], rows: 0, thin: 'first', cell: () => '' };
  const { points } = description;
  const reading = readingOf(description);
  const features = description.data.featureNames.slice(0, 2);
  const rows = points.flatMap((part, place) =>
    Array.from(part.labels, (_, index) => ({ part, place, index })),
  );
  const { outputs, classes } = reading;
  const outputColumns = Array.from({ length: outputs }, (_, k) =>
    outputs === 1 ? strings.output : strings.outputOf(classes?.[k] ?? String(k + 1)),
  );
  const own = [strings.predicted, ...outputColumns];
  const said = plots.flatMap(({ title }) =>
    own.map(word => (title === '' ? word : `${title}: ${word}`)),
  );
  return {
    caption,
    columns: [strings.point, ...features, strings.truth, ...said],
    rows: rows.length,
    thin: 'first',
    cell: (row, column) => {
      const { part, place, index } = rows[row];
      const label = part.labels[index];
      const at = index * outputs;
      if (column === 0) return strings.pointOf(strings.parts[part.part], index);
      if (column <= 2) return part.xy[2 * index + column - 1];
      if (column === 3) return classes?.[label] ?? label;
      const { boundary } = plots[Math.floor((column - 4) / own.length)];
      const values = boundary?.atPoints[place];
      if (!values) return strings.notYet;
      const output = ((column - 4) % own.length) - 1;
      if (output < 0) return classes?.[predictedClass(reading, values, at)] ?? values[at];
      return values[at + output];
    },
  };
}
