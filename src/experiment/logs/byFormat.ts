/** The file's `log_format` read backwards: what its lines say of each epoch. */
import { parseLogFormat, type LogPart } from '../notation/logFormat';
import type { Expected, GivenLog, GivenRow } from './given';
import { wordAt, type Word } from './printed';

/** Signs between thousands, as `{step:,}` writes them. */
const GROUPED = /[-+]?\d{1,3}(?:[,_]\d{3})+(?:\.\d*)?/y;

/** Between two parts of a line, or of its lines. */
const MOST_BLANKS = 200;

/** null: there is no format, or nothing of the text is written in it. */
export function readByFormat(text: string, expected: Expected): GivenLog | null {
  const parts = expected.format === null ? [] : parseLogFormat(expected.format);
  if (typeof parts === 'string' || !parts.some(part => 'name' in part)) return null;
  const rows: GivenRow[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const read = readLine(text, at, parts);
    const next = endOfLine(text, read === null ? at : Math.max(at, read.end - 1));
    if (read) rows.push(rowOf(read.words, line, expected));
    line += breaksIn(text, at, next);
    at = next;
  }
  return rows.length === 0 ? null : { rows, isFormat: true };
}

/** What stands where the format has names. */
function readLine(
  text: string,
  from: number,
  parts: readonly LogPart[],
): { words: Map<string, Word>; end: number } | null {
  const words = new Map<string, Word>();
  let at = from;
  for (const part of parts) {
    if ('text' in part) {
      const end = past(text, at, part.text);
      if (end === null) return null;
      at = end;
    } else {
      at = pastBlanks(text, at);
      const word = part.spec.group === '' ? wordAt(text, at) : groupedAt(text, at);
      if (word === null) return null;
      words.set(part.name, word);
      at = word.end;
    }
  }
  return { words, end: at };
}

/** Where a text of the format ends; blanks match any number of blanks. null: something else stands there. */
function past(text: string, from: number, wanted: string): number | null {
  let at = from;
  for (const sign of wanted) {
    if (/\s/.test(sign)) at = pastBlanks(text, at);
    else {
      if (!text.startsWith(sign, at)) at = pastBlanks(text, at);
      if (!text.startsWith(sign, at)) return null;
      at += sign.length;
    }
  }
  return at;
}

function pastBlanks(text: string, from: number): number {
  let at = from;
  const most = Math.min(text.length, from + MOST_BLANKS);
  while (at < most && /\s/.test(text[at])) at++;
  return at;
}

function groupedAt(text: string, at: number): Word | null {
  GROUPED.lastIndex = at;
  const found = GROUPED.exec(text)?.[0];
  if (found === undefined) return wordAt(text, at);
  const plain = found.replace(/[,_]/g, '');
  const end = at + found.length;
  return { text: plain, value: Number(plain), isPercent: false, start: at, end };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text[at] === '\n') count++;
  return count;
}

function rowOf(
  words: Map<string, Word>,
  line: number,
  { columns, batchesPerEpoch }: Expected,
): GivenRow {
  const of = (name: string): number | null => words.get(name)?.value ?? null;
  const [epoch0, step] = [of('epoch0'), of('step')];
  const epoch =
    of('epoch') ??
    (epoch0 === null ? null : epoch0 + 1) ??
    (step === null ? null : Math.round(step / batchesPerEpoch));
  const values = new Map([...words].filter(([name]) => columns.includes(name)));
  return { epoch, line, form: '', values };
}
