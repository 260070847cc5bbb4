/** The picture of a computational graph: where things stand, what is known, how it is worded. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readExperiment } from '../../../src/experiment/read';
import type { ExpressionGraph } from '../../../src/protocol/expression';
import { layoutOf, shapeOf, type Measure } from '../../../webview/graph/graphBoxes';
import type { GraphLayout } from '../../../webview/graph/graphLayout';
import { graphStateAt } from '../../../webview/graph/graphState';
import { graphTable, nodeNumbers } from '../../../webview/graph/graphTable';
import { positionWords, stepLines, symbolOf, valueWords } from '../../../webview/graph/graphWords';
import { formatNumber } from '../../../webview/words/numbers';
import { nodeInDirection } from '../../../webview/graph/graphScene';

const MEASURE: Measure = { digits: text => text.length * 7, words: text => text.length * 7 };

function graphOf(steps: string[], inputs: object = { x: -2, y: 5, z: -4 }): ExpressionGraph {
  const text = JSON.stringify({ version: 1, kind: 'expression', expression: { inputs, steps } });
  const { expression, problems } = readExperiment(text);
  assert.ok(expression, problems.map(({ message }) => message).join());
  return expression;
}

const GATES = graphOf(['q = 2*x + y', 'f = q * z']);
const indexOf = (graph: ExpressionGraph, text: string): number =>
  graph.nodes.findIndex(node => node.name === text || node.text === text);

interface Box {
  what: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Everything with words in it: shapes, the numbers around them, and the slopes on the lines. */
function boxesOf(graph: ExpressionGraph, { nodes, lines }: GraphLayout): Box[] {
  const around = (what: string, x: number, y: number, width: number, height: number): Box => ({
    what,
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  });
  const parts = graph.nodes.flatMap((node, index): Box[] => {
    const { x, y } = nodes[index];
    const { width, height } = shapeOf(node, MEASURE);
    const shape = around(`shape ${node.text}`, x, y, width, height);
    if (node.operation === 'number' && node.name === null) return [shape];
    const value = valueWords(node, node.value);
    const above = around(`value ${value}`, x, y - height / 2 - 11, MEASURE.digits(value), 14);
    if (node.gradient === null) return [shape, above];
    const gradient = formatNumber(node.gradient);
    const width2 = MEASURE.digits(gradient);
    return [shape, above, around(`gradient ${gradient}`, x, y + height / 2 + 11, width2, 14)];
  });
  const slopes = lines.flatMap(({ to, port, label }): Box[] => {
    const slope = graph.nodes[to].local[port];
    if (slope === null) return [];
    const width = MEASURE.digits(formatNumber(slope));
    const what = `slope ${formatNumber(slope)} at ${graph.nodes[to].text}`;
    return [around(what, label.x - width / 2, label.y - 9, width, 13)];
  });
  return [...parts, ...slopes];
}

function assertNothingOverlaps(graph: ExpressionGraph): void {
  const layout = layoutOf(graph, MEASURE);
  const boxes = boxesOf(graph, layout);
  boxes.forEach((a, at) => {
    assert.ok(a.left >= 0 && a.top >= 0, `${a.what} stands out`);
    assert.ok(a.right <= layout.width && a.bottom <= layout.height, `${a.what} stands out`);
    for (const b of boxes.slice(at + 1)) {
      const apart =
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      assert.ok(apart, `${a.what} overlaps ${b.what}`);
    }
  });
  // The straight parts of a line pass through no shape but those that it joins.
  for (const { from, to, pairs } of layout.lines) {
    for (const [start, end] of pairs) {
      for (const [node, { x, y }] of layout.nodes.entries()) {
        const { width, height } = shapeOf(graph.nodes[node], MEASURE);
        const through =
          node !== from &&
          node !== to &&
          Math.abs(start.y - y) < height / 2 &&
          start.x < x + width / 2 &&
          end.x > x - width / 2;
        assert.ok(!through, `a line goes through ${graph.nodes[node].text}`);
      }
    }
  }
}

