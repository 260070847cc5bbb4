/** Lists that a program printed whole: `[0.69, 0.68]`, Keras' `{'loss': […], 'accuracy': […]}`. */
import { parsePrinted } from '../verify/printed';
import { columnOf } from './columnOf';
import type { Expected, GivenLog, GivenRow } from './given';
import { wordsIn } from './printed';

/** Fewer numbers in brackets are an index. */
const LEAST = 3;
const LIST = /\[([^[\]]*)\]/g;

/** null: the text is no list of losses. */
export function readLists(text: string, { columns }: Expected): GivenLog | null {
  if (!/^\s*(?:[\p{L}_][\p{L}\p{N}_.]*\s*=\s*)?(?:[[{]|(?:np\.)?array\()/u.test(text)) return null;
  const arrays = parsePrinted(text);
  if (typeof arrays === 'string' || arrays.length === 0) return null;
  const inside = [...text.matchAll(LIST)].map(match => ({
    at: match.index,
    words: wordsIn(match[1]),
  }));
  const lists = inside.filter(({ words }) => words.length >= LEAST);
  if (lists.length !== arrays.length) return null;
  const rows: GivenRow[] = [];
  lists.forEach(({ at, words }, index) => {
    const { name } = arrays[index];
    const column = name === '' ? columns[index] : columnOf(name, columns);
    if (column === undefined || column === null) return;
    const line = text.slice(0, at).split('\n').length;
    words.forEach((word, row) => {
      rows[row] ??= { epoch: null, line, form: '', values: new Map() };
      rows[row].values.set(column, word);
    });
  });
  return rows.length === 0 ? null : { rows, isFormat: false };
}
