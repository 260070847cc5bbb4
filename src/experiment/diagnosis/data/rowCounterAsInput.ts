/** An input that only counts the rows. */
import { atKey } from '../../format/core';
import { rowColumns } from '../pictures';
import type { Producer } from '../producer';
import type { Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';

const LEAST_ROWS = 10;

export const rowCounterAsInput: Producer = {
  id: 'row_counter_as_input',
  ofFile: true,
  always: true,
  explains: [
    ...UNLEARNED,
    'inputs_unscaled',
    'overfitting',
    'target_among_inputs',
    'validation_missing',
  ],
  find(subject) {
    const { featureNames } = subject.prepared.summary;
    const { cols } = subject.prepared.data.train.x;
    // A single input is what the target is a function of, whatever it counts.
    if (cols < 2) return 'there is a single input';
    for (let col = 0; col < cols; col++) {
      if (!mayCount(subject, col)) continue;
      const values = allRows(subject, col);
      if (values.length < LEAST_ROWS || !countsRows(values)) continue;
      const message =
        `The input ${featureNames[col]} counts the rows: ${values[0]}, ${values[1]}, … ${values[values.length - 1]}, each once. ` +
        'A network can learn the rows by heart from it, and it means nothing for new ones. Leave the column out.';
      const evidence = { column: col, from: values[0], to: values[values.length - 1] };
      const picture = rowColumns(subject, [col]);
      return { place: atKey('data', 'train'), message, evidence, picture };
    }
    return `none of the ${cols} inputs counts the rows`;
  },
};

/** Its first numbers are all different: of most columns nothing more has to be read. */
function mayCount({ prepared }: Subject, col: number): boolean {
  const { rows, cols, data } = prepared.data.train.x;
  const first = Array.from({ length: Math.min(rows, 50) }, (_, row) => data[row * cols + col]);
  return new Set(first).size === first.length;
}

/** A column over all parts, as the file has it, sorted. */
function allRows({ prepared: { data, summary } }: Subject, col: number): Float64Array {
  const { scaling } = summary;
  const parts = [data.train, data.validation, data.test].filter(part => part !== null);
  const values = parts.flatMap(({ x }) =>
    Array.from({ length: x.rows }, (_, row) => x.data[row * x.cols + col]),
  );
  const written = values.map(value =>
    scaling ? value * scaling.scale[col] + scaling.offset[col] : value,
  );
  return Float64Array.from(written, value => {
    const whole = Math.round(value);
    return Math.abs(value - whole) <= 1e-5 * Math.max(1, Math.abs(whole)) ? whole : value;
  }).sort();
}

function countsRows(sorted: Float64Array): boolean {
  return sorted.every(
    (value, i) => Number.isInteger(value) && (i === 0 || value === sorted[i - 1] + 1),
  );
}
