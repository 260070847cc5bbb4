/** Enough of Python's lexical structure to find statements: text in, logical lines out. */

export interface Token {
  kind: 'name' | 'number' | 'string' | 'op';
  /** As it is written; of a string its content. */
  text: string;
  /** From 1. */
  line: number;
  /** Letters before a string's quote, in lower case. */
  prefix?: string;
}

export interface Statement {
  tokens: Token[];
  line: number;
  /** The last line of its last token. */
  end: number;
  indent: number;
}

const NEXT = new RegExp(
  [
    /(?<blank>[ \t\f]+|\\\r?\n)/,
    /(?<comment>#[^\n]*)/,
    /(?<newline>\r?\n)/,
    /(?<prefix>[rbfuRBFU]{0,2})(?<quote>'''|"""|'|")/,
    /(?<name>[\p{L}_][\p{L}\p{N}\p{M}_]*)/u,
    /(?<number>\.?\d[\w.]*)/,
    /(?<op>\*\*=|\/\/=|>>=|<<=|\.\.\.|[!=<>+\-*/%@&|^:]=|->|\*\*|\/\/|>>|<<|.)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'suy',
);

export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  let [line, depth, lineStart, at] = [1, 0, 0, 0];
  let indent = 0;

  const close = (): void => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first && last) statements.push({ tokens, line: first.line, end: last.line, indent });
    tokens = [];
  };
  const push = (token: Token): void => {
    if (tokens.length === 0 && statements.at(-1)?.line !== token.line)
      indent = width(text.slice(lineStart, at));
    tokens.push(token);
  };

  while (at < text.length) {
    NEXT.lastIndex = at;
    const found = NEXT.exec(text);
    if (!found) break;
    const groups: { [name: string]: string | undefined } = found.groups ?? {};
    const { blank, newline, prefix = '', quote, name, number, op } = groups;
    const end = NEXT.lastIndex;
    if (newline !== undefined) {
      if (depth === 0) close();
      line++;
      lineStart = end;
    } else if (blank !== undefined) {
      if (blank.startsWith('\\')) line++;
    } else if (quote !== undefined) {
      const stop = endOfString(text, end, quote);
      push({
        kind: 'string',
        text: text.slice(end, stop - quote.length),
        line,
        prefix: prefix.toLowerCase(),
      });
      for (let i = end; i < stop; i++) if (text[i] === '\n') line++;
      at = stop;
      continue;
    } else if (name !== undefined) push({ kind: 'name', text: name, line });
    else if (number !== undefined) push({ kind: 'number', text: number, line });
    else if (op === ';' && depth === 0) close();
    else if (op !== undefined) {
      push({ kind: 'op', text: op, line });
      if ('([{'.includes(op)) depth++;
      if (')]}'.includes(op)) depth = Math.max(0, depth - 1);
    }
    at = end;
  }
  close();
  return statements;
}

function endOfString(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text.startsWith(quote, i)) return i + quote.length;
    else if (text[i] === '\n' && quote.length === 1) return i + quote.length; // left open: as far as its line goes
  }
  return text.length + quote.length;
}

function width(blank: string): number {
  let columns = 0;
  for (const character of blank) columns = character === '\t' ? (columns & ~7) + 8 : columns + 1;
  return columns;
}
