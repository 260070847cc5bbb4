/** Standard output, whose reader may leave before the run ends. */
import type { Writable } from 'node:stream';

/** Exit status of a program whose reader has gone: 128 plus the number of SIGPIPE. */
const READER_GONE = 141;

/** Thrown when the output fails, to end the run: nobody would see its results. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** @returns a function that writes to the stream, and throws OutputError once that fails */
export function writerTo(stream: Writable): (text: string) => void {
  return text => {
    const failure = failureOf(stream, text);
    if (failure) throw new OutputError(failure.message, { cause: failure });
  };
}

/** As `writerTo`, but failures are ignored: a message that cannot be shown does not stop the run. */
export function lenientWriterTo(stream: Writable): (text: string) => void {
  stream.on('error', () => undefined);
  return text => void failureOf(stream, text);
}

/** The stream's failure, if any: one to a file throws it, the others only keep it in `errored` at first. */
function failureOf(stream: Writable, text: string): Error | null {
  try {
    stream.write(text);
    return stream.errored;
  } catch (error) {
    return error as Error;
  }
}

/** Exit status and message for a failed output; a reader that has seen enough, such as `head`, needs no message. */
export function endOfOutput(failure: unknown): { status: number; words: string } {
  const { code, message } = failure as NodeJS.ErrnoException;
  if (code === 'EPIPE' || code === 'EOF') return { status: READER_GONE, words: '' };
  return { status: 1, words: `Standard output cannot be written: ${message}.\n` };
}
