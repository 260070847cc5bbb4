/** Experiments of kind "expression": what their steps mean, and what is said at which characters. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editsOf } from '../../../../src/experiment/format/fixes';
import type { Finding } from '../../../../src/experiment/format/finding';
import { rangeOf, readExperiment } from '../../../../src/experiment/read';
import type { Expression } from '../../../../src/experiment/expression/expression';
import { growth } from '../support';

const INPUTS = { x: 2, y: -3, long: 5 };

function textOf(steps: readonly string[], inputs: object = INPUTS): string {
  return JSON.stringify({ version: 1, kind: 'expression', expression: { inputs, steps } });
}

function read(steps: readonly string[], inputs: object = INPUTS): Expression {
  const { expression, problems } = readExperiment(textOf(steps, inputs));
  assert.deepEqual(problems, []);
  assert.ok(expression);
  return expression;
}

/** The only problem, with the characters of the file that it stands at. */
function problemIn(text: string): Finding & { at: string } {
  const { expression, problems, tree } = readExperiment(text);
  assert.equal(expression, null);
  assert.equal(problems.length, 1, problems.map(({ message }) => message).join('\n'));
  const { offset, length } = rangeOf(tree, problems[0].place);
  return { ...problems[0], at: text.slice(offset, offset + length) };
}

describe('an expression', () => {
  it('has values and gradients, by steps and by gates', () => {
    const { nodes, output, trace } = read(['q = 2*x + y', 'f = q * z'], { x: -2, y: 5, z: -4 });
    const shown = nodes.map(({ name, operation, text, value, gradient }) => {
      return [name, operation, text, value, gradient];
    });
    assert.deepEqual(shown, [
      ['x', 'input', 'x', -2, -8],
      ['y', 'input', 'y', 5, -4],
      ['z', 'input', 'z', -4, 1],
      [null, 'number', '2', 2, null],
      [null, 'multiply', '2*x', -4, -4],
      ['q', 'add', '2*x + y', 1, -4],
      ['f', 'multiply', 'q * z', -4, 1],
    ]);
    assert.deepEqual(nodes[6].inputs, [5, 2]);
    assert.deepEqual(nodes[6].local, [-4, 1]);
    assert.deepEqual(nodes[4].local, [null, 2]);
    assert.equal(output, 6);
    assert.equal(trace.length, 7);
  });

  it('may give a second name, and be a bare number in between', () => {
    const { nodes, output } = read(['c = -1.5e1', 'q = c * x', 'f = q']);
    assert.deepEqual(nodes.map(({ name, operation }) => [name, operation]).slice(3), [
      ['c', 'number'],
      ['q', 'multiply'],
      ['f', 'copy'],
    ]);
    assert.equal(nodes[output].value, -30);
    assert.equal(nodes[0].gradient, -15);
  });

  const values: [step: string, value: number][] = [
    ['x - y - long', 0],
    ['x / y / long', 2 / -3 / 5],
    ['x + y * long', -13],
    ['(x + y) * long', -5],
    ['x ^ 3 ^ 2', 512],
    ['-x ^ 2', -4],
    ['(-x) ^ 2', 4],
    ['2 ^ -x', 0.25],
    ['2 ^ -x ^ 2', 2 ** -4],
    ['-x * -y', -6],
    ['x - -y', -1],
    ['--x', 2],
    ['+x - +y', 5],
    ['+x ^ 2', 4],
    ['2 * -x ^ 2', -8],
    ['((x))', 2],
    ['max(x, y, long)', 5],
    ['max(-x, max(y, -1))', -1],
    ['exp(log(x))', Math.exp(Math.log(2))],
    ['.5 * x + 2. * 1E1', 21],
    ['\tx\n*\r\ny', -6],
  ];
  for (const [step, value] of values) {
    it(`${JSON.stringify(step)} is ${value}`, () => {
      const { nodes, output } = read([`f = ${step}`]);
      assert.equal(nodes[output].value, value);
    });
  }
});

