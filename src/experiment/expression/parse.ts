/**
 * The right side of a step → terms with their places. `jsep` does the grammar; this module hands it
 * the operands, so that each is known with its place and nothing but numbers, names, calls, signs,
 * powers and parentheses gets in. A minus sign binds less than a power: −x² is −(x²), as in
 * mathematics and in Python.
 */
import jsep from 'jsep';
import {
  missingAfter,
  missingOperation,
  neitherNumberNorName,
  syntaxTrouble,
} from './syntaxTrouble';
import { Trouble } from './trouble';

interface Place {
  /** In the step, parentheses around the term included. */
  start: number;
  end: number;
  /** As it is written, without parentheses around it. */
  text: string;
}

export type Operator = '+' | '-' | '*' | '/' | '^';

export type Term = Place &
  (
    | { kind: 'number'; value: number }
    | { kind: 'name'; name: string }
    | { kind: 'call'; name: string; arguments: Term[] }
    | { kind: 'negate'; argument: Term }
    | { kind: 'binary'; operator: Operator; left: Term; right: Term }
  );

const TERM = 'Term';
/** The step that is being parsed: the hook is the library's, for whoever uses it. */
let parsing: string | null = null;

jsep.hooks.add('gobble-token', function (this: jsep.HookScope, env) {
  if (parsing === null) return;
  const term = readOperand(this, parsing);
  if (term) env.node = wrap(term);
});

/**
 * @param step its characters have been scanned
 * @param from where its right side begins
 * @throws Trouble
 */
export function parseTerm(step: string, from: number): Term {
  parsing = step;
  try {
    // Blanks in front keep the places.
    return termOf(jsep(' '.repeat(from) + step.slice(from)), step);
  } catch (error) {
    throw error instanceof Trouble ? error : syntaxTrouble(error, step);
  } finally {
    parsing = null;
  }
}

function wrap(term: Term): jsep.Expression {
  return { type: TERM, term };
}

/** A number, a name, a call or a group, with the power that it is raised to; or one with a minus. */
function readOperand(scope: jsep.HookScope, step: string): Term | null {
  const start = scope.index;
  if (scope.char === '-') {
    scope.index++;
    const operand = scope.gobbleToken();
    if (!operand) throw missingAfter('-', start);
    const argument = termOf(operand, step);
    return placed({ kind: 'negate', argument }, step, start, argument.end);
  }
  if (scope.char === '+') {
    throw new Trouble('syntax', 'Something is missing before this +.', start, start + 1);
  }
  const base = readBase(scope, step);
  if (!base) return null;
  scope.gobbleSpaces();
  if (scope.char !== '^') return base;
  const at = scope.index++;
  scope.gobbleSpaces();
  const exponent = scope.gobbleToken();
  if (!exponent) throw missingAfter('^', at);
  return binary('^', base, termOf(exponent, step), step);
}

function readBase(scope: jsep.HookScope, step: string): Term | null {
  const { index: start, char } = scope;
  if (/[\d.]/.test(char)) {
    scope.gobbleNumericLiteral();
    const value = Number(step.slice(start, scope.index));
    return placed({ kind: 'number', value }, step, start, scope.index);
  }
  if (/[\p{L}_]/u.test(char)) return readName(scope, step);
  if (char !== '(') return null;
  const inner = scope.gobbleGroup() as jsep.Expression | false;
  if (!inner) {
    const message = 'There is nothing in these parentheses.';
    throw new Trouble('syntax', message, start, scope.index);
  }
  return { ...termOf(inner, step), start, end: scope.index };
}

function readName(scope: jsep.HookScope, step: string): Term {
  const start = scope.index;
  scope.gobbleIdentifier();
  const end = scope.index;
  const name = step.slice(start, end);
  if (scope.char === '.') throw neitherNumberNorName(step, end);
  scope.gobbleSpaces();
  if (scope.char !== '(') return placed({ kind: 'name', name }, step, start, end);
  scope.index++;
  const inner: unknown = scope.gobbleArguments(')'.charCodeAt(0));
  const terms = (inner as jsep.Expression[]).map(argument => termOf(argument, step));
  // The library takes arguments without commas between them too.
  terms.slice(1).forEach((term, i) => {
    if (!step.slice(terms[i].end, term.start).includes(',')) {
      throw missingOperation(step, term.start, term.end);
    }
  });
  return placed({ kind: 'call', name, arguments: terms }, step, start, scope.index);
}

/** What the library has put together. */
function termOf(node: jsep.Expression, step: string): Term {
  if (node.type === TERM) return node.term as Term;
  if (node.type === 'BinaryExpression') {
    const { operator, left, right } = node as jsep.BinaryExpression;
    return binary(operator as Operator, termOf(left, step), termOf(right, step), step);
  }
  // Several expressions side by side.
  const [, second] = (node.body ?? node.expressions) as jsep.Expression[];
  const { start, end } = termOf(second, step);
  throw missingOperation(step, start, end);
}

function binary(operator: Operator, left: Term, right: Term, step: string): Term {
  return placed({ kind: 'binary', operator, left, right }, step, left.start, right.end);
}

type Bare<T> = T extends Term ? Omit<T, keyof Place> : never;

function placed(term: Bare<Term>, step: string, start: number, end: number): Term {
  return { ...term, start, end, text: step.slice(start, end) };
}
