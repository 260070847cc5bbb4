/** A bare table as an experiment: the text of the `*.backprop.json` that trains on it. */
import { Report } from '../format/core';
import type { Finding } from '../format/finding';
import type { CellPlace } from '../data/csv/rowReader';
import { property } from '../format/write';
import type { DecimalMark } from '../data/csv/cells/notation';
import { columnsOf, previewOf, type ColumnPreview, type TableColumn } from './columns';
import {
  columnChoice,
  isAbout,
  leftOut,
  nameOfTarget,
  type ColumnChoice,
  type Feature,
  type TableChoice,
} from './target';
import { taskOf, type Task } from './task';
import { missingInputs, valuesIn, wholeRows } from './wholeRows';
import type { TableReading } from './tableReading';
import { leftOutLines, oneLine, quoted, reasons } from './leftOutWords';
import { takeSample, type Sample } from './tableSample';

/** With fewer rows than this, none are kept aside. */
const FEWEST_TO_SPLIT = 20;
/** Enough for a first look, whatever the data. */
const HIDDEN_UNITS = 8;
/** Of the rows; more than these are too many to leave out. */
const MOST_SKIPPED = 0.25;

export interface Inferred {
  problems: Finding[];
  experimentText: string;
  /** Columns of the file. */
  columns: ColumnPreview[];
  /** What the columns are taken for; null where they cannot be read. */
  choice: ColumnChoice | null;
  /** What the file was taken for; rows are those that were looked at. */
  reading: TableReading | null;
  /** Where the first cell of each column stands, the header among them. */
  firstCells: readonly CellPlace[];
  /** All rows were looked at. */
  complete: boolean;
  /** What a person decided, as far as it counts. */
  decided: TableChoice;
}

/**
 * Dialect, header, inputs and target inferred, and a small network that suits the target: what a bare
 * table trains on. Empty after a problem that is an error.
 * @param whole whether `bytes` are the whole file, or its beginning up to the end of a row
 * @param decided by a person; it counts for nothing where the table has other columns since
 * @param more trimmed rows from further down that the sample may lack
 */
export function inferCsv(
  bytes: Uint8Array,
  fileName: string,
  whole = true,
  decided: TableChoice = {},
  more: readonly string[][] = [],
): Inferred {
  const report = new Report();
  const { problems } = report;
  const nothing = { problems, experimentText: '', columns: [], choice: null, reading: null };
  const sample = takeSample(bytes, fileName, whole, report, decided.header, more);
  if (!sample) return { ...nothing, firstCells: [], complete: whole, decided };
  const { firstCells, complete } = sample;
  const columns = columnsOf(sample);
  if (!isAbout(columns, decided)) return inferCsv(bytes, fileName, whole, {}, more);
  const taken = columnChoice(sample, columns, decided);
  if (taken.features.length === 0) {
    const message = `${fileName} has no column to learn from beside the target ${quoted(columns[taken.target[0]].name)}: ${reasons(columns, taken)}.`;
    const place = firstCells[taken.target[0]];
    report.error('no-features', message, { kind: 'file', file: fileName, ...place });
    const seen = { columns: columns.map(previewOf), choice: taken };
    return { ...nothing, ...seen, firstCells, complete, decided };
  }
  const table = new InferredTable(sample, columns, taken, decided.missing ?? null);
  return {
    problems,
    experimentText: table.text(fileName),
    columns: columns.map(previewOf),
    choice: taken,
    reading: table.reading(),
    firstCells,
    complete,
    decided,
  };
}

class InferredTable {
  private readonly task: Task;
  private readonly target: TableColumn[];
  private readonly wholeRows: string[][];

  constructor(
    private readonly sample: Sample,
    private readonly columns: readonly TableColumn[],
    private readonly choice: ColumnChoice,
    private readonly decidedMissing: TableChoice['missing'] | null,
  ) {
    this.target = choice.target.map(column => columns[column]);
    this.wholeRows = wholeRows(sample, columns, choice);
    const isSkipping = this.missing() === 'skip_row' && this.wholeRows.length > 0;
    const kept = isSkipping ? this.wholeRows : sample.rows;
    this.task = taskOf(valuesIn(kept, this.target), { ...sample, rows: kept });
  }

  reading(): TableReading {
    const { sample, columns, choice, task } = this;
    const { delimiter, encoding } = sample.dialect;
    const skipped = this.missing() === 'skip_row' ? this.rowsWithMissing() : 0;
    const classes = task.classes === null ? {} : { classes: task.classes };
    return {
      header: sample.names !== null,
      header_row: sample.names === null ? null : sample.firstCells[0].line,
      delimiter,
      decimal: this.decimal() ?? '.',
      encoding,
      rows: sample.rows.length - skipped,
      rows_skipped: skipped,
      values_filled: this.missing() === 'median' ? missingInputs(columns, choice) : 0,
      inputs: choice.features.map(({ column, as }) => ({ column, name: columns[column].name, as })),
      left_out: leftOut(columns, choice).map(({ column, why }) => {
        return { column, name: columns[column].name, why };
      }),
      target: {
        columns: choice.target,
        name: nameOfTarget(this.target),
        kind: task.classes === null ? 'number' : 'classes',
        ...classes,
      },
    };
  }

