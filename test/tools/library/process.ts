import { spawn } from 'node:child_process';
import path from 'node:path';

/** The checkout. Compiled entries of the host suite get their paths from outside instead. */
export const ROOT = path.resolve(__dirname, '../../..');

/** Something that a person can mend: printed as one sentence, without a stack trace. */
export class ToolError extends Error {}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Collect the output instead of showing it. */
  quiet?: boolean;
  /** End the command, and fail, after this many milliseconds. */
  timeout?: number;
}

export interface Outcome {
  /** null: ended by a signal, or not found. */
  code: number | null;
  /** What it printed, when quiet; why it could not start, when it could not. */
  output: string;
}

/** Runs a command to its end, whatever its exit code. */
export function outcomeOf(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      timeout: options.timeout,
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', error => resolve({ code: null, output: error.message }));
    child.once('close', code => resolve({ code, output }));
  });
}

/** Runs a command that must succeed; answers what it printed when quiet. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, output } = await outcomeOf(command, args, options);
  if (code === 0) return output;
  const reason = code === null ? 'was ended' : `ended with code ${code}`;
  throw new ToolError(`\`${[command, ...args].join(' ')}\` ${reason}.\n${lastLines(output, 12)}`);
}

/** Runs npm, which must succeed. */
export function npm(args: readonly string[], options: RunOptions = {}): Promise<string> {
  return run(...npmCommand(args), options);
}

/** Runs npm to its end, whatever its exit code. */
export function npmOutcome(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return outcomeOf(...npmCommand(args), options);
}

/** The npm that started this tool, where there is one. */
function npmCommand(args: readonly string[]): [command: string, args: readonly string[]] {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

export function say(sentence: string): void {
  console.log(`\n— ${sentence}`);
}

/** Runs a tool: its exit code is 1 when it throws, or when it answers false. */
export function main(tool: () => Promise<boolean | void>): void {
  const fail = (error: unknown): void => {
    console.error(error instanceof ToolError ? `\n${error.message}` : error);
    process.exitCode = 1;
  };
  tool().then(good => {
    if (good === false) process.exitCode = 1;
  }, fail);
}
