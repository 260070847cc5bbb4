/**
 * Mutation testing with Stryker, by hand: `npm run test:mutation` changes the engine place by place;
 * `-- --sample 500 [--seed 7]` draws mutants at random from everything else that unit tests reach,
 * `--room experiment` (or `host`, `webview`) from there, and meets them with the tests of that room alone.
 * Other arguments are Stryker's.
 */
import { main, outcomeOf, say, ToolError } from './library/process';

const CONFIG = 'test/tools/stryker.config.mjs';

main(async () => {
  const rest = process.argv.slice(2);
  const size = taken(rest, '--sample');
  const room = takenWord(rest, '--room');
  const seed = taken(rest, '--seed') ?? Math.floor(Math.random() * 2 ** 31);
  const env = { ...process.env };
  if (size !== null) {
    say(`A sample of ${size} mutants, drawn with --seed ${seed}`);
    if (room !== null) Object.assign(env, { BACKPROP_MUTANT_ROOM: room });
    Object.assign(env, { BACKPROP_MUTANTS: String(size), BACKPROP_MUTANT_SEED: String(seed) });
  }
  const { code } = await outcomeOf('npx', ['stryker', 'run', CONFIG, ...rest], { env });
  return code === 0;
});

/** The whole number after `name`, both of which are taken out; null where it is not among them. */
function taken(words: string[], name: string): number | null {
  const text = takenWord(words, name);
  if (text === null) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new ToolError(`${name} needs a whole number, for example ${name} 500.`);
  return value;
}

/** The word after `name`, in the same way. */
function takenWord(words: string[], name: string): string | null {
  const at = words.indexOf(name);
  if (at < 0) return null;
  const [, text = ''] = words.splice(at, 2);
  return text;
}
