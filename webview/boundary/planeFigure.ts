/** What a figure of the plane of the inputs says of it, beside the names of its classes. */
import type { FigureParts } from '../picture/tools';
import type { PageModel } from '../run/model';
import { shortNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { valueRange } from './points';

/** @param shows what the plane shows, for the title */
export function planeFigure({ description }: PageModel, shows: string): FigureParts {
  if (!description) return { shows };
  const { points, data, threshold } = description;
  const parts = points.map(({ part }) => strings.partMarks[part]);
  const marks = parts.length > 1 ? [{ text: parts.join(', ') }] : [];
  if (data.classNames === null) {
    const { min, max } = valueRange(points);
    return {
      shows,
      legend: [{ text: strings.valueFill(shortNumber(min), shortNumber(max)) }, ...marks],
    };
  }
  const line = threshold === null ? strings.decisionBoundary : strings.threshold(threshold);
  const legend = [{ text: strings.lineIs(line) }, { text: strings.classFill }, ...marks];
  return { shows, legend: [...legend, { text: strings.ringIs }] };
}
