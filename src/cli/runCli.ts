/** The headless runner: the same reader and engine as the editor's, in a terminal. */
import { version } from '../../package.json';
import { parseArguments, USAGE } from './terminal/arguments';
import type { Arguments, CommandName } from './terminal/arguments';
import { runAutopsy } from './commands/autopsy';
import { compareLog } from './commands/compareLog';
import { gradcheckExpression, inspectExpression, trainExpression } from './commands/expression';
import { diagnose } from './commands/diagnose';
import { gradcheck } from './commands/gradcheck';
import { inspect } from './commands/inspect';
import { UsageError } from './terminal/io';
import type { ExitStatus, Io } from './terminal/io';
import { inWords, load } from './terminal/load';
import type { Loaded } from './terminal/load';
import { sentenceOf } from '../experiment/newExperiment/tableReading';
import { random } from './commands/random';
import { sweep } from './commands/sweep';
import { train } from './commands/train';

/** Runs one command; all of its output goes through `io`. */
export function runCli(argv: readonly string[], io: Io): ExitStatus {
  const told = toldOfItself(argv);
  if (told !== null) {
    io.out(told);
    return 0;
  }
  try {
    const args = parseArguments(argv);
    if (args.command === 'random') return random(args, io);
    if (args.command === 'compare-log') return compareLog(args, io);
    return args.command === 'autopsy' ? runAutopsy(args, io) : runOnFile(args, args.command, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`${error.message}\n${argv.length === 0 ? `\n${USAGE}` : ''}`);
    return 2;
  }
}

/** What is asked of the runner itself, wherever that stands among the words; null: nothing. */
function toldOfItself(argv: readonly string[]): string | null {
  const asks = (...words: string[]): boolean => words.some(word => argv.includes(word));
  if (argv[0] === 'help' || asks('--help', '-h')) return USAGE;
  return asks('--version', '-V') ? `${version}\n` : null;
}

const RUNNERS = { inspect, train, diagnose, gradcheck, sweep };
const EXPRESSION_RUNNERS = {
  inspect: inspectExpression,
  train: trainExpression,
  diagnose: trainExpression,
  gradcheck: gradcheckExpression,
  sweep: trainExpression,
};

function runOnFile(
  args: Arguments,
  command: Exclude<CommandName, 'random' | 'autopsy' | 'compare-log'>,
  io: Io,
): ExitStatus {
  const loaded = load(args, io);
  const { problems, prepared, expression, reading } = loaded;
  if (reading && !args.quiet)
    io.err(`${sentenceOf(reading)}
`);
  // `diagnose` says itself what the reader has found of them.
  const own = command === 'diagnose' ? loaded.causes.map(({ id }) => id) : [];
  for (const problem of problems.filter(({ id }) => !own.includes(id)))
    io.err(`${inWords(problem)}
`);
  if (command === 'validate') return validate(loaded, args, io);
  if (expression) return EXPRESSION_RUNNERS[command](expression, args, io);
  return prepared ? RUNNERS[command]({ ...loaded, prepared }, args, io) : 2;
}

function validate({ problems, reading }: Loaded, args: Arguments, io: Io): ExitStatus {
  const ok = problems.every(({ severity }) => severity !== 'error');
  const read = reading ? { reading } : {};
  if (args.json) io.out(`${JSON.stringify({ ok, problems, ...read })}\n`);
  else if (ok) io.out(`${args.positional[0]}: no errors.\n`);
  return ok ? 0 : 2;
}
