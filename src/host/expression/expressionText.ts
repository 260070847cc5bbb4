/** Texts of the editor about the inputs and steps of an expression. Knows nothing of vscode. */
import { exactNumber, shortNumber } from '../../engine/ground/numbers';
import type { Expression, ExpressionNode } from '../../experiment/expression/expression';
import type { JsonPath } from '../../experiment/format/finding';
import { t } from '../words/say';

export interface ExpressionHint {
  /** The place of the input or the step in the file. */
  path: JsonPath;
  /** The hint beside it: `= 1 · ∂f/∂q = −4`. */
  label: string;
  /** Its tooltip: exact numbers, and the terms of the gradient. */
  details: string[];
}

export function hintsOf(expression: Expression): ExpressionHint[] {
  const steps = expression.nodes.filter(isStep);
  return expression.nodes.flatMap((node, index) => {
    if (node.name === null) return [];
    const path: JsonPath = isStep(node)
      ? ['expression', 'steps', steps.indexOf(node)]
      : ['expression', 'inputs', node.name];
    return { path, label: labelOf(expression, node), details: detailsOf(expression, index) };
  });
}

/** Whether the node is a step; steps keep their order among the nodes. */
function isStep({ name, operation }: ExpressionNode): boolean {
  return name !== null && operation !== 'input';
}

function labelOf({ nodes, output }: Expression, node: ExpressionNode): string {
  const { name, value, gradient } = node;
  // The file itself shows the value of an input.
  const first = isStep(node) ? [`= ${shortNumber(value)}`] : [];
  const slope = `∂${nodes[output].name}/∂${name} = ${shortNumber(gradient ?? 0)}`;
  return [...first, ...(gradient === null ? [] : [slope])].join(' · ');
}

function detailsOf({ nodes, output }: Expression, index: number): string[] {
  const { name, value, gradient } = nodes[index];
  const of = nodes[output].name;
  const lines = [`${name} = ${exactNumber(value)}`];
  if (gradient === null) return [...lines, t('{0} depends on no input', name ?? '')];
  lines.push(`∂${of}/∂${name} = ${exactNumber(gradient)}`);
  const uses = nodes.flatMap(gate =>
    gate.inputs.flatMap((input, i) => {
      const local = gate.local[i];
      if (input !== index || local === null || gate.gradient === null) return [];
      const product = `${factor(gate.gradient)} · ${factor(local)}`;
      const upstream = `∂${of}/∂${gate.name ?? `(${gate.text})`}`;
      return [t('through {0}: {1} · local gradient = {2}', gate.text, upstream, product)];
    }),
  );
  return [...lines, ...uses];
}

function factor(value: number): string {
  return value < 0 ? `(${exactNumber(value)})` : exactNumber(value);
}
