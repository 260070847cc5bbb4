/** Which kernels a run computes with, and how much memory it will ask them for. */
import { fanIns } from '../ground/shapes';
import type { DataParts, Dataset, ModelSpec, RunSpec } from '../ground/spec';
import { createStorage } from './storage';
import { countingKernels } from '../kernels/counting';
import { canFuse } from './fused/canFuse';
import type { Kernels } from '../kernels/kernels';
import { plainKernels } from '../kernels/plain';
import { patienceFor, threadsFor, type Threads } from '../kernels/threads';
import { wasmKernels, type MemoryNeeds, type TeamNeeds } from '../kernels/wasm';

/**
 * `fastest`: WebAssembly where the runtime has it; in float32 with fused multiply-add where the
 * processor has that, which changes the last bits. `exact`: never fused. `plain`: TypeScript.
 */
export type KernelChoice = 'fastest' | 'exact' | 'plain';

const GIB = 2 ** 30;
/** What WebAssembly can address, but for the little that its kernels work in. */
export const MOST_BYTES = 4 * GIB - 2 ** 26;

const SLOW =
  'This run trains without WebAssembly, which this runtime does not have or has no memory for: ' +
  'the numbers are the same, but it takes 5 to 20 times as long.';

/** @param threads what the runtime has of them; null for one */
export function createKernels(
  spec: RunSpec,
  data: DataParts,
  choice: KernelChoice,
  threads: Threads | null = null,
): Kernels {
  const { dtype } = spec;
  if (choice === 'plain') return plainKernels(dtype);
  const needs = memoryNeeds(spec, data.train);
  const fused = choice === 'fastest';
  return (
    wasmKernels(dtype, needs, fused, teamFor(threads, spec, data)) ?? {
      ...plainKernels(dtype),
      shortfall: SLOW,
    }
  );
}

function teamFor(host: Threads | null, spec: RunSpec, { train }: DataParts): TeamNeeds | null {
  if (host === null || !canFuse(spec)) return null;
  const { model, trainer } = spec;
  const { rows } = train.x;
  const batch = trainer.batch_size === 'full' ? rows : Math.min(trainer.batch_size, rows);
  const parameters = parameterCount(model);
  const count = threadsFor(host, batch, parameters);
  return count > 1 ? { threads: host, count, patience: patienceFor(batch, parameters) } : null;
}

/** Counted by asking kernels that only count for all that the run will ask for. */
function memoryNeeds(spec: RunSpec, train: Dataset): MemoryNeeds {
  return {
    bytes: memoryOf(spec, train),
    inputs: Math.max(...fanIns(spec.model)),
    units: Math.max(...spec.model.layers.map(layer => layer.units)),
  };
}

/** Bytes of the arrays that a run makes for itself. Of the data only the shape counts. */
export function memoryOf(spec: RunSpec, train: Dataset): number {
  const counting = countingKernels(spec.dtype);
  createStorage(counting, spec, train);
  return counting.bytes;
}

/** Why a run of this size has no room, in one sentence; null where it has. */
export function memoryComplaint(bytes: number): string | null {
  if (bytes <= MOST_BYTES) return null;
  const needed = (bytes / GIB).toFixed(1);
  return `This run needs ${needed} GiB of memory for its parameters, gradients, rows and activations; 4 GiB are the most.`;
}

function parameterCount(model: ModelSpec): number {
  const inputs = fanIns(model);
  return model.layers.reduce((sum, { units }, i) => sum + (inputs[i] + 1) * units, 0);
}
