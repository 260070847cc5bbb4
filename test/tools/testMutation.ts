/**
 * Mutation testing with Stryker, by hand: `npm run test:mutation` changes the engine place by place;
 * `-- --sample 500 [--seed 7]` draws mutants at random from everything else that unit tests reach.
 * Other arguments are Stryker's.
 */
import { main, outcomeOf, say, ToolError } from './library/process';

const CONFIG = 'test/tools/stryker.config.mjs';

main(async () => {
  const rest = process.argv.slice(2);
  const size = taken(rest, '--sample');
  const seed = taken(rest, '--seed') ?? Math.floor(Math.random() * 2 ** 31);
  const env = { ...process.env };
  if (size !== null) {
    say(`A sample of ${size} mutants, drawn with --seed ${seed}`);
    Object.assign(env, { BACKPROP_MUTANTS: String(size), BACKPROP_MUTANT_SEED: String(seed) });
  }
  const { code } = await outcomeOf('npx', ['stryker', 'run', CONFIG, ...rest], { env });
  return code === 0;
});

/** The whole number after `name`, both of which are taken out; null where it is not among them. */
function taken(words: string[], name: string): number | null {
  const at = words.indexOf(name);
  if (at < 0) return null;
  const [, text] = words.splice(at, 2);
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new ToolError(`${name} needs a whole number, for example ${name} 500.`);
  return value;
}
