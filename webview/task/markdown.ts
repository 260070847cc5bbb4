/** The blocks of a Markdown text as nodes: paragraphs, headings, lists and code. */
import { element } from '../kit/dom';
import { inlineNodes } from './inline';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)$/;
const ITEM = /^ {0,3}(?:[-*+]|(\d{1,9})[.)])\s+(?=\S)/;
/** Below the heading of the section. */
const HEADINGS = ['h3', 'h4', 'h5'] as const;
/** Lists in lists; deeper ones are text. */
const DEEPEST = 6;

/** @returns nodes of their own making: no part of the text is read as HTML */
export function markdownNodes(text: string): HTMLElement[] {
  return blocksOf(text.replace(/\r\n?/g, '\n').replaceAll('\t', '    ').split('\n'), 0);
}

/** @param depth number of lists around these lines */
function blocksOf(lines: readonly string[], depth: number): HTMLElement[] {
  const nodes: HTMLElement[] = [];
  for (let at = 0; at < lines.length;) {
    const { node, end } = blockAt(lines, at, depth);
    if (node) nodes.push(node);
    at = end;
  }
  return nodes;
}

/** A block, and the line after it; an empty line is none. */
interface Block {
  node: HTMLElement | null;
  end: number;
}

function blockAt(lines: readonly string[], at: number, depth: number): Block {
  const line = lines[at];
  if (line.trim() === '') return { node: null, end: at + 1 };
  const fence = FENCE.exec(line);
  if (fence) return codeAt(lines, at, fence[1]);
  const heading = HEADING.exec(line);
  if (heading) {
    const tag = HEADINGS[Math.min(heading[1].length, HEADINGS.length) - 1];
    const words = withoutMarks(heading[2]);
    return { node: element(tag, {}, ...inlineNodes(words)), end: at + 1 };
  }
  if (depth < DEEPEST && ITEM.test(line)) return listAt(lines, at, depth);
  return paragraphAt(lines, at, depth);
}

/** A heading may be closed as it was opened: `# Lab #`. */
function withoutMarks(words: string): string {
  const bare = words.trimEnd();
  let end = bare.length;
  while (bare[end - 1] === '#') end--;
  return end < bare.length && bare[end - 1] === ' ' ? bare.slice(0, end).trimEnd() : bare;
}

/** Up to the closing fence, or to the end of the text. */
function codeAt(lines: readonly string[], at: number, fence: string): Block {
  const closes = (line: string): boolean => {
    const bare = line.trim();
    return bare.length >= fence.length && bare === fence[0].repeat(bare.length);
  };
  let end = at + 1;
  while (end < lines.length && !closes(lines[end])) end++;
  const code = element('code', { text: lines.slice(at + 1, end).join('\n') });
  return { node: element('pre', { attributes: { tabindex: '0' } }, code), end: end + 1 };
}

/** Items of the same kind; what is indented below an item belongs to it. */
function listAt(lines: readonly string[], at: number, depth: number): Block {
  const number = ITEM.exec(lines[at])?.[1];
  const isOrdered = number !== undefined;
  const list = element(isOrdered ? 'ol' : 'ul');
  if (isOrdered && Number(number) !== 1) list.setAttribute('start', String(Number(number)));
  let next = at;
  while (next < lines.length) {
    const item = ITEM.exec(lines[next]);
    if (!item || (item[1] !== undefined) !== isOrdered) break;
    const end = itemEnd(lines, next, depth);
    const own = lines.slice(next, end).map((line, index) => withoutIndent(line, index, item[0]));
    list.append(element('li', {}, ...tight(blocksOf(own, depth + 1))));
    next = end;
  }
  return { node: list, end: next };
}

/** The first line that is no more of this item: another item or, after an empty line, one not indented. */
function itemEnd(lines: readonly string[], at: number, depth: number): number {
  const within = indentOf(lines[at]) + 2;
  let end = at + 1;
  let wasEmpty = false;
  for (; end < lines.length; end++) {
    const line = lines[end];
    const isEmpty = line.trim() === '';
    const isIndented = indentOf(line) >= within;
    if (!isEmpty && !isIndented && (wasEmpty || begins(line, depth))) break;
    wasEmpty = isEmpty;
  }
  return end;
}

/** The first line without its mark, the others without as much as the mark is wide. */
function withoutIndent(line: string, index: number, mark: string): string {
  if (index === 0) return line.slice(mark.length);
  return line.slice(Math.min(indentOf(line), mark.length));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The words of an item stand in it without a paragraph around them. */
function tight(blocks: HTMLElement[]): Node[] {
  const paragraphs = blocks.filter(({ tagName }) => tagName === 'P');
  if (paragraphs.length !== 1 || paragraphs[0] !== blocks[0]) return blocks;
  return [...blocks[0].childNodes, ...blocks.slice(1)];
}

function paragraphAt(lines: readonly string[], at: number, depth: number): Block {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() !== '' && !begins(lines[end], depth)) end++;
  const words = lines.slice(at, end).map(line => line.trim());
  return { node: element('p', {}, ...inlineNodes(words.join('\n'))), end };
}

/** Does another block begin with this line, without an empty one before it? */
function begins(line: string, depth: number): boolean {
  return FENCE.test(line) || HEADING.test(line) || (depth < DEEPEST && ITEM.test(line));
}
