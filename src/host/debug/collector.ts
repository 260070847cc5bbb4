/**
 * What is asked of a paused Python program, and what it answers; media/debugger/collect.py is what
 * runs there. Knows nothing of vscode.
 */
import { formatInteger } from '../../engine/ground/numbers';
import { t } from '../words/say';

/** An array of a frame. */
export interface FrameArray {
  /** Python that names it there: `W1`, `self.W1`, `grads["W1"]`, `params[0]`, `W1.grad`. */
  path: string;
  /** Other names of the same object. */
  also: string[];
  kind: 'array' | 'tensor' | 'list' | 'number';
  /** At most two sizes. */
  shape: number[];
  /** The class of the object that it is an attribute of. */
  owner?: string;
  data: Float64Array;
}

/** What the frame holds, and was not read. */
export interface LeftOut {
  path: string;
  /** `size`, `time`, `count`, `type`, `dimensions`, or an error of Python. */
  why: string;
  shape: number[] | null;
  /** 0: not known. */
  bytes: number;
}

export interface Answer {
  hasNumPy: boolean;
  arrays: FrameArray[];
  left: LeftOut[];
}

/** A part of an array that is too large for one answer. */
export interface Piece {
  only: string;
  /** The first byte. */
  start: number;
}

/**
 * The answer of a whole frame and of a piece. debugpy takes no message of 16 MB: after a longer one it
 * reads nothing any more, and the session is lost. Short answers are also the fast ones.
 */
export const ANSWER_BYTES = 1 << 20;

const LIMITS = {
  bytes: ANSWER_BYTES,
  arrays: 400,
  /** Entries of one list or dictionary. */
  items: 64,
  /** Steps from a name: `net.layers[0].cache["a"]` has three. */
  depth: 4,
  /** Numbers in one plain list. */
  list_numbers: 100_000,
  /** Characters, as a last resort: far below what debugpy takes. */
  text: 12 << 20,
  // debugpy prints the whole expression into the Debug Console where it takes more than 3 seconds.
  seconds: 1,
};

/**
 * Nothing of the workspace gets in but a path that the collector has made, as a string. `builtins` are
 * called by their module, for programs that name a variable `sum` or `locals`; nothing is assigned,
 * because debugpy writes what an expression assigns back into the frame.
 */
export function expressionOf(collector: string, piece?: Piece): string {
  const builtins = '__import__("builtins")';
  // JSON's strings, numbers and objects are Python's, too, where all is ASCII.
  return (
    `(lambda b, s, d, *a: (b.exec(s, d), d["collect"](*a))[1])(${builtins}, ${JSON.stringify(collector)}, {}, ` +
    `${builtins}.locals(), globals() if ${builtins}.callable(globals) else {}, ${JSON.stringify({ ...LIMITS, ...piece })})`
  );
}

interface Sent {
  version: 1;
  numpy: boolean;
  arrays: (Omit<FrameArray, 'data'> & { data: string })[];
  left: LeftOut[];
}

/** @throws Error where it is no answer of the collector */
export function readAnswer(result: string): Answer {
  const sent = JSON.parse(unquoted(result)) as Sent;
  if (sent.version !== 1) throw new Error(t('The debugger answered something else.'));
  const arrays = sent.arrays.map(array => ({ ...array, data: doubles(array.data) }));
  return { hasNumPy: sent.numpy, arrays, left: sent.left };
}

/** An adapter that does not know `format.rawString` answers a string of Python, in quotes. */
function unquoted(result: string): string {
  if (!/^['"]/.test(result)) return result;
  return result.slice(1, -1).replace(/\\(['"\\])/g, '$1');
}

function doubles(base64: string): Float64Array {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  return new Float64Array(bytes.buffer, 0, bytes.length / 8);
}

/** `X (60,000 × 784)`. */
export function nameOf({ path, shape }: LeftOut): string {
  return shape && shape.length > 0 ? `${path} (${shape.map(formatInteger).join(' × ')})` : path;
}
