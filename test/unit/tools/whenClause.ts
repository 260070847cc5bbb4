/** `when` clauses of the manifest, as VS Code reads them: what a set of context keys makes of one. */

export type Keys = Readonly<Record<string, unknown>>;

/** A name, a value, a regular expression between slashes, an operator or a parenthesis. */
const TOKEN = /\s*(\/(?:[^/\\]|\\.)+\/i?|'[^']*'|&&|\|\||==|!=|=~|[!()]|[\w.:-]+)/y;

export function holds(clause: string | undefined, keys: Keys): boolean {
  if (clause === undefined) return true;
  const tokens = tokensOf(clause);
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;

  const any = (): boolean => {
    let value = all();
    while (take('||')) value = all() || value;
    return value;
  };
  const all = (): boolean => {
    let value = one();
    while (take('&&')) value = one() && value;
    return value;
  };
  const one = (): boolean => {
    if (take('!')) return !one();
    if (take('(')) {
      const value = any();
      if (!take(')')) throw new Error(`no ) in ${clause}`);
      return value;
    }
    return comparison(next());
  };
  const comparison = (name: string): boolean => {
    const value = keys[name];
    if (take('==')) return text(value) === unquoted(next());
    if (take('!=')) return text(value) !== unquoted(next());
    if (take('=~')) return expression(next()).test(text(value));
    if (take('in')) return list(keys[next()]).includes(value);
    if (take('not')) {
      if (!take('in')) throw new Error(`"not" without "in" in ${clause}`);
      return !list(keys[next()]).includes(value);
    }
    if (name === 'true' || name === 'false') return name === 'true';
    return Boolean(value);
  };

  const value = any();
  if (at !== tokens.length) throw new Error(`${tokens.slice(at).join(' ')} is left of ${clause}`);
  return value;
}

function tokensOf(clause: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < clause.trimEnd().length) {
    const { lastIndex } = TOKEN;
    const found = TOKEN.exec(clause);
    if (!found) throw new Error(`cannot read ${clause.slice(lastIndex)}`);
    tokens.push(found[1]);
  }
  return tokens;
}

function expression(token: string): RegExp {
  const end = token.lastIndexOf('/');
  return new RegExp(token.slice(1, end), token.slice(end + 1));
}

function unquoted(token: string): string {
  return token.replace(/^'(.*)'$/, '$1');
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
