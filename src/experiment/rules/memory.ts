/** Whether a run finds room for its numbers, and what of the file makes it too large. */
import { memoryComplaint, memoryOf } from '../../engine/training/kernelChoice';
import type { ModelSpec, RunSpec } from '../../engine/ground/spec';
import type { Experiment } from '../fields/experiment';
import { atValue, type Report } from '../format/core';
import { layerPath } from '../format/experiment';
import type { JsonPath } from '../format/finding';

type Sizes = Pick<Experiment, 'dtype' | 'rng' | 'loss' | 'optimizer' | 'trainer'>;

/** @param rows of the training data @returns whether there is room */
export function checkMemory(
  experiment: Sizes,
  model: ModelSpec,
  rows: number,
  report: Report,
): boolean {
  const needed = bytesOf(experiment, model, rows, experiment.trainer.batch_size);
  const complaint = memoryComplaint(needed);
  if (complaint === null) return true;
  const place = placeOf(experiment, model, rows);
  report.error('too-much-memory', complaint, atValue(...place));
  return false;
}

/** What would have to be smaller: the layers, else the batch, else the data. */
function placeOf(experiment: Sizes, model: ModelSpec, rows: number): JsonPath {
  const fits = (n: number, batch: number): boolean =>
    memoryComplaint(bytesOf(experiment, model, n, batch)) === null;
  if (!fits(1, 1)) return layerPath(model.layers, largestLayer(model));
  return fits(rows, 1) ? ['trainer', 'batch_size'] : ['data', 'train'];
}

function bytesOf(
  { dtype, rng, loss, optimizer, trainer }: Sizes,
  model: ModelSpec,
  rows: number,
  batch_size: number | 'full',
): number {
  const own = { ...trainer, batch_size, drop_last: false };
  const spec: RunSpec = { dtype, rng, loss, optimizer, trainer: own, model, metrics: [] };
  const outputs = model.layers[model.layers.length - 1].units;
  const data = new Float64Array(0);
  const x = { rows, cols: model.inputs, data };
  return memoryOf(spec, { x, y: { rows, cols: outputs, data } });
}

function largestLayer({ inputs, layers }: ModelSpec): number {
  const sizes = layers.map(({ units }, i) => units * (i === 0 ? inputs : layers[i - 1].units));
  return sizes.indexOf(Math.max(...sizes));
}
