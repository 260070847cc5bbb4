/** What the host knows of an expression: how far it is stepped, and what stands beside its steps. */
import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import { shortNumber } from '../../../src/engine/ground/numbers';
import { hintsOf } from '../../../src/host/expression/expressionText';
import { ExpressionView } from '../../../src/host/session/expressionView';

function textOf(steps: string[], inputs: object = { x: -2, y: 5, z: -4 }): string {
  return JSON.stringify({ version: 1, kind: 'expression', expression: { inputs, steps } });
}

const GATES = textOf(['q = 2*x + y', 'f = q * z']);

describe('how far an expression is stepped', () => {
  function viewOf(text: string) {
    const view = new ExpressionView();
    let changes = 0;
    view.onDidChange(() => changes++);
    view.take(readExperiment(text));
    return { view, changes: () => changes };
  }

  it('is all the way, before anybody steps', () => {
    const { view } = viewOf(GATES);
    assert.ok(view.active);
    assert.equal(view.position, 7);
  });

  it('goes gate by gate, back, and begins again after the last', () => {
    const { view, changes } = viewOf(GATES);
    view.step();
    assert.equal(view.position, 1);
    view.step();
    view.stepBack();
    assert.equal(view.position, 1);
    view.stepBack();
    view.stepBack();
    assert.equal(view.position, 0);
    view.finish();
    assert.equal(view.position, 7);
    view.reset();
    assert.equal(view.position, 0);
    view.goTo(99);
    assert.equal(view.position, 7);
    const before = changes();
    view.goTo(7);
    assert.equal(changes(), before, 'nothing has changed');
  });

  it('stays where it is when the file is edited, and at the end when it was there', () => {
    const { view } = viewOf(GATES);
    view.goTo(3);
    view.take(readExperiment(GATES.replace('-2', '-3')));
    assert.equal(view.position, 3);
    view.finish();
    view.take(readExperiment(textOf(['q = 2*x + y', 'f = q * z + 1'])));
    assert.equal(view.position, view.expression?.trace.length);
    view.goTo(8);
    view.take(readExperiment(textOf(['f = x'])));
    assert.equal(view.position, 3);
  });

  it('keeps the last numbers while the file has an error, and says which', () => {
    const { view } = viewOf(GATES);
    const { expression } = view;
    view.take(readExperiment(GATES.replace('q * z', 'q * w')));
    assert.equal(view.current, null);
    assert.equal(view.expression, expression);
    assert.match(view.error?.message ?? '', /`w`/);
    view.take(readExperiment(GATES.slice(0, -5)));
    assert.ok(view.active, 'half-typed JSON keeps its kind');
    assert.equal(view.expression, expression);
    view.take(readExperiment('{ "version": 1 }'));
    assert.equal(view.active, false);
    assert.equal(view.expression, null);
  });

  it('is not told twice of the same reading', () => {
    const { view, changes } = viewOf(GATES);
    const reading = readExperiment(GATES);
    view.take(reading);
    const before = changes();
    view.take(reading);
    assert.equal(changes(), before);
  });
});

describe('hints of an expression', () => {
  const hints = (text: string) => {
    const { expression } = readExperiment(text);
    assert.ok(expression);
    return hintsOf(expression);
  };

  it('stand beside each input and each step', () => {
    assert.deepEqual(
      hints(GATES).map(({ path, label }) => [path.slice(1).join('.'), label]),
      [
        ['inputs.x', '∂f/∂x = −8'],
        ['inputs.y', '∂f/∂y = −4'],
        ['inputs.z', '∂f/∂z = 1'],
        ['steps.0', '= 1 · ∂f/∂q = −4'],
        ['steps.1', '= −4 · ∂f/∂f = 1'],
      ],
    );
  });

  it('say where a gradient comes from, exactly', () => {
    const [x] = hints(textOf(['p = x*y', 'f = p + x/3'], { x: 3, y: 0.1 }));
    assert.deepEqual(x.details, [
      'x = 3',
      '∂f/∂x = 0.43333333333333335',
      'through x*y: ∂f/∂p · local gradient = 1 · 0.1',
      'through x/3: ∂f/∂(x/3) · local gradient = 1 · 0.3333333333333333',
    ]);
  });

  it('have no gradient where nothing depends on an input', () => {
    const [, c] = hints(textOf(['c = 2^3', 'f = c * x'], { x: 1 }));
    assert.equal(c.label, '= 8');
    assert.match(c.details[1], /depends on no input/);
  });

  it('have four digits and a real minus sign', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [-0, '0'],
      [-8, '−8'],
      [0.7310585786300049, '0.7311'],
      [1e-7, '1e−7'],
      [-123456.789, '−1.235e5'],
      [1.23456e20, '1.235e20'],
      [1.23456e21, '1.235e21'],
    ];
    for (const [value, text] of cases) assert.equal(shortNumber(value), text);
  });
});