describe('the layout of a graph', () => {
  it('goes from left to right, each gate behind its inputs', () => {
    const { nodes } = layoutOf(GATES, MEASURE);
    GATES.nodes.forEach(({ inputs }, node) => {
      for (const input of inputs) assert.ok(nodes[input].x < nodes[node].x);
    });
    const first = ['x', 'y', 'z'].map(name => nodes[indexOf(GATES, name)].column);
    assert.deepEqual(first, [0, 0, 0], 'inputs stand in the first column');
  });

  it('puts a number beside the gate that takes it', () => {
    const graph = graphOf(['q = exp(sin(x))', 'f = 3 * q']);
    const { nodes } = layoutOf(graph, MEASURE);
    assert.equal(nodes[indexOf(graph, '3')].column, nodes[indexOf(graph, 'q')].column);
  });

  it('draws a chain straight', () => {
    const graph = graphOf(['f = exp(sin(cos(x)))'], { x: 1 });
    const heights = new Set(layoutOf(graph, MEASURE).nodes.map(({ y }) => Math.round(y * 100)));
    assert.equal(heights.size, 1);
  });

  it('crosses no lines where none have to cross', () => {
    const graph = graphOf(['p = a*b', 'q = c*d', 'f = q + p'], { a: 1, b: 2, c: 3, d: 4 });
    const { nodes } = layoutOf(graph, MEASURE);
    const order = ['c', 'd', 'a', 'b'].map(name => nodes[indexOf(graph, name)].y);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
  });

  it('lets nothing overlap: the examples', () => {
    assertNothingOverlaps(GATES);
    assertNothingOverlaps(graphOf(['f = max(x, y, z, 1, x*y)']));
    assertNothingOverlaps(graphOf(['f = x*x + x*x*x + 3']));
    const steps = ['s = w0*x0 + w1*x1 + w2', 'e = exp(-s)', 'f = 1 / (1 + e)'];
    assertNothingOverlaps(graphOf(steps, { w0: 2, x0: -1, w1: -3, x1: -2, w2: -3 }));
  });

  it('lets nothing overlap: any graph', () => {
    const names = ['x', 'y', 'z', 's0', 's1', 's2', 's3', 's4'];
    const pick = fc.nat(1000);
    const step = fc.tuple(
      fc.constantFrom('+', '-', '*', 'max', 'tanh', 'sigmoid', '2*', 'copy'),
      pick,
      pick,
      pick,
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), parts => {
        const steps = parts.map(([operation, ...picks], at) => {
          const [a, b, c] = picks.map(each => names[each % (3 + at)]);
          if (operation === 'max') return `s${at} = max(${a}, ${b}, ${c}, -0.00123)`;
          if (/\w\w/.test(operation) && operation !== 'copy') return `s${at} = ${operation}(${a})`;
          if (operation === 'copy') return `s${at} = ${a}`;
          if (operation === '2*') return `s${at} = 2*${a} - ${b}`;
          return `s${at} = ${a} ${operation} ${b} ${operation} ${c}`;
        });
        assertNothingOverlaps(graphOf(steps, { x: -0.5, y: 12345.678, z: 1e-7 }));
      }),
      { numRuns: 150 },
    );
  });
});

