/** The gradients of the objective: their formula, their finite difference and the step they make. */
import assert from 'node:assert/strict';
import { derive, type Derivation } from '../../../../src/engine/derivation/derive';
import type { DerivedTensor, Place } from '../../../../src/engine/derivation/terms/numbers';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Run } from '../../../../src/engine/training/run';
import { ShapeError } from '../../../../src/engine/ground/shapes';
import type { Dtype, OptimizerSpec } from '../../../../src/engine/ground/spec';
import { layer, randomMatrix, runSpec, startRun } from '../support';
import { placesOf, sourceOf } from './support';

const SGD: Partial<OptimizerSpec> = { type: 'sgd', learning_rate: 0.1 };

function start(optimizer: Partial<OptimizerSpec>, dtype: Dtype = 'float64', kernel = true): Run {
  const stream = createStream('numpy', 4);
  const [x, y] = [3, 2].map(cols => randomMatrix(stream, 7, cols, -1, 1, dtype));
  const bias_initializer = { type: 'uniform', low: -1, high: 1 } as const;
  const layers = [
    layer(4, 'tanh', { bias_initializer, trainable: { kernel, bias: true } }),
    layer(2, 'linear', { bias_initializer }),
  ];
  return startRun(runSpec(3, layers, { dtype, optimizer }), { x, y }, stream);
}

function derived(run: Run, place: Place): Derivation {
  return derive(sourceOf(run), { place, terms: 50, row: null, difference: true });
}

function places(run: Run, ofWeights: DerivedTensor, ofBiases: DerivedTensor): Place[] {
  return run
    .peek()
    .layers.flatMap(({ weights: { rows, cols } }, index) => [
      ...placesOf(ofWeights, index, rows, cols),
      ...placesOf(ofBiases, index, 1, cols),
    ]);
}

const penalised = (run: Run) => places(run, 'gradW_penalized', 'gradB_penalized');
const numeric = ({ difference }: Derivation): number =>
  difference?.kind === 'computed' ? difference.numeric : assert.fail();

const OPTIMIZERS: Partial<OptimizerSpec>[] = [
  { ...SGD, weight_decay: 0.3 },
  { ...SGD, l1: 0.2 },
  { ...SGD, weight_decay: 0.3, l1: 0.2, decay_biases: false },
  { type: 'adam', weight_decay: 0.5, l1: 0.01 },
  { type: 'adamw', weight_decay: 0.3, l1: 0.1 },
];

describe('the derivation of a penalised gradient', () => {
  for (const optimizer of OPTIMIZERS) {
    it(`is the finite difference of the objective: ${JSON.stringify(optimizer)}`, () => {
      const run = start(optimizer);
      for (const place of penalised(run)) {
        const derivation = derived(run, place);
        assert.equal(derivation.formula?.value, derivation.value);
        const apart = Math.abs(numeric(derivation) - derivation.value);
        assert.ok(apart < 1e-8, `${JSON.stringify(place)}: ${apart}`);
      }
    });

    it(`is the engine's own number in float32: ${JSON.stringify(optimizer)}`, () => {
      const run = start(optimizer, 'float32');
      for (const place of penalised(run)) {
        const { formula, value } = derived(run, place);
        assert.equal(formula?.value, value, JSON.stringify(place));
      }
    });
  }

  it('changes with each option, and so does its finite difference', () => {
    const changes = [{ weight_decay: 0.31 }, { l1: 0.21 }, { decay_biases: false }];
    const before = start({ ...SGD, weight_decay: 0.3, l1: 0.2 });
    for (const change of changes) {
      const after = start({ ...SGD, weight_decay: 0.3, l1: 0.2, ...change });
      const ofBiases = 'decay_biases' in change;
      for (const place of penalised(before)) {
        const [one, other] = [before, after].map(run => derived(run, place));
        const isSame = ofBiases && place.tensor === 'gradW_penalized';
        assert.equal(one.value === other.value, isSame);
        assert.equal(Math.abs(numeric(one) - numeric(other)) < 1e-7, isSame);
      }
    }
  });

  it('is the gradient of the loss where the penalty has no part', () => {
    const run = start({ ...SGD, weight_decay: 0.3, decay_biases: false }, 'float64', false);
    const kinds = penalised(run).map(place => [place, derived(run, place).formula?.kind] as const);
    for (const [{ tensor, layer: index }, kind] of kinds) {
      const added = tensor === 'gradW_penalized' && index === 1;
      assert.equal(kind, added ? 'add' : 'number');
    }
  });

  it('is none where nothing is added to the loss', () => {
    for (const optimizer of [SGD, { type: 'adamw', weight_decay: 0.3 }] as const) {
      const run = start(optimizer);
      const place: Place = { tensor: 'gradW_penalized', layer: 0, row: 0, col: 0 };
      assert.throws(() => derived(run, place), ShapeError);
      assert.equal(derived(run, { ...place, tensor: 'gradW' }).step?.penalized, null);
    }
  });
});

describe('the step of a gradient with a penalty', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    it(`is the one that the run makes, to its bits: ${dtype}`, () => {
      const run = start({ ...SGD, weight_decay: 0.3, l1: 0.05 }, dtype);
      const steps = places(run, 'gradW', 'gradB').map(place => {
        const { step, value } = derived(run, place);
        assert.ok(step?.penalized && step.plain);
        assert.notEqual(step.penalized.value, value);
        const followed = derived(run, step.penalized.place);
        assert.deepEqual([followed.value, followed.step?.next], [step.penalized.value, step.next]);
        assert.equal(followed.step?.penalized, null);
        return { place, next: step.next };
      });
      run.step();
      for (const { place, next } of steps) {
        const { weights, biases } = run.parameters[place.layer];
        const after =
          place.tensor === 'gradW'
            ? weights.data[place.row * weights.cols + place.col]
            : biases?.[place.col];
        assert.equal(next, after);
      }
    });
  }

  it('is not told where more decides about it', () => {
    const place: Place = { tensor: 'gradW', layer: 0, row: 0, col: 0 };
    for (const change of [{ momentum: 0.9 }, { gradient_clipping: { value: 1 } }]) {
      const { step } = derived(start({ ...SGD, weight_decay: 0.3, ...change }), place);
      assert.deepEqual([step?.plain, step?.next], [false, null]);
    }
  });
});
