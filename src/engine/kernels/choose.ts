/** Which kernels a run computes with, and how much memory it will ask them for. */
import { EVALUATED_ROWS } from '../evaluation';
import { stateCount } from '../optimizers';
import { fanIns } from '../shapes';
import type { DataParts, ModelSpec, RunSpec } from '../spec';
import { canFuse, fusedBytes } from './fusedTraining';
import type { Kernels } from './kernels';
import { plainKernels } from './plain';
import { threadsFor, type Threads } from './threads';
import { wasmKernels, type MemoryNeeds } from './wasm';

/**
 * `fastest`: WebAssembly where the runtime has it; in float32 with fused multiply-add where the
 * processor has that, which changes the last bits. `exact`: never fused. `plain`: TypeScript.
 */
export type KernelChoice = 'fastest' | 'exact' | 'plain';

/** @param threads what the runtime has of them; null for one */
export function createKernels(
  spec: RunSpec,
  data: DataParts,
  choice: KernelChoice,
  threads: Threads | null = null,
): Kernels {
  const { dtype } = spec;
  if (choice === 'plain') return plainKernels(dtype);
  const needs = memoryNeeds(spec, data);
  const fused = choice === 'fastest';
  return wasmKernels(dtype, needs, fused, teamFor(threads, spec, data)) ?? plainKernels(dtype);
}

function teamFor(
  host: Threads | null,
  spec: RunSpec,
  { train }: DataParts,
): { host: Threads; count: number } | null {
  if (host === null || !canFuse(spec)) return null;
  const { model, trainer } = spec;
  const { rows } = train.x;
  const batch = trainer.batch_size === 'full' ? rows : Math.min(trainer.batch_size, rows);
  const count = threadsFor(host, batch, parameterCount(model));
  return count > 1 ? { host, count } : null;
}

/** Everything that a run makes once: nothing is made while it trains. */
function memoryNeeds({ model, optimizer, trainer }: RunSpec, { train }: DataParts): MemoryNeeds {
  const { rows } = train.x;
  const outputs = train.y.cols;
  const batch = trainer.batch_size === 'full' ? rows : Math.min(trainer.batch_size, rows);
  const units = model.layers.map(layer => layer.units);
  const inputs = fanIns(model);
  const parameters = parameterCount(model);
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

function parameterCount(model: ModelSpec): number {
  const inputs = fanIns(model);
  return model.layers.reduce((sum, { units }, i) => sum + (inputs[i] + 1) * units, 0);
}
