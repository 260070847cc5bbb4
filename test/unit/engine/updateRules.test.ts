/** The order of operations of the rules, where it decides the last digit: float32. */
import assert from 'node:assert/strict';
import { createStream } from '../../../src/engine/rng/createStream';
import {
  adadeltaStep,
  adagradStep,
  adamStep,
  nadamStep,
  rmspropStep,
  updateMoments,
} from '../../../src/engine/optimizers/updateRules';

const f = Math.fround;
const N = 500;
const RATE = 0.01;
const EPS = f(1e-8);
const draw = (seed: number) => createStream('numpy', seed).normal(N, 0, 1, 'float32');
const sizes = (seed: number) => draw(seed).map(Math.abs);
/** addcmul and addcdiv of PyTorch: the value goes to the first factor. */
const addcmul = (x: number, value: number, a: number, b: number) => f(x + f(f(value * a) * b));
const addcdiv = (x: number, value: number, a: number, b: number) => f(x + f(f(value * a) / b));

/** Checks each of many numbers against the same in words. */
function check(actual: ArrayLike<number>, expected: (i: number) => number): void {
  const differing = Array.from({ length: N }, (_, i) => i).filter(i => actual[i] !== expected(i));
  assert.deepEqual(differing, []);
}

describe('The rules of the optimisers multiply from the left, as PyTorch does', () => {
  const [p, g] = [draw(1), draw(2)];
  const keep = f(0.999);
  const take = f(1 - 0.999);

  it('rmsprop, with and without momentum', () => {
    const average = sizes(3);
    const squares = average.map((a, i) => addcmul(f(keep * a), take, g[i], g[i]));
    const root = (i: number) => f(f(Math.sqrt(squares[i])) + EPS);
    const [own, after] = [average.slice(), p.slice()];
    rmspropStep(after, g, own, null, RATE, 0.999, EPS, 0);
    check(own, i => squares[i]);
    check(after, i => addcdiv(p[i], -f(RATE), g[i], root(i)));
    const [buffer, moved] = [draw(4), p.slice()];
    const expected = buffer.map((b, i) => f(f(f(0.9) * b) + f(g[i] / root(i))));
    rmspropStep(moved, g, average.slice(), buffer, RATE, 0.999, EPS, 0.9);
    check(buffer, i => expected[i]);
    check(moved, i => f(p[i] - f(f(RATE) * expected[i])));
  });

  it('adagrad', () => {
    const [sum, after] = [sizes(3), p.slice()];
    const squares = sum.map((s, i) => f(s + f(g[i] * g[i])));
    adagradStep(after, g, sum, RATE, EPS);
    check(after, i => addcdiv(p[i], -f(RATE), g[i], f(f(Math.sqrt(squares[i])) + EPS)));
  });

  it('adadelta', () => {
    const [average, steps, after] = [sizes(3), sizes(4), p.slice()];
    const [before, squares] = [steps.slice(), average.slice()];
    adadeltaStep(after, g, average, steps, RATE, 0.999, EPS);
    const step = (i: number) => {
      const square = addcmul(f(keep * squares[i]), take, g[i], g[i]);
      const ratio = f(f(Math.sqrt(f(before[i] + EPS))) / f(Math.sqrt(f(square + EPS))));
      return f(ratio * g[i]);
    };
    check(steps, i => addcmul(f(keep * before[i]), take, step(i), step(i)));
    check(after, i => f(p[i] - f(f(RATE) * step(i))));
  });

  it('adam and nadam', () => {
    const [mean, square] = [draw(3), sizes(4)];
    const squares = square.map((s, i) => addcmul(f(keep * s), take, g[i], g[i]));
    const means = mean.map((m, i) => f(f(f(0.9) * m) + f(f(1 - 0.9) * g[i])));
    updateMoments(g, mean, square, [0.9, 0.999]);
    check(square, i => squares[i]);
    check(mean, i => means[i]);
    const after = p.slice();
    adamStep(after, mean, square, RATE, [0.9, 0.999], EPS, 3);
    const correction = f(Math.sqrt(1 - 0.999 ** 3));
    const root = (i: number) => f(f(f(Math.sqrt(squares[i])) / correction) + EPS);
    const size = f(RATE / (1 - 0.9 ** 3));
    check(after, i => addcdiv(p[i], -size, means[i], root(i)));
    const moved = p.slice();
    nadamStep(moved, g, mean, square, RATE, [0.9, 0.999], EPS, 3, 0.5);
    const momentum = (t: number) => 0.9 * (1 - 0.5 * 0.96 ** (t * 4e-3));
    const bySlope = f((RATE * (1 - momentum(3))) / (1 - 0.5));
    const byMean = f((RATE * momentum(4)) / (1 - 0.5 * momentum(4)));
    const under = (i: number) => f(f(Math.sqrt(f(squares[i] / f(1 - 0.999 ** 3)))) + EPS);
    check(moved, i =>
      addcdiv(addcdiv(p[i], -bySlope, g[i], under(i)), -byMean, means[i], under(i)),
    );
  });
});
