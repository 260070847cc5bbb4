/** The gradients of an expression's inputs against finite differences. */
import { GRADIENT_TOLERANCE } from '../../engine/ground/differences';
import { checkGraph } from '../../engine/expression/check';
import type { Expression } from './expression';

export interface CheckedExpressionInput {
  name: string;
  analytic: number;
  /** NaN for one that was left out. */
  numeric: number;
  relativeError: number;
  /** The gate whose kink lies within the step, as it is written; null where there is none. */
  kink: { of: string; gate: string } | null;
}

export interface ExpressionCheck {
  tolerance: number;
  /** NaN where nothing could be compared. */
  maxRelativeError: number;
  inputs: CheckedExpressionInput[];
}

export function checkExpression({ nodes, graph }: Expression): ExpressionCheck {
  const gradients = nodes.map(({ gradient }) => gradient ?? 0);
  const inputs = checkGraph(graph, gradients).map(({ node, kink, ...numbers }) => {
    const name = nodes[node].name ?? nodes[node].text;
    return { ...numbers, name, kink: kink && { of: kink.operation, gate: nodes[kink.node].text } };
  });
  const errors = inputs.filter(({ kink }) => kink === null).map(each => each.relativeError);
  const maxRelativeError = errors.length > 0 ? Math.max(...errors) : NaN;
  return { tolerance: GRADIENT_TOLERANCE, maxRelativeError, inputs };
}
