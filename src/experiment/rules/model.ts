/** Rules about the model that need no data: sizes, softmax, shapes of given numbers. */
import { formatInteger } from '../../engine/ground/numbers';
import {
  layerPath,
  MOST_PARAMETERS,
  type InitializerSource,
  type ModelSource,
} from '../format/experiment';
import { atKey, atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../format/finding';

export function checkModel(model: ModelSource, report: Report): void {
  checkSoftmax(model, report);
  checkNames(model, report);
  checkParameterCount(model, model.inputs, report);
  let inputs = model.inputs;
  model.layers.forEach((layer, index) => {
    checkBias(model, index, report);
    // The first layer's inputs may have to wait for the data.
    if (inputs !== null) checkGivenKernel(model, inputs, index, report);
    inputs = layer.units;
  });
}

function checkSoftmax({ layers }: ModelSource, report: Report): void {
  layers.slice(0, -1).forEach(({ activation }, index) => {
    if (activation !== 'softmax') return;
    const path = [...layerPath(layers, index), 'activation'];
    const message = `softmax is for the output layer only: layer ${index + 1} of ${layers.length} is hidden.`;
    report.error('softmax-hidden', message, atValue(...path), [
      replaceValue('Change to "sigmoid"', path, 'sigmoid'),
    ]);
  });
}

function checkNames({ layers }: ModelSource, report: Report): void {
  const seen = new Map<string, number>();
  layers.forEach(({ name }, index) => {
    const first = seen.get(name);
    if (first === undefined) seen.set(name, index);
    else {
      const message = `Layers ${first + 1} and ${index + 1} are both called "${name}": names must differ.`;
      report.error('same-name', message, atValue(...layerPath(layers, index), 'name'));
    }
  });
}

/** `inputs` null: those of the first layer are not known yet. */
export function checkParameterCount(
  { layers }: ModelSource,
  inputs: number | null,
  report: Report,
): void {
  let total = 0;
  let width = inputs ?? 0;
  for (const { units, use_bias: bias } of layers) {
    total += width * units + (bias ? units : 0);
    width = units;
  }
  if (total <= MOST_PARAMETERS) return;
  const message =
    `The network would have ${formatInteger(total)} parameters; ` +
    `the limit is ${formatInteger(MOST_PARAMETERS)}.`;
  report.error('too-many-parameters', message, atKey('model', 'layers'));
}

function checkBias({ layers }: ModelSource, index: number, report: Report): void {
  const layer = layers[index];
  const path = [...layerPath(layers, index), 'bias_initializer'];
  const given = layer.bias_initializer;
  if (!layer.use_bias && given.type !== 'zeros') {
    const message = `\`bias_initializer\` does nothing: layer ${index + 1} has no biases, as \`use_bias\` is false.`;
    report.warn('unused', message, atKey(...path), [
      { title: 'Remove `bias_initializer`', path, part: 'removal' },
    ]);
  }
  if (given.type !== 'values') return;
  if (given.values.length !== 1 || given.values[0].length !== layer.units) {
    const got =
      given.values.length === 1
        ? given.values[0].length
        : `${given.values.length} × ${given.values[0].length}`;
    const message = `The bias of layer ${index + 1} has ${layer.units} numbers, one for each unit; got ${got}.`;
    report.error('wrong-shape', message, atValue(...path, 'values'));
  }
}

function checkGivenKernel(
  { layers, kernel_layout: layout }: ModelSource,
  inputs: number,
  index: number,
  report: Report,
): void {
  const { kernel_initializer: kernel, units } = layers[index];
  if (kernel.type !== 'values') return;
  const path = [...layerPath(layers, index), 'kernel_initializer', 'values'];
  const message = kernelComplaint(sizeOf(kernel.values), inputs, units, index, layout);
  if (message !== null) report.error('wrong-shape', message, atValue(...path));
}

/** A sentence where given numbers have not the shape of the layer's kernel. */
export function kernelComplaint(
  { rows: given, cols }: Size,
  inputs: number,
  units: number,
  index: number,
  layout: ModelSource['kernel_layout'],
): string | null {
  const [fromInputs, fromUnits] = layout === 'in_out' ? [given, cols] : [cols, given];
  if (fromInputs === inputs && fromUnits === units) return null;
  const [rows, columns] = layout === 'in_out' ? [inputs, units] : [units, inputs];
  const transposed = fromInputs === units && fromUnits === inputs;
  const other = layout === 'in_out' ? 'out_in' : 'in_out';
  const hint = transposed
    ? ` Is it written [${other}]? Then set model.kernel_layout to "${other}".`
    : '';
  const words = layout === 'in_out' ? 'inputs × units' : 'units × inputs';
  return (
    `The kernel of layer ${index + 1} must be ${rows} × ${columns} (${words}), ` +
    `got ${given} × ${cols}.${hint}`
  );
}

export interface Size {
  rows: number;
  cols: number;
}

function sizeOf(values: number[][]): Size {
  return { rows: values.length, cols: values[0].length };
}

/** Every initialiser with the place where it stands. */
export function initializersOf(
  model: ModelSource,
): { path: JsonPath; layer: number; of: 'kernel' | 'bias'; initializer: InitializerSource }[] {
  return model.layers.flatMap((layer, index) =>
    (['kernel', 'bias'] as const).map(of => ({
      path: [...layerPath(model.layers, index), `${of}_initializer`],
      layer: index,
      of,
      initializer: layer[`${of}_initializer`],
    })),
  );
}
