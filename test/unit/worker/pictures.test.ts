/** What the frames carry for the pictures: norms of updates, units, maps, distributions. */
import assert from 'node:assert/strict';
import { trainPast } from '../../../src/engine/training/stations';
import { prepare } from '../../../src/experiment/prepare';
import type { Frame, HistorySlice, Watch } from '../../../src/protocol/snapshot';
import { STEP_NORMS } from '../../../src/protocol/snapshot';
import { histogramOf } from '../../../src/worker/frames/histograms';
import { LoadedRun } from '../../../src/worker/run/loadedRun';
import { StepLog } from '../../../src/worker/run/stepLog';
import { unitValues } from '../../../src/worker/frames/unitValues';
import { experimentOf, FakeClock, SMALL, workerOf } from './support';
import type { Histogram } from '../../../src/protocol/tensors';

const NOTHING = {};
/** More parameters than are recorded unasked. */
const WIDE = experimentOf(`{
  "version": 1, "seed": 3,
  "data": {"train": {"type": "generator", "name": "xor_easy"}},
  "model": {"layers": [{"units": 5000, "activation": "relu"}, {"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "binary_cross_entropy"},
  "optimizer": {"type": "sgd", "learning_rate": 0.001},
  "trainer": {"epochs": 5, "batch_size": 7}
}`);

async function watching(watch: Partial<Watch>, experiment = SMALL, clock = new FakeClock()) {
  const worker = workerOf(clock);
  const { ask } = worker;
  await ask.watch({ tensors: [], boundary: 0, ...watch });
  const { description } = await ask.load({ experiment, name: 'test', files: [], threads: 0 });
  assert.ok(description);
  return worker;
}

function loaded(experiment = SMALL): LoadedRun {
  const { prepared } = prepare(experiment, new Map());
  assert.ok(prepared);
  return new LoadedRun(prepared, 'test', 1, new FakeClock());
}

function train({ run, stations }: LoadedRun, updates: number): void {
  trainPast(run, updates, stations);
}

/** Rows put together from the slices of frames, as their readers do. */
function rowsOf(
  frames: Frame[],
): Pick<HistorySlice, 'thinned'> & { numbers: number[]; values: number[][] } {
  const numbers: number[] = [];
  const values: number[][] = [];
  let thinned = 1;
  for (const { steps } of frames) {
    assert.ok(steps.from <= numbers.length, 'no row is missing');
    numbers.splice(steps.from, Infinity, ...steps.numbers);
    steps.values.forEach((column, i) => (values[i] ??= []).splice(steps.from, Infinity, ...column));
    thinned = steps.thinned;
  }
  return { numbers, values, thinned };
}

describe('the norms of updates', () => {
  it('come for every update while somebody looks, however it was made', async () => {
    const { ask, frames } = await watching({ norms: true }, SMALL, new FakeClock(2));
    await ask.step({ updates: 3 });
    await ask.train(NOTHING);
    const { numbers, values } = rowsOf(frames);
    assert.deepEqual(
      numbers,
      Array.from({ length: 240 }, (_, i) => i + 1),
    );
    assert.equal(values.length, 1 + STEP_NORMS.length * 2);
    const run = loaded();
    for (let step = 0; step < 240; step++) {
      const { loss, layers } = run.run.peek();
      const norm = (data: ArrayLike<number>) => Math.hypot(...Array.from(data));
      const expected = [
        loss,
        ...layers.flatMap(({ delta, gradW, weights, updateW }) =>
          [delta, gradW, weights, updateW].map(({ data }) => norm(data)),
        ),
      ];
      expected.forEach((value, column) => {
        const got = values[column][step];
        assert.ok(
          Math.abs(got - value) <= 1e-12 * (1 + value),
          `column ${column}: ${got}, ${value}`,
        );
      });
      train(run, 1);
    }
  });

  it('stay as they are where the run goes back and forth', async () => {
    const { ask, frames } = await watching({ norms: true });
    await ask.step({ updates: 50 });
    const { numbers, values } = rowsOf(frames);
    for (const step of [20, 49, 0, 35]) await ask.goTo({ step });
    assert.deepEqual(rowsOf(frames).values, values);
    await ask.goTo({ step: 60 });
    assert.equal(rowsOf(frames).numbers.length, numbers.length + 10);
    await ask.reset(NOTHING);
    assert.deepEqual(frames.at(-1)?.steps.numbers.length, 0);
  });

  it('of a small network come now and then while nobody looks, and for every step by hand', () => {
    const run = loaded();
    for (let i = 0; i < 3; i++) train(run, 1);
    for (let i = 0; i < 12; i++) train(run, 16);
    const numbers = Array.from(run.recorder.log.all().numbers);
    assert.deepEqual(numbers, [1, 2, 3, 36, 84, 132, 180]);
    const plain = loaded();
    plain.run.train(195);
    assert.deepEqual(run.run.parameters, plain.run.parameters, 'to look changes nothing');
  });

  it('of a large network come while somebody looks', async () => {
    const { ask, frames } = await watching({}, WIDE);
    await ask.step({ updates: 2 });
    assert.deepEqual(rowsOf(frames).numbers, []);
    await ask.watch({ tensors: [], boundary: 0, norms: true });
    await ask.step({ updates: 2 });
    assert.deepEqual(rowsOf(frames).numbers, [3, 4]);
    await ask.watch({ tensors: [], boundary: 0, norms: false });
    await ask.step({ updates: 2 });
    assert.deepEqual(rowsOf(frames).numbers, [3, 4]);
  });

  it('take no more memory than they may: the log of a long run is thinned', () => {
    const { run } = loaded();
    const steps = run.startRecording(20);
    const log = new StepLog(2, 32);
    for (let i = 0; i < 12; i++) {
      run.train(20);
      log.add(steps, run.position.step);
    }
    const { numbers, thinned } = log.all();
    assert.ok(numbers.length <= 32 && thinned > 1);
    assert.equal(numbers.at(-1), 240);
  });

  it('miss no update that is done between two looks', () => {
    const run = loaded({ ...SMALL, trainer: { ...SMALL.trainer, epochs: 500 } });
    run.recorder.record('pictures', true);
    train(run, 2500);
    assert.deepEqual(
      Array.from(run.recorder.log.all().numbers),
      Array.from({ length: 2500 }, (_, i) => i + 1),
    );
  });
});

