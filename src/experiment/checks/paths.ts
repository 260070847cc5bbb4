/** Rules of the paths that checks look at. */
import { isDecoupled } from '../../engine/ground/optimizers';
import { penaltiesOf } from '../../engine/optimizers/objective';
import type { ModelSpec } from '../../engine/ground/spec';
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../format/finding';
import {
  dimensions,
  isOfBiases,
  isOfKernel,
  needsPenalty,
  parseInspectPath,
} from '../verify/inspectPath';
import type { InspectPath } from '../verify/inspectPath';
import type { Start, Subject } from './kind';

/** @returns whether the path names something that is there, or else it has been reported */
export function checkPath(
  path: string,
  { model, optimizer }: Subject,
  at: JsonPath,
  report: Report,
): boolean {
  const place = parseInspectPath(path, model.layers);
  const isThere =
    typeof place !== 'string' && (!needsPenalty(place.name) || penaltiesOf(optimizer));
  if (isThere) return true;
  const wrong = typeof place === 'string' ? place : withoutPenalty(place, optimizer);
  report.error('check-path', sentence(`The path "${path}" ${wrong}`), atValue(...at));
  return false;
}

function withoutPenalty({ name }: InspectPath, optimizer: Subject['optimizer']): string {
  const why =
    isDecoupled(optimizer) && optimizer.weight_decay > 0
      ? `the weight decay of ${optimizer.type} acts on the weights themselves, and l1 is 0`
      : 'weight_decay and l1 are 0';
  return `names ${name}, but the optimizer adds no penalty to the loss: ${why}`;
}

/** A question ends in its own mark. */
function sentence(text: string): string {
  return text.endsWith('?') ? text : `${text}.`;
}

/** Rows and columns of the path, once the data are known. */
export function checkIndices(
  path: string,
  { model, batchRows }: Start,
  at: JsonPath,
  report: Report,
): void {
  const place = parseInspectPath(path, model.layers);
  if (typeof place === 'string') return;
  const [rows, cols] = sizeOf(place, model, batchRows);
  const sizes = dimensions(place.name) === 1 ? [cols] : [rows, cols];
  const odd = place.indices.findIndex((index, axis) => index >= sizes[axis]);
  if (odd < 0) return;
  const axis = sizes.length === 1 ? 'entries' : ['rows', 'columns'][odd];
  const message =
    `The path "${path}" asks for number ${place.indices[odd]}, but ${place.name} has ` +
    `${sizes[odd]} ${axis}, counted from 0.`;
  report.error('check-path', message, atValue(...at));
}

/** [rows, columns] of what a path without indices names. */
export function sizeOf(
  { layer, name }: InspectPath,
  model: ModelSpec,
  batchRows: number,
): [rows: number, cols: number] {
  const outputs = model.layers[model.layers.length - 1].units;
  if (layer === null) return [batchRows, name === 'y' ? outputs : model.inputs];
  const { units } = model.layers[layer];
  const inputs = layer === 0 ? model.inputs : model.layers[layer - 1].units;
  if (isOfKernel(name)) return [inputs, units];
  return [isOfBiases(name) ? 1 : batchRows, units];
}
