/** Two lines of a program and the part in which they differ. */

export interface Parts {
  before: string;
  /** What only this line has. */
  own: string;
  after: string;
}

/** Names with their indices, numbers, operators, brackets and spaces, one by one. */
const TOKEN = /[\p{L}\p{N}_.]+(?:\[['"][^'"]*['"]\])*|\*\*|\s+|[^\s]/gu;

export function tokensOf(line: string): string[] {
  return line.match(TOKEN) ?? [];
}

/** Brackets that close nothing in these tokens, and those that nothing closes. */
function openings(tokens: readonly string[]): { opens: number; closes: number } {
  let [opens, closes] = [0, 0];
  for (const token of tokens) {
    if (/^[([]$/.test(token)) opens++;
    else if (/^[)\]]$/.test(token)) {
      if (opens > 0) opens--;
      else closes++;
    }
  }
  return { opens, closes };
}

/** Both lines in three parts: what they share at the beginning, what is their own, what they share at the end. What is their own holds whole brackets. */
export function partsOf(wrong: string, right: string): { wrong: Parts; right: Parts } {
  const [a, b] = [wrong, right].map(tokensOf);
  const most = Math.min(a.length, b.length);
  let first = 0;
  while (first < most && a[first] === b[first]) first++;
  let last = 0;
  while (last < most - first && a[a.length - 1 - last] === b[b.length - 1 - last]) last++;
  for (;;) {
    const own = [a, b].map(tokens => openings(tokens.slice(first, tokens.length - last)));
    if (first > 0 && own.some(({ closes }) => closes > 0)) first--;
    else if (last > 0 && own.some(({ opens }) => opens > 0)) last--;
    else break;
  }
  const split = (tokens: readonly string[]): Parts => ({
    before: tokens.slice(0, first).join(''),
    own: tokens.slice(first, tokens.length - last).join(''),
    after: tokens.slice(tokens.length - last).join(''),
  });
  return { wrong: split(a), right: split(b) };
}