describe('the values of units', () => {
  it('are those of the row, or the mean of all rows', () => {
    const recording = loaded().run.peek();
    const [{ z, a, slope, delta }] = recording.layers;
    const one = unitValues(recording, 2);
    const row = (data: ArrayLike<number>) => Array.from(data).slice(2 * z.cols, 3 * z.cols);
    assert.equal(one.row, 2);
    assert.deepEqual(Array.from(one.layers[0].z), row(z.data));
    assert.deepEqual(Array.from(one.layers[0].a), row(a.data));
    assert.deepEqual(Array.from(one.layers[0].slope ?? []), row(slope?.data ?? []));
    assert.deepEqual(Array.from(one.layers[0].delta), row(delta.data));
    assert.deepEqual(Array.from(one.x), Array.from(recording.x.data).slice(4, 6));
    const mean = unitValues(recording, null);
    const sum = Array.from({ length: z.rows }, (_, r) => z.data[r * z.cols + 1]).reduce(
      (s, v) => s + v,
    );
    assert.equal(mean.row, null);
    assert.equal(mean.layers[0].z[1], sum / z.rows);
  });

  it('are the mean where the batch has no such row', () => {
    const recording = loaded().run.peek();
    assert.deepEqual(unitValues(recording, 99), unitValues(recording, null));
  });

  it('come with the frames for those who watch them', async () => {
    const { frames } = await watching({ units: { row: 1 } });
    assert.equal(frames.at(-1)?.units?.row, 1);
    assert.equal((await watching({})).frames.at(-1)?.units, null);
  });
});

describe('the next batch', () => {
  it('is sent in the parts that are watched, as the network sees it', async () => {
    const { frames } = await watching({ batch: ['x', 'y'] });
    const { x, y } = loaded().run.peek();
    const parts = [
      { part: 'x', ...x },
      { part: 'y', ...y },
    ];
    assert.deepEqual(frames.at(-1)?.batch, parts);
    assert.deepEqual((await watching({ batch: ['y'] })).frames.at(-1)?.batch, parts.slice(1));
    assert.deepEqual((await watching({})).frames.at(-1)?.batch, []);
  });
});

describe('the maps of units', () => {
  it('show what a unit makes of the plane', async () => {
    const units = [
      { layer: 0, unit: 2 },
      { layer: 1, unit: 0 },
      { layer: 0, unit: 99 },
    ];
    const { frames } = await watching({ maps: { resolution: 5, units }, boundary: 5 });
    const { maps, boundary } = frames.at(-1) ?? {};
    assert.deepEqual(maps?.units, units.slice(0, 2));
    assert.equal(maps?.values.length, 50);
    assert.deepEqual(maps?.values.slice(25), boundary?.values, 'the output is the boundary');
    const run = loaded().run;
    const x = Float64Array.of(boundary?.extent[0] ?? NaN, boundary?.extent[2] ?? NaN);
    const [{ data }] = run.activations({ rows: 1, cols: 2, data: x }, [0]);
    assert.equal(maps?.values[0], Math.fround(data[2]));
  });
});

describe('distributions', () => {
  const of = (...values: number[]) =>
    histogramOf({ rows: 1, cols: values.length, data: Float64Array.from(values) });
  const filled = ({ counts }: Pick<Histogram, 'counts'>) =>
    Array.from(counts).flatMap((count, bar) => (count > 0 ? [[bar, count]] : []));

  it('count between round limits, the same on both sides of 0', () => {
    const both = of(-0.88, 0, 0.3, 0.3);
    assert.deepEqual([both.low, both.high, both.zeros], [-1, 1, 1]);
    assert.deepEqual(filled(both), [
      [2, 1],
      [20, 1],
      [26, 2],
    ]);
    const positive = of(0, 3.2, 5);
    assert.deepEqual([positive.low, positive.high], [0, 5]);
    assert.deepEqual(filled(positive), [
      [0, 1],
      [25, 1],
      [39, 1],
    ]);
    assert.deepEqual([of(-7).low, of(-7).high], [-10, 0]);
  });

  it('count what is no number, in no bar', () => {
    const odd = of(NaN, Infinity, 1);
    assert.deepEqual([odd.nonFinite, odd.high], [2, 1]);
    assert.deepEqual(filled(odd), [[39, 1]]);
  });

  it('of nothing but zeros have no width', () => {
    const none = of(0, 0);
    assert.deepEqual([none.low, none.high, none.zeros], [0, 0, 2]);
    assert.deepEqual(filled(none), [[0, 2]]);
  });

  it('come of every layer that has the tensor', async () => {
    const { frames } = await watching({ histograms: 'gradW' });
    const histograms = frames.at(-1)?.histograms ?? [];
    assert.deepEqual(
      histograms.map(({ layer, tensor }) => ({ layer, tensor })),
      [
        { layer: 0, tensor: 'gradW' },
        { layer: 1, tensor: 'gradW' },
      ],
    );
    assert.equal(
      histograms[0].counts.reduce((sum, count) => sum + count),
      6,
    );
  });
});
