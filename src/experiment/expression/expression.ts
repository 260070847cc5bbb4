/** A checked experiment of kind "expression", with all its numbers. */
import type { Graph, TraceStep } from '../../engine/expression/graph';
import type { Operation } from '../../engine/expression/operations';

/** One node of the computational graph: an input, a number, or a gate. */
export interface ExpressionNode {
  /** The name of an input, or of the step whose result it is; null inside a step. */
  name: string | null;
  operation: 'input' | 'number' | Operation;
  /** As it is written: `2*x`. */
  text: string;
  value: number;
  /** ∂f/∂node, f being the last step; null for what depends on no input. */
  gradient: number | null;
  /** Indices of the nodes that it is computed from; one may stand there twice. */
  inputs: number[];
  /** ∂node/∂input, in the order of `inputs`; null for those that depend on no input. */
  local: (number | null)[];
}

export interface Expression {
  kind: 'expression';
  name: string | null;
  description: string | null;
  /** Each gate stands after its inputs. */
  nodes: ExpressionNode[];
  /** Index of the last step: f. */
  output: number;
  /** Forward gate by gate, ∂f/∂f = 1, and back gate by gate. */
  trace: readonly TraceStep[];
  /** What the nodes were evaluated from. */
  graph: Graph;
}