describe('what is known of a graph', () => {
  const known = (position: number) => {
    const { values, gradients } = graphStateAt(GATES, position);
    const named = GATES.nodes.flatMap(({ name }, node) => (name === null ? [] : [{ name, node }]));
    const shown = (numbers: (number | null)[]) =>
      named.flatMap(({ name, node }) =>
        numbers[node] === null ? [] : [`${name} ${numbers[node]}`],
      );
    return [shown(values).slice(3).join(), shown(gradients).join()];
  };

  it('grows gate by gate, forward and then backward', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(known), [
      ['', ''],
      ['', ''],
      ['q 1', ''],
      ['q 1,f -4', ''],
      ['q 1,f -4', 'f 1'],
      ['q 1,f -4', 'z 1,q -4,f 1'],
      ['q 1,f -4', 'y -4,z 1,q -4,f 1'],
      ['q 1,f -4', 'x -8,y -4,z 1,q -4,f 1'],
    ]);
  });

  it('ends with the engine’s own bits', () => {
    const steps = ['a = x*y + sin(x)', 'b = exp(a/9) * x', 'f = tanh(b - a) * x / (y + a)'];
    const graph = graphOf(steps, { x: 0.3, y: -1.7 });
    const { values, gradients } = graphStateAt(graph, graph.trace.length);
    assert.deepEqual(
      values,
      graph.nodes.map(({ value }) => value),
    );
    assert.deepEqual(
      gradients,
      graph.nodes.map(({ gradient }) => gradient),
    );
  });

  it('sums what comes back, one gate at a time', () => {
    const graph = graphOf(['p = x*y', 'f = p + x'], { x: 3, y: 5 });
    const x = indexOf(graph, 'x');
    const seen = [...Array(graph.trace.length + 1).keys()].map(
      position => graphStateAt(graph, position).gradients[x],
    );
    assert.deepEqual(seen, [null, null, null, null, 1, 6]);
    const { sent } = graphStateAt(graph, 5);
    assert.deepEqual(sent[0], {
      input: x,
      port: 0,
      upstream: 1,
      local: 5,
      before: 1,
      after: 6,
      first: false,
    });
  });

  it('gives 0 in the end to what is of no use', () => {
    const graph = graphOf(['f = x * 2'], { x: 1, unused: 7 });
    const unused = indexOf(graph, 'unused');
    assert.equal(graphStateAt(graph, graph.trace.length - 1).gradients[unused], null);
    assert.equal(graphStateAt(graph, graph.trace.length).gradients[unused], 0);
  });
});

describe('a step in words', () => {
  const words = (graph: ExpressionGraph, position: number): string[] =>
    stepLines(graph, graphStateAt(graph, position));

  it('says what a gate computes, with its numbers', () => {
    assert.deepEqual(words(GATES, 0), ['The inputs are given. The first gate computes 2*x.']);
    assert.deepEqual(words(GATES, 1), ['2*x = 2.000 × (−2.000) = −4.000']);
    assert.deepEqual(words(GATES, 2), ['q = 2*x + y = −4.000 + 5.000 = 1.000']);
    assert.deepEqual(words(graphOf(['f = sigmoid(x)'], { x: 0 }), 1), [
      'f = sigmoid(x) = σ(0) = 0.5000',
    ]);
    assert.deepEqual(words(graphOf(['a = sqrt(x)', 'f = -a'], { x: 4 }), 2), [
      'f = -a = −(2.000) = −2.000',
    ]);
    assert.deepEqual(words(graphOf(['f = max(x, y, 3)']), 1), [
      'f = max(x, y, 3) = max(−2.000, 5.000, 3.000) = 5.000',
    ]);
  });

  it('says what a gate sends back: the chain rule in symbols and in numbers', () => {
    assert.deepEqual(words(GATES, 4), ['The way back begins with ∂f/∂f = 1.']);
    assert.deepEqual(words(GATES, 5), [
      'Back through f = q * z:',
      '∂f/∂q = ∂f/∂f · ∂f/∂q = 1.000 · (−4.000) = −4.000',
      '∂f/∂z = ∂f/∂f · ∂f/∂z = 1.000 · 1.000 = 1.000',
    ]);
    assert.deepEqual(words(GATES, 7), [
      'Back through 2*x:',
      '∂f/∂x = ∂f/∂(2*x) · ∂(2*x)/∂x = −4.000 · 2.000 = −8.000',
    ]);
    const again = graphOf(['p = x*y', 'f = p + x'], { x: 3, y: 5 });
    assert.deepEqual(
      words(again, 5)[1],
      '∂f/∂x = 1.000 + ∂f/∂p · ∂p/∂x = 1.000 + 1.000 · 5.000 = 6.000',
    );
  });

  it('says how far the passes have come', () => {
    assert.deepEqual(
      [0, 2, 3, 4, 6, 7].map(position => positionWords(GATES, position)),
      [
        'ready · 3 inputs · 3 gates',
        'forward · gate 2 of 3',
        'forward · gate 3 of 3',
        'backward · begins at the end',
        'backward · gate 2 of 3',
        'done · every value and every gradient',
      ],
    );
  });

  it('has a symbol for every gate', () => {
    const all = 'exp(x)+log(x)-sqrt(x)*sin(x)/cos(x)^2+tanh(x)+sigmoid(x)+relu(x)+max(x,1)+(-x)';
    const graph = graphOf([`a = ${all}`, 'f = a'], { x: 1.5 });
    const gates = graph.nodes.filter(({ inputs }) => inputs.length > 0);
    assert.ok(gates.every(node => symbolOf(node) !== ''));
    assert.equal(new Set(gates.map(({ operation }) => operation)).size, 16);
  });
});

