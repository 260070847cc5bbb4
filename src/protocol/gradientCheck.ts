/** Result of a gradient check: backpropagation against finite differences. */
import type { GradientCheck } from '../engine/checking/gradientCheck';
import type { CheckedTensor } from '../engine/checking/tensorCheck';

/** Numbers travel as JSON, which has no NaN and no infinities: those are null. */
export interface ComparedEntry {
  /** [row, col], or [unit] for a bias; empty for an input of an expression. */
  index: number[];
  /** By backpropagation. */
  analytic: number | null;
  /** By finite differences. */
  numeric: number | null;
}

/** `unknown`: every entry stands at a kink, so nothing could be compared. */
export type Verdict = 'agrees' | 'differs' | 'unknown';

/** Reason to leave a parameter out: a function has a kink within the step of the difference. */
export interface KinkPlace {
  /** The parameter's place in its tensor. */
  index: number[];
  /** The function: `relu`. */
  of: string;
  /** An element of a layer, or a gate of an expression as it is written. */
  at: { layer: number; row: number; unit: number } | { gate: string };
}

/** One tensor, or one input of an expression. */
export interface CheckedParameters extends Pick<CheckedTensor, 'name' | 'size' | 'checked'> {
  /** null: an input of an expression. */
  layer: number | null;
  tensor: 'weights' | 'biases' | 'input';
  verdict: Verdict;
  /** null: infinite, or unknown. */
  maxRelativeError: number | null;
  /** The entries that differ most, the worst first. */
  worst: ComparedEntry[];
  /** Number of entries left out at kinks, and the first few of them. */
  kinks: number;
  firstKinks: KinkPlace[];
}

export interface GradientReport extends Pick<GradientCheck, 'of'> {
  /** Updates done before the check; null for an expression. */
  step: number | null;
  /** Rows of the batch; null for an expression. */
  rows: number | null;
  /** A larger relative error means that the gradients differ. */
  tolerance: number;
  parameters: CheckedParameters[];
  /**
   * Indices of the parameters at which a wrong backward pass would start: those that differ in the
   * last layer with any. Empty if everything agrees.
   */
  wrong: number[];
}
