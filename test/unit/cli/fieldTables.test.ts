/** Tables as people published them: what each is taken for in the terminal, and that it trains. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TableReading } from '../../../src/experiment/newExperiment/tableReading';
import { REFERENCE } from '../engine/support';
import { parse, run } from './support';

const FOLDER = path.join(REFERENCE, 'field');

interface Expected {
  rows: number;
  skipped?: number;
  /** Columns of the inputs. */
  inputs: number[];
  target: number[];
  classes?: number;
  header?: boolean;
  delimiter?: string;
  decimal?: string;
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

const EXPECTED: { [file: string]: Expected } = {
  'c01-iris-id.csv': { rows: 150, inputs: [1, 2, 3, 4], target: [5], classes: 3 },
  'c03-wine-class-first.csv': {
    rows: 178,
    inputs: range(1, 13),
    target: [0],
    classes: 3,
    header: false,
  },
  'c04-diagnosis-trailing-comma.csv': { rows: 120, inputs: range(2, 6), target: [1], classes: 2 },
  'c06-breast-question-marks.csv': {
    rows: 683,
    skipped: 16,
    inputs: range(1, 9),
    target: [10],
    classes: 2,
    header: false,
  },
  'c07-passengers.csv': {
    rows: 50,
    skipped: 10,
    inputs: [2, 4, 5, 6, 7, 9, 11],
    target: [1],
    classes: 2,
  },
  'c08-housing-whitespace.csv': {
    rows: 506,
    inputs: range(0, 12),
    target: [13],
    header: false,
    delimiter: ' ',
  },
  'c10-excel-deutsch.csv': {
    rows: 40,
    inputs: [0, 1],
    target: [2],
    classes: 2,
    delimiter: ';',
    decimal: ',',
  },
  'c12-excel-sep-line.csv': { rows: 40, inputs: [0, 1], target: [2], classes: 2, delimiter: ';' },
  'c14-circles-x-y-color.csv': { rows: 80, inputs: [0, 1], target: [2], classes: 2 },
  'c23-real-estate.csv': { rows: 40, inputs: [0, 1, 2], target: [3] },
  'c24-true-false.csv': { rows: 50, inputs: [0, 1, 2], target: [3], classes: 2 },
  'c27-one-hot-columns.csv': { rows: 150, inputs: range(0, 3), target: [4, 5, 6], classes: 3 },
  'c28-cpp-export.csv': { rows: 60, inputs: [0, 1], target: [2], classes: 2, header: false },
  'c41-first-row-question-mark.csv': {
    rows: 149,
    skipped: 1,
    inputs: range(0, 3),
    target: [4],
    classes: 3,
    header: false,
  },
  'c45-target-named-first.csv': { rows: 60, inputs: [1, 2, 3], target: [0], classes: 2 },
};

describe('published tables in the terminal', () => {
  if (!existsSync(FOLDER)) {
    it('skipped: ../shared/reference/field is not on this machine');
    return;
  }
  const io = { readFile: (file: string) => readFileSync(path.join(FOLDER, path.basename(file))) };

  for (const [file, expected] of Object.entries(EXPECTED)) {
    it(`${file} is taken for what it is`, () => {
      const { out, status } = run(['validate', file, '--json'], {}, io);
      assert.equal(status, 0, out);
      const { reading } = parse<{ reading: TableReading }>(out);
      const { rows, rows_skipped: skipped, inputs, target, header, delimiter, decimal } = reading;
      const found = {
        rows,
        skipped,
        inputs: inputs.map(({ column }) => column),
        target: target.columns,
        ...(target.classes === undefined ? {} : { classes: target.classes }),
        header,
        delimiter,
        decimal,
      };
      const usual = { skipped: 0, header: true, delimiter: ',', decimal: '.' };
      assert.deepEqual(found, { ...usual, ...expected });
    });

    it(`${file} trains`, () => {
      const { status, err } = run(['train', file, '--set', 'trainer.epochs=2'], {}, io);
      assert.equal(status, 0, err);
    });
  }

  it('can be read by experiments that say no more than they must', () => {
    for (const file of ['c10-explicit.backprop.json', 'c12-explicit.backprop.json']) {
      assert.equal(run(['validate', file], {}, io).status, 0, file);
    }
  });
});
