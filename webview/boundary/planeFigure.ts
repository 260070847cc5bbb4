/** What a figure of the plane of the inputs says of it, beside the names of its classes. */
import type { FigureParts } from '../picture/tools';
import type { PageModel } from '../run/model';
import { shortNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { valueRange } from './points';

/** @param shows what the plane shows, for the title */
export function planeFigure(model: PageModel, shows: string): FigureParts {
  const parts = pointsFigure(model, shows);
  const { description } = model;
  if (!description || description.data.classNames === null) return parts;
  const { threshold } = description;
  const line = threshold === null ? strings.decisionBoundary : strings.threshold(threshold);
  const lines = [{ text: strings.lineIs(line) }, { text: strings.classFill }];
  return { shows, legend: [...lines, ...(parts.legend ?? [])] };
}

/** The same where the points stand alone. */
export function pointsFigure({ description }: PageModel, shows: string): FigureParts {
  if (!description) return { shows };
  const { points, data } = description;
  const parts = points.map(({ part }) => strings.partMarks[part]);
  const marks = parts.length > 1 ? [{ text: parts.join(', ') }] : [];
  if (data.classNames !== null) return { shows, legend: [...marks, { text: strings.ringIs }] };
  const { min, max } = valueRange(points);
  const fill = { text: strings.valueFill(shortNumber(min), shortNumber(max)) };
  return { shows, legend: [fill, ...marks] };
}
