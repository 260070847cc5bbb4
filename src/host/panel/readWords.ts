/** How the data of a run was read, in a line for its panel. Knows nothing of vscode. */
import {
  sentenceOf,
  withRowsOf,
  type TableReading,
} from '../../experiment/newExperiment/tableReading';
import type { ReadWords } from '../../protocol/panel';
import type { DataSummary } from '../../protocol/snapshot';
import { plural } from '../words/say';

/**
 * What a bare table was taken for; of an experiment what was left out or filled in.
 * @param reading null: the experiment says itself how its data is read
 * @returns null where there is nothing to be said
 */
export function readWords(
  reading: TableReading | null,
  summary: DataSummary | null,
): ReadWords | null {
  if (reading) return { words: sentenceOf(withRowsOf(reading, summary)), isChoice: true };
  if (!summary) return null;
  const { train, validation, test } = summary;
  const parts = [train, validation, test].flatMap(part => part ?? []);
  const sum = (of: 'rows' | 'skipped' | 'filled') =>
    parts.reduce((total, part) => total + part[of], 0);
  const [skipped, filled] = [sum('skipped'), sum('filled')];
  if (skipped + filled === 0) return null;
  const words = [plural(sum('rows'), '{0} row', '{0} rows')];
  if (skipped > 0)
    words.push(
      plural(skipped, '{0} row skipped: missing values', '{0} rows skipped: missing values'),
    );
  if (filled > 0)
    words.push(plural(filled, '{0} missing value filled in', '{0} missing values filled in'));
  return { words: words.join(' · '), isChoice: false };
}
