/** What is said about the experiment that a bare table stands for, in terms of the table: nobody sees its text. */
import type { Finding, JsonPath, Place } from '../format/finding';
import type { CellPlace } from '../data/csv/rowReader';
import type { Inferred } from './csvExperiment';

const TOP: CellPlace = { line: 1, column: 1 };

/** The first cell of the column that a place of the experiment is about: an input, or else the target. */
export function cellOf(place: Place, { choice, firstCells }: TableCells): CellPlace {
  if (place.kind === 'file') return { line: place.line, column: place.column };
  const column = place.kind === 'json' ? columnOf(place.path, choice) : undefined;
  return (column === undefined ? undefined : firstCells[column]) ?? firstCells.at(0) ?? TOP;
}

/** As much of what was inferred as says where its columns stand. */
export type TableCells = Pick<Inferred, 'choice' | 'firstCells'>;

function columnOf(path: JsonPath, choice: TableCells['choice']): number | undefined {
  const [section, key, field, index] = path;
  if (section !== 'data') return choice?.target[0];
  if (key === 'normalization') return choice?.features[0]?.column;
  const isInput = key === 'train' && field === 'features' && typeof index === 'number';
  return isInput ? choice?.features[index]?.column : choice?.target[0];
}

/** Ids of problems that ask for a change of the experiment's text where nothing is wrong with the table. */
const OF_THE_TEXT = ['label-gap', 'header'];

/** The problems of the data, with what a person can do about them. */
export function inTermsOfTable(problems: readonly Finding[]): Finding[] {
  return problems
    .filter(({ id }) => !OF_THE_TEXT.includes(id))
    .map(problem => (problem.id === 'not-a-number' ? withAdvice(problem) : problem));
}

function withAdvice(problem: Finding): Finding {
  const advice = 'Correct the cell, or choose other columns for the target and the inputs.';
  return { ...problem, message: `${problem.message} ${advice}`, fixes: [] };
}
