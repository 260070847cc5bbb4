/** Functions and classes of a program, and what each assigns. */
import { headerEnd, inBrackets, indexAtTop, splitAtTop } from './brackets';
import { stepsOf } from './keys';
import type { Step } from './keys';
import type { Statement, Token } from './tokens';

export interface Assignment {
  target: Step[];
  line: number;
  /** The index of the statement: its order in the text. */
  order: number;
  how: 'assign' | 'fill' | 'parameter';
  /** What is assigned, where that is a single value. */
  value?: Token[];
}

export interface Scope {
  name: string;
  line: number;
  /** The line of its last statement. */
  end: number;
  parent?: Scope;
  kind: 'module' | 'def' | 'class';
  assignments: Assignment[];
  /** `.backward()`, which fills the gradients of tensors. */
  backward: number[];
  /** What it knows of the numbers in names: those that do not change in a loop. */
  values: ReadonlyMap<string, number>;
  /** Lines of the loops in it: first and last. */
  loops: [number, number][];
}

export function scopesOf(statements: Statement[]): Scope[] {
  const open = (kind: Scope['kind'], name: string, line: number, parent?: Scope): Scope => ({
    kind,
    name,
    line,
    end: line,
    parent,
    assignments: [],
    backward: [],
    values: new Map(),
    loops: [],
  });
  const scopes = [open('module', '<module>', 1)];
  const stack: { scope: Scope; indent: number }[] = [{ scope: scopes[0], indent: -1 }];
  const loops: { indent: number; lines: [number, number] }[] = [];

  for (const [order, { tokens, line, end, indent }] of statements.entries()) {
    while (stack.length > 1 && indent <= stack[stack.length - 1].indent) stack.pop();
    while (loops.length > 0 && indent <= loops[loops.length - 1].indent) loops.pop();
    for (const { scope } of stack) scope.end = Math.max(scope.end, end);
    for (const { lines } of loops) lines[1] = Math.max(lines[1], end);
    const { scope } = stack[stack.length - 1];
    const first = tokens.findIndex(({ text }) => text !== 'async');
    const word = tokens[first]?.text;

    if (word === 'def' || word === 'class') {
      const inner = open(word, tokens[first + 1]?.text ?? '', line, scope);
      scopes.push(inner);
      stack.push({ scope: inner, indent });
      if (word === 'def') inner.assignments.push(...parameters(tokens, order));
      const colon = headerEnd(tokens);
      if (word === 'def' && colon > 0 && colon < tokens.length - 1)
        addSimple(inner, tokens.slice(colon + 1), order);
      continue;
    }
    if (word === 'for' || word === 'while') {
      const lines: [number, number] = [line, end];
      scope.loops.push(lines);
      loops.push({ indent, lines });
    }
    if (word === 'for') {
      const targets = tokens.slice(
        first + 1,
        indexAtTop(tokens, ({ text }) => text === 'in'),
      );
      scope.assignments.push(...bindings(targets, undefined, order));
    }
    const colon = word && COMPOUND.has(word) ? headerEnd(tokens) : -1; // `match = 1` has none
    if (colon > 0) {
      if (word === 'with') addNamed(scope, tokens, order);
      addInner(scope, tokens.slice(0, colon + 1), order);
      if (colon < tokens.length - 1) addSimple(scope, tokens.slice(colon + 1), order);
    } else addSimple(scope, tokens, order);
  }
  return scopes;
}

const COMPOUND = new Set([
  'if',
  'elif',
  'else',
  'for',
  'while',
  'with',
  'try',
  'except',
  'finally',
  'match',
  'case',
]);

const AUGMENTED = new Set([
  '+=',
  '-=',
  '*=',
  '/=',
  '@=',
  '//=',
  '**=',
  '%=',
  '&=',
  '|=',
  '^=',
  '>>=',
  '<<=',
]);

