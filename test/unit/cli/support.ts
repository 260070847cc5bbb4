/** The runner in process: files in memory, everything it says collected. */
import { runCli } from '../../../src/cli/runCli';
import type { Io } from '../../../src/cli/io';

export interface Ran {
  status: number;
  out: string;
  err: string;
}

/** Runs in the directory `/home/lab`; files are given by absolute path or relative to it. */
export function run(
  argv: readonly string[],
  files: { [path: string]: string | Uint8Array } = {},
  io: Partial<Io> = {},
): Ran {
  const ran = { status: 0, out: '', err: '' };
  let clock = 0;
  ran.status = runCli(argv, {
    cwd: '/home/lab',
    readFile: path => {
      const content = files[path] ?? files[path.replace('/home/lab/', '')];
      return typeof content === 'string' ? new TextEncoder().encode(content) : (content ?? null);
    },
    out: text => {
      ran.out += text;
    },
    err: text => {
      ran.err += text;
    },
    terminal: false,
    now: () => (clock += 10),
    ...io,
  });
  return ran;
}

/** An experiment file with these sections on top of the smallest one that trains. */
export function experiment(sections: object = {}): string {
  return JSON.stringify({
    version: 1,
    data: { train: { type: 'generator', name: 'xor_corners' } },
    model: {
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: { type: 'mse' },
    ...sections,
  });
}
