/** The commands on an experiment of kind "expression". */
import { checkExpression } from '../../experiment/expression/checkExpression';
import type { Expression, ExpressionNode } from '../../experiment/expression/expression';
import type { Arguments } from '../terminal/arguments';
import { verdictOf } from './gradcheck';
import { UsageError } from '../terminal/io';
import type { ExitStatus, Io } from '../terminal/io';
import { short } from '../terminal/numbers';

/** Prints every value and every gradient; as JSON those of inputs and steps by name as well. */
export function inspectExpression(
  { nodes, output }: Expression,
  { json, step }: Arguments,
  io: Io,
): ExitStatus {
  if (step > 0) throw new UsageError('--step is for networks: an expression is not trained.');
  if (json) {
    const result = {
      kind: 'expression',
      output: nodes[output].name,
      value: nodes[output].value,
      values: byName(nodes, ({ value }) => value),
      gradients: byName(nodes, ({ gradient }) => gradient),
      nodes,
    };
    io.out(`${JSON.stringify(result)}\n`);
    return 0;
  }
  const gates = nodes.filter(({ operation }) => operation !== 'number');
  const rows = gates.map(node => lineOf(node, nodes[output].name ?? ''));
  const widths = [0, 1].map(column => Math.max(...rows.map(row => row[column].length)));
  for (const [what, value, gradient] of rows) {
    io.out(`${what.padEnd(widths[0])}  ${value.padEnd(widths[1])}  ${gradient}`.trimEnd());
    io.out('\n');
  }
  return 0;
}

function byName<T>(
  nodes: readonly ExpressionNode[],
  of: (node: ExpressionNode) => T,
): { [name: string]: T } {
  return Object.fromEntries(
    nodes.flatMap(node => (node.name === null ? [] : [[node.name, of(node)] as const])),
  );
}

function lineOf({ name, text, operation, value, gradient }: ExpressionNode, of: string): string[] {
  const what = name === null || operation === 'input' ? text : `${name} = ${text}`;
  const slope = gradient === null ? '' : `∂${of}/∂${name ?? `(${text})`} = ${gradient}`;
  return [what, `= ${value}`, slope];
}

export function trainExpression(): never {
  throw new UsageError(
    'An expression has no parameters to train: `inspect` prints its values and gradients.',
  );
}

/** Compares the gradients of the inputs with central differences. */
export function gradcheckExpression(
  expression: Expression,
  { json }: Arguments,
  io: Io,
): ExitStatus {
  const { tolerance, maxRelativeError: worst, inputs } = checkExpression(expression);
  const passed = worst <= tolerance;
  if (json) {
    const parameters = inputs.map(({ name, relativeError, analytic, numeric, kink }) => ({
      name,
      max_relative_error: relativeError,
      worst: kink ? null : { index: [], analytic, numeric },
    }));
    io.out(`${JSON.stringify({ max_relative_error: worst, parameters })}\n`);
    return passed ? 0 : 1;
  }
  for (const { name, relativeError, analytic, numeric, kink } of inputs) {
    const found = kink
      ? `left out: ${kink.gate} has a kink there`
      : `relative error ${short(relativeError, 4)}: ${short(analytic)} against ${short(numeric)}`;
    io.out(`${name}  ${found}\n`);
  }
  io.out(`${verdictOf(worst, passed)}\n`);
  return passed ? 0 : 1;
}
