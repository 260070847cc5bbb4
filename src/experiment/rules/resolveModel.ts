/** The engine's model: inputs counted, initialisers read from their files, every shape checked. */
import type { InitializerSpec, LayerSpec, ModelSpec } from '../../engine/ground/spec';
import { checkParameterCount, initializersOf, kernelComplaint } from './model';
import type { Size } from './model';
import { reportMissingFile } from '../data/paths';
import { parseWeights } from '../data/weights';
import type { Experiment } from '../fields/experiment';
import type { DataFiles, InitializerSource, ModelSource } from '../format/experiment';
import { atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../format/finding';

/** null after reporting an error. */
export function resolveModel(
  { model }: Pick<Experiment, 'model'>,
  columns: number,
  files: DataFiles,
  report: Report,
): ModelSpec | null {
  if (model.inputs !== null && model.inputs !== columns) {
    const path = ['model', 'inputs'];
    const message = `\`inputs\` is ${model.inputs}, but the data have ${columns} input column${columns === 1 ? '' : 's'}.`;
    report.error('inputs', message, atValue(...path), [
      replaceValue(`Change to ${columns}`, path, columns),
    ]);
    return null;
  }
  checkParameterCount(model, columns, report);
  const read = new Map<LayerSpec['name'], { kernel?: InitializerSpec; bias?: InitializerSpec }>();
  for (const { path, layer, of, initializer } of initializersOf(model)) {
    const { name } = model.layers[layer];
    const check = (size: Size) => checkShape(size, of, layer, model, columns, path, report);
    const spec = readInitializer(initializer, path, of, files, check, report);
    if (spec) read.set(name, { ...read.get(name), [of]: spec });
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
  hasShape: (size: Size) => boolean,
  report: Report,
): InitializerSpec | null {
  if (initializer.type === 'values') {
    const { values } = initializer;
    return hasShape({ rows: values.length, cols: values[0].length }) ? initializer : null;
  }
  if (initializer.type !== 'file') return initializer;
  const { file, key } = initializer;
  const bytes = files.get(file);
  if (!bytes) {
    reportMissingFile(file, [...path, 'file'], report);
    return null;
  }
  const matrix = parseWeights(file, bytes, key);
  if (typeof matrix === 'string') {
    report.error('weights-file', `${file} ${matrix}.`, atValue(...path, 'file'));
    return null;
  }
  // Biases may stand in a column as well as in a row.
  const column = of === 'bias' && matrix.cols === 1;
  const { rows, cols } = column ? { rows: 1, cols: matrix.rows } : matrix;
  if (!hasShape({ rows, cols })) return null;
  const rowAt = (row: number) => Array.from(matrix.data.subarray(row * cols, (row + 1) * cols));
  return { type: 'values', values: Array.from({ length: rows }, (_, row) => rowAt(row)) };
}

/** False after reporting that the numbers are not those of the layer. */
function checkShape(
  { rows, cols }: Size,
  of: 'kernel' | 'bias',
  layer: number,
  { layers, kernel_layout }: ModelSource,
  columns: number,
  path: JsonPath,
  report: Report,
): boolean {
  const { units, kernel_initializer, bias_initializer } = layers[layer];
  const written = of === 'kernel' ? kernel_initializer : bias_initializer;
  const place = atValue(...path, written.type === 'file' ? 'file' : 'values');
  const inputs = layer === 0 ? columns : layers[layer - 1].units;
  if (of === 'kernel') {
    const complaint = kernelComplaint({ rows, cols }, inputs, units, layer, kernel_layout);
    if (complaint !== null) report.error('wrong-shape', complaint, place);
    return complaint === null;
  }
  if (rows === 1 && cols === units) return true;
  const message = `The bias of layer ${layer + 1} has ${units} numbers, one for each unit; got ${rows} × ${cols}.`;
  report.error('wrong-shape', message, place);
  return false;
}
