/** Brackets of a statement: what stands outside of them, and what within. */
import type { Token } from './tokens';

/** The colon that ends `if …:`, outside of brackets and lambdas; -1 where there is none. */
export function headerEnd(tokens: Token[]): number {
  let lambdas = 0;
  return indexAtTop(tokens, ({ text, kind }) => {
    if (kind === 'name' && text === 'lambda') lambdas++;
    return text === ':' && kind === 'op' && lambdas-- <= 0;
  });
}

export function indexAtTop(tokens: Token[], suits: (token: Token) => boolean, from = 0): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (depth === 0 && suits(token)) return i; // a closing bracket as well, from inside
    if (token.kind !== 'op') continue;
    if ('([{'.includes(token.text)) depth++;
    if (')]}'.includes(token.text)) depth--;
  }
  return -1;
}

export function splitAtTop(tokens: Token[], separator: string): Token[][] {
  const parts: Token[][] = [];
  let rest = tokens;
  for (;;) {
    const index = indexAtTop(rest, ({ text, kind }) => kind === 'op' && text === separator);
    if (index < 0) return [...parts, rest];
    parts.push(rest.slice(0, index));
    rest = rest.slice(index + 1);
  }
}

/** What a pair of brackets around all of it holds. */
export function inBrackets(tokens: Token[]): Token[] | undefined {
  const first = tokens[0]?.text;
  if (first !== '(' && first !== '[') return undefined;
  const close = indexAtTop(tokens, ({ text }) => text === ')' || text === ']', 1);
  return close === tokens.length - 1 ? tokens.slice(1, -1) : undefined;
}
