/**
 * Tries random inputs: `npm run fuzz -- <program> [--count N] [--seed S]`, all programs where none is
 * named. Input i is made from seed S + i alone, so that a failure can be had again by its seed.
 */
import { parseArgs } from 'node:util';
import { main, say, ToolError } from '../tools/library/process';
import { loadProgram, programNames } from './library/programs';

/** Inputs between two signs of life. */
const PORTION = 500;
/** Failures after which more of them teach nothing. */
const ENOUGH = 20;

main(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '0' },
    },
  });
  const known = programNames();
  const wrong = positionals.find(name => !known.includes(name));
  if (wrong !== undefined) {
    throw new ToolError(`There is no fuzz program "${wrong}", only ${known.join(', ')}.`);
  }
  const [count, seed] = [whole('count', values.count), whole('seed', values.seed)];
  let good = true;
  for (const name of positionals.length > 0 ? positionals : known) {
    good = (await fuzz(name, count, seed)) && good;
  }
  return good;
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new ToolError(`--${name} is a whole number, not "${text}".`);
}

/** @returns whether nothing failed */
async function fuzz(name: string, count: number, seed: number): Promise<boolean> {
  const program = await loadProgram(name);
  say(`Fuzzing ${name}: ${count} inputs from seed ${seed} on`);
  let [tried, failed] = [0, 0];
  while (tried < count && failed < ENOUGH) {
    const portion = Math.min(PORTION, count - tried);
    const failures = await program.fuzz(portion, seed + tried);
    for (const failure of failures) console.log(`  seed ${failure.seed}: ${failure.message}`);
    tried += portion;
    failed += failures.length;
    console.log(`  ${tried} tried, ${failed} failed`);
  }
  return failed === 0;
}
