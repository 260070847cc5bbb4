/** Arrays as NumPy and PyTorch print them: `dW1 = [[ 0.1 -0.2]\n [ 0.3  0.4]]`. */
import { readArray } from './printedArray';
import type { PrintedArray } from './printedArray';

export interface GivenArray extends PrintedArray {
  /** What stands before it, or its key in a file; '' where nothing does. */
  name: string;
}

/** Characters before an array in which its name is looked for. */
const LONGEST_NAME = 200;

/** NumPy 2 prints the numbers of a list as np.float64(0.1). */
const WRAPPED = /\b(?:np\.|numpy\.)?(?:float|int)\d{1,3}\(([^()\s]{1,40})\)/g;
/** The index of a name such as `dW[1]:` or `layers[0].gradW =`, which is no array. */
const INDEX = /([\p{L}\p{N}_'])\[(\d{1,4})\](?=[ \t]{0,9}(?:[:=]|\.\p{L}))/gu;

/** Every array in the text, in order; or what is wrong, in words that follow the file's name. */
export function parsePrinted(text: string): GivenArray[] | string {
  const plain = text.replace(WRAPPED, '$1').replace(INDEX, '$1.$2');
  const arrays: GivenArray[] = [];
  // `nabla_w = [array(…), array(…)]` names its arrays by their place in the list.
  let list: { name: string; length: number } | null = null;
  let from = 0;
  for (let at = bracket(plain, 0); at >= 0; at = bracket(plain, from)) {
    const name = nameBefore(plain, Math.max(from, at - LONGEST_NAME), at);
    from = at + 1;
    const read = plain[at] === ']' ? null : readArray(plain, at);
    if (typeof read === 'string') return read;
    if (read === null || read.array === null) {
      list = read && { name, length: 0 };
      continue;
    }
    from = read.end;
    if (list) list.length++;
    const ofList = list && list.name !== '' ? `${list.name}.${list.length}` : '';
    arrays.push({ ...read.array, name: name === '' ? ofList : name });
  }
  if (list) return 'breaks off inside a list of arrays: a closing ] is missing';
  return arrays.length > 0 ? arrays : 'holds no arrays in brackets';
}

const BRACKET = /[[\]]/g;

function bracket(text: string, from: number): number {
  BRACKET.lastIndex = from;
  return BRACKET.exec(text)?.index ?? -1;
}

/** The word before an array, past `=`, `:` and `array(`; '' where there is none. */
function nameBefore(text: string, from: number, at: number): string {
  const before = text.slice(from, at).trimEnd().replace(/\($/, '').trimEnd();
  const word = lastWord(before);
  const isCall = /^(?:(?:np|numpy|torch)\.)?(?:array|tensor)$/.test(word);
  const named = (isCall ? before.slice(0, -word.length) : before).trimEnd();
  return lastWord(named.replace(/[=:]$/, '').trimEnd().replace(/"$/, '')).replace(/'$/, '');
}

const IN_NAME = /[\p{L}\p{N}_.'∂∇]/u;

/** Without a sticky end: each character is looked at once. */
function lastWord(text: string): string {
  let start = text.length;
  while (start > 0 && IN_NAME.test(text[start - 1])) start--;
  return text.slice(start).replace(/^[^\p{L}_∂∇]+/u, '');
}
