/** Arrays of a student's program in the files that hold them, and the experiment beside them. */
import { zipSync } from 'fflate';
import type { Dump } from '../engine/autopsy/plant';
import { npy } from './npyFile';

export function rowsOf({ rows, cols, data }: Dump['given'][number]['values']): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * cols, (row + 1) * cols)),
  );
}

export function npyOf({ values }: Dump['given'][number]): Uint8Array {
  return npy('<f8', `${values.rows}, ${values.cols}`, values.data);
}

export function npzOf({ given }: Dump): Uint8Array {
  return zipSync(Object.fromEntries(given.map(array => [`${array.name}.npy`, npyOf(array)])));
}

export function jsonOf({ given }: Dump): string {
  return JSON.stringify(
    Object.fromEntries(given.map(({ name, values }) => [name, rowsOf(values)])),
  );
}

export function printedOf({ given }: Dump, decimals: number): string {
  const text = (row: number[]) => `[${row.map(value => value.toFixed(decimals)).join(' ')}]`;
  return given
    .map(({ name, values }) => `${name} =\n[${rowsOf(values).map(text).join('\n ')}]\n`)
    .join('');
}

export function experimentOf(
  { known: { batch, layers, loss } }: Dump,
  changes: object = {},
): string {
  if (!batch) throw new TypeError('There is no batch.');
  const { x, y, parameters } = batch;
  return JSON.stringify({
    version: 1,
    data: { train: { type: 'inline', x: rowsOf(x), y: rowsOf(y) } },
    model: {
      layers: layers.map(({ units, activation }, l) => ({
        units,
        activation,
        kernel_initializer: { values: rowsOf(parameters[l].weights) },
        bias_initializer: { values: Array.from(parameters[l].biases?.data ?? []) },
      })),
    },
    loss: { type: loss.type },
    trainer: { epochs: 1, batch_size: 'full' },
    checks: { compare_gradients: { file: 'lab.npz' } },
    ...changes,
  });
}
