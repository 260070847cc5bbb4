/** Matrix formulas as NumPy writes them: `aPrev.T @ delta`, `sum(delta, axis=0)`. Parsed, never run. */
import { POWERS, type Language } from '../grammar/language';
import { parse, type Argument, type Term } from '../grammar/parse';
import { scan } from '../grammar/tokens';
import { replaced, Trouble } from '../grammar/trouble';
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
type FormulaTerm = Term<Operator>;

const FORMULA: Language<Operator> = {
  noun: 'a formula',
  madeOf: 'numbers, names, + - * / @, .T, parentheses and sum(…, axis)',
  operators: new Map(OPERATORS.map(sign => [sign, POWERS[sign]])),
  hasMembers: true,
  isFunction: name => name === 'sum',
};

/** Left for a student to write. */
export function isOpen(text: string): boolean {
  return text.trim() === '';
}

/**
 * @param text that is not open
 * @throws Trouble where it cannot be read
 */
export function parseFormula(text: string): Formula {
  const tokens = scan(text, FORMULA);
  return new Reader(text).read(parse(text, tokens, FORMULA));
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

/** A parsed term → what is computed. */
class Reader {
  constructor(private readonly text: string) {}

  /** @throws Trouble */
  read(term: FormulaTerm): Formula {
    switch (term.kind) {
      case 'number':
        if (Number.isFinite(term.value)) return { kind: 'number', value: term.value };
        throw trouble(term, `${term.text} is too large for a float64 number.`);
      case 'name':
        return { kind: 'name', name: term.name };
      case 'negate':
        return { kind: 'negative', of: this.read(term.argument) };
      case 'binary': {
        const [left, right] = [this.read(term.left), this.read(term.right)];
        return { kind: term.operator, left, right };
      }
      case 'member':
        return this.member(term);
      case 'call':
        return this.call(term);
      default:
        return term satisfies never;
    }
  }

  private call(term: FormulaTerm & { kind: 'call' }): Formula {
    const { name, arguments: given } = term;
    if (name === 'sum') return this.sum(term, given);
    if (isProduct(name) && given.length === 2) {
      throw this.meant(term, `${asFactor(given[0].value)} @ ${asFactor(given[1].value)}`);
    }
    if (name === 'transpose' && given.length === 1) {
      throw this.meant(term, `${asFactor(given[0].value)}.T`);
    }
    throw trouble(term, `The formula calls ${name}, but knows only sum(…, axis).`);
  }

  private member(term: FormulaTerm & { kind: 'member' }): Formula {
    const { of, name, arguments: given } = term;
    if (name === 'T' && given === null) return { kind: 'transpose', of: this.read(of) };
    const written = asFactor(of);
    if (isProduct(name) && given?.length === 1) {
      throw this.meant(term, `${written} @ ${asFactor(given[0].value)}`);
    }
    if (['T', 't', 'transpose'].includes(name) && !given?.length) {
      throw this.meant(term, `${written}.T`);
    }
    if (name === 'sum' && given && given.length <= 1) {
      const axis = given.map(({ keyword, value }) => `, ${keyword ? 'axis=' : ''}${value.text}`);
      throw this.meant(term, `sum(${of.text}${axis.join('')})`);
    }
    throw trouble(term, `Behind a point a formula knows only .T, not .${name}.`);
  }

  private sum(term: FormulaTerm, given: readonly Argument<Operator>[]): Formula {
    const [of, along] = given as readonly (Argument<Operator> | undefined)[];
    const isPlain = of?.keyword === null && (!along?.keyword || along.keyword === 'axis');
    if (!of || given.length > 2 || !isPlain) {
      throw trouble(
        term,
        'The formula calls sum, which takes a matrix and an axis: sum(delta, axis=0).',
      );
    }
    if (!along) return { kind: 'sum', of: this.read(of.value), axis: null };
    const axis = along.value.kind === 'number' ? along.value.value : null;
    if (axis !== 0 && axis !== 1) {
      throw trouble(along.value, 'The formula sums along an axis that is not 0 or 1.');
    }
    return { kind: 'sum', of: this.read(of.value), axis };
  }

  /** Another library's way to write what a formula can say. */
  private meant(term: FormulaTerm, right: string): Trouble {
    const { start, end } = term;
    const isWhole = end - start === this.text.trim().length;
    const factor = right.includes('@') && !isWhole ? `(${right})` : right;
    const fix = { title: `Write ${right}`, text: replaced(this.text, start, end, factor) };
    return new Trouble('formula', `${term.text} is written ${right} here.`, start, end, [fix]);
  }
}

function isProduct(name: string): boolean {
  return name === 'dot' || name === 'matmul';
}

/** As it may stand beside a sign, or before a point. */
function asFactor({ kind, text }: FormulaTerm): string {
  return kind === 'binary' || kind === 'negate' ? `(${text})` : text;
}

function trouble({ start, end }: FormulaTerm, message: string): Trouble {
  return new Trouble('formula', message, start, end);
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
