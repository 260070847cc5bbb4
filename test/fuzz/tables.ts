/**
 * Tables as CSV: the same rows at the same places wherever a piece ends, every place in the text, and
 * an answer to whatever the file holds.
 */
import assert from 'node:assert/strict';
import { inferCsv } from '../../src/experiment/newExperiment/csvExperiment';
import type { Dialect } from '../../src/experiment/data/csv/dialect/dialect';
import { headText } from '../../src/experiment/data/csv/dialect/encoding';
import { headOf } from '../../src/experiment/data/csv/dialect/head';
import type { CellPlace } from '../../src/experiment/data/csv/rowReader';
import { finished, readRows, visitRows } from '../../src/experiment/data/csv/rows';
import type { Experiment } from '../../src/experiment/fields/experiment';
import { withRowsOf, type TableReading } from '../../src/experiment/newExperiment/tableReading';
import { parseWeights } from '../../src/experiment/data/weights';
import { prepare, type Prepared } from '../../src/experiment/prepare';
import type { Finding } from '../../src/experiment/format/finding';
import { rangeOf, readExperiment } from '../../src/experiment/read';
import type { Dice } from './library/dice';
import { mangled } from './library/mangle';
import type { Failure } from './library/programs';
import { tryEach } from './library/tries';

export const SHORT = 600;

const CELLS = [
  '1',
  '0',
  '-2.5',
  '1e3',
  '.5',
  '',
  'cat',
  'dog',
  'NaN',
  '?',
  '1,5',
  'é',
  '😀',
  ' 2 ',
];
const QUOTED = [
  '""',
  '"1"',
  '"a,b"',
  '"x""y"',
  '"l\nm"',
  '"l\r\nm"',
  ' "2"',
  '" ""q"""',
  '"',
  '"z',
];
const PIECES = [
  ',',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  ' ',
  '#',
  '\0',
  '\uFFFD',
  '\uFEFF',
];
const MISSING = ['error', 'skip_row', 'skip_row', 'mean', 'median', 'most_frequent'];
const NAMES = ['x1', 'x2', 'y', 'label', 'class', 'x1', '0', ' a ', '"q"', 'x 3'];

export function fuzz(count: number, seed: number): Failure[] {
  return tryEach(count, seed, dice => {
    const bytes = bytesOf(textOf(dice), dice);
    sameInPieces(bytes, headOf(bytes).dialect, 1 + dice.below(20));
    readAs(bytes, dice);
  });
}

/** Mostly rows of the same length, now and then anything. */
function textOf(dice: Dice): string {
  if (dice.once(4)) return dice.text([...CELLS, ...QUOTED, ...PIECES], 30);
  const width = 1 + dice.below(4);
  const end = dice.pick(['\n', '\n', '\r\n', '\r']);
  const delimiter = dice.pick([',', ',', ';', '\t', ' ', '|']);
  const row = (cells: readonly string[]) =>
    Array.from({ length: width }, () => dice.pick(cells)).join(delimiter);
  const rows = Array.from({ length: dice.below(12) }, () => {
    if (dice.once(20)) return dice.text([...CELLS, ...QUOTED, ...PIECES], 5);
    return row(dice.once(5) ? QUOTED : dice.once(4) ? CELLS : ['0', '1', '2', '0.5', '-1']);
  });
  return (dice.once(3) ? rows : [row(NAMES), ...rows]).join(end) + dice.pick(['', end, end + end]);
}

function bytesOf(text: string, dice: Dice): Uint8Array {
  if (dice.once(15)) {
    const units = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const bytes = Uint8Array.from(dice.once(2) ? units : units.swap16());
    return dice.once(3) ? mangled(bytes, dice) : bytes;
  }
  if (dice.once(20)) return Buffer.from(text, dice.pick(['latin1', 'utf16le'] as const));
  const bytes = new TextEncoder().encode(text);
  return dice.once(8) ? mangled(bytes, dice) : bytes;
}

function rowsOf(bytes: Uint8Array, dialect: Dialect, piece?: number) {
  const rows: { cells: string[]; places: CellPlace[] }[] = [];
  const reading = readRows(
    'f',
    bytes,
    dialect,
    row => {
      const places = row.cells.map((_, cell) => row.placeOf(cell));
      rows.push({ cells: [...row.cells], places });
      return true;
    },
    piece,
  );
  return { broken: finished(reading), rows };
}

