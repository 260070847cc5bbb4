/** `compare-log`: where the epochs that a program printed part from those of an experiment. */
import { finished } from '../../experiment/data/csv/rows';
import { decodeText } from '../../experiment/data/csv/text';
import { comparison, type LogComparison } from '../../experiment/logs/compareLog';
import { withPlainMinus } from '../../engine/ground/numbers';
import type { Arguments } from '../terminal/arguments';
import { UsageError } from '../terminal/io';
import type { ExitStatus, Io } from '../terminal/io';
import { inWords, load, readBytes } from '../terminal/load';

/** @throws UsageError where a file cannot be read, or holds no log */
export function compareLog({ positional, set, json }: Arguments, io: Io): ExitStatus {
  const [experiment, log, ...more] = positional;
  if (experiment === undefined || log === undefined)
    throw new UsageError('Two files are expected: an experiment, and the log to compare it with.');
  if (more.length > 0) throw new UsageError(`One log at a time, not also "${more[0]}".`);
  const { prepared, expression, problems } = load({ positional: [experiment], set }, io, whole => ({
    ...whole,
    checks: null,
  }));
  for (const problem of problems) io.err(`${inWords(problem)}\n`);
  if (expression) throw new UsageError(`${experiment} is an expression, which has no epochs.`);
  const text = decodeText(readBytes(log, io));
  if (!prepared) return 2;
  const result = finished(comparison(prepared, text));
  if (typeof result === 'string') throw new UsageError(`${log}: ${result}`);
  if (json) io.out(`${JSON.stringify(asJson(result))}\n`);
  else io.out(asText(result, log));
  return result.verdict === 'agrees' ? 0 : 1;
}

function asJson({ verdict, message, first, columns }: LogComparison): object {
  const told = columns.map(({ epochs, values: _, ...column }) => ({
    ...column,
    lines: epochs.length,
  }));
  return { verdict, message, first_difference: first, columns: told };
}

function asText({ verdict, message, first }: LogComparison, log: string): string {
  const place = first ? `${log}:${first.line}: the first number that differs\n` : '';
  return `${verdict}: ${withPlainMinus(message)}\n${place}`;
}
