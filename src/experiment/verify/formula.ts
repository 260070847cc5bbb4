/** Matrix formulas as NumPy writes them: `aPrev.T @ delta`, `sum(delta, axis=0)`. Parsed, never run. */
import jsep from 'jsep';
import { transposed, scalar, shapeOf } from './tensors';
import type { Tensor } from './tensors';

export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'transpose' | 'negative'; of: Formula }
  | { kind: 'sum'; of: Formula; axis: 0 | 1 | null }
  | { kind: Operator; left: Formula; right: Formula };

const OPERATORS = ['@', '*', '/', '+', '-'] as const;
type Operator = (typeof OPERATORS)[number];

// As in Python: `@` binds as tightly as `*`. The `=` of `axis=0` binds least.
jsep.addBinaryOp('@', 10);
jsep.addBinaryOp('=', 0.5);

const NAMES_WANTED = 'numbers, names, + - * / @, .T, parentheses and sum(…, axis)';
/** Longer than any formula; the parser is recursive. */
const LONGEST = 1000;

/** Left for a student to write. */
export function isOpen(text: string): boolean {
  return text.trim() === '';
}

/** The formula, or what is wrong with it, in words that follow "the formula". */
export function parseFormula(text: string): Formula | string {
  if (text.length > LONGEST) return `is longer than ${LONGEST} characters`;
  try {
    return convert(jsep(text));
  } catch (error) {
    if (error instanceof Wrong) return error.message;
    const why = error instanceof Error ? error.message.replace(/ at character \d+$/, '') : '';
    return `cannot be read: ${why === '' ? 'it' : why.toLowerCase()}; it is made of ${NAMES_WANTED}`;
  }
}

/** Every name that a formula uses, each once. */
export function namesIn(formula: Formula): string[] {
  switch (formula.kind) {
    case 'number':
      return [];
    case 'name':
      return [formula.name];
    case 'transpose':
    case 'negative':
    case 'sum':
      return namesIn(formula.of);
    default:
      return [...new Set([...namesIn(formula.left), ...namesIn(formula.right)])];
  }
}

class Wrong extends Error {}

function convert(node: jsep.Expression): Formula {
  const expression = node as jsep.CoreExpression;
  switch (expression.type) {
    case 'Literal':
      if (typeof expression.value === 'number') return { kind: 'number', value: expression.value };
      break;
    case 'Identifier':
      return { kind: 'name', name: expression.name };
    case 'UnaryExpression':
      if (expression.operator === '-')
        return { kind: 'negative', of: convert(expression.argument) };
      if (expression.operator === '+') return convert(expression.argument);
      break;
    case 'MemberExpression':
      if (!expression.computed && (expression.property as jsep.Identifier).name === 'T')
        return { kind: 'transpose', of: convert(expression.object) };
      break;
    case 'BinaryExpression': {
      const kind = OPERATORS.find(operator => operator === expression.operator);
      if (kind) return { kind, left: convert(expression.left), right: convert(expression.right) };
      throw new Wrong(`has the operator ${expression.operator}; it is made of ${NAMES_WANTED}`);
    }
    case 'CallExpression':
      return convertSum(expression);
    case 'Compound':
      throw new Wrong(
        expression.body.length === 0
          ? 'is empty'
          : 'is several: an operator is missing between two parts',
      );
    default:
      break;
  }
  throw new Wrong(`cannot be read: it is made of ${NAMES_WANTED}`);
}

function convertSum({ callee, arguments: args }: jsep.CallExpression): Formula {
  const name = callee.type === 'Identifier' ? (callee as jsep.Identifier).name : 'this';
  if (name !== 'sum') throw new Wrong(`calls ${name}, but knows only sum(…, axis)`);
  const [of, along] = args as (jsep.Expression | undefined)[];
  if (!of || args.length > 2) throw new Wrong('calls sum, which takes a matrix and an axis');
  if (!along) return { kind: 'sum', of: convert(of), axis: null };
  const axis = axisOf(along as jsep.CoreExpression);
  if (axis !== 0 && axis !== 1) throw new Wrong('sums along an axis that is not 0 or 1');
  return { kind: 'sum', of: convert(of), axis };
}

function axisOf(node: jsep.CoreExpression): unknown {
  if (node.type === 'Literal') return node.value;
  if (node.type !== 'BinaryExpression' || node.operator !== '=') return null;
  const { name } = node.left as jsep.Identifier;
  return name === 'axis' ? axisOf(node.right as jsep.CoreExpression) : null;
}

/** The value of a formula, or which shapes do not go together. `valueOf` knows every name in it. */
export function evaluate(formula: Formula, valueOf: (name: string) => Tensor): Tensor | string {
  switch (formula.kind) {
    case 'number':
      return scalar(formula.value);
    case 'name':
      return valueOf(formula.name);
    case 'transpose':
    case 'negative':
    case 'sum': {
      const of = evaluate(formula.of, valueOf);
      if (typeof of === 'string') return of;
      if (formula.kind === 'transpose') return transposed(of);
      return formula.kind === 'sum'
        ? sum(of, formula.axis)
        : { ...of, data: of.data.map(value => -value) };
    }
    default: {
      const left = evaluate(formula.left, valueOf);
      const right = evaluate(formula.right, valueOf);
      if (typeof left === 'string') return left;
      if (typeof right === 'string') return right;
      return formula.kind === '@' ? product(left, right) : elementwise(formula.kind, left, right);
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
  const at = (tensor: Tensor, row: number, col: number) =>
    tensor.data[(tensor.rows === 1 ? 0 : row) * tensor.cols + (tensor.cols === 1 ? 0 : col)];
  const data = Float64Array.from({ length: rows * cols }, (_, index) => {
    const [row, col] = [Math.floor(index / cols), index % cols];
    return ELEMENTWISE[operator](at(left, row, col), at(right, row, col));
  });
  return { rows, cols, data };
}
