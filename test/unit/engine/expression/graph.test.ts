/** Graphs of gates: the seeds' examples, every gate against finite differences, and the kinks. */
import assert from 'node:assert/strict';
import { checkGraph } from '../../../../src/engine/expression/check';
import {
  evaluate,
  GateError,
  GraphPass,
  type Graph,
  type GraphNode,
} from '../../../../src/engine/expression/graph';
import { GATES, OPERATIONS, type Operation } from '../../../../src/engine/expression/operations';

const input = (value: number): GraphNode => ({ kind: 'input', value });
const number = (value: number): GraphNode => ({ kind: 'number', value });
const gate = (operation: Operation, ...inputs: number[]): GraphNode => ({
  kind: 'gate',
  operation,
  inputs,
});

/** The last node is the output. */
function graphOf(...nodes: GraphNode[]): Graph {
  return { nodes, output: nodes.length - 1 };
}

/** One gate on as many inputs as there are numbers. */
function single(operation: Operation, ...at: number[]): Graph {
  return graphOf(...at.map(input), gate(operation, ...at.keys()));
}

function gradientsOf(graph: Graph): number[] {
  return [...evaluate(graph).gradients];
}

/** f = (2x + y)·z at x = −2, y = 5, z = −4. */
const GATES_OF_SEED = graphOf(
  input(-2),
  input(5),
  input(-4),
  number(2),
  gate('multiply', 3, 0),
  gate('add', 4, 1),
  gate('multiply', 5, 2),
);

describe('a computational graph', () => {
  it('gives the numbers of the lab: f = x·y', () => {
    const pass = evaluate(single('multiply', -2, 5));
    assert.deepEqual([...pass.values], [-2, 5, -10]);
    assert.deepEqual([...pass.gradients], [5, -2, 1]);
  });

  it('gives the numbers of the lab: f = (2x + y)·z', () => {
    const pass = evaluate(GATES_OF_SEED);
    assert.deepEqual([...pass.values], [-2, 5, -4, 2, -4, 1, -4]);
    const [x, y, z, , product, q, f] = pass.gradients;
    assert.deepEqual([x, y, z, product, q, f], [-8, -4, 1, -4, -4, 1]);
    assert.deepEqual(pass.slopes(4), [null, 2], 'no gradient is asked of a number');
    assert.deepEqual(pass.slopes(6), [-4, 1]);
  });

  it('goes gate by gate: forward, ∂f/∂f = 1, and back', () => {
    const pass = new GraphPass(GATES_OF_SEED);
    const words = pass.trace.map(({ pass: kind, node }) => `${kind} ${node}`);
    assert.deepEqual(words, [
      ...['forward 4', 'forward 5', 'forward 6', 'seed 6'],
      ...['backward 6', 'backward 5', 'backward 4'],
    ]);
    const seen = pass.trace.map(step => {
      pass.run(step);
      return [...pass.gradients.subarray(0, 3)];
    });
    assert.deepEqual(seen.slice(3), [
      [0, 0, 0],
      [0, 0, 1],
      [0, -4, 1],
      [-8, -4, 1],
    ]);
    assert.deepEqual(pass.gradients, evaluate(GATES_OF_SEED).gradients);
  });

  it('sums the gradients of what is used several times', () => {
    assert.deepEqual(gradientsOf(graphOf(input(3), gate('multiply', 0, 0))), [6, 1]);
    // f = x·y + x
    const graph = graphOf(input(3), input(5), gate('multiply', 0, 1), gate('add', 2, 0));
    assert.deepEqual(gradientsOf(graph), [6, 3, 1, 1]);
  });

  it('leaves alone what the output does not depend on', () => {
    const nodes = [input(3), gate('exp', 0), gate('negate', 0)];
    const pass = evaluate({ nodes, output: 2 });
    assert.deepEqual([...pass.gradients], [-1, 0, 1]);
    assert.ok(pass.trace.every(step => step.pass !== 'backward' || step.node !== 1));
    assert.equal(pass.values[1], Math.exp(3));
  });

  it('has no backward pass where nothing depends on an input', () => {
    const pass = evaluate(graphOf(number(2), number(3), gate('power', 0, 1)));
    assert.equal(pass.values[2], 8);
    assert.ok(pass.trace.every(step => step.pass === 'forward'));
  });
});

