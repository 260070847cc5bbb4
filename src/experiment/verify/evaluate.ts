/** What a formula comes to. Every size is looked at before anything is computed. */
import type { Formula, Operator, Span } from './formula';
import { scalar, shapeOf, transposed } from './tensors';
import type { Tensor } from './tensors';

/** Sizes that do not go together, and the part of the formula where they meet. */
export interface Misfit extends Span {
  words: string;
}

export function isMisfit(value: Tensor | Misfit): value is Misfit {
  return 'words' in value;
}

/** Entries of one value, and products of one step: two rows may meet as an outer product. */
const MOST_ENTRIES = 2e7;
const MOST_PRODUCTS = 4e9;

function tooLarge(rows: number, cols: number, inner: number): string {
  const entries = rows * cols;
  return entries <= MOST_ENTRIES && entries * inner <= MOST_PRODUCTS
    ? ''
    : `a value of ${shapeOf({ rows, cols })} is too large to be computed here`;
}

/** The value of a formula, or why there is none. `valueOf` knows every name in it. */
export function evaluate(formula: Formula, valueOf: (name: string) => Tensor): Tensor | Misfit {
  switch (formula.kind) {
    case 'number':
      return scalar(formula.value);
    case 'name':
      return valueOf(formula.name);
    case 'transpose':
    case 'negative':
    case 'sum': {
      const of = evaluate(formula.of, valueOf);
      if (isMisfit(of)) return of;
      if (formula.kind === 'transpose') return transposed(of);
      return formula.kind === 'sum'
        ? sum(of, formula.axis)
        : { ...of, data: of.data.map(value => -value) };
    }
    default: {
      const left = evaluate(formula.left, valueOf);
      const right = evaluate(formula.right, valueOf);
      if (isMisfit(left)) return left;
      if (isMisfit(right)) return right;
      const { kind, start, end } = formula;
      const value = kind === '@' ? product(left, right) : elementwise(kind, left, right);
      return typeof value === 'string' ? { words: value, start, end } : value;
    }
  }
}

/** Dimensions are kept: along axis 0 a row is left, along axis 1 a column, without an axis a number. */
function sum({ rows, cols, data }: Tensor, axis: 0 | 1 | null): Tensor {
  const out = {
    rows: axis === 1 ? rows : 1,
    cols: axis === 0 ? cols : 1,
    data: new Float64Array((axis === 1 ? rows : 1) * (axis === 0 ? cols : 1)),
  };
  data.forEach((value, index) => {
    const row = axis === 1 ? Math.floor(index / cols) : 0;
    out.data[row * out.cols + (axis === 0 ? index % cols : 0)] += value;
  });
  return out;
}

function product(left: Tensor, right: Tensor): Tensor | string {
  if (left.cols !== right.rows) {
    return `${shapeOf(left)} @ ${shapeOf(right)}: the inner sizes ${left.cols} and ${right.rows} must be the same`;
  }
  const large = tooLarge(left.rows, right.cols, left.cols);
  if (large !== '') return large;
  const data = new Float64Array(left.rows * right.cols);
  for (let row = 0; row < left.rows; row++) {
    for (let k = 0; k < left.cols; k++) {
      const factor = left.data[row * left.cols + k];
      for (let col = 0; col < right.cols; col++) {
        data[row * right.cols + col] += factor * right.data[k * right.cols + col];
      }
    }
  }
  return { rows: left.rows, cols: right.cols, data };
}

const ELEMENTWISE: { [K in Exclude<Operator, '@'>]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** A size of 1 is repeated, as NumPy broadcasts. */
function elementwise(
  operator: Exclude<Operator, '@'>,
  left: Tensor,
  right: Tensor,
): Tensor | string {
  const fits = (a: number, b: number) => a === b || a === 1 || b === 1;
  if (!fits(left.rows, right.rows) || !fits(left.cols, right.cols)) {
    return `${shapeOf(left)} ${operator} ${shapeOf(right)}: the shapes must be the same`;
  }
  const rows = Math.max(left.rows, right.rows);
  const cols = Math.max(left.cols, right.cols);
  const large = tooLarge(rows, cols, 1);
  if (large !== '') return large;
  const at = (tensor: Tensor, row: number, col: number) =>
    tensor.data[(tensor.rows === 1 ? 0 : row) * tensor.cols + (tensor.cols === 1 ? 0 : col)];
  const data = Float64Array.from({ length: rows * cols }, (_, index) => {
    const [row, col] = [Math.floor(index / cols), index % cols];
    return ELEMENTWISE[operator](at(left, row, col), at(right, row, col));
  });
  return { rows, cols, data };
}
