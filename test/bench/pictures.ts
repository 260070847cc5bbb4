/** How much longer training takes while the panel's pictures are drawn from it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readExperiment } from '../../src/experiment/read';
import type { Watch } from '../../src/protocol/snapshot';
import { TrainingWorker } from '../../src/worker/trainingWorker';
import type { Extra } from './extras';
import { median, type Effort } from './measure';

const SAMPLE = path.resolve(import.meta.dirname, '../../samples/five-points.backprop.json');
/** What the panel asks for at 600 × 700: boundary, network with maps, all weights. */
const LAYERS = [5, 3, 1];
const PICTURES: Watch = {
  tensors: LAYERS.flatMap((_, layer) => [
    { layer, tensor: 'weights' as const },
    { layer, tensor: 'biases' as const },
  ]),
  boundary: 80,
  units: { row: null },
  maps: {
    resolution: 24,
    units: LAYERS.flatMap((units, layer) =>
      Array.from({ length: units }, (_, unit) => ({ layer, unit })),
    ),
  },
};
export async function measurePictures({ rounds, roundMs }: Effort): Promise<Extra[]> {
  const [watched, unwatched] = [await trainerOf(true), await trainerOf(false)];
  const ratios: number[] = [];
  let frames = 0;
  for (let round = 0; round < rounds; round++) {
    const shown = await watched(4 * roundMs);
    ratios.push((await unwatched(4 * roundMs)).rate / shown.rate);
    frames = shown.frames;
  }
  const what = 'while boundary, network and weights are drawn, 2-5-3-1, full batch';
  return [
    {
      name: 'pictures',
      title: `training ${what}`,
      value: median(ratios),
      unit: '× the time',
      bound: 1.05,
    },
    { name: 'frames', title: `frames ${what}`, value: frames, unit: 'a second', bound: null },
  ];
}

interface Trained {
  /** Updates per second. */
  rate: number;
  /** Per second. */
  frames: number;
}

/** Trains for `ms` milliseconds; unwatched, the first frame is not taken, so that none follows. */
async function trainerOf(watched: boolean): Promise<(ms: number) => Promise<Trained>> {
  const text = readFileSync(SAMPLE, 'utf8').replace(/"epochs": \d+/, '"epochs": 10000000');
  const { experiment } = readExperiment(text);
  if (!experiment) throw new Error('The sample cannot be read.');
  const clock = {
    now: () => performance.now(),
    breathe: () => new Promise<void>(resolve => setImmediate(resolve)),
  };
  let frames = 0;
  let drawing = true;
  const worker: TrainingWorker = new TrainingWorker(
    clock,
    () => {
      frames++;
      // The extension host takes a frame as soon as it gets it.
      if (drawing) setImmediate(() => worker.taken());
    },
    () => null,
  );
  const { load, watch, train, pause, snapshot } = worker.handlers;
  await load({ experiment, files: [], name: 'five points', threads: 1 });
  if (watched) await watch(PICTURES);
  const step = async (): Promise<number> => (await snapshot({})).position.step;
  return async ms => {
    drawing = watched;
    const [from, before, started] = [await step(), frames, performance.now()];
    const training = train({});
    await new Promise(resolve => setTimeout(resolve, ms));
    const [to, after] = [await step(), frames];
    const seconds = (performance.now() - started) / 1000;
    drawing = true;
    worker.taken();
    await Promise.all([pause({}), training]);
    return { rate: (to - from) / seconds, frames: (after - before) / seconds };
  };
}
