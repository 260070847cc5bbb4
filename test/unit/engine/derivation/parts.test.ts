/** What stands beside the formula: paths down to the loss, the Jacobian, why a number is 0. */
import assert from 'node:assert/strict';
import { derive } from '../../../../src/engine/derivation/derive';
import type { Derivation } from '../../../../src/engine/derivation/derive';
import type { SumTerm } from '../../../../src/engine/derivation/terms/term';
import type { Place } from '../../../../src/engine/derivation/terms/numbers';
import { ACTIVATIONS, LOSSES } from '../../../../src/engine/ground/spec';
import type { Run } from '../../../../src/engine/training/run';
import { dataset, layer, runSpec, startRun, values } from '../support';
import { TermBuilder } from '../../../../src/engine/derivation/terms/termBuilder';
import { createStream } from '../../../../src/engine/rng/createStream';
import { allPlaces, derivationOf, placesOf, randomNet, sourceOf } from './support';

function sumOf({ formula }: Derivation): SumTerm {
  assert.equal(formula?.kind, 'sum');
  return formula;
}

const gradW = (index: number, row: number, col: number): Place => ({
  tensor: 'gradW',
  layer: index,
  row,
  col,
});

describe('paths', () => {
  it('of every row add up to the gradient, for every loss and activation', () => {
    for (const loss of LOSSES) {
      for (const activation of ACTIVATIONS) {
        const run = randomNet({ activation, loss, outputs: 2 });
        for (const place of allPlaces(run)) {
          if (!['gradW', 'gradB'].includes(place.tensor)) continue;
          const { value } = derivationOf(run, place);
          const shares = [0, 1, 2, 3, 4].map(row => {
            const { paths } = derivationOf(run, place, { row });
            assert.ok(paths);
            assert.equal(paths.list.length, paths.count);
            return paths.value;
          });
          const sum = shares.reduce((a, b) => a + b);
          const size = shares.reduce((a, b) => a + Math.abs(b), 0);
          assert.ok(Math.abs(sum - value) <= 1e-13 * (size + 1e-300), `${loss} ${activation}`);
        }
      }
    }
  });

  it('follow the row with the largest share, where none is chosen', () => {
    const run = randomNet({ activation: 'tanh', loss: 'mse' });
    const derivation = derivationOf(run, gradW(1, 2, 3));
    const { terms } = sumOf(derivation);
    const sizes = terms.map(({ term }) => Math.abs(term.value));
    assert.equal(derivation.paths?.row, sizes.indexOf(Math.max(...sizes)));
  });

  it('are only counted where they are many', () => {
    const run = randomNet({ activation: 'tanh', loss: 'mse', depth: 4 });
    const { paths } = derivationOf(run, gradW(0, 0, 0));
    assert.equal(paths?.count, 5 * 6 * 3);
    assert.deepEqual(paths.list, []);
  });
});

describe('the Jacobian of softmax', () => {
  it('leads to the same delta', () => {
    for (const loss of ['mse', 'mae', 'cross_entropy'] as const) {
      const run = randomNet({ activation: 'softmax', loss });
      for (const place of placesOf('delta', 2, 5, 3)) {
        const { jacobian, value } = derivationOf(run, place);
        assert.equal(jacobian?.length, 3);
        const sum = jacobian.reduce((total, { product }) => total + product, 0);
        if (loss !== 'cross_entropy') assert.ok(Math.abs(sum - value) < 1e-15);
        // The targets of this net do not add up to 1.
        else assert.ok(Math.abs(sum - value) < 1e-14);
      }
    }
  });

  it('is there for delta of a softmax output alone, and for no binary cross-entropy', () => {
    const softmax = randomNet({ activation: 'softmax', loss: 'mse' });
    for (const place of allPlaces(softmax)) {
      const expected = place.tensor === 'delta' && place.layer === 2;
      assert.equal(derivationOf(softmax, place).jacobian !== null, expected);
    }
    const others = [
      randomNet({ activation: 'softmax', loss: 'binary_cross_entropy' }),
      randomNet({ activation: 'sigmoid', loss: 'mse' }),
    ];
    for (const run of others) {
      for (const place of placesOf('delta', 2, 5, 3)) {
        assert.equal(derivationOf(run, place).jacobian, null);
      }
    }
  });

  it('is not there where a probability of 0 leaves no slope', () => {
    const out = layer(3, 'softmax', { kernel_initializer: values([[1000, -1000, 0]]) });
    const spec = runSpec(1, [out], { loss: { type: 'cross_entropy' } });
    const run = startRun(spec, dataset([[1]], [[1, 0, 0]]));
    assert.deepEqual([...run.peek().layers[0].a.data], [1, 0, 0]);
    for (const place of placesOf('delta', 0, 1, 3)) {
      assert.equal(derivationOf(run, place).jacobian, null);
    }
  });
});

