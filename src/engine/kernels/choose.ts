/** Which kernels a run computes with, and how much memory it will ask them for. */
import { EVALUATED_ROWS } from '../evaluation';
import { stateCount } from '../optimizers';
import { fanIns } from '../shapes';
import type { DataParts, RunSpec } from '../spec';
import { fusedBytes } from './fusedTraining';
import type { Kernels } from './kernels';
import { plainKernels } from './plain';
import { wasmKernels, type MemoryNeeds } from './wasm';

/**
 * `fastest`: WebAssembly where the runtime has it; in float32 with fused multiply-add where the
 * processor has that, which changes the last bits. `exact`: never fused. `plain`: TypeScript.
 */
export type KernelChoice = 'fastest' | 'exact' | 'plain';

export function createKernels(spec: RunSpec, data: DataParts, choice: KernelChoice): Kernels {
  const { dtype } = spec;
  if (choice === 'plain') return plainKernels(dtype);
  return wasmKernels(dtype, memoryNeeds(spec, data), choice === 'fastest') ?? plainKernels(dtype);
}

/** Everything that a run makes once: nothing is made while it trains. */
function memoryNeeds({ model, optimizer, trainer }: RunSpec, { train }: DataParts): MemoryNeeds {
  const { rows } = train.x;
  const outputs = train.y.cols;
  const batch = trainer.batch_size === 'full' ? rows : Math.min(trainer.batch_size, rows);
  const units = model.layers.map(layer => layer.units);
  const inputs = fanIns(model);
  const parameters = units.reduce((sum, n, i) => sum + (inputs[i] + 1) * n, 0);
  const perRow = 2 * model.inputs + outputs + 3 * units.reduce((sum, n) => sum + n, 0);
  // Parameters, gradients, gradients with penalties, and the optimiser's state.
  const copies = 3 + stateCount(optimizer);
  return {
    numbers:
      copies * parameters + (batch + EVALUATED_ROWS) * perRow + rows * (model.inputs + outputs),
    arrays: units.length * (2 * copies + 6) + 17,
    bytes: fusedBytes(units.length, rows, batch),
    inputs: Math.max(...inputs),
    units: Math.max(...units),
  };
}
