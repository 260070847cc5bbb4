/** A table's columns as the page shows them, and what its answers decide. Knows nothing of vscode. */
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import {
  usesOf,
  withInput,
  withTarget,
  withUse,
} from '../../experiment/newExperiment/tableAnswers';
import { sentenceOf, withRowsOf } from '../../experiment/newExperiment/tableReading';
import type { TableChoice } from '../../experiment/newExperiment/target';
import type { DataSummary } from '../../protocol/snapshot';
import type { ColumnPicture, TableAnswer, TablePicture } from '../../protocol/table/table';
import { firstError } from '../session/file/source';

/** More side by side are no help to anyone. */
const MOST_COLUMNS = 256;

/** @param summary of all rows, once they are read */
export function pictureOf(
  file: string,
  inferred: Inferred,
  summary: DataSummary | null,
): TablePicture {
  const { columns, choice, reading, problems, decided } = inferred;
  const inputs = new Map((choice?.features ?? []).map(({ column, as }) => [column, as]));
  const all = columns.map((each): ColumnPicture => ({
    column: each.column,
    name: each.name,
    kind: each.kind,
    missing: each.missing,
    distinct: each.distinct,
    cells: each.first,
    isTarget: choice?.target.includes(each.column) ?? false,
    isInput: inputs.has(each.column),
    as: inputs.get(each.column) ?? each.as,
    uses: usesOf(each),
  }));
  const hasGaps = all.some(
    ({ missing, isTarget, isInput }) => missing > 0 && (isTarget || isInput),
  );
  const skips = (reading?.rows_skipped ?? 0) > 0;
  return {
    file,
    words: reading ? sentenceOf(withRowsOf(reading, summary)) : '',
    problem: firstError(problems)?.message ?? '',
    header: reading?.header ?? decided.header ?? true,
    missing: hasGaps ? (decided.missing ?? (skips ? 'skip_row' : 'median')) : null,
    columns: all.slice(0, MOST_COLUMNS),
    more: Math.max(0, all.length - MOST_COLUMNS),
  };
}

/** Everything that is decided with this answer. */
export function decide(inferred: Inferred, answer: TableAnswer): TableChoice {
  const { decided, columns } = inferred;
  // A page may be behind the table that it shows.
  if ('column' in answer && answer.column >= columns.length) return decided;
  switch (answer.type) {
    case 'target':
      return withTarget(inferred, answer.column);
    case 'input':
      return withInput(inferred, answer.column, answer.isInput);
    case 'use':
      return withUse(inferred, answer.column, answer.as);
    case 'header':
      return { ...decided, header: answer.header };
    case 'missing':
      return { ...decided, missing: answer.missing };
    default:
      return answer satisfies never;
  }
}
