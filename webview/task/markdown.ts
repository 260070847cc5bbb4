/**
 * A Markdown text as nodes of our own making. No part of it is read as HTML: that is text as it stands,
 * and so are images, and links that lead elsewhere than to the web.
 */
import { Marked, type MarkedToken, type Token, type Tokens } from 'marked';
import { mathNode } from '../derivation/formula/math';
import { element } from '../kit/dom';

/** As in most readers a price is no formula: no blank inside a dollar sign, no digit after the last. */
const INLINE_MATH = /^\$(?!\s)((?:\\.|[^$\\]){1,400})(?<!\s)\$(?!\d)/;
const DISPLAYED_MATH = /^\$\$([^$]{1,400})\$\$/;
const WEB = ['http:', 'https:'];
/** Below the heading of the section. */
const HEADINGS = ['h3', 'h4', 'h5'] as const;

interface MathToken extends Tokens.Generic {
  type: 'math';
  raw: string;
  tex: string;
  displayed: boolean;
}

const marked = new Marked({
  extensions: [
    {
      name: 'math',
      level: 'inline',
      start: source => source.indexOf('$'),
      tokenizer: source => mathAt(source),
    },
  ],
});

/** A text with lists or quotations nested so deep that reading them fails is shown as it stands. */
export function markdownNodes(words: string): Node[] {
  try {
    return nodesOf(marked.lexer(words));
  } catch (error) {
    if (error instanceof RangeError) return [element('p', { text: words })];
    throw error;
  }
}

function mathAt(source: string): MathToken | undefined {
  const displayed = DISPLAYED_MATH.exec(source);
  const found = displayed ?? INLINE_MATH.exec(source);
  if (!found) return undefined;
  return { type: 'math', raw: found[0], tex: found[1], displayed: displayed !== null };
}

function nodesOf(tokens: readonly Token[] = []): Node[] {
  return tokens.flatMap(token => {
    if (isMath(token)) return [mathNode(token.tex, token.displayed)];
    return isBuiltIn(token) ? nodeOf(token) : [];
  });
}

function isMath(token: Token): token is MathToken {
  return token.type === 'math';
}

/** Whether it is one of marked's own, as all are that are no formula. */
function isBuiltIn(token: Token): token is MarkedToken {
  return token.type !== 'math';
}

function nodeOf(token: MarkedToken): Node[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading': {
      const tag = HEADINGS[Math.min(token.depth, HEADINGS.length) - 1];
      return [element(tag, {}, ...nodesOf(token.tokens))];
    }
    case 'paragraph':
      return [element('p', {}, ...nodesOf(token.tokens))];
    case 'code':
      return [code(token.text)];
    case 'list':
      return [list(token)];
    case 'list_item':
      return [element('li', {}, ...nodesOf(token.tokens))];
    case 'blockquote':
      return [element('blockquote', {}, ...nodesOf(token.tokens))];
    case 'table':
      return [table(token)];
    case 'hr':
      return [element('hr')];
    case 'html':
      return [token.block ? element('p', { text: token.raw.trim() }) : text(token.raw)];
    default:
      return wordsOf(token);
  }
}

/** What stands in a line. */
function wordsOf(token: MarkedToken): Node[] {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [element(token.type, {}, ...nodesOf(token.tokens))];
    case 'codespan':
      return [element('code', { text: token.text })];
    case 'br':
      return [element('br')];
    case 'link':
      return leadsToTheWeb(token.href) ? [link(token)] : [text(token.raw)];
    case 'checkbox':
      return [text(token.checked ? '☑ ' : '☐ ')];
    case 'escape':
      return [text(token.text)];
    case 'text':
      return token.tokens ? nodesOf(token.tokens) : [text(token.text)];
    default:
      return [text(token.raw)];
  }
}

function code(words: string): Node {
  return element('pre', { attributes: { tabindex: '0' } }, element('code', { text: words }));
}

function list({ ordered, start, items }: Tokens.List): Node {
  const node = element(ordered ? 'ol' : 'ul', {}, ...nodesOf(items));
  if (ordered && start !== 1) node.setAttribute('start', String(start));
  return node;
}

function table({ header, rows }: Tokens.Table): Node {
  const row = (cells: Tokens.TableCell[], tag: 'th' | 'td'): Node =>
    element('tr', {}, ...cells.map(cell => element(tag, {}, ...nodesOf(cell.tokens))));
  const head = element('thead', {}, row(header, 'th'));
  return element('table', {}, head, element('tbody', {}, ...rows.map(cells => row(cells, 'td'))));
}

function leadsToTheWeb(href: string): boolean {
  return URL.canParse(href) && WEB.includes(new URL(href).protocol);
}

/** The editor opens it in the browser, and asks before that. */
function link({ href, tokens }: Tokens.Link): Node {
  return element('a', { attributes: { href, title: href } }, ...nodesOf(tokens));
}

function text(words: string): Node {
  return document.createTextNode(words);
}
