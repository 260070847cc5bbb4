/** The runner in process: files in memory, everything it says collected. */
import { runCli } from '../../../src/cli/runCli';
import type { PlacedFinding } from '../../../src/cli/terminal/load';
import type { Io } from '../../../src/cli/terminal/io';

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
    threads: () => null,
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

/** What the commands print with `--json`. */
export interface Inspected {
  step: number;
  loss: number;
  x: number[][];
  y: number[][];
  layers: {
    z: number[][];
    a: number[][];
    /** Only where dropout follows the layer. */
    mask?: number[][];
    delta: number[][];
    weights: number[][];
    biases: number[] | null;
    gradW: number[][];
    gradB: number[] | null;
  }[];
  gradInput: number[][];
}

export interface Trained {
  epochs: { epoch: number; loss: number; accuracy: number }[];
  layers: { weights: number[][]; biases: number[] | null }[];
  final: { loss: number | null; accuracy: number };
  seconds: number;
  samples_per_second: number;
  findings: PlacedFinding[];
  checkpoints: { epoch: number; layers: unknown[] }[];
}

export interface Checked {
  max_relative_error: number;
  parameters: { name: string; max_relative_error: number; worst: object }[];
}

export interface Validated {
  ok: boolean;
  problems: PlacedFinding[];
}

export function parse<T>(text: string): T {
  return JSON.parse(text) as T;
}
