/** What is no race: recording, boundaries, reading, the lab's epoch. Each a number and its bound. */
import { sampleBoundary } from '../../src/engine/training/boundary';
import { checkRun } from '../../src/engine/checking/runCheck';
import { prepare } from '../../src/experiment/prepare';
import { readExperiment } from '../../src/experiment/read';
import type { KernelChoice } from '../../src/engine/training/kernelChoice';
import type { Run } from '../../src/engine/training/run';
import { timed } from './contestants';
import { median, type Effort } from './measure';
import { startRun } from './ours';
import { unitsPerUpdate, WORKS, type Work } from './works';

export interface Extra {
  name: string;
  title: string;
  value: number;
  unit: string;
  /** At most this much; null: measured only. */
  bound: number | null;
}

const RECORDED = [
  ...['five-points', 'gaussians-full', 'gaussians-1', 'digits-64-float32', 'digits-64-float64'],
  ...['digits-1-float32', 'digits-1-float64', 'digits-1-zeros'],
];
/** Rows that the epoch of the second lab goes through, and its own seconds for them. */
const LAB_ROWS = 55_000;
const LAB_SECONDS = 92;

export function measureExtras(effort: Effort, csvRows: number): Extra[] {
  return [
    ...RECORDED.map(name => recording(workNamed(name), effort)),
    ...RECORDED.map(name => stepping(workNamed(name), effort)),
    boundary('fastest', effort),
    boundary('plain', effort),
    labEpoch(effort),
    gradientCheck(),
    readCsv(csvRows),
  ];
}

function workNamed(name: string): Work {
  const found = WORKS.find(work => work.name === name);
  if (!found) throw new Error(`There is no work ${name}.`);
  return found;
}

/** The norms of every layer kept at every step, against steps of which nothing is kept. */
function recording(work: Work, effort: Effort): Extra {
  const [watched, unwatched] = [startRun(work, 'fastest'), startRun(work, 'fastest')];
  watched.startRecording(4096);
  const { dtype, title } = work;
  return {
    name: `recording-${work.name}`,
    title: `recording each step, ${title}, ${dtype}`,
    value: timesLonger(
      n => watched.train(n),
      n => unwatched.train(n),
      effort,
    ),
    unit: '× the time',
    bound: 1.3,
  };
}

/** Stopping after every step with every tensor of the next one in sight. */
function stepping(work: Work, effort: Effort): Extra {
  const [watched, unwatched] = [startRun(work, 'fastest'), startRun(work, 'fastest')];
  const look = (updates: number): void => {
    for (let i = 0; i < updates; i++) {
      watched.peek();
      watched.step();
    }
  };
  const { dtype, title } = work;
  return {
    name: `stepping-${work.name}`,
    title: `stopping at each step to see all tensors, ${title}, ${dtype}`,
    value: timesLonger(look, n => unwatched.train(n), effort),
    unit: '× the time',
    bound: null,
  };
}

/** How many times as long the same number of updates takes in one way as in the other. */
function timesLonger(
  one: (updates: number) => void,
  other: (updates: number) => void,
  { rounds, roundMs }: Effort,
): number {
  let updates = 1;
  while (timed(() => one(updates)) < roundMs / 2) updates *= 2;
  other(updates);
  const ratios = Array.from({ length: rounds }, () => {
    const taken = timed(() => one(updates));
    return taken / timed(() => other(updates));
  });
  return median(ratios);
}

function boundary(choice: KernelChoice, { rounds }: Effort): Extra {
  const run = startRun(workNamed('five-points'), choice);
  const sample = (): Float32Array => sampleBoundary(run, [-2, 2, -2, 2], 200, null);
  for (let i = 0; i < 20; i++) sample();
  return {
    name: `boundary-${choice}`,
    title: `boundary of 200 × 200 points, 2-5-3-1, ${choice === 'plain' ? 'plain' : 'WebAssembly'}`,
    value: median(Array.from({ length: Math.max(3, 2 * rounds) }, () => timed(sample))),
    unit: 'ms',
    bound: choice === 'plain' ? null : 6,
  };
}

/** One pass over the lab's 55,000 digits, sample by sample: measured on a tenth of them. */
function labEpoch({ rounds, roundMs }: Effort): Extra {
  const rows = roundMs < 50 ? 100 : LAB_ROWS / 10;
  const run: Run = startRun({ ...workNamed('digits-1-zeros'), rows }, 'fastest');
  run.train(Math.min(rows, 500));
  const updates = rows / unitsPerUpdate(workNamed('digits-1-zeros'));
  const seconds = Array.from(
    { length: Math.max(1, Math.min(3, rounds)) },
    () => (timed(() => run.train(updates)) / 1000) * (LAB_ROWS / rows),
  );
  return {
    name: 'lab-002-epoch',
    title: `an epoch of lab 002: 784-300-10, 55,000 digits, batch 1 (the lab: ${LAB_SECONDS} s)`,
    value: median(seconds),
    unit: 's',
    bound: LAB_SECONDS / 20,
  };
}

/** Finite differences of a part of the parameters, which is chosen to take about a second. */
function gradientCheck(): Extra {
  const run = startRun({ ...workNamed('digits-64-float64'), rows: 32, batch: 32 }, 'fastest');
  return {
    name: 'gradient-check',
    title: 'checking the gradients of 784-300-10 on 32 rows',
    value: timed(() => checkRun(run)) / 1000,
    unit: 's',
    bound: 2,
  };
}

/** From the text of a CSV to all that a run starts from. */
function readCsv(rows: number): Extra {
  const lines = Array.from({ length: rows }, (_, i) => {
    const angle = (i * 0.618) % 6.28;
    return `${(Math.cos(angle) * (1 + (i % 7))).toFixed(6)},${(i % 1000) / 1000},${i % 2}`;
  });
  const bytes = new TextEncoder().encode(`x1,x2,class\n${lines.join('\n')}\n`);
  const { experiment, problems } = readExperiment(`{
    "version": 1,
    "seed": 1,
    "data": {
      "train": { "type": "csv", "path": "points.csv", "header": true, "features": ["x1", "x2"], "label": "class" },
      "encoding": "one_hot"
    },
    "model": { "layers": [{ "units": 2, "activation": "softmax" }] },
    "loss": { "type": "cross_entropy" },
    "optimizer": { "type": "sgd", "learning_rate": 0.1 },
    "trainer": { "epochs": 1, "batch_size": 64 }
  }`);
  if (!experiment) throw new Error(problems.map(problem => problem.message).join(' '));
  const files = new Map([['points.csv', bytes]]);
  let read = 0;
  const ms = timed(() => {
    read = prepare(experiment, files).prepared?.data.train.x.rows ?? 0;
  });
  if (read !== rows) throw new Error(`Of ${rows} rows of CSV ${read} were read.`);
  return {
    name: 'csv',
    title: `reading a CSV of ${rows.toLocaleString('en')} rows`,
    value: ms,
    unit: 'ms',
    bound: null,
  };
}
