/** Standard output, which may end before the run does. */
import type { Writable } from 'node:stream';

/** What a shell says of a program whose reader has gone: 128, and the number of SIGPIPE. */
const READER_GONE = 141;

/** The output takes no more: what is still to be computed, nobody would see. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** @returns what writes to the stream; throws OutputError once that fails */
export function writerTo(stream: Writable): (text: string) => void {
  return text => {
    const failure = failureOf(stream, text);
    if (failure) throw new OutputError(failure.message, { cause: failure });
  };
}

/** The run is held up by no message that cannot be shown. */
export function lenientWriterTo(stream: Writable): (text: string) => void {
  stream.on('error', () => undefined);
  return text => void failureOf(stream, text);
}

/** A stream to a file throws; the others know it first, and tell it when the run has ended. */
function failureOf(stream: Writable, text: string): Error | null {
  try {
    stream.write(text);
    return stream.errored;
  } catch (error) {
    return error as Error;
  }
}

/** A reader that has seen enough, such as `head`, is no error: there is nothing to say. */
export function endOfOutput(failure: unknown): { status: number; words: string } {
  const { code, message } = failure as NodeJS.ErrnoException;
  if (code === 'EPIPE' || code === 'EOF') return { status: READER_GONE, words: '' };
  return { status: 1, words: `Standard output cannot be written: ${message}.\n` };
}
