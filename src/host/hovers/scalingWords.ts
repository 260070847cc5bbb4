/** Hovers on the fitted scaling of the inputs. Knows nothing of vscode. */
import { formatInteger, formatNumber } from '../../engine/ground/numbers';
import type { DataSummary } from '../../protocol/snapshot';
import { markup, table, type Markup } from '../surfaces/markup';

/** Most features that are listed. */
const MOST_FEATURES = 8;

/** Paragraphs; empty if the inputs are not scaled. */
export function scalingInWords({ scaling, featureNames, train }: DataSummary): Markup[] {
  if (!scaling) return [];
  const { offset, scale } = scaling;
  const rows = featureNames
    .slice(0, MOST_FEATURES)
    .map((name, at) => [name, formatNumber(offset[at]), formatNumber(scale[at])]);
  const left = featureNames.length - rows.length;
  const fitted = formatInteger(train.rows);
  return [
    markup`Fitted on the ${fitted} training rows alone, and the same for every part: the network is given \`(x − offset) / scale\`.`,
    table(
      [
        { head: '', align: 'left' },
        { head: 'offset', align: 'right' },
        { head: 'scale', align: 'right' },
      ],
      rows,
    ),
    left > 0 ? markup`… and ${formatInteger(left)} more.` : markup``,
  ];
}