  text(fileName: string): string {
    const { sample, columns, choice, task } = this;
    const rows = `${sample.complete ? '' : 'more than '}${sample.rows.length} rows`;
    const count = choice.features.length;
    const inputs = count === 1 ? '1 input' : `${count} inputs`;
    const label = oneLine(nameOfTarget(this.target));
    return [
      `// Made from ${oneLine(fileName)}: ${rows}, ${inputs}, target ${label} (${task.words}).`,
      ...leftOutLines(columns, choice),
      '{',
      property('version', 1),
      property('name', fileName.replace(/^.*\//, '').replace(/\.[^.]*$/, '')),
      property('seed', 0),
      '  "data": {',
      property('train', this.source(fileName), 2),
      ...this.split(),
      property('encoding', task.encoding, 2),
      '    // Inputs get mean 0 and standard deviation 1 over the training rows.',
      property('normalization', 'zscore', 2).replace(/,$/, ''),
      '  },',
      '  "model": {',
      '    "layers": [',
      `      { "units": ${HIDDEN_UNITS}, "activation": "tanh" },`,
      ...task.output,
      '    ]',
      '  },',
      property('loss', { type: task.loss }),
      property('optimizer', { type: 'adam', learning_rate: 0.01 }),
      property('trainer', trainerOf(sample)).replace(/,$/, ''),
      '}',
      '',
    ].join('\n');
  }

  private source(path: string): object {
    const { dialect, names, units } = this.sample;
    const { delimiter, quote, encoding, comment, skip } = dialect;
    const { features, target } = this.choice;
    const nameOf = this.referTo();
    const label = target.map(nameOf);
    return {
      type: 'csv',
      path,
      header: names !== null,
      delimiter,
      ...(quote === '"' ? {} : { quote }),
      ...(encoding === 'utf-8' ? {} : { encoding }),
      ...(comment === null ? {} : { comment }),
      ...(skip === 0 ? {} : { skip }),
      ...(units ? { units } : {}),
      ...given('decimal', this.decimal()),
      ...given('missing', this.missing()),
      features: features.map(feature => written(feature, nameOf)),
      label: label.length === 1 ? label[0] : label,
    };
  }

  /** A column by its name, or by its number where names are missing or stand twice. */
  private referTo(): (column: number) => string | number {
    const { names } = this.sample;
    const unique = names !== null && !names.includes('') && new Set(names).size === names.length;
    return column => (unique ? names[column] : column);
  }

  /** null: each column has its own, or there is none to be told. */
  private decimal(): DecimalMark | null {
    const used = [
      ...this.choice.features.map(({ column }) => this.columns[column]),
      ...this.target,
    ];
    const marks = used.map(({ notation }) => notation?.decimal);
    if (!marks.includes(',')) return null;
    const hasPoint = used.some(({ notation, values }) =>
      notation === null ? [...values].some(cell => /\d\.\d/.test(cell)) : notation.decimal === '.',
    );
    return hasPoint ? null : ',';
  }

  private missing(): 'skip_row' | 'median' | null {
    const skipped = this.rowsWithMissing();
    if (skipped > 0 && this.decidedMissing) return this.decidedMissing;
    if (skipped === 0) return this.sample.complete ? null : 'skip_row';
    const labelled = this.target.every(({ missing }) => missing === 0);
    return labelled && skipped > MOST_SKIPPED * this.sample.rows.length ? 'median' : 'skip_row';
  }

  private rowsWithMissing(): number {
    return this.sample.rows.length - this.wholeRows.length;
  }

  private split(): string[] {
    if (this.sample.rows.length < FEWEST_TO_SPLIT) return [];
    const stratified = this.task.classes !== null && this.target.length === 1;
    const split = { train: 0.8, validation: 0.2, ...(stratified ? { stratify: true } : {}) };
    return [
      '    // A part of the rows is kept aside, to see how the network does on rows it has not met.',
      property('split', split, 2),
    ];
  }
}

function given(key: string, value: string | null): object {
  return value === null ? {} : { [key]: value };
}

function written({ column, as }: Feature, nameOf: (column: number) => string | number): unknown {
  return as === 'number' ? nameOf(column) : { column: nameOf(column), as };
}

/** Few rows are gone through more often: about as many updates in the end. */
function trainerOf({ rows, complete }: Sample): object {
  const epochs = rows.length <= 2000 ? 200 : complete ? 50 : 10;
  const size = rows.length <= 2000 ? 16 : 64;
  return { epochs, batch_size: rows.length < size ? 'full' : size, shuffle: 'every_epoch' };
}
