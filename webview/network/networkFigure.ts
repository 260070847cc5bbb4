/** What a figure of the network says of it. */
import type { RunDescription } from '../../src/protocol/snapshot';
import { cssColor } from '../drawing/colors';
import type { FigureParts } from '../picture/tools';
import type { PageContext } from '../sections/view';
import { strings } from '../words/strings';
import { tensorSymbols } from '../words/tensorNames';
import { sizesOf, type NetworkScene } from './networkScene';

/** With its numbers in the units and on the edges. */
export function numbersFigure(page: PageContext, description: RunDescription): FigureParts {
  const { numbersValue, numbersGradient, numbersWidth } = strings;
  const gradient = numbersGradient(description.symbols.loss.text);
  const color = cssColor(page.theme.gradient);
  return {
    shows: showsOf(page, description),
    legend: [{ text: numbersValue }, { text: gradient, color }, { text: numbersWidth }],
  };
}

/** With its weights as lines. */
export function linesFigure(
  page: PageContext,
  description: RunDescription,
  { edgeKind, shownKind }: Pick<NetworkScene, 'edgeKind' | 'shownKind'>,
): FigureParts {
  const lines = strings.networkLines(tensorSymbols(description, edgeKind));
  // Without maps, as while its numbers are on the page, a unit is a circle.
  const fill = shownKind === 'map' && !page.model.data.maps ? 'a' : shownKind;
  return {
    shows: showsOf(page, description),
    legend: [{ text: lines, ramp: page.theme.diverging }, { text: strings.networkFills[fill] }],
  };
}

/** Its sizes, and of which rows the numbers are. */
function showsOf({ model, choices }: PageContext, description: RunDescription): string {
  const rows = model.data.units?.rows ?? description.rowsPerBatch;
  const { row } = choices;
  return strings.networkShows(
    sizesOf(description).join('-'),
    row === null ? strings.meanOfRows(rows) : strings.rowOf(row, rows),
  );
}
