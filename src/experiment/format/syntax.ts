/** Text → JSON tree, with a sentence for everything that is not JSON. */
import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { Report } from './core';

/** What any editor of JSON says as well. */
export const JSON_IDS = { syntax: 'json-syntax', duplicate: 'duplicate-key' } as const;

/** Deeper than any experiment; the parser is recursive. */
const DEEPEST = 100;
/** After the first few, later complaints mostly follow from earlier ones. */
const MOST_ERRORS = 5;

/** The tree of `text`, also where it is incomplete; undefined where there is nothing to read. */
export function parseText(text: string, report: Report): Node | undefined {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== null) {
    const message = `Lists and objects are nested more than ${DEEPEST} deep here.`;
    report.error('too-deep', message, { kind: 'text', offset: tooDeep, length: 1 });
    return undefined;
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const end = text.trimEnd().length;
  for (const error of worthSaying(errors, text, end)) {
    const message = sentence(error, text, error.offset >= end);
    const offset = Math.max(0, Math.min(error.offset, end - 1));
    // An unclosed comment is said to be one character longer than it is.
    const length = Math.max(1, Math.min(error.length, text.length - offset));
    report.error(JSON_IDS.syntax, message, { kind: 'text', offset, length });
  }
  if (!tree && errors.length === 0) {
    const message =
      'The file is empty: an experiment is an object {…} with "version", "data", "model" and "loss".';
    report.error('empty', message, { kind: 'text', offset: 0, length: 1 });
  }
  if (tree) reportDuplicates(tree, report);
  return tree;
}

/**
 * The first few, one on a line: what comes after it mostly follows from it. Of all that the end of
 * the file gives rise to, only what is left open.
 */
function worthSaying(errors: ParseError[], text: string, end: number): ParseError[] {
  const before: ParseError[] = [];
  let lineEnd = -1;
  for (const error of errors) {
    if (error.offset >= end || before.length === MOST_ERRORS) break;
    if (error.offset < lineEnd) continue;
    before.push(error);
    lineEnd = text.indexOf('\n', error.offset);
    if (lineEnd < 0) lineEnd = end;
  }
  const atEnd = errors.filter(({ offset }) => offset >= end);
  const open = atEnd.find(error => nameOfError(error).startsWith('Close'));
  return [...before, ...(open ? [open] : atEnd.slice(0, 1))];
}

function nameOfError(error: ParseError | undefined): string {
  return error ? printParseErrorCode(error.error) : '';
}

/** Offset of the first bracket that is nested too deep. */
function findTooDeep(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  // Token kinds of jsonc-parser: 1 {, 2 }, 3 [, 4 ], 17 end of text.
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    if (kind === 1 || kind === 3) depth++;
    if (kind === 2 || kind === 4) depth--;
    if (depth > DEEPEST) return scanner.getTokenOffset();
  }
  return null;
}

function reportDuplicates(node: Node, report: Report): void {
  if (node.type === 'object') {
    const seen = new Set<unknown>();
    for (const { children } of node.children ?? []) {
      const key = children?.[0];
      if (!key) continue;
      if (seen.has(key.value)) {
        const message = `\`${key.value}\` stands twice in the same object: keep one of the two.`;
        const { offset, length } = key;
        report.error(JSON_IDS.duplicate, message, { kind: 'text', offset, length });
      }
      seen.add(key.value);
    }
  }
  for (const child of node.children ?? []) reportDuplicates(child, report);
}

const PYTHON_WORDS = new Map([
  ['True', 'write true'],
  ['False', 'write false'],
  ['None', 'leave the field out'],
]);

function sentence(error: ParseError, text: string, atEnd: boolean): string {
  const { offset, length } = error;
  const written = text.slice(offset, offset + length);
  const digits = digitsBefore(text, offset);
  switch (nameOfError(error)) {
    case 'InvalidSymbol':
      if (digits !== '') return `${shorten(digits + written)} is not a number as JSON writes it.`;
      return strange(written, text.slice(offset + length));
    case 'InvalidNumberFormat':
      return `${shorten(written)} is not a number as JSON writes it.`;
    case 'PropertyNameExpected':
      return 'A key in double quotes is expected here.';
    case 'ValueExpected':
      return atEnd ? 'The file ends where a value is expected.' : 'A value is expected here.';
    case 'ColonExpected':
      return 'A colon is expected after the key.';
    case 'CommaExpected':
      if (/^0+$/.test(digits) && /^\d/.test(written)) {
        return 'A number cannot start with 0 in JSON, unless a decimal point follows.';
      }
      if (written === '}') return 'This } closes no object: the list before it needs its ] first.';
      if (written === ']') return 'This ] closes no list: the object before it needs its } first.';
      return 'A comma is expected before this.';
    case 'CloseBraceExpected':
      return 'The file ends inside an object: a closing } is missing.';
    case 'CloseBracketExpected':
      return atEnd
        ? 'The file ends inside a list: a closing ] is missing.'
        : 'A comma or a closing ] is expected here.';
    case 'EndOfFileExpected':
      return 'Nothing may follow the closing } of the experiment.';
    case 'UnexpectedEndOfComment':
      return 'This comment is not closed by */.';
    case 'UnexpectedEndOfString':
      return 'This text is not closed by a double quote.';
    case 'UnexpectedEndOfNumber':
      return 'This number breaks off.';
    case 'InvalidCharacter':
      return 'A text cannot hold a tab or another control character: write \\t for a tab.';
    case 'InvalidEscapeCharacter':
      return 'After a backslash JSON takes only " \\ / b f n r t u: write \\\\ for a backslash itself, and paths with forward slashes.';
    case 'InvalidUnicode':
      return 'After \\u JSON takes four hexadecimal digits.';
    default:
      return `${shorten(written)} cannot stand in JSON.`;
  }
}

/** The beginning of a number that breaks off at `end`. */
function digitsBefore(text: string, end: number): string {
  let start = end;
  while (start > end - 20 && /[\d.]/.test(text[start - 1] ?? '')) start--;
  return text.slice(start, end);
}

/** What is no word of JSON, with what was probably meant. */
function strange(written: string, after: string): string {
  const python = PYTHON_WORDS.get(written);
  if (python !== undefined) return `${written} is Python: in JSON ${python}.`;
  if (written.startsWith('#')) return 'A comment begins with // in this file, not with #.';
  if (/^:?=/.test(written)) return 'A colon stands between a key and its value, not =.';
  const bare = /^[“”„‘’']?(.*?)[“”‘’']?$/su.exec(written)?.[1] ?? written;
  if (bare !== written) {
    return `${shorten(written)} stands in quotes that JSON does not know: write "${shorten(bare)}".`;
  }
  if (/^\s*:/.test(after)) return `The key ${shorten(written)} must stand in double quotes.`;
  return `${shorten(written)} is not a JSON value: texts stand in double quotes, numbers are decimal.`;
}

function shorten(written: string): string {
  return written.length > 30 ? `${written.slice(0, 30)}…` : written;
}
