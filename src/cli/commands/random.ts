/** `random`: prints numbers of a stream, to compare with NumPy and PyTorch. */
import { performCall } from '../../engine/rng/calls';
import { createStream } from '../../engine/rng/createStream';
import { STREAMS, type RngSpec } from '../../engine/ground/spec';
import type { Arguments } from '../terminal/arguments';
import { UsageError } from '../terminal/io';
import type { ExitStatus, Io } from '../terminal/io';

function isStream(type: string | undefined): type is RngSpec['type'] {
  return STREAMS.some(each => each === type);
}

/** Prints one result per call, all from one stream in order. @throws UsageError */
export function random({ positional, dtype }: Arguments, io: Io): ExitStatus {
  const [type, seed, ...calls] = positional;
  if (!isStream(type)) {
    const known = STREAMS.join(', ').replace(/, (\w+)$/, ' or $1');
    throw new UsageError(`The type of the stream is ${known}, not "${type ?? ''}".`);
  }
  if (seed === undefined || !/^-?\d+$/.test(seed)) {
    throw new UsageError(`The seed is a whole number, not "${seed ?? ''}".`);
  }
  if (calls.length === 0) throw new UsageError('A call is missing, for example "randn(2,3)".');
  try {
    const stream = createStream(type, Number(seed));
    const results = calls.map(call => performCall(stream, call, dtype));
    io.out(`${JSON.stringify(results)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      throw new UsageError(error.message);
    throw error;
  }
}
