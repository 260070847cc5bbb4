/** How the shown run was trained and what it has come to, in one line. */
import { columnTitle } from '../chart/curveSeries';
import type { PageModel } from '../run/model';
import { figureStrings as words } from '../words/figureStrings';
import { formatNumber } from '../words/numbers';

/** More metrics than this make no line. */
const MOST_METRICS = 4;

/** From the definition of the run, and from what was measured up to the step that is shown. */
export function factsOf({ description, frame }: PageModel): string {
  if (!description || !frame) return '';
  const { step, epoch, batch } = frame.position;
  const metrics = description.columns.flatMap((name, column) => {
    const value = frame.lastEpoch[column];
    return Number.isFinite(value) ? [`${columnTitle(name)} ${formatNumber(value)}`] : [];
  });
  const result = words.result(
    step,
    epoch,
    batch === 0 && epoch > 0,
    metrics.slice(0, MOST_METRICS),
  );
  return `${words.recipe(description)}. ${result}.`;
}
