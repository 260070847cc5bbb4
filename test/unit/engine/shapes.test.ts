/** Sizes that do not fit are refused before anything is computed, in one sentence each. */
import assert from 'node:assert/strict';
import { createStream } from '../../../src/engine/rng/createStream';
import { Run } from '../../../src/engine/training/run';
import { ShapeError, type LayerParameters } from '../../../src/engine/ground/shapes';
import type { DataParts, Dataset } from '../../../src/engine/ground/spec';
import { dataset, layer, runSpec, startRun } from './support';

const spec = runSpec(2, [
  layer(3, 'tanh', { name: 'hidden' }),
  layer(1, 'sigmoid', { name: 'out', use_bias: false }),
]);
const good = dataset([[0, 1]], [[1]]);
const fitting = (): readonly LayerParameters[] => startRun(spec, good).parameters;

function refuses(
  message: string,
  changes: { data?: Partial<DataParts>; parameters?: readonly LayerParameters[] },
): void {
  const data = { train: good, validation: null, test: null, ...changes.data };
  assert.throws(
    () => new Run(spec, data, changes.parameters ?? fitting(), createStream('numpy', 0)),
    (error: unknown) =>
      error instanceof ShapeError && error.name === 'ShapeError' && error.message === message,
  );
}

describe('Shapes', () => {
  it('of data that do not fit', () => {
    const data = (train: Dataset): { data: Partial<DataParts> } => ({ data: { train } });
    refuses('The training data must have rows, got none.', data(dataset([], [])));
    refuses(
      'The training data must have 2 columns, one for each input of layer 1 ("hidden"), got 3.',
      data(dataset([[1, 2, 3]], [[1]])),
    );
    refuses(
      'The targets of the training data must have 1 columns, one for each unit of layer 2 ("out"), got 2.',
      data(dataset([[1, 2]], [[1, 0]])),
    );
    refuses(
      'The training data must have a target for each of its 1 rows, got 2 targets.',
      data(dataset([[1, 2]], [[1], [0]])),
    );
    const wide = dataset([[1, 2, 3]], [[1]]);
    refuses(
      'The validation data must have 2 columns, one for each input of layer 1 ("hidden"), got 3.',
      { data: { validation: wide } },
    );
    refuses('The test data must have 2 columns, one for each input of layer 1 ("hidden"), got 3.', {
      data: { test: wide },
    });
  });

  it('of parameters that do not fit', () => {
    const [hidden, out] = fitting();
    refuses('The model has 2 layers, but parameters for 1 were given.', { parameters: [hidden] });
    const { x, y } = dataset([[1, 2]], [[1, 2, 3]]);
    refuses(
      'The weights of layer 1 ("hidden") must have the shape [2, 3] (inputs, units), got [1, 2].',
      { parameters: [{ ...hidden, weights: x }, out] },
    );
    for (const weights of [dataset([[1, 2, 3]], []).x, dataset([[1], [2]], []).x]) {
      const shape = `[${weights.rows}, ${weights.cols}]`;
      refuses(
        `The weights of layer 1 ("hidden") must have the shape [2, 3] (inputs, units), got ${shape}.`,
        { parameters: [{ ...hidden, weights }, out] },
      );
    }
    const short = { ...hidden.weights, data: hidden.weights.data.slice(1) };
    refuses(
      'The weights of layer 1 ("hidden") must have the shape [2, 3] (inputs, units), got [2, 3].',
      { parameters: [{ ...hidden, weights: short }, out] },
    );
    refuses('Layer 1 ("hidden") must have 3 biases, got 0.', {
      parameters: [{ ...hidden, biases: null }, out],
    });
    refuses('Layer 2 ("out") must have 0 biases, got 3.', {
      parameters: [hidden, { ...out, biases: y.data }],
    });
  });

  it('of rows to predict that do not fit', () => {
    const run = startRun(spec, good);
    assert.throws(
      () => run.predict(dataset([[1]], [[1]]).x),
      /The rows to predict must have 2 columns, one for each input of layer 1 \("hidden"\), got 1\./,
    );
  });
});
