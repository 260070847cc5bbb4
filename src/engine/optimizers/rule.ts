/** What the update rule of an optimiser is. */
import type { FloatArray, OptimizerSpec } from '../ground/spec';
import type { Kernels } from '../kernels/kernels';

/** A trained tensor at an update. */
export interface Updated {
  p: FloatArray;
  /** The gradient that the update follows: clipped and penalised. */
  g: FloatArray;
  /** Arrays of the length of p that the rule keeps from update to update. */
  state: FloatArray[];
}

/** How far a run's updates are. */
export interface Progress {
  readonly spec: OptimizerSpec;
  readonly kernels: Pick<Kernels, 'descend'>;
  /** Number of this update, from 1. */
  readonly steps: number;
  /** Product of the momenta of all updates, this one included. */
  readonly momentumProduct: number;
}

export interface UpdateRule {
  /** Number of arrays in its state. */
  arrays(spec: OptimizerSpec): number;
  /** The momentum of an update, where their product counts. */
  momentum?(spec: OptimizerSpec, step: number): number;
  update(tensor: Updated, rate: number, progress: Progress): void;
}
