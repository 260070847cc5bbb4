/** An input that is the target under another name. */
import { atKey } from '../../format/core';
import { rowColumns } from '../pictures';
import { only, type Producer } from '../producer';
import { classesOf, columnOf, spreadOf } from '../subject/rows';
import type { Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';

/** Fewer rows may agree by chance, or be a truth table. */
const LEAST_ROWS = 10;
/** 1 − r² of an input and a target that are the same up to rounding. */
const ROUNDING = 1e-9;

export const targetAmongInputs: Producer = {
  id: 'target_among_inputs',
  ofFile: true,
  always: true,
  explains: [...UNLEARNED, 'overfitting', 'validation_missing'],
  find(subject) {
    const { train, areClasses, prepared } = subject;
    const { summary } = prepared;
    const { x, y } = train;
    // A single input may be all there is: learning a line is a task.
    if (x.rows < LEAST_ROWS) return only(x.rows, 'row');
    if (x.cols < 2) return 'there is a single input';
    const found = Array.from({ length: x.cols }, (_, col) => col).find(col => {
      const column = columnOf(x, col);
      return areClasses ? tellsClasses(column, y) : isLine(column, y);
    });
    const what = areClasses
      ? 'has a value of its own for each class'
      : 'is the target on another scale';
    if (found === undefined) return `none of the ${x.cols} inputs ${what}`;
    const name = summary.featureNames[found];
    const message =
      `The target is among the inputs: ${name} ${what}, in every row. ` +
      'The network only has to copy it, and new rows will not have it. Leave the column out.';
    const picture = rowColumns(subject, [found]);
    return { place: atKey('data', 'train'), message, evidence: { column: found }, picture };
  },
};

/** One value for all rows of a class, and another for each other class. */
function tellsClasses(column: Float64Array, y: Subject['train']['y']): boolean {
  const valueOf = new Map<number, number>();
  const labels = classesOf(y);
  for (let row = 0; row < column.length; row++) {
    const known = valueOf.get(labels[row]);
    if (known === undefined) valueOf.set(labels[row], column[row]);
    else if (known !== column[row]) return false;
  }
  return valueOf.size > 1 && new Set(valueOf.values()).size === valueOf.size;
}

/** The only target is a + b·x. */
function isLine(column: Float64Array, y: Subject['train']['y']): boolean {
  if (y.cols !== 1) return false;
  const target = columnOf(y, 0);
  const [a, b] = [spreadOf(column), spreadOf(target)];
  if (a.std === 0 || b.std === 0) return false;
  let product = 0;
  column.forEach((value, row) => {
    product += ((value - a.mean) / a.std) * ((target[row] - b.mean) / b.std);
  });
  return 1 - (product / column.length) ** 2 < ROUNDING;
}
