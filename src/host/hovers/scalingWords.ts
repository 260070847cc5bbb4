/** Hovers on the fitted scaling of the inputs. Knows nothing of vscode. */
import { formatInteger, formatNumber } from '../../engine/ground/numbers';
import type { DataSummary } from '../../protocol/snapshot';
import { code, filled, markup, table, type Markup } from '../surfaces/markup';
import { t } from '../words/say';

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
    filled(
      t(
        'Fitted on the {0} training rows alone, and the same for every part: the network is given {1}.',
      ),
      ...[fitted, code('(x − offset) / scale')],
    ),
    table(
      [
        { head: '', align: 'left' },
        { head: t('offset'), align: 'right' },
        { head: t('scale'), align: 'right' },
      ],
      rows,
    ),
    left > 0 ? filled(t('… and {0} more.'), formatInteger(left)) : markup``,
  ];
}
