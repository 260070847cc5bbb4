/** Parses the command line. */
import { ALL_ENDINGS } from '../../experiment/data/csv/endings';
import { UsageError } from './io';

export const COMMANDS = [
  'validate',
  'inspect',
  'train',
  'diagnose',
  'gradcheck',
  'autopsy',
  'compare-log',
  'random',
  'sweep',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export interface Arguments {
  command: CommandName;
  /** Words that belong to no option. */
  positional: string[];
  json: boolean;
  quiet: boolean;
  /** Whether `diagnose` tries what may help. */
  fixes: boolean;
  /** Seconds that `diagnose` may spend on that. */
  budget: number;
  step: number;
  /** Threads to train on; 0: as many as help. */
  threads: number;
  dtype: 'float64' | 'float32';
  set: { path: string; value: string }[];
  /** The experiment that the arrays of `autopsy` belong to; null: the one beside them, if any. */
  experiment: string | null;
}

/** ".csv, .tsv or .txt" */
const TABLES = ALL_ENDINGS.map(ending => `.${ending}`)
  .join(', ')
  .replace(/, (?=[^,]*$)/, ' or ');

export const USAGE = `Usage: backprop <command> FILE [--json] [--quiet] [--set dotted.path=value …]

  validate FILE             check the file and its data
  inspect FILE [--step N]   every number of the next batch after N updates
  train FILE                train to the end, and say which of its checks hold
  diagnose FILE             say why it does not learn, at the line that causes it
  sweep FILE                every run of its sweep, with mean ± std over aggregate_over
  gradcheck FILE            compare gradients with finite differences
  autopsy FILE              find the mistake in a backward pass from its arrays (.npz, .npy, .json
                            or printed by NumPy; or an experiment with \`compare_gradients\`)
  compare-log FILE LOG      say where the epochs that your program printed part from the file's
  random TYPE SEED CALL…    random numbers: random numpy 0 "randn(2,3)" "permutation(5)" [--dtype float32]

  --json                    print JSON on standard output
  --quiet                   print no progress and no log lines
  --no-fixes                diagnose only; what may help is not tried
  --budget SECONDS          try fixes for so long at most; 10 by default
  --threads N               train on N threads; 0, the default: on as many as are faster
  --experiment FILE         the experiment of these arrays; default: NAME.backprop.json beside NAME.npz
  --set path=value          change a field before the file is read; may be repeated
  --version, -V             print which version this is
  help, --help, -h          print this

Elsewhere FILE is a *.backprop.json, or a table: ${TABLES}. What a table was taken
for is said on standard error, and in validate --json. Data files are named inside the
working directory; a link there is followed, also out of it.
Exit status: 0; 1 for a failed or open check, training that ended in NaN, a finding, a wrong gradient, or a log that differs; 2 for an invalid file;
141 where the reader of its output has gone.
`;

const DEFAULT_BUDGET = 10;

/** @throws UsageError */
export function parseArguments(argv: readonly string[]): Arguments {
  const parsed: Arguments = {
    command: 'validate',
    positional: [],
    json: false,
    quiet: false,
    fixes: true,
    budget: DEFAULT_BUDGET,
    step: 0,
    threads: 0,
    dtype: 'float64',
    set: [],
    experiment: null,
  };
  const [command, ...rest] = argv;
  const known = COMMANDS.find(name => name === command);
  if (!known) {
    throw new UsageError(
      command
        ? `There is no command "${command}"; \`backprop help\` lists them.`
        : 'A command is missing.',
    );
  }
  parsed.command = known;
  const words = rest[Symbol.iterator]();
  for (const word of words) {
    const [option, inline] = splitOption(word);
    const value = (): string => {
      const next = inline ?? words.next().value;
      if (next === undefined) throw new UsageError(`${option} needs a value.`);
      return next;
    };
    applyOption(parsed, option, word, value);
  }
  if (known !== 'diagnose' && (!parsed.fixes || parsed.budget !== DEFAULT_BUDGET)) {
    throw new UsageError('--no-fixes and --budget are for diagnose only.');
  }
  if (parsed.experiment !== null && known !== 'autopsy') {
    throw new UsageError('--experiment is for autopsy only.');
  }
  if (parsed.step > 0 && known !== 'inspect') throw new UsageError('--step is for inspect only.');
  return parsed;
}

function splitOption(word: string): [string, string | undefined] {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function applyOption(parsed: Arguments, option: string, word: string, value: () => string): void {
  switch (option) {
    case '--json':
      parsed.json = true;
      return;
    case '--quiet':
      parsed.quiet = true;
      return;
    case '--no-fixes':
      parsed.fixes = false;
      return;
    case '--budget':
      parsed.budget = seconds(option, value());
      return;
    case '--step':
      parsed.step = wholeNumber(option, value());
      return;
    case '--threads':
      parsed.threads = wholeNumber(option, value());
      return;
    case '--dtype':
      parsed.dtype = dtypeOf(value());
      return;
    case '--experiment':
      parsed.experiment = value();
      return;
    case '--set':
      parsed.set.push(assignment(value()));
      return;
  }
  if (word.startsWith('--')) throw new UsageError(`There is no option "${option}".`);
  parsed.positional.push(word);
}

function seconds(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value < Infinity) return value;
  throw new UsageError(`${option} needs a number of seconds, not "${text}".`);
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new UsageError(`${option} needs a whole number, not "${text}".`);
}

function dtypeOf(text: string): Arguments['dtype'] {
  if (text === 'float64' || text === 'float32') return text;
  throw new UsageError(`--dtype is float64 or float32, not "${text}".`);
}

function assignment(text: string): { path: string; value: string } {
  const equals = text.indexOf('=');
  if (equals > 0) return { path: text.slice(0, equals), value: text.slice(equals + 1) };
  throw new UsageError(`--set needs path=value, not "${text}".`);
}