/** Where each gate is tried: away from its kinks. */
const POINTS: { [K in Operation]: number[][] } = {
  copy: [[1.5], [-2]],
  negate: [[1.5], [-2]],
  add: [[1.5, -2]],
  subtract: [[1.5, -2]],
  multiply: [
    [1.5, -2],
    [0, 3],
  ],
  divide: [
    [1.5, -2],
    [0, 0.3],
  ],
  power: [
    [1.5, -2],
    [0.3, 2.5],
    [2, 0],
  ],
  exp: [[1.5], [-20]],
  log: [[1.5], [0.001]],
  sqrt: [[1.5], [0.001]],
  sin: [[1.5], [-2]],
  cos: [[1.5], [-2]],
  tanh: [[1.5], [-2], [0]],
  sigmoid: [[1.5], [-2], [0]],
  relu: [[1.5], [-2]],
  max: [
    [1.5, -2],
    [-3, -2],
    [1, 4, 2],
  ],
};

describe('every gate', () => {
  for (const operation of OPERATIONS) {
    it(`${operation} agrees with finite differences`, () => {
      for (const at of POINTS[operation]) {
        for (const { relativeError, kink } of checkGraph(single(operation, ...at))) {
          assert.equal(kink, null);
          assert.ok(relativeError < 1e-8, `${relativeError} at ${at.join()}`);
        }
      }
    });
  }

  it('has the slopes of PyTorch where there is no derivative', () => {
    assert.deepEqual(gradientsOf(single('relu', 0)), [0, 1]);
    assert.deepEqual(gradientsOf(single('max', 2, 2)), [0.5, 0.5, 1]);
    assert.deepEqual(gradientsOf(single('max', 2, 2, 1, 2)).slice(0, 4), [1 / 3, 1 / 3, 0, 1 / 3]);
    assert.deepEqual(gradientsOf(single('power', 0, 2)), [0, 0, 1]);
    assert.deepEqual(gradientsOf(graphOf(input(0), number(0), gate('power', 0, 1)))[0], 0);
  });

  it('takes a power of a number below 0 where the exponent is a number', () => {
    assert.deepEqual(gradientsOf(graphOf(input(-3), number(2), gate('power', 0, 1)))[0], -6);
  });

  it('has an arity, which its value uses', () => {
    for (const operation of OPERATIONS) {
      const at = POINTS[operation][0];
      assert.equal(GATES[operation].arity, at.length);
      const other = [...at];
      other[at.length - 1] -= 0.25;
      if (operation === 'max') other[0] -= 0.25;
      assert.notEqual(GATES[operation].value(at), GATES[operation].value(other), operation);
    }
  });
});

describe('a gate outside its domain', () => {
  const cases: [what: string, graph: Graph, node: number, message: RegExp][] = [
    ['log of 0', single('log', 0), 1, /log needs a number above 0, not 0/],
    ['sqrt of a negative number', single('sqrt', -1), 1, /at least 0, not -1/],
    ['the slope of sqrt at 0', single('sqrt', 0), 1, /slope of sqrt at 0 is infinite/],
    ['a division by 0', single('divide', 1, 0), 2, /divides by 0/],
    ['a root of a negative number', single('power', -2, 0.5), 2, /only whole powers, not 0.5/],
    ['a negative power of 0', single('power', 0, -1), 2, /0 has no power -1/],
    ['the slope of a root at 0', single('power', 0, 0.5), 2, /slope of 0\^0.5 is infinite/],
    ['the slope by an exponent', single('power', -2, 3), 2, /base above 0, not -2/],
    ['an overflow', single('exp', 1000), 1, /value at 1000 is too large/],
    ['an overflow of a slope', single('divide', 1e200, 1e-150), 2, /too large/],
  ];
  for (const [what, graph, node, message] of cases) {
    it(`is named: ${what}`, () => {
      assert.throws(
        () => evaluate(graph),
        error => error instanceof GateError && error.node === node && message.test(error.message),
      );
    });
  }

  it('is named where gradients multiply to more than a number can hold', () => {
    const huge = number(1e200);
    const graph = graphOf(input(1e-300), huge, gate('multiply', 0, 1), gate('multiply', 2, 1));
    assert.throws(
      () => evaluate(graph),
      error => error instanceof GateError && error.node === 2 && /gradient/.test(error.message),
    );
  });
});