describe('a problem of a step stands at its characters', () => {
  const cases: [step: string, at: string, message: RegExp][] = [
    ['f = x * ww', 'ww', /`ww` is neither an input nor an earlier step: known are `x`, `y`/],
    ['f = lonf', 'lonf', /did you mean `long`\?$/],
    ['f = X', 'X', /did you mean `x`\?$/],
    ['f = w', 'w', /known are/],
    ['f = x + f', 'f', /cannot be used in the step that assigns it/],
    ['x = y', 'x', /`x` is an input/],
    ['2f = x', '2f', /`2f` is not a name/],
    ['f g = x', 'f g', /`f g` is not a name/],
    ['max = x', 'max', /`max` is a function: choose another name/],
    ['x + y', '"x + y"', /there is no = here/],
    [' ', '" "', /this one is empty/],
    ['f = ', '=', /What is `f`\?/],
    ['= x', '=', /A new name is missing/],
    ['f = x = y', '=', /one =/],
    ['f = exp(x, y)', 'exp(x, y)', /`exp` takes one argument, not 2/],
    ['f = sqrt()', 'sqrt()', /one argument, not 0/],
    ['f = max(x)', 'max(x)', /`max` takes at least two arguments, not 1/],
    ['f = sinus(x)', 'sinus', /did you mean `sin`/],
    ['f = ln(x)', 'ln', /did you mean `log`/],
    ['f = gamma(x)', 'gamma', /there are exp, log, sqrt/],
    ['f = x(y)', 'x', /a product is written with \*/],
    ['f = sin x', 'sin x', /stands in parentheses: sin\(x\)/],
    ['f = exp * 2', 'exp', /`exp` is a function/],
    ['f = 2x', 'x', /An operation is missing before `x`/],
    ['f = x y', 'y', /An operation is missing before `y`/],
    ['f = 3 4', '4', /An operation is missing before `4`/],
    ['f = (x)(y)', '(y)', /An operation is missing before `\(y\)`/],
    ['f = max(x y)', 'y', /An operation is missing/],
    ['f = max(x,,y)', ',', /argument is missing before this ,/],
    ['f = max(x,)', ')', /argument is missing before this \)/],
    ['f = x +', '+', /Something is missing after this \+/],
    ['f = * x', '*', /Something is missing before this \*/],
    ['f = +', '+', /Something is missing after this \+/],
    ['f = -', '-', /Something is missing after this -/],
    ['f = x ^', '^', /Something is missing after this \^/],
    ['f = (x + y', '(', /not closed/],
    ['f = x)', ')', /closes nothing/],
    ['f = ()', '()', /nothing in these parentheses/],
    ['f = (x, y)', ',', /only between the arguments/],
    ['f = x,', ',', /only between the arguments/],
    ['f = 1.2.3', '1.2.3', /neither a number nor a name/],
    ['f = 1e', '1e', /neither a number nor a name/],
    ['f = 2e-', '2e-', /neither a number nor a name/],
    ['f = 2e- + x', '2e-', /neither a number nor a name/],
    ['f = x.y', 'x.y', /neither a number nor a name/],
    ['f = .', '.', /neither a number nor a name/],
    ['f = 1e999 * x', '1e999', /too large/],
    ['f = x % 2', '%', /`%` cannot stand in a step/],
    ['f = x ** 2', '**', /A power is written with \^/],
    ['f = x · y', '·', /write \*/],
    ['f = x²', '²', /write \^2/],
    ['f = log(y)', 'log(y)', /`log\(y\)` cannot be computed: log needs a number above 0, not -3/],
    ['f = x / (y + 3)', 'x / (y + 3)', /it divides by 0/],
    ['f = 2 * sqrt(x - 2)', 'sqrt(x - 2)', /slope of sqrt at 0 is infinite/],
    ['f = x * exp(400 * x)', 'exp(400 * x)', /too large/],
    [`f = ${'('.repeat(60)}x${')'.repeat(60)}`, '(', /nested more than 50 deep/],
    [`f = ${'x+'.repeat(600)}x`, `"f = ${'x+'.repeat(600)}x"`, /at most 1,000 characters/],
  ];
  for (const [step, at, message] of cases) {
    it(step.length > 40 ? `${step.slice(0, 40)}…` : JSON.stringify(step), () => {
      const problem = problemIn(textOf([step]));
      assert.equal(problem.at, at);
      assert.match(problem.message, message);
      assert.match(problem.message, /[.?]$/, 'is a sentence');
    });
  }

  it('whatever is escaped before it', () => {
    const text = textOf(['f = x * ww']).replace('f = x', '\\u0066 = \\u0078\\t');
    assert.equal(problemIn(text).at, 'ww');
    assert.equal(problemIn(`\uFEFF${textOf(['f = ww'])}`).at, 'ww');
  });

  it('and in each step that has one, not in those that use it', () => {
    const text = textOf(['a = 2 +', 'b = a * bb', 'b = a', 'c = d', 'd = b']);
    const { problems } = readExperiment(text);
    assert.deepEqual(
      problems.map(({ id }) => id),
      ['syntax', 'unknown-name', 'assigned-twice', 'forward-reference'],
    );
    assert.match(problems[2].message, /in step 2/);
    assert.match(problems[3].message, /in step 5/);
  });

  it('and says so where a step is of no use', () => {
    const { expression, problems } = readExperiment(textOf(['g = x', 'h = g + 1', 'f = g * y']));
    assert.ok(expression);
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message]),
      [['information', '`h` is not used by the last step, `f`, which is what is differentiated.']],
    );
  });
});

