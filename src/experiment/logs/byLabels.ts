/** Lines in the forms that programs commonly print: labelled numbers, tables, Keras, lists. */
import { columnOf } from './columnOf';
import type { Expected, GivenLog, GivenRow } from './given';
import { readLine, type Labelled, type ReadLine } from './labels';
import type { Word } from './printed';

/** What programs wrap numbers in: np.float64(0.5), tensor(0.5, grad_fn=<…>). */
const WRAPPED =
  /\b(?:(?:np|numpy|torch)\.)?(?:float\d{2}|int\d{2}|tensor)\(([^\s(),]{1,40})[^()\n]{0,80}\)/g;
/** Characters of a line that tell how it is printed. */
const LONGEST_FORM = 200;
/** Colours of a terminal. */
const COLOURS = new RegExp(`${String.fromCodePoint(27)}\\[[\\d;]{0,12}m`, 'g');

/** @param text lines of a program's output */
export function readByLabels(text: string, expected: Expected): GivenLog {
  const reader = new LogReader(expected);
  const plain = text.replace(COLOURS, '').replace(WRAPPED, '$1');
  let number = 0;
  for (const line of plain.split('\n')) {
    number++;
    // A bar of progress writes over its own line.
    for (const part of line.split('\r')) reader.read(part, number);
  }
  return reader.log();
}

class LogReader {
  private readonly rows: GivenRow[] = [];
  /** The words above the columns of a table. */
  private header: string[] | null = null;

  constructor(private readonly expected: Expected) {}

  read(line: string, number: number): void {
    const read = readLine(line);
    if (read === null) {
      const words = headerIn(line);
      if (words) this.header = words;
      return;
    }
    const { epoch, numbers } = this.indexed(read, line);
    const values = new Map<string, Word>();
    for (const each of numbers) {
      const column = columnOf(each.label, this.expected.columns);
      if (column !== null) values.set(column, each);
    }
    this.add({ epoch, line: number, form: formOf(line), values });
  }

  log(): GivenLog {
    const rows = this.rows.filter(({ values }) => values.size > 0);
    return { rows, isFormat: false };
  }

  /** Of a table: the names of its columns, and which of them counts the epochs. */
  private indexed(
    { index, numbers }: ReadLine,
    line: string,
  ): { epoch: number | null; numbers: Labelled[] } {
    if (index) {
      const isNamed = numbers.some(({ label }) => label !== '');
      return { epoch: this.epochOf(index), numbers: isNamed ? numbers : this.named(numbers) };
    }
    const [first, ...rest] = numbers;
    const isCount = first !== undefined && first.label === '' && /^\d+$/.test(first.text);
    if (isCount && rest.length > 0 && rest.some(({ label }) => label !== ''))
      return { epoch: first.value, numbers: rest };
    if (numbers.some(({ label }) => label !== '')) return { epoch: null, numbers };
    if (/\p{L}/u.test(line.replace(/nan|inf|e[-+]/gi, ''))) return { epoch: null, numbers: [] };
    const { header } = this;
    if (header?.length === numbers.length) {
      const named = numbers.map((each, at) => ({ ...each, label: header[at] }));
      const count = named.find(({ label }) => /^(?:epochs?|ep|step|iter\w{0,8}|#)?$/.test(label));
      const of = count?.label.startsWith('e') === false && count.label !== '' ? 'step' : 'epoch';
      return {
        epoch: count ? this.epochOf({ value: count.value, of }) : null,
        numbers: named.filter(each => each !== count),
      };
    }
    return this.inOrder(numbers, isCount);
  }

  /** Without names: the epoch first where it is a whole number, then our columns in their order. */
  private inOrder(numbers: Labelled[], isCount: boolean): ReturnType<LogReader['indexed']> {
    const counts = isCount && numbers.length > 1;
    const measured = counts ? numbers.slice(1) : numbers;
    return { epoch: counts ? numbers[0].value : null, numbers: this.named(measured) };
  }

  private named(numbers: readonly Labelled[]): Labelled[] {
    const { columns } = this.expected;
    return numbers.slice(0, columns.length).map((each, at) => ({ ...each, label: columns[at] }));
  }

  private epochOf({ value, of }: { value: number; of: 'epoch' | 'step' }): number {
    return of === 'epoch' ? value : value / this.expected.batchesPerEpoch;
  }

  /** What belongs to the epoch before goes there: an epoch's numbers may stand in several lines. */
  private add(row: GivenRow): void {
    const last = this.rows.at(-1);
    const isSame = last !== undefined && row.epoch !== null && row.epoch === last.epoch;
    const goesOn =
      last !== undefined &&
      row.epoch === null &&
      (last.epoch !== null || ![...row.values.keys()].some(column => last.values.has(column)));
    if (row.epoch === null && row.values.size === 0) return;
    if (!isSame && !goesOn) {
      if (row.epoch === null || Number.isSafeInteger(row.epoch)) this.rows.push(row);
      return;
    }
    for (const [column, word] of row.values) last.values.set(column, word);
    if (row.values.size === 0) return;
    last.line = row.line;
    last.form = row.form;
  }
}

/** The line without its numbers: each way of printing has digits of its own. */
function formOf(line: string): string {
  return line
    .replace(/[\d.]+/g, '')
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_FORM);
}

/** "epoch,loss,acc" → its words; null: the line is no header. */
function headerIn(line: string): string[] | null {
  if (line.length > 500) return null;
  const sign = [',', ';', '\t', '|'].find(each => line.includes(each)) ?? /\s+/;
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(sign)
    .map(cell =>
      cell
        .replace(/[^\p{L}\p{N}_ #]+/gu, ' ')
        .trim()
        .toLowerCase(),
    );
  const isName = (cell: string): boolean => cell.length <= 40;
  return cells.length > 1 && cells.every(isName) && cells.some(cell => cell !== '') ? cells : null;
}
