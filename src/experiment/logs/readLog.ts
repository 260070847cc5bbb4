/** The epochs that a program printed, in the file's own format or in a common one. */
import { readByFormat } from './byFormat';
import { readByLabels } from './byLabels';
import { readLists } from './byLists';
import { numbersIn, type Expected, type GivenLog } from './given';
import { slackOf, type Word } from './printed';
import { t } from '../words/say';

/** Of all numbers, those that the file's format has to find. */
const MOST_PART = 0.6;

/** One number of the log. */
export interface GivenEntry {
  epoch: number;
  /** From 1, in the text. */
  line: number;
  /** As it was printed. */
  text: string;
  value: number;
  /** Half a unit of its last digit. */
  slack: number;
}

/** What the log says of one of our columns, by rising epochs. */
export interface GivenColumn {
  column: string;
  entries: GivenEntry[];
}

/** Epochs of lines that name none. */
export interface Numbering {
  first: number;
  every: number;
  /** Lines that a whole run prints, one every `every` epochs. */
  lines: number;
}

/** What is wrong, in a sentence, where no epoch can be read. */
export function readLog(
  text: string,
  expected: Expected,
  numbering: Numbering,
): GivenColumn[] | string {
  const given = read(text, expected);
  if (given === null) {
    const example = 'epoch 10 loss 0.6931';
    return t(
      'No line of the log names a loss: a line such as "{0}" is expected for each epoch.',
      example,
    );
  }
  const isCounted = given.rows.every(({ epoch }) => epoch === null);
  // A program that prints as seldom as the file says prints as many lines.
  const { first, every } =
    given.rows.length === numbering.lines ? numbering : { first: 1, every: 1 };
  return expected.columns.flatMap(column => {
    const cells = given.rows.flatMap(({ epoch, line, form, values }, row) => {
      const word = values.get(column);
      const at = isCounted ? first + row * every : epoch;
      return word === undefined || at === null ? [] : [{ epoch: at, line, form, word }];
    });
    const slack = slackByForm(cells);
    const entries = cells.map(({ epoch, line, word }, at): GivenEntry => {
      const percent = word.isPercent ? '%' : '';
      return { epoch, line, text: word.text + percent, value: word.value, slack: slack[at] };
    });
    return entries.length === 0 ? [] : [{ column, entries: byEpoch(entries) }];
  });
}

/** Half a unit of the last digit, as lines that are printed alike tell it. */
function slackByForm(cells: readonly { form: string; word: Word }[]): Float64Array {
  const slack = new Float64Array(cells.length);
  const alike = new Map<string, number[]>();
  for (const [at, { form }] of cells.entries()) {
    const others = alike.get(form);
    if (others) others.push(at);
    else alike.set(form, [at]);
  }
  for (const places of alike.values()) {
    slackOf(places.map(at => cells[at].word)).forEach((value, index) => {
      slack[places[index]] = value;
    });
  }
  return slack;
}

/** The file's format where it tells the most part; else the way of reading that finds the most numbers. */
function read(text: string, expected: Expected): GivenLog | null {
  const found = [
    readByFormat(text, expected),
    readLists(text, expected),
    readByLabels(text, expected),
  ]
    .filter(each => each !== null)
    .filter(each => numbersIn(each) > 0);
  const most = Math.max(...found.map(numbersIn));
  const byFormat = found.find(each => each.isFormat && numbersIn(each) >= MOST_PART * most);
  return byFormat ?? found.find(each => numbersIn(each) === most) ?? null;
}

/** Of an epoch that comes twice the last line counts. */
function byEpoch(entries: readonly GivenEntry[]): GivenEntry[] {
  return [...new Map(entries.map(entry => [entry.epoch, entry])).values()].sort(
    (a, b) => a.epoch - b.epoch,
  );
}
