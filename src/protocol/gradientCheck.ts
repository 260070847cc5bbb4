/** What a gradient check has found: backpropagation against finite differences. */
import type { CheckedTensor, GradientCheck } from '../engine/checking/gradientCheck';

/** Numbers travel as JSON, which has none that is not finite: null. */
export interface ComparedEntry {
  /** [row, col], or [unit] of a bias; empty: an input of an expression. */
  index: number[];
  /** By backpropagation. */
  analytic: number | null;
  /** By finite differences. */
  numeric: number | null;
}

/** `unknown`: there was nothing to compare, because all stood at kinks. */
export type Verdict = 'agrees' | 'differs' | 'unknown';

/** Why a parameter was left out: a function has its kink within the step. */
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
  /** Those that differ most, the worst one first. */
  worst: ComparedEntry[];
  /** How many entries were left out at kinks, and the first few of them. */
  kinks: number;
  firstKinks: KinkPlace[];
}

export interface GradientReport extends Pick<GradientCheck, 'of'> {
  /** Updates done when it was made; null: of an expression. */
  step: number | null;
  /** Rows of the batch; null for an expression. */
  rows: number | null;
  /** A larger relative error means that the gradients differ. */
  tolerance: number;
  parameters: CheckedParameters[];
  /**
   * Indices of the parameters at which a wrong backward pass starts: those that differ in the last
   * layer that has any. Empty: everything agrees.
   */
  wrong: number[];
}