function addSimple(scope: Scope, tokens: Token[], order: number): void {
  const augmented = indexAtTop(tokens, ({ text, kind }) => kind === 'op' && AUGMENTED.has(text));
  const parts = splitAtTop(tokens, '=');
  if (augmented > 0)
    scope.assignments.push(...bindings(tokens.slice(0, augmented), undefined, order));
  else if (parts.length > 1) {
    const value = parts.pop();
    for (const part of parts) {
      const annotation = indexAtTop(part, ({ text }) => text === ':');
      scope.assignments.push(
        ...bindings(annotation > 0 ? part.slice(0, annotation) : part, value, order),
      );
    }
  }
  addInner(scope, tokens, order);
}

/** What an expression assigns on its way: `:=`, `out=`, `.append(…)`, `.update(…)`, `.backward()`. */
function addInner(scope: Scope, tokens: Token[], order: number): void {
  const add = (target: Token[], how: Assignment['how'], line: number, value?: Token[]): void => {
    const steps = stepsOf(target);
    if (steps)
      scope.assignments.push({ target: steps, line, order, how, ...(value ? { value } : {}) });
  };
  tokens.forEach((token, i) => {
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (token.text === ':=' && before) add([before], 'assign', before.line);
    if (token.kind === 'name' && token.text === 'out' && after?.text === '=' && i > 0) {
      const rest = tokens.slice(i + 2);
      const end = indexAtTop(
        [...rest, { kind: 'op', text: ',', line: 0 }],
        ({ text }) => text === ',' || text === ')',
      );
      add(rest.slice(0, end), 'assign', token.line);
    }
    if (token.kind !== 'name' || before?.text !== '.' || after?.text !== '(') return;
    if (token.text === 'backward') scope.backward.push(token.line);
    if (!FILLS.has(token.text)) return;
    const close = indexAtTop(tokens, ({ text }) => text === ')', i + 2);
    const inner = tokens.slice(i + 2, close < 0 ? undefined : close);
    const value = token.text === 'insert' ? splitAtTop(inner, ',')[1] : inner;
    add(tokens.slice(startOfPrimary(tokens, i - 1), i - 1), 'fill', token.line, value);
  });
}

const FILLS = new Set(['append', 'insert', 'extend', 'update', 'appendleft', 'fill']);

/** Where the expression before the dot at `dot` begins: `self.grads`, `nabla[0]`. */
function startOfPrimary(tokens: Token[], dot: number): number {
  let i = dot - 1;
  for (; i >= 0; i--) {
    const { text, kind } = tokens[i];
    if (text === ']' || text === ')') {
      for (let depth = 1; depth > 0 && --i >= 0;) {
        if (')]'.includes(tokens[i].text)) depth++;
        if ('(['.includes(tokens[i].text)) depth--;
      }
      continue; // what is subscripted or called stands before it
    }
    if (kind !== 'name') return i + 1;
    if (tokens[i - 1]?.text !== '.') return i;
    i--;
  }
  return 0;
}

function addNamed(scope: Scope, tokens: Token[], order: number): void {
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (token.text === 'as' && next) scope.assignments.push(...bindings([next], undefined, order));
  });
}

function parameters(tokens: Token[], order: number): Assignment[] {
  const open = tokens.findIndex(({ text }) => text === '(');
  const close = indexAtTop(tokens, ({ text }) => text === ')', open + 1);
  return splitAtTop(tokens.slice(open + 1, close < 0 ? undefined : close), ',').flatMap(part => {
    const name = part.find(({ kind }) => kind === 'name');
    return name
      ? [{ target: [{ name: name.text }], line: name.line, order, how: 'parameter' as const }]
      : [];
  });
}

/** The targets of `a, (b, *c), d["x"]`, each with its own value where the right side is a tuple as well. */
function bindings(tokens: Token[], value: Token[] | undefined, order: number): Assignment[] {
  const parts = splitAtTop(tokens, ',').filter(part => part.length > 0);
  if (parts.length > 1) {
    const split = value && splitAtTop(value, ',');
    const own = split?.length === parts.length ? split : undefined;
    return parts.flatMap((part, i) => bindings(part, own?.[i], order));
  }
  let [part = []] = parts;
  if (part[0]?.text === '*') part = part.slice(1);
  const inner = inBrackets(part);
  if (inner) return bindings(inner, undefined, order);
  const target = stepsOf(part);
  return target
    ? [{ target, line: part[0].line, order, how: 'assign', ...(value ? { value } : {}) }]
    : [];
}
