/** What stands between the cells of a row, and around a cell. */

export type Delimiter = ',' | ';' | '\t' | '|' | ' ';
export type Quote = '"' | "'";

export function isDelimiter(mark: string): mark is Delimiter {
  return [',', ';', '\t', '|', ' '].includes(mark);
}

/** Semicolon, tab and bar come before the comma, which may also be a decimal mark. */
const MARKS = [';', '\t', '|', ','] as const;
/** The share of lines that a delimiter divides into the same number of cells. */
const MOST = 0.9;
/** Lines from which the delimiter is told. */
const LINES = 1000;
/** Several cells of numbers between blanks where one is expected. */
const NUMBERS = /^\s*[-+.\d]+ +[-+.\d]+(?:[ \t]|$)/;

/** A quoted cell, which may go over several lines. */
const QUOTED = /(^|[,;\t| ])"(?:[^"]|"")*"(?=[,;\t| ]|$)/gm;

/** @param text the first lines of a file, in its own line ends */
export function delimiterOf(text: string): Delimiter {
  const all = linesOf(text.replace(/\r\n?/g, '\n').replace(QUOTED, '$1x'));
  const data = all.filter(line => !/^[#%]/.test(line));
  const lines = data.length > 0 ? data : all;
  const found = MARKS.find(mark => isRegular(lines.map(line => count(line, mark))));
  const numbers = lines.filter(line => NUMBERS.test(line)).length;
  const tabs = lines.map(line => count(line, '\t'));
  const runs = lines.map(line => line.trim().split(/[ \t]+/).length - 1);
  // Now and then two tabs stand where one is meant.
  if (found === '\t' && !areSame(tabs) && areSame(runs)) return ' ';
  if (found !== undefined && (found !== '\t' || numbers < MOST * lines.length)) return found;
  if (isRegular(runs)) return ' ';
  // A ragged file: the one that is used most.
  const total = (mark: string) => lines.reduce((sum, line) => sum + count(line, mark), 0);
  return ([',', ';', '\t', '|'] as const).reduce((best, next) =>
    total(next) > total(best) ? next : best,
  );
}

function linesOf(text: string): string[] {
  return text.split('\n', LINES).filter(line => line.trim() !== '');
}

function count(line: string, mark: string): number {
  return line.split(mark).length - 1;
}

function areSame(counts: readonly number[]): boolean {
  return counts.every(each => each === counts[0]);
}

/** Whether nearly all counts are the same, and not 0. */
function isRegular(counts: readonly number[]): boolean {
  const often = new Map<number, number>();
  for (const each of counts) often.set(each, (often.get(each) ?? 0) + 1);
  for (const [each, times] of often) if (each > 0 && times >= MOST * counts.length) return true;
  return false;
}

/** Single quotes where they stand around cells and double ones around none. */
export function quoteOf(text: string, delimiter: Delimiter): Quote {
  if (text.includes('"')) return '"';
  const mark = delimiter === '|' ? '\\|' : delimiter;
  const opened = text.match(new RegExp(`(?:^|${mark}) *'`, 'gm'))?.length ?? 0;
  const closed =
    text.match(new RegExp(`(?:^|${mark}) *'[^'\n]*' *(?=${mark}|$)`, 'gm'))?.length ?? 0;
  return opened > 0 && closed >= MOST * opened ? "'" : '"';
}
