/** Matrix formulas as NumPy writes them: `aPrev.T @ delta`, `sum(delta, axis=0)`. Parsed, never run. */
import { POWERS, type Language } from '../grammar/language';
import { parse, type Argument, type Term } from '../grammar/parse';
import { scan } from '../grammar/tokens';
import { replaced, Trouble } from '../grammar/trouble';

/** Characters of the text, the last one excluded. */
export interface Span {
  start: number;
  end: number;
}

export type Formula =
  | { kind: 'number'; value: number }
  | ({ kind: 'name'; name: string } & Span)
  | { kind: 'transpose' | 'negative'; of: Formula }
  | { kind: 'sum'; of: Formula; axis: 0 | 1 | null }
  | ({ kind: Operator; left: Formula; right: Formula } & Span);

const OPERATORS = ['@', '*', '/', '+', '-'] as const;
export type Operator = (typeof OPERATORS)[number];
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

/** What is wrong with a formula that cannot be read, as a sentence. */
export function complaintOf({ id, message }: Trouble): string {
  return id === 'syntax' || id === 'parenthesis'
    ? `The formula cannot be read: ${message[0].toLowerCase()}${message.slice(1)}`
    : message;
}

/** Every name that a formula uses, each once. */
export function namesIn(formula: Formula): string[] {
  return [...new Set(placesOfNames(formula).map(({ name }) => name))];
}

/** The names of a formula with their places, from left to right. */
export function placesOfNames(formula: Formula): ({ name: string } & Span)[] {
  switch (formula.kind) {
    case 'number':
      return [];
    case 'name':
      return [formula];
    case 'transpose':
    case 'negative':
    case 'sum':
      return placesOfNames(formula.of);
    default:
      return [...placesOfNames(formula.left), ...placesOfNames(formula.right)];
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
        return { kind: 'name', name: term.name, start: term.start, end: term.end };
      case 'negate':
        return { kind: 'negative', of: this.read(term.argument) };
      case 'binary': {
        const [left, right] = [this.read(term.left), this.read(term.right)];
        return { kind: term.operator, left, right, start: term.start, end: term.end };
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
