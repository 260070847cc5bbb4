/** Texts of the editor about the inputs and steps of an expression. Knows nothing of vscode. */
import type { Expression, ExpressionNode } from '../../experiment/expression/expression';
import type { JsonPath } from '../../experiment/format/finding';

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
  const lines = [`${name} = ${exact(value)}`];
  if (gradient === null) return [...lines, `${name} depends on no input`];
  lines.push(`∂${of}/∂${name} = ${exact(gradient)}`);
  const uses = nodes.flatMap(gate =>
    gate.inputs.flatMap((input, i) => {
      const local = gate.local[i];
      if (input !== index || local === null || gate.gradient === null) return [];
      const product = `${factor(gate.gradient)} · ${factor(local)}`;
      const upstream = `∂${of}/∂${gate.name ?? `(${gate.text})`}`;
      return [`through ${gate.text}: ${upstream} · local gradient = ${product}`];
    }),
  );
  return [...lines, ...uses];
}

/** Four significant digits without trailing zeros, with a real minus sign. */
export function shortNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(4));
  const isPlain = size >= 1e-4 && size < 1e6;
  return exact(isPlain ? rounded : Number(value.toExponential(3)));
}

function exact(value: number): string {
  return String(value === 0 ? 0 : value).replaceAll('-', '−');
}

function factor(value: number): string {
  return value < 0 ? `(${exact(value)})` : exact(value);
}
