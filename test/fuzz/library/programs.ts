/** The fuzz programs: every file of test/fuzz but the runner is one. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** An input that something was wrong with. */
export interface Failure {
  /** `--count 1 --seed …` makes that input again. */
  seed: number;
  message: string;
}

export interface Program {
  /** How many inputs the unit tests try: a second or two of work. */
  SHORT: number;
  /** Tries the inputs of the seeds from `seed` on, one input for each; throws nothing. */
  fuzz: (count: number, seed: number) => Failure[] | Promise<Failure[]>;
}

const FOLDER = path.resolve(__dirname, '..');
const RUNNER = 'fuzz.ts';

export function programNames(): string[] {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.ts') && file !== RUNNER)
    .map(file => file.slice(0, -'.ts'.length))
    .sort();
}

export async function loadProgram(name: string): Promise<Program> {
  return (await import(pathToFileURL(path.join(FOLDER, `${name}.ts`)).href)) as Program;
}
