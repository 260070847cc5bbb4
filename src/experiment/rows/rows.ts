/** All rows of an experiment, part by part: read, generated, split and put in order. */
import { counted } from '../../engine/ground/numbers';
import type { RandomStream } from '../../engine/rng/stream';
import type { DrawPurpose } from '../../engine/ground/spec';
import type { Experiment } from '../fields/experiment';
import { type Part, PARTS } from '../format/experiment';
import { createStream } from '../../engine/rng/createStream';
import { atKey, atValue } from '../format/core';
import type { Report } from '../format/core';
import { findClasses } from '../data/table/classes';
import type { Classes } from '../data/table/classes';
import { completeInputs, inputsOf } from './completeInputs';
import { matchCategories } from './matchCategories';
import { matchColumns } from './matchColumns';
import { drawnRows } from './drawnRows';
import type { PartTables } from './readTables';
import { splitRows } from '../data/table/split';
import { takeRows } from '../data/table/table';
import type { Table } from '../data/table/table';

export type Parts = { train: Table } & { [K in Exclude<Part, 'train'>]: Table | null };

/**
 * Draws for `data`, `split` and `shuffle`, each when it is asked for. A later one makes sure that
 * the rows of the earlier ones are there: what has not been drawn yet is then drawn first.
 */
export class Rows {
  private readonly tables: PartTables;
  private readonly done = new Set<DrawPurpose>();
  private foundClasses: Classes | null = null;

  /** @param read the tables of the sources that are read and not made */
  constructor(
    private readonly experiment: Experiment,
    read: PartTables,
    private readonly report: Report,
  ) {
    this.tables = { ...read };
    // Sources that draw nothing from the stream may be made before it is their turn.
    const unused = createStream(experiment.rng.type, 0);
    for (const part of PARTS) {
      const drawn = drawnRows(experiment, part);
      if (drawn && !drawn.shared) this.tables[part] = drawn.make(unused);
    }
  }

  /** Input columns, known before any row is drawn. */
  columns(): number {
    if (this.tables.train) return inputsOf(this.tables.train);
    // A trial on another stream: how many columns there are depends on no number drawn.
    const trial = createStream(this.experiment.rng.type, 0);
    return drawnRows(this.experiment, 'train')?.make(trial).cols ?? 0;
  }

  /** null after reporting an error. */
  finished(): { parts: Parts; classes: Classes | null } | null {
    const { train, validation, test } = this.tables;
    if (this.report.failed || !train) return null;
    const complete = (table: Table) => completeInputs(table, train, this.report);
    const parts = {
      train: complete(train),
      validation: validation && complete(validation),
      test: test && complete(test),
    };
    if (this.report.failed || !parts.train) return null;
    return { parts: { ...parts, train: parts.train }, classes: this.foundClasses };
  }

  draw(purpose: 'data' | 'split' | 'shuffle', stream: RandomStream): void {
    if (purpose === 'split') this.draw('data', stream);
    if (purpose === 'shuffle') this.draw('split', stream);
    if (this.done.has(purpose)) return;
    this.done.add(purpose);
    if (this.report.failed) return;
    if (purpose === 'data') this.makeData(stream);
    else if (purpose === 'split') this.split(stream);
    else this.shuffle(stream);
  }

  private makeData(stream: RandomStream): void {
    for (const part of PARTS) {
      const drawn = drawnRows(this.experiment, part);
      if (drawn?.shared) this.tables[part] = drawn.make(stream);
    }
    this.matchColumns();
    const tables = PARTS.flatMap(part => this.tables[part] ?? []);
    this.checkColumns(tables);
    if (!this.report.failed)
      this.foundClasses = findClasses(tables, this.experiment.data, this.report);
  }

  private matchColumns(): void {
    const { train } = this.tables;
    for (const part of ['validation', 'test'] as const) {
      const table = this.tables[part];
      if (!train || !table) continue;
      const matched = matchColumns(table, train, part, this.report);
      this.tables[part] = matchCategories(matched, train, part, this.report);
    }
  }

  private checkColumns(tables: Table[]): void {
    const [{ cols, y }] = tables;
    for (const part of PARTS) {
      const table = this.tables[part];
      if (!table) continue;
      if (table.cols !== cols) {
        const message = `The ${part} rows have ${counted(table.cols, 'input column')}, the training rows have ${cols}.`;
        this.report.error('columns', message, atKey('data', part));
      } else if (table.y.kind === 'rows' && y.kind === 'rows' && table.y.cols !== y.cols) {
        const message = `The ${part} rows have ${counted(table.y.cols, 'target column')}, the training rows have ${y.cols}.`;
        this.report.error('columns', message, atKey('data', part));
      }
    }
  }

  private split(stream: RandomStream): void {
    const { split } = this.experiment.data;
    const { train } = this.tables;
    if (!split || !train) return;
    const labels = this.labelsOf(train, split.stratify);
    if (!labels) return;
    const parts = splitRows(train, split, labels, stream);
    for (const part of PARTS) {
      if (parts[part].rows > 0) this.tables[part] = parts[part];
      else if (split[part] > 0) {
        const rows = part === 'train' ? 'training' : part;
        const share = `${Number(split[part].toPrecision(6))} of ${counted(train.rows, 'row')}`;
        const message = `\`split\` leaves no ${rows} rows: ${share} is less than one.`;
        this.report.error('empty-part', message, atKey('data', 'split', part));
      }
    }
    const left = PARTS.reduce((rows, part) => rows - parts[part].rows, train.rows);
    if (left === 0) return;
    const sum = Number((split.train + split.validation + split.test).toPrecision(6));
    const message = `\`split\` leaves ${left} of ${train.rows} rows in no part: its fractions add up to ${sum}.`;
    this.report.add('information', 'unused-rows', message, atKey('data', 'split'));
  }

  private labelsOf(table: Table, needed: boolean): ArrayLike<number> | null {
    const classes = this.foundClasses;
    if (classes) return Array.from({ length: table.rows }, (_, row) => classes.of(table, row));
    if (!needed) return [];
    const message = '`stratify` needs classes, but the targets are numbers to be met.';
    this.report.error('stratify', message, atValue('data', 'split', 'stratify'));
    return null;
  }

  private shuffle(stream: RandomStream): void {
    const { train } = this.tables;
    if (this.experiment.trainer.shuffle !== 'once' || !train) return;
    this.tables.train = takeRows(train, stream.permutation(train.rows));
  }
}
