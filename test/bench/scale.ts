/**
 * Time and memory against the size of a network and of its data: `npm run scale`. Each size is
 * measured in a process of its own; prints two tables.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { timed } from './contestants';
import { median } from './measure';
import type { Run } from '../../src/engine/training/run';
import { randomData, startRun } from './ours';
import type { Work } from './works';

/** What a size costs. */
interface Cost {
  parameters: number;
  rows: number;
  /** Milliseconds to draw the parameters and make a run. */
  start: number;
  /** Microseconds for one update by 64 rows, and by a single one. */
  batch: number;
  single: number;
  /** Bytes of the run: parameters, gradients, one batch, its copy of the training data. */
  memory: number;
  /** Bytes of the data as it was given. */
  data: number;
}

const ROUNDS = 5;
const ROUND_MS = 40;
/** Units of n-n-10: about 10², 10³, … 10⁷ parameters. */
const WIDTHS = [5, 27, 95, 311, 995, 3157];
const ROWS = [10, 100, 1000, 10_000, 100_000, 1_000_000];

const SELF = fileURLToPath(import.meta.url);
function workOf(what: string, n: number): Work {
  const net = (sizes: number[], rows: number): Work => ({
    name: what,
    title: '',
    sizes,
    rows,
    hidden: 'tanh',
    output: 'softmax',
    batch: 64,
    zeros: 0,
    dtype: 'float64',
    unit: 'samples',
    goals: [],
  });
  if (what === 'rows') return net([20, 16, 2], n);
  return net([n, n, 10], 256);
}

function measure(work: Work): Cost {
  const given = randomData(work);
  const { x, y } = given;
  let run = startRun(work, 'fastest');
  const start = timed(() => (run = startRun(work, 'fastest', undefined, given)));
  const [batch, single] = [run, startRun({ ...work, batch: 1 }, 'fastest')].map(microseconds);
  const parameters = run.parameters.reduce(
    (sum, { weights, biases }) => sum + weights.data.length + (biases?.length ?? 0),
    0,
  );
  const data = x.data.byteLength + y.data.byteLength;
  // All that a run makes stands in one memory.
  const { byteLength: memory } = run.parameters[0].weights.data.buffer;
  return { parameters, rows: work.rows, start, batch, single, memory, data };
}

function microseconds(run: Run): number {
  let updates = 1;
  while (timed(() => run.train(updates)) < ROUND_MS / 2) updates *= 2;
  const rounds = Array.from({ length: ROUNDS }, () => timed(() => run.train(updates)));
  if (run.done) throw new Error(`It has not trained to the end: ${run.stopReason ?? ''}`);
  return (median(rounds) * 1000) / updates;
}

function report(): void {
  const inOwnProcess = (what: string, n: number): Cost => {
    const args = ['--import', 'tsx', SELF, what, String(n)];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Cost;
  };
  print(
    ['parameters', 'start', 'update, 64 rows', 'update, 1 row', 'memory of the run'],
    WIDTHS.map(n => inOwnProcess('parameters', n)).map(cost => [
      cost.parameters.toLocaleString('en'),
      ...[`${short(cost.start)} ms`, time(cost.batch), time(cost.single), bytesText(cost.memory)],
    ]),
  );
  print(
    ['rows (20-16-2)', 'start', 'update, 64 rows', 'an epoch', 'data', 'memory of the run'],
    ROWS.map(n => inOwnProcess('rows', n)).map(cost => [
      cost.rows.toLocaleString('en'),
      ...[`${short(cost.start)} ms`, time(cost.batch)],
      ...[
        time(cost.batch * Math.ceil(cost.rows / 64)),
        bytesText(cost.data),
        bytesText(cost.memory),
      ],
    ]),
  );
}

function print(head: string[], rows: string[][]): void {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n'));
}

const short = (value: number): string => Number(value.toPrecision(2)).toLocaleString('en');

function time(us: number): string {
  return us < 1000 ? `${short(us)} µs` : `${short(us / 1000)} ms`;
}

function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  return `${(bytes / 1e6).toPrecision(3)} MB`;
}

const [kind, size] = process.argv.slice(2);
if (kind !== undefined) console.log(JSON.stringify(measure(workOf(kind, Number(size)))));
else report();
