/**
 * The words of a line of Markdown as nodes: bold, italic, code, links and formulas. All else is text as
 * it stands, also HTML, images, and links that lead elsewhere than to the web. Nothing is longer than
 * `MOST` characters, so that a hostile text costs no more than a long one.
 */
import { mathNode } from '../derivation/formula/math';
import { element } from '../kit/dom';

/** The longest stretch of code, mathematics or emphasis, in characters. */
const MOST = 400;
const PUNCTUATION = '[!-/:-@[-`{-~]';
const ADDRESS = String.raw`https?://[^\s<>()]{1,${MOST}}`;

/** What begins at a place of the text; the first that fits. */
const TOKENS: { pattern: RegExp; node: (match: RegExpExecArray) => Node }[] = [
  token(String.raw`\\(${PUNCTUATION})`, ([, sign]) => text(sign)),
  token(`(\`{1,8})(?!\`)([^]{0,${MOST}}?[^\`])\\1(?!\`)`, ([, , code]) =>
    element('code', { text: trimmed(code) }),
  ),
  token(String.raw`\$\$([^$]{1,${MOST}})\$\$`, ([, tex]) => mathNode(tex, true)),
  // As in most readers: a price is no formula.
  token(String.raw`\$(?!\s)((?:\\.|[^$\\]){1,${MOST}})(?<!\s)\$(?!\d)`, ([, tex]) =>
    mathNode(tex, false),
  ),
  token(String.raw`(?<!!)\[([^[\]]{1,${MOST}})\]\((${ADDRESS})\)`, ([, words, address]) =>
    link(address, inlineNodes(words)),
  ),
  token(`<(${ADDRESS})>`, ([, address]) => link(address, [text(address)])),
  token(String.raw`\*\*(?=\S)([^]{0,${MOST}}?[^\s*])\*\*`, ([, words]) =>
    element('strong', {}, ...inlineNodes(words)),
  ),
  token(String.raw`\*(?=[^\s*])([^*]{0,${MOST}}?[^\s*])\*`, ([, words]) =>
    element('em', {}, ...inlineNodes(words)),
  ),
  // Inside a word an underscore is a part of it: `learning_rate`.
  token(String.raw`(?<!\w)_(?=[^\s_])([^]{0,${MOST}}?[^\s_])_(?!\w)`, ([, words]) =>
    element('em', {}, ...inlineNodes(words)),
  ),
];

const BEGINNINGS = new Set('\\`$[<*_');

/** @param words of a paragraph, an item or a heading */
export function inlineNodes(words: string): Node[] {
  const nodes: Node[] = [];
  let plain = 0;
  for (let at = 0; at < words.length;) {
    const found = BEGINNINGS.has(words[at]) ? tokenAt(words, at) : null;
    if (!found) {
      at++;
      continue;
    }
    if (plain < at) nodes.push(text(words.slice(plain, at)));
    nodes.push(found.node);
    at = found.end;
    plain = at;
  }
  if (plain < words.length) nodes.push(text(words.slice(plain)));
  return nodes;
}

function tokenAt(words: string, at: number): { node: Node; end: number } | null {
  for (const { pattern, node } of TOKENS) {
    pattern.lastIndex = at;
    const match = pattern.exec(words);
    if (match) return { node: node(match), end: at + match[0].length };
  }
  return null;
}

function token(source: string, node: (match: RegExpExecArray) => Node) {
  return { pattern: new RegExp(source, 'y'), node };
}

/** The editor opens it in the browser, and asks before that. */
function link(address: string, words: Node[]): Node {
  return element('a', { attributes: { href: address, title: address } }, ...words);
}

/** Without the blank at each end that keeps a tick apart from its fence. */
function trimmed(code: string): string {
  const isPadded = code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
  return isPadded ? code.slice(1, -1) : code;
}

function text(words: string): Node {
  return document.createTextNode(words);
}
