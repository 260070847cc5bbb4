/** Prints JSON of any length, in pieces: a single string has a limit, and takes memory. */
import type { Io } from './io';

/** Characters per write. */
const PIECE = 1 << 16;

/** An array whose rows are computed while they are written; `toJSON` would compute all at once. */
export class Rows {
  constructor(readonly rows: () => Iterable<unknown>) {}
}

/** Prints a value as `JSON.stringify` would, and a line break. */
export function printJson(io: Io, value: unknown): void {
  let piece = '';
  for (const part of parts(value)) {
    piece += part;
    if (piece.length < PIECE) continue;
    io.out(piece);
    piece = '';
  }
  io.out(`${piece}\n`);
}

function* parts(value: unknown): Generator<string, void> {
  if (value instanceof Rows) yield* list(value.rows());
  else if (Array.isArray(value) && typeof value[0] === 'object') yield* list(value);
  else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield JSON.stringify(value);
  } else {
    let before = '{';
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* parts(each);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}

function* list(values: Iterable<unknown>): Generator<string, void> {
  let before = '[';
  for (const each of values) {
    yield before;
    yield* parts(each);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}
