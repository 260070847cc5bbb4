/** The numbers of a line with the words that stand before them. */
import { wordsIn, type Word } from './printed';

export interface Labelled extends Word {
  /** '' where nothing stands before it. */
  label: string;
}

export interface ReadLine {
  /** The epoch, or the update, that the line names. */
  index: { value: number; of: 'epoch' | 'step' } | null;
  numbers: Labelled[];
}

const EPOCH = ['epoch', 'epochs', 'ep', 'epoche', 'e'];
const STEP = ['step', 'iteration', 'iter', 'it', 'i', 'update', 'batch'];
/** Longer lines are no log. */
const LONGEST = 2000;
/** Words before a number that are looked at (characters). */
const LONGEST_LABEL = 60;
const IN_LABEL = /[\p{L}\p{N})]/u;
/** What ends the words of another number. */
const SEPARATORS = [',', ';', '|', '(', '[', ']', '{', '\t', ' - ', ' — ', '  '];

/** null: no number stands in it. */
export function readLine(line: string): ReadLine | null {
  const words = line.length > LONGEST ? [] : wordsIn(line);
  if (words.length === 0) return null;
  const numbers: Labelled[] = [];
  let index: ReadLine['index'] = null;
  // "Loss after epoch 10: 0.69" names the number behind the epoch.
  let pending = '';
  words.forEach((word, at) => {
    const before = line.slice(at === 0 ? 0 : words[at - 1].end, word.start);
    if (isTotal(before, at)) return;
    const label = labelIn(before);
    const [last, ...others] = label.split(' ').reverse();
    const of = EPOCH.includes(last) ? 'epoch' : STEP.includes(last) ? 'step' : null;
    if (of !== null && /^\d+$/.test(word.text)) {
      pending = others.reverse().join(' ');
      if (index?.of !== 'epoch') index = { value: word.value, of };
      return;
    }
    if (line[word.end] === '/') return;
    numbers.push({ ...word, label: label === '' ? pending : label });
    pending = '';
  });
  return { index, numbers };
}

/** "1/400", "1 of 400": how many there are in all. */
function isTotal(before: string, at: number): boolean {
  return at > 0 && /^\s*(?:\/|of\b)\s*$/i.test(before);
}

/** "] train loss: " → "train loss". */
function labelIn(before: string): string {
  let end = before.length;
  while (end > 0 && !IN_LABEL.test(before[end - 1])) end--;
  const near = before.slice(Math.max(0, end - LONGEST_LABEL), end);
  const ends = SEPARATORS.map(sign => {
    const at = near.lastIndexOf(sign);
    return at < 0 ? 0 : at + sign.length;
  });
  const label = near.slice(Math.max(...ends));
  return label
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim()
    .toLowerCase();
}