describe('the check of a graph', () => {
  it('finds a gradient that is wrong', () => {
    const gradients = evaluate(GATES_OF_SEED).gradients.slice();
    gradients[1] = -4.004;
    const errors = checkGraph(GATES_OF_SEED, gradients).map(({ relativeError }) => relativeError);
    assert.ok(errors[0] < 1e-8 && errors[2] < 1e-8);
    assert.ok(Math.abs(errors[1] - 0.001) < 1e-5);
  });

  it('measures an error by the larger of the two gradients', () => {
    for (const [gradient, error] of [
      [-8, 0.5],
      [-1, 0.75],
    ]) {
      const gradients = evaluate(GATES_OF_SEED).gradients.slice();
      gradients[1] = gradient;
      const { relativeError } = checkGraph(GATES_OF_SEED, gradients)[1];
      assert.ok(Math.abs(relativeError - error) < 1e-6, `${relativeError}`);
    }
  });

  it('names the kinks and leaves them out', () => {
    const [relu] = checkGraph(single('relu', 0));
    assert.deepEqual(relu.kink, { node: 1, operation: 'relu' });
    assert.ok(Number.isNaN(relu.relativeError));
    const tie = checkGraph(single('max', 2, 2));
    assert.ok(tie.every(({ kink }) => kink?.operation === 'max'));
    // Below every x there the root ends.
    const [edge] = checkGraph(single('sqrt', 1e-300));
    assert.deepEqual(edge.kink, { node: 1, operation: 'sqrt' });
  });

  it('compares nothing where every step goes through many periods', () => {
    for (const operation of ['cos', 'sin'] as const) {
      assert.equal(checkGraph(single(operation, 1e300))[0].kink?.operation, operation);
      assert.ok(checkGraph(single(operation, 1e3))[0].relativeError < 1e-6);
    }
  });

  it('allows for the rounding of what cancels on the way', () => {
    // f = (x + 1e8) − 1e8 + sin(y)
    const graph = graphOf(
      ...[input(1e-3), number(1e8), gate('add', 0, 1), gate('subtract', 2, 1)],
      ...[input(0.5), gate('sin', 4), gate('add', 3, 5)],
    );
    for (const { relativeError } of checkGraph(graph)) assert.ok(relativeError < 1e-5);
    const wrong = evaluate(graph).gradients.slice();
    wrong[4] *= 2;
    assert.ok(checkGraph(graph, wrong)[1].relativeError > 1e-5);
  });

  it('comes near to a kink, or to where a gate ends', () => {
    for (const graph of [single('relu', 1e-7), single('log', 1e-7), single('max', 1, 1 + 1e-7)]) {
      for (const { kink, relativeError } of checkGraph(graph)) {
        assert.equal(kink, null);
        assert.ok(relativeError < 1e-6, `${relativeError}`);
      }
    }
  });

  it('does not take rounding for an error', () => {
    // ∂f/∂x = 1e−9, beside a value of about 1
    const nodes = [input(0.5), number(1e-9), gate('multiply', 0, 1), number(1), gate('add', 2, 3)];
    const [{ relativeError, numeric }] = checkGraph(graphOf(...nodes));
    assert.ok(Math.abs(numeric - 1e-9) > 1e-15, 'rounding is all over the difference');
    assert.ok(relativeError < 1e-6);
  });
});