describe('a sum of many terms', () => {
  it('makes each of its terms once', () => {
    const numbers = [3, -1, NaN, 2, -3, 0, 3, 1];
    const made: unknown[] = [];
    const make = new TermBuilder(false, 3);
    const sum = make.sum({
      over: 'r',
      count: numbers.length,
      term: index => {
        made.push(index);
        return make.constant(typeof index === 'number' ? numbers[index] : NaN);
      },
    });
    assert.deepEqual(made, [0, 1, 2, 3, 4, 5, 6, 7, 'r']);
    const kept = sum.terms.map(({ index, term }) => [index, term.value]);
    assert.deepEqual(kept, [
      [0, 3],
      [2, NaN],
      [4, -3],
    ]);
  });

  it('keeps the largest of any order, of equal ones the first', () => {
    const stream = createStream('numpy', 4);
    const make = new TermBuilder(false, 5);
    for (let k = 0; k < 50; k++) {
      const numbers = [...stream.normal(40, 0, 3, 'float64')].map(Math.round);
      const term = (index: unknown) => make.constant(numbers[Number(index)]);
      const { terms } = make.sum({ over: 'r', count: numbers.length, term });
      const expected = [...numbers.keys()]
        .sort((a, b) => Math.abs(numbers[b]) - Math.abs(numbers[a]) || a - b)
        .slice(0, 5)
        .sort((a, b) => a - b);
      assert.deepEqual(
        terms.map(({ index }) => index),
        expected,
      );
    }
  });

  it('keeps the largest and adds up the others', () => {
    const run = randomNet({ activation: 'sigmoid', loss: 'mse', rows: 50 });
    const whole = sumOf(derivationOf(run, gradW(0, 1, 1)));
    const cut = sumOf(derivationOf(run, gradW(0, 1, 1), { terms: 6 }));
    assert.equal(whole.rest, null);
    assert.equal(cut.rest?.count, 44);
    assert.equal(cut.value, whole.value);
    assert.equal(cut.positive, whole.positive);
    assert.equal(cut.negative, whole.negative);
    assert.ok(Math.abs(whole.positive + whole.negative - whole.value) < 1e-15);
    const largest = [...whole.terms].sort(
      (a, b) => Math.abs(b.term.value) - Math.abs(a.term.value),
    );
    const kept = new Set(largest.slice(0, 6).map(({ index }) => index));
    assert.deepEqual(
      cut.terms.map(({ index }) => index),
      [...kept].sort((a, b) => a - b),
    );
    assert.equal(cut.rest?.count, 44);
    const others = whole.terms
      .filter(({ index }) => !kept.has(index))
      .reduce((sum, { term }) => sum + term.value, 0);
    assert.ok(Math.abs(cut.rest.value - others) < 1e-15);
  });
});