describe('problems of the whole', () => {
  const input = (inputs: object): Finding & { at: string } => problemIn(textOf(['f = 2'], inputs));

  it('inputs need names, and there must be some', () => {
    assert.match(input({ '2x': 1 }).message, /`2x` is not a name/);
    assert.equal(input({ '2x': 1 }).at, '"2x"');
    assert.match(input({ exp: 1 }).message, /`exp` is a function/);
    assert.match(input({}).message, /at least one input/);
    assert.match(input({ x: '1' }).message, /without quotes/);
  });

  it('more gates than can be drawn', () => {
    const steps = Array.from({ length: 51 }, (_, i) => `s${i} = ${'x+'.repeat(10)}y`);
    const [problem] = readExperiment(textOf(steps)).problems;
    assert.match(problem.message, /at most 500 gates, not 510/);
  });
});

describe('quick fixes of a step', () => {
  const fixed = (step: string): string => {
    const text = textOf([step]);
    const { problems, tree } = readExperiment(text);
    const [fix] = problems[0].fixes;
    const [edit] = editsOf(text, tree, fix);
    const after = text.slice(0, edit.offset) + edit.content + text.slice(edit.offset + edit.length);
    const again = readExperiment(after);
    assert.deepEqual(again.problems, [], after);
    return (JSON.parse(after) as { expression: { steps: string[] } }).expression.steps[0];
  };

  const fixes: [step: string, fixed: string][] = [
    ['f = sinn(x) + 1', 'f = sin(x) + 1'],
    ['f = ln(x)', 'f = log(x)'],
    ['f = lnog * x', 'f = long * x'],
    ['f = 2x + y', 'f = 2*x + y'],
    ['f = x(y + 1)', 'f = x*(y + 1)'],
    ['f = sin x', 'f = sin(x)'],
    ['f = x**2', 'f = x^2'],
    ['f = x² − 2·y', 'f = x^2 - 2*y'],
    ['f = x\u00a0+ y', 'f = x + y'],
  ];
  for (const [step, after] of fixes) it(step, () => assert.equal(fixed(step), after));

  it('add the kind that was forgotten', () => {
    const text = '{ "version": 1, "expression": { "inputs": { "x": 1 }, "steps": ["f = x"] } }';
    const { problems, tree } = readExperiment(text);
    const edits = editsOf(text, tree, problems[0].fixes[0]);
    assert.match(edits.map(({ content }) => content).join(''), /"kind": "expression"/);
  });
});

describe('no step, however broken,', () => {
  it('makes the reader throw', () => {
    const part = fc.constantFrom(
      ...['x', 'y', 'q', 'exp', 'max', '(', ')', ',', '+', '-', '*', '/', '^', '=', ' ', '2', '.'],
      ...['e', '²', '\\', '"', '[', '?', ':', '\u00a0', '😀', '\n', '!', '&&', '__proto__'],
    );
    const steps = fc.array(
      fc.array(part, { maxLength: 12 }).map(parts => parts.join('')),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(steps, broken => {
        const text = textOf([
          'q = x',
          ...broken.map((step, i) => (i % 2 ? step : `s${i} = ${step}`)),
        ]);
        const { expression, problems, tree } = readExperiment(text);
        assert.equal(
          expression === null,
          problems.some(({ severity }) => severity === 'error'),
        );
        for (const { place } of problems) {
          const { offset, length } = rangeOf(tree, place);
          assert.ok(offset >= 0 && length > 0 && offset + length <= text.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('takes longer than its length lets expect', () => {
    const gates = (count: number): string => {
      const steps = Array.from(
        { length: count },
        (_, i) => `s${i} = ${'x*'.repeat(5)}x + sin(y)/x - 2`,
      );
      return textOf(steps, { x: 1.1, y: 2 });
    };
    const texts = new Map([1, 4].map(scale => [scale, gates(12 * scale)]));
    assert.ok(growth(scale => readExperiment(texts.get(scale) ?? '')) < 10);
  });
});
