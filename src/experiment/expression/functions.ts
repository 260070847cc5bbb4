/** What a step is made of: its operators and functions, and what other names for these are. */
import type { Operation } from '../../engine/expression/operations';
import { nearest } from '../format/suggest';
import { POWERS, type Language } from '../grammar/language';

export const FUNCTIONS = [
  'exp',
  'log',
  'sqrt',
  'sin',
  'cos',
  'tanh',
  'sigmoid',
  'relu',
  'max',
] as const satisfies readonly Operation[];
export type FunctionName = (typeof FUNCTIONS)[number];

export type Operator = '+' | '-' | '*' | '/' | '^';
export const OPERATOR_GATES: { readonly [K in Operator]: Operation } = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
};

const ALIASES: ReadonlyMap<string, FunctionName> = new Map([
  ['ln', 'log'],
  ['root', 'sqrt'],
  ['sine', 'sin'],
  ['sinus', 'sin'],
  ['cosine', 'cos'],
  ['logistic', 'sigmoid'],
  ['σ', 'sigmoid'],
  ['maximum', 'max'],
]);

export const STEP: Language<Operator> = {
  noun: 'a step',
  madeOf: 'names, numbers, + - * / ^, parentheses and functions',
  operators: new Map([
    ...(['+', '-', '*', '/', '^'] as const).map(sign => [sign, POWERS[sign]] as const),
  ]),
  hasMembers: false,
  isFunction,
};

export function isFunction(name: string): name is FunctionName {
  return (FUNCTIONS as readonly string[]).includes(name);
}

/** The function that `written` probably stands for. */
export function suggestFunction(written: string): FunctionName | null {
  const meant = ALIASES.get(written.toLowerCase()) ?? nearest(written, FUNCTIONS);
  return FUNCTIONS.find(name => name === meant) ?? null;
}
