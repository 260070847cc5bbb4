/** What was fitted to bring the inputs to one scale. Knows nothing of vscode. */
import type { DataSummary } from '../../protocol/snapshot';
import { short } from '../inspector/tensorText';

/** Features shown one by one. */
const MOST_FEATURES = 8;

/** Paragraphs of Markdown; empty where the inputs stay as they are. */
export function scalingInWords({ scaling, featureNames, train }: DataSummary): string[] {
  if (!scaling) return [];
  const { offset, scale } = scaling;
  const rows = featureNames
    .slice(0, MOST_FEATURES)
    .map((name, at) => `| ${escaped(name)} | ${short(offset[at])} | ${short(scale[at])} |`);
  const left = featureNames.length - rows.length;
  return [
    `Fitted on the ${train.rows.toLocaleString('en-US')} training rows alone, and the same for every part: ` +
      'the network is given `(x − offset) / scale`.',
    ['| | offset | scale |', '|:-|-:|-:|', ...rows].join('\n'),
    left > 0 ? `… and ${left.toLocaleString('en-US')} more.` : '',
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\|*_`<[\]]/g, '\\$&');
}