describe('the table of a graph', () => {
  const rows = (position: number): (string | number)[][] => {
    const table = graphTable(GATES, graphStateAt(GATES, position), 'graph');
    return GATES.nodes.map((_, row) => table.columns.map((__, column) => table.cell(row, column)));
  };

  it('has every number that is known, and a dash for the others', () => {
    assert.deepEqual(rows(2)[5], ['q = 2*x + y', 'add', 1, '–', '∂q/∂(2*x) = 1, ∂q/∂y = 1']);
    assert.deepEqual(rows(2)[6], ['f = q * z', 'multiply', '–', '–', '']);
    assert.deepEqual(rows(7)[6], ['f = q * z', 'multiply', -4, 1, '∂f/∂q = −4, ∂f/∂z = 1']);
    assert.deepEqual(rows(7)[0], ['x', 'input', -2, -8, '']);
  });

  it('and so has the hover, exactly', () => {
    const graph = graphOf(['p = x*y', 'f = p + x/3'], { x: 3, y: 0.1 });
    const x = indexOf(graph, 'x');
    const rowsAt = (position: number) =>
      nodeNumbers(graph, graphStateAt(graph, position), x).rows.map(({ label, value }) => [
        label,
        value,
      ]);
    assert.deepEqual(rowsAt(6), [
      ['x', '3'],
      ['∂f/∂x so far', '0.3333333333333333'],
    ]);
    assert.deepEqual(rowsAt(7), [
      ['x', '3'],
      ['∂f/∂x', '0.43333333333333335'],
    ]);
  });
});

describe('arrow keys in a graph', () => {
  const layout = layoutOf(GATES, MEASURE);
  const place = { graph: GATES, layout };
  const go = (from: string, key: string): string | undefined => {
    const to = nodeInDirection(place, indexOf(GATES, from), key);
    return to === null ? undefined : GATES.nodes[to].text;
  };

  it('go along the lines, and up and down a column', () => {
    assert.equal(go('q', 'ArrowRight'), 'q * z');
    assert.equal(go('f', 'ArrowRight'), 'q * z');
    assert.equal(go('q', 'ArrowLeft'), '2*x');
    assert.equal(go('x', 'ArrowLeft'), 'x');
    assert.equal(go('x', 'ArrowDown'), 'y');
    assert.equal(go('y', 'ArrowUp'), 'x');
    assert.equal(go('z', 'ArrowDown'), 'z');
    assert.equal(go('x', 'Enter'), undefined);
    assert.equal(nodeInDirection(place, null, 'ArrowRight'), 0);
  });
});
