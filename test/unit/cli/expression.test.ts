/** The commands on an experiment of kind "expression". */
import assert from 'node:assert/strict';
import type { ExpressionNode } from '../../../src/experiment/expression/expression';
import { parse, run } from './support';
import type { Checked, Ran, Validated } from './support';

interface InspectedExpression {
  kind: string;
  output: string;
  value: number;
  values: Record<string, number>;
  gradients: Record<string, number | null>;
  nodes: ExpressionNode[];
}

const GATES = {
  version: 1,
  kind: 'expression',
  expression: { inputs: { x: -2, y: 5, z: -4 }, steps: ['q = 2*x + y', 'f = q * z'] },
};

function on(command: string, file: object, ...options: string[]): Ran {
  return run([command, 'f.json', ...options], { 'f.json': JSON.stringify(file) });
}

function withSteps(...steps: string[]): object {
  return { ...GATES, expression: { ...GATES.expression, steps } };
}

describe('an expression on the command line', () => {
  it('is inspected: every value, gradient and local gradient', () => {
    const { status, out } = on('inspect', GATES, '--json');
    assert.equal(status, 0);
    const { kind, output, value, values, gradients, nodes } = parse<InspectedExpression>(out);
    assert.deepEqual([kind, output, value], ['expression', 'f', -4]);
    assert.deepEqual(values, { x: -2, y: 5, z: -4, q: 1, f: -4 });
    assert.deepEqual(gradients, { x: -8, y: -4, z: 1, q: -4, f: 1 });
    const q = nodes.find(({ name }) => name === 'q');
    assert.deepEqual(
      q?.inputs.map(input => nodes[input].text),
      ['2*x', 'y'],
    );
    assert.deepEqual(q?.local, [1, 1]);
  });

  it('is inspected in words', () => {
    const { out } = on('inspect', GATES);
    assert.equal(
      out,
      [
        'x            = -2  ∂f/∂x = -8',
        'y            = 5   ∂f/∂y = -4',
        'z            = -4  ∂f/∂z = 1',
        '2*x          = -4  ∂f/∂(2*x) = -4',
        'q = 2*x + y  = 1   ∂f/∂q = -4',
        'f = q * z    = -4  ∂f/∂f = 1',
        '',
      ].join('\n'),
    );
  });

  it('takes other inputs with --set', () => {
    const { out } = on('inspect', GATES, '--json', '--set', 'expression.inputs.x=3');
    assert.equal(parse<InspectedExpression>(out).value, -44);
  });

  it('is checked against finite differences', () => {
    const { status, out } = on('gradcheck', GATES, '--json');
    assert.equal(status, 0);
    const { max_relative_error, parameters } = parse<Checked>(out);
    assert.ok(max_relative_error < 1e-9);
    assert.deepEqual(
      parameters.map(({ name }) => name),
      ['x', 'y', 'z'],
    );
    const words = on('gradcheck', withSteps('q = relu(x + 2)', 'f = q * y')).out;
    assert.match(words, /^x {2}left out: relu\(x \+ 2\) has a kink there$/m);
    assert.match(words, /^The gradients agree with finite differences/m);
  });

  it('is validated, with the line and column of what is wrong', () => {
    assert.equal(on('validate', GATES).status, 0);
    const { status, out } = on('validate', withSteps('q = 2*w', 'f = q'), '--json');
    assert.equal(status, 2);
    const [{ path, line, column, message }] = parse<Validated>(out).problems;
    assert.deepEqual([path, line], ['expression.steps.0', 1]);
    assert.equal(JSON.stringify(withSteps('q = 2*w', 'f = q'))[column - 1], 'w');
    assert.match(message, /`w`/);
  });

  it('is not trained, and has no steps of training', () => {
    const { status, err } = on('train', GATES);
    assert.equal(status, 2);
    assert.match(err, /no parameters to train/);
    assert.match(on('inspect', GATES, '--step', '2').err, /--step is for networks/);
  });
});