describe('a request', () => {
  const run = (): Run => randomNet({ activation: 'tanh', loss: 'mse' });

  it('for a tensor alone gets its largest number', () => {
    const { gradW: matrix } = run().peek().layers[1];
    const sizes = Array.from(matrix.data, Math.abs);
    const at = sizes.indexOf(Math.max(...sizes));
    const place = { tensor: 'gradW', layer: 1, row: null, col: null } as const;
    const request = { place, terms: 9, row: null, difference: false };
    const derivation = derive(sourceOf(run()), request);
    assert.deepEqual(derivation.place, gradW(1, Math.floor(at / matrix.cols), at % matrix.cols));
  });

  it('for a parameter gets its gradient, and the parameter beside it', () => {
    const net = run();
    const { place, value, step } = derivationOf(net, { ...gradW(1, 2, 3), tensor: 'weights' });
    const { weights, gradW: gradients } = net.peek().layers[1];
    assert.deepEqual(place, gradW(1, 2, 3));
    assert.equal(value, gradients.data[2 * gradients.cols + 3]);
    assert.equal(step?.parameter, weights.data[2 * weights.cols + 3]);
  });

  it('for what is not there is refused in a sentence', () => {
    const net = run();
    const refused = (place: Place) => () => derivationOf(net, place);
    assert.throws(refused(gradW(3, 0, 0)), /^ShapeError: The network has 3 layers; there is no 4/);
    assert.throws(
      refused(gradW(0, 4, 0)),
      /^ShapeError: gradW of layer 1 has the shape \[4, 4\]: there is no row 5, column 1\.$/,
    );
    const bare = randomNet({ activation: 'tanh', loss: 'mse', bias: false });
    const bias: Place = { tensor: 'gradB', layer: 0, row: 0, col: 0 };
    assert.throws(() => derivationOf(bare, bias), /Layer 1 has no gradB/);
  });
});

describe('the step of a parameter', () => {
  it('is what the next update does, in float64 and float32', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const run = randomNet({ activation: 'tanh', loss: 'mse', dtype });
      const places = allPlaces(run).filter(({ tensor }) => ['gradW', 'gradB'].includes(tensor));
      const steps = places.map(place => derivationOf(run, place).step);
      run.step();
      places.forEach(({ tensor, layer: index, row, col }, i) => {
        const { weights, biases } = run.parameters[index];
        const now = tensor === 'gradW' ? weights.data[row * weights.cols + col] : biases?.[col];
        assert.equal(steps[i]?.next, now);
      });
    }
  });

  it('says what else acts on it, and that a frozen one stays', () => {
    const frozen = layer(2, 'tanh', { trainable: { kernel: false, bias: true } });
    const optimizer = { weight_decay: 0.1, decay_biases: false, l1: 0.2, momentum: 0.9 };
    const spec = runSpec(2, [frozen, layer(1, 'linear')], { optimizer });
    const run = startRun(spec, dataset([[1, 2]], [[1]]));
    const kept = derivationOf(run, gradW(0, 1, 1)).step;
    assert.equal(kept?.next, kept?.parameter);
    assert.equal(kept?.trained, false);
    const { next, plain, decay, l1, momentum } = derivationOf(run, gradW(1, 0, 0)).step ?? {};
    assert.deepEqual(
      { next, plain, decay, l1, momentum },
      {
        next: null,
        plain: false,
        decay: 0.1,
        l1: 0.2,
        momentum: 0.9,
      },
    );
    const bias = derivationOf(run, { tensor: 'gradB', layer: 1, row: 0, col: 0 }).step;
    assert.deepEqual([bias?.decay, bias?.l1], [0, 0]);
    assert.equal(bias?.clipped, false);
  });

  it('says that a gradient is clipped, and is of nothing but gradients of parameters', () => {
    const optimizer = { gradient_clipping: { norm: 1 } };
    const run = startRun(runSpec(1, [layer(1, 'tanh')], { optimizer }), dataset([[1]], [[1]]));
    assert.equal(derivationOf(run, gradW(0, 0, 0)).step?.clipped, true);
    for (const tensor of ['z', 'a', 'slope', 'delta'] as const) {
      assert.equal(derivationOf(run, { ...gradW(0, 0, 0), tensor }).step, null);
    }
  });
});
