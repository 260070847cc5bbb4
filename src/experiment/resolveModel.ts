/** The engine's model: inputs counted, initialisers read from their files, every shape checked. */
import type { InitializerSpec, LayerSpec, ModelSpec } from '../engine/spec';
import { checkParameterCount, initializersOf, kernelComplaint } from './checks/model';
import { reportMissingFile } from './data/sources';
import { parseWeights } from './data/weights';
import type { DataFiles, Experiment, InitializerSource, ModelSource } from './experiment';
import { atValue, replaceValue } from './format/core';
import type { Report } from './format/core';
import type { JsonPath } from './problem';

/** null after reporting an error. */
export function resolveModel(
  { model }: Pick<Experiment, 'model'>,
  columns: number,
  files: DataFiles,
  report: Report,
): ModelSpec | null {
  if (model.inputs !== null && model.inputs !== columns) {
    const path = ['model', 'inputs'];
    const message = `\`inputs\` is ${model.inputs}, but the data have ${columns} input columns.`;
    report.error('inputs', message, atValue(...path), [
      replaceValue(`Change to ${columns}`, path, columns),
    ]);
    return null;
  }
  checkParameterCount(model, columns, report);
  const read = new Map<LayerSpec['name'], { kernel?: InitializerSpec; bias?: InitializerSpec }>();
  for (const { path, layer, of, initializer } of initializersOf(model)) {
    const { name } = model.layers[layer];
    const spec = readInitializer(initializer, path, of, files, report);
    if (spec) read.set(name, { ...read.get(name), [of]: spec });
    if (spec) checkShape(spec, of, layer, model, columns, path, report);
  }
  if (report.failed) return null;
  const layers = model.layers.map(layer => ({
    ...layer,
    kernel_initializer: read.get(layer.name)?.kernel as InitializerSpec,
    bias_initializer: read.get(layer.name)?.bias as InitializerSpec,
  }));
  return { inputs: columns, layers, kernel_layout: model.kernel_layout };
}

function readInitializer(
  initializer: InitializerSource,
  path: JsonPath,
  of: 'kernel' | 'bias',
  files: DataFiles,
  report: Report,
): InitializerSpec | null {
  if (initializer.type !== 'file') return initializer;
  const { file, key } = initializer;
  const bytes = files.get(file);
  if (!bytes) {
    reportMissingFile(file, [...path, 'file'], report);
    return null;
  }
  const rows = parseWeights(file, bytes, key);
  if (typeof rows === 'string') {
    report.error('weights-file', `${file} ${rows}.`, atValue(...path, 'file'));
    return null;
  }
  // Biases may stand in a column as well as in a row.
  const column = of === 'bias' && rows.length > 1 && rows[0].length === 1;
  return { type: 'values', values: column ? [rows.flat()] : rows };
}

function checkShape(
  spec: InitializerSpec,
  of: 'kernel' | 'bias',
  layer: number,
  { layers, kernel_layout }: ModelSource,
  columns: number,
  path: JsonPath,
  report: Report,
): void {
  if (spec.type !== 'values') return;
  const { units, kernel_initializer, bias_initializer } = layers[layer];
  const written = of === 'kernel' ? kernel_initializer : bias_initializer;
  const place = atValue(...path, written.type === 'file' ? 'file' : 'values');
  const inputs = layer === 0 ? columns : layers[layer - 1].units;
  if (of === 'kernel') {
    const complaint = kernelComplaint(spec.values, inputs, units, layer, kernel_layout);
    if (complaint !== null) report.error('wrong-shape', complaint, place);
  } else if (spec.values.length !== 1 || spec.values[0].length !== units) {
    const got = `${spec.values.length} × ${spec.values[0].length}`;
    const message = `The bias of layer ${layer + 1} has ${units} numbers, one for each unit; got ${got}.`;
    report.error('wrong-shape', message, place);
  }
}
