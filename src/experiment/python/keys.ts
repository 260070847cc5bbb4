/** Names, attributes and subscripts: what an assignment or a path is made of. */
import { inBrackets, indexAtTop, splitAtTop } from './brackets';
import { statementsOf } from './tokens';
import type { Token } from './tokens';

/** One step of `self.layers[0].grads["W"]`. */
export type Step = { name: string } | { key: Token[] };

/** What a subscript is: known, known in part, or anything. */
export type Key = string | number | RegExp | undefined;

/** undefined: not something that can be assigned to. */
export function stepsOf(tokens: Token[]): Step[] | undefined {
  const [first] = tokens;
  if (first?.kind !== 'name') return undefined;
  const steps: Step[] = [{ name: first.text }];
  for (let i = 1; i < tokens.length;) {
    const { text } = tokens[i];
    if (text === '.' && tokens[i + 1]?.kind === 'name') {
      steps.push({ name: tokens[i + 1].text });
      i += 2;
    } else if (text === '[') {
      const close = indexAtTop(tokens, token => token.text === ']', i + 1);
      if (close < 0) return undefined;
      steps.push({ key: tokens.slice(i + 1, close) });
      i = close + 1;
    } else return undefined;
  }
  return steps;
}

/** "dW" + str(l), "dW%d" % l, "dW{}".format(l), f"dW{l}": what is not known may be anything. */
export function keyOf(tokens: Token[], values: ReadonlyMap<string, number>): Key {
  const number = integer(tokens, values);
  if (number !== undefined) return number;
  const [first, second] = tokens;
  if (first?.kind !== 'string') return undefined;
  const known = (part: Token[]): string => String(integer(part, values) ?? '.*');
  const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  let pattern: string;
  if (first.prefix?.includes('f'))
    pattern = first.text
      .split(/(\{[^{}]*\})/)
      .map(part =>
        part.startsWith('{')
          ? known(statementsOf(part.slice(1, -1))[0]?.tokens ?? [])
          : quoted(part),
      )
      .join('');
  else if (second === undefined) return first.text;
  else if (second.text === '+')
    pattern = splitAtTop(tokens, '+')
      .map(part => {
        if (part[0]?.text === 'str' && part[1]?.text === '(') return known(part.slice(2, -1));
        return part.length === 1 && part[0].kind === 'string' ? quoted(part[0].text) : '.*';
      })
      .join('');
  else if (second.text === '%')
    pattern = first.text
      .split(/%[-+ 0-9.]*[a-z]/)
      .map(quoted)
      .join(known(tokens.slice(2)));
  else if (second.text === '.')
    pattern = first.text
      .split(/\{[^{}]*\}/)
      .map(quoted)
      .join(known(tokens.slice(4, -1)));
  else return undefined;
  return pattern.includes('.*')
    ? new RegExp(`^${pattern}$`, 'su')
    : pattern.replace(/\\(.)/g, '$1');
}

/** The value of `L - 1` where L is known. */
function integer(tokens: Token[], values: ReadonlyMap<string, number>): number | undefined {
  let [sum, sign] = [0, 1];
  let expectsValue = true;
  for (const { kind, text } of inBrackets(tokens) ?? tokens) {
    if (kind === 'op' && (text === '+' || text === '-')) {
      sign = expectsValue ? sign * (text === '-' ? -1 : 1) : text === '-' ? -1 : 1;
      expectsValue = true;
      continue;
    }
    const value = kind === 'number' ? Number(text) : kind === 'name' ? values.get(text) : undefined;
    if (!expectsValue || value === undefined || !Number.isInteger(value)) return undefined;
    sum += sign * value;
    expectsValue = false;
    sign = 1;
  }
  return expectsValue ? undefined : sum;
}

export function parsePath(path: string): Step[] | undefined {
  const [statement] = statementsOf(path);
  return statement && stepsOf(statement.tokens);
}

export const NOTHING: ReadonlyMap<string, number> = new Map();

/** How long the lists are, from the paths into them: `nabla[-1]` is the last of those. */
export function lengthsOf(paths: string[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const path of paths) {
    const steps = parsePath(path) ?? [];
    steps.forEach((step, i) => {
      const key = 'key' in step && keyOf(step.key, NOTHING);
      if (typeof key !== 'number') return;
      const list = textOf(steps.slice(0, i));
      // A dictionary may have a key -1.
      lengths.set(list, key < 0 ? NaN : Math.max(lengths.get(list) ?? 0, key + 1));
    });
  }
  return lengths;
}

export const textOf = (steps: Step[]): string =>
  steps
    .map(step => ('name' in step ? `.${step.name}` : `[${String(keyOf(step.key, NOTHING))}]`))
    .join('');