function sameInPieces(bytes: Uint8Array, dialect: Dialect, piece: number): void {
  const whole = rowsOf(bytes, dialect);
  const pieces = rowsOf(bytes, dialect, piece);
  assert.deepEqual(pieces, whole, `in pieces of ${piece}`);
  const lines = linesOf(bytes, dialect.encoding);
  for (const { cells, places } of whole.rows) {
    cells.forEach((cell, index) => {
      const { line, column } = places[index];
      const rest = lines[line - 1]?.slice(column - 1);
      const [first] = cell.split('\n');
      const marked = /^\s*["'#%]/.test(rest ?? '');
      const stands = rest?.startsWith(first) === true || marked;
      assert.ok(stands, `"${cell}" at ${line}:${column}`);
    });
  }
  if (whole.broken) assert.ok(whole.broken.line >= 1 && whole.broken.line <= lines.length);
}

function linesOf(bytes: Uint8Array, encoding: Dialect['encoding']): string[] {
  return headText(bytes, encoding, bytes.length).split(/\r\n|\n|\r/);
}

/** As an experiment of its own, as the data of one, and as weights. */
function readAs(bytes: Uint8Array, dice: Dice): void {
  const lines = linesOf(bytes, headOf(bytes).dialect.encoding).length;
  const inferred = inferCsv(bytes, 'd.csv', dice.once(2));
  placed(inferred.problems, '', lines);
  const own = inferred.experimentText;
  if (own !== '') {
    const { experiment } = readExperiment(own);
    assert.ok(experiment, own);
    everyRowCounts(bytes, inferred.reading, experiment);
  }
  const text = own !== '' && dice.once(2) ? own : experimentText(dice);
  const { experiment, problems } = readExperiment(text);
  placed(problems, text, lines);
  if (experiment) {
    const { problems: found, prepared } = prepare(experiment, new Map([['d.csv', bytes]]));
    placed(found, text, lines);
    if (prepared) isWhole(prepared, bytes, experiment);
  }
  const weights = parseWeights('w.csv', bytes, null);
  if (typeof weights !== 'string') assert.equal(weights.rows * weights.cols, weights.data.length);
}

/** No number is left missing, each column has its name, and each row of the file is counted. */
function isWhole({ data, summary }: Prepared, bytes: Uint8Array, { data: spec }: Experiment): void {
  for (const part of [data.train, data.validation, data.test])
    assert.ok(!part || part.x.data.every(value => Number.isFinite(value)));
  assert.equal(summary.featureNames.length, data.train.x.cols);
  const { train } = spec;
  if (train.type !== 'csv' || train.limit !== null || spec.split) return;
  let rows = 0;
  visitRows(bytes, headOf(bytes, train).dialect, () => ++rows > 0);
  const taken = summary.train.rows + summary.train.skipped;
  const above = Number(train.header) + Number(train.units);
  assert.equal(taken + above, rows, 'a row is not counted');
}

/** Rows that are used and rows that are left out are all that there are below the header. */
function everyRowCounts(
  bytes: Uint8Array,
  read: TableReading | null,
  experiment: Experiment,
): void {
  const { prepared } = prepare(experiment, new Map([['d.csv', bytes]]));
  if (!prepared || !read) return;
  const { rows, rows_skipped: skipped } = withRowsOf(read, prepared.summary);
  let all = 0;
  visitRows(bytes, headOf(bytes).dialect, () => ++all > 0);
  const { units } = experiment.data.train as { units?: boolean };
  assert.equal(rows + skipped, all - Number(read.header) - Number(units === true));
}

function experimentText(dice: Dice): string {
  const column = () => (dice.once(2) ? dice.below(4) : dice.pick(NAMES).trim());
  const columns = () => Array.from({ length: 1 + dice.below(3) }, column);
  const input = () => ({
    column: column(),
    as: dice.pick(['number', 'one_hot', 'one_hot', 'ordinal']),
    ...(dice.once(4) && { categories: [...new Set([dice.pick(CELLS).trim(), 'cat', '1'])] }),
  });
  const inputs = () => columns().map(plain => (dice.once(2) ? plain : input()));
  const source = () => ({
    type: 'csv',
    path: 'd.csv',
    ...(dice.once(3) && { header: dice.once(2) }),
    ...(dice.once(3) && { delimiter: dice.pick([',', ';', '\t', '|', ' ']) }),
    ...(dice.once(8) && { decimal: dice.pick(['.', ',']) }),
    ...(dice.once(8) && { comment: dice.pick(['#', '1']) }),
    ...(dice.once(8) && { skip: dice.below(3) }),
    ...(dice.once(8) && { quote: "'" }),
    ...(dice.once(8) && { units: true }),
    ...(dice.once(3) && { features: inputs() }),
    ...(dice.once(2) && { missing: dice.pick(MISSING) }),
    ...(dice.once(3) && { label: dice.once(3) ? columns() : column() }),
    ...(dice.once(6) && { limit: 1 + dice.below(5) }),
  });
  const units = 1 + dice.below(3);
  return JSON.stringify({
    version: 1,
    data: {
      train: source(),
      ...(dice.once(3) && { validation: source() }),
      ...(dice.once(4) && { split: { test: dice.next(), stratify: dice.once(3) } }),
      encoding: dice.pick(['none', 'none', 'one_hot', 'sign']),
      normalization: dice.pick(['none', 'zscore', 'minmax']),
    },
    model: { layers: [{ units, activation: dice.pick(['linear', 'sigmoid']) }] },
    loss: { type: 'mse' },
  });
}

function placed(problems: readonly Finding[], text: string, lines: number): void {
  const { tree } = readExperiment(text);
  for (const { message, place } of problems) {
    assert.ok(message.length < 1000 && /[.?]$/.test(message), message);
    if (place.kind === 'file') {
      const inside = place.line >= 1 && place.line <= lines && place.column >= 1;
      assert.ok(inside, `${message} at ${place.line}:${place.column} of ${lines} lines`);
    } else {
      const { offset, length } = rangeOf(tree, place);
      assert.ok(offset >= 0 && offset + length <= text.length, `${message} at ${offset}+${length}`);
    }
  }
}
