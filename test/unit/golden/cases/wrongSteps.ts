/** Expressions with mistakes in their inputs and steps. */
import type { WrongFile } from './wrongFiles';
import { fileOf } from './experiments';

type Expression = [inputs: object, ...steps: string[]];

const EXPRESSIONS: { [name: string]: Expression } = {
  equal: [{ x: 1 }, 'f == x'],
  'two-equals': [{ x: 1 }, 'f = g = x'],
  'plus-equals': [{ x: 1 }, 'f += x'],
  'no-term': [{ x: 1 }, 'f ='],
  'no-name': [{ x: 1 }, '= x'],
  empty: [{ x: 1 }, ''],
  'odd-name': [{ x: 1 }, '2f = x'],
  'function-name': [{ exp: 1 }, 'log = 2'],
  'written-name': [{ '𝑥': 1 }, '𝑓 = 𝑥'],
  unused: [{ x: 1, y: 2 }, 'g = y', 'f = x'],
  product: [{ x: 1, y: 2 }, 'f = xy'],
  juxtaposed: [{ x: 1, y: 2 }, 'f = 2 x'],
  'name-call': [{ x: 1, y: 2 }, 'f = x(y)'],
  'function-bare': [{ x: 1 }, 'f = exp + x'],
  'function-space': [{ x: 1 }, 'f = exp x'],
  'function-far': [{ x: 1 }, 'f = qqqqqq(x)'],
  'function-library': [{ x: 1 }, 'f = np.exp(x)'],
  'function-empty': [{ x: 1 }, 'f = exp()'],
  'max-one': [{ x: 1 }, 'f = max(x)'],
  'no-argument': [{ x: 1 }, 'f = max(x, )'],
  comma: [{ x: 1 }, 'f = (x, 2)'],
  'closed-twice': [{ x: 1 }, 'f = x)'],
  'nothing-in-it': [{ x: 1 }, 'f = ()'],
  'sign-first': [{ x: 1 }, 'f = * x'],
  'point-twice': [{ x: 1 }, 'f = 1.2.3 * x'],
  exponent: [{ x: 1 }, 'f = 2e- * x'],
  'large-number': [{ x: 1 }, 'f = 1e999 * x'],
  member: [{ x: 1 }, 'f = x.T'],
  dollar: [{ x: 1 }, 'f = x $ 2'],
  'two-signs': [{ x: 1 }, 'f = x / * 2'],
  times: [{ x: 1 }, 'f = x × 2'],
  half: [{ x: 1 }, 'f = ½ * x'],
  square: [{ x: 1 }, 'f = x²'],
  'no-break': [{ x: 1 }, 'f = x\u00a0+ 1'],
  invisible: [{ x: 1 }, 'f = x\u200b + 1'],
  'typed-minus': [{ x: 1 }, 'f = x − 1'],
  root: [{ x: -1 }, 'f = sqrt(x)'],
  division: [{ x: 0 }, 'f = 1 / x'],
  power: [{ x: -8 }, 'f = x ^ 0.5'],
  'power-of-input': [{ x: 2, y: 3 }, 'f = x ^ y'],
  overflow: [{ x: 1000 }, 'f = exp(x)'],
  kink: [{ x: 0 }, 'f = relu(x)'],
  constant: [{ x: 1 }, 'f = 3'],
  deep: [{ x: 1 }, `f = ${'('.repeat(300)}x${')'.repeat(300)}`],
  long: [{ x: 1 }, `f = x${' + x'.repeat(2000)}`],
};

const many = (n: number, of: (at: number) => [string, number]): object =>
  Object.fromEntries(Array.from({ length: n }, (_, at) => of(at)));

const LARGE: { [name: string]: object } = {
  'many-inputs': { inputs: many(1100, at => [`x${at}`, at]), steps: ['f = x0'] },
  'many-gates': { inputs: { x: 1 }, steps: [`f = x${' + x'.repeat(600)}`] },
};

export const WRONG_STEPS: WrongFile[] = [
  ...Object.entries(EXPRESSIONS).map(([name, [inputs, ...steps]]) => ({
    name: `expression-${name}`,
    text: fileOf({ version: 1, kind: 'expression', expression: { inputs, steps } }),
  })),
  ...Object.entries(LARGE).map(([name, expression]) => ({
    name: `expression-${name}`,
    text: fileOf({ version: 1, kind: 'expression', expression }),
  })),
  {
    name: 'expression-checked',
    text: fileOf({
      version: 1,
      kind: 'expression',
      expression: { inputs: { x: 1 }, steps: ['f = x'] },
      checks: { gradient_check: true },
    }),
  },
];
