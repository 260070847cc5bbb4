/** What an experiment knows of the net whose arrays a student's program gives. */
import type { Known } from '../../engine/autopsy/autopsy';
import { Run } from '../../engine/training/run';
import type { RandomStream } from '../../engine/rng/stream';
import type { FloatArray, Matrix } from '../../engine/ground/spec';
import type { Tensor } from '../verify/tensors';

/** A run that has not begun. */
type Beginning = Pick<Run, 'spec' | 'data' | 'parameters'> & { stream: RandomStream };

/** Its architecture, its loss, and its first batch with the parameters before the first update. */
export function knownOf({ spec, data, parameters, stream }: Beginning): Known {
  return knownAt(new Run(spec, data, parameters, stream));
}

/** The same of the batch that a run is at, with the parameters before its update. */
export function knownAt(run: Run): Known {
  const { model, loss, optimizer } = run.spec;
  const isPlain = model.layers.every(({ mask }) => mask === null);
  const { x, y, layers } = run.peek();
  return {
    inputs: model.inputs,
    layers: model.layers,
    loss,
    weightDecay: optimizer.weight_decay,
    decayBiases: optimizer.decay_biases,
    // A mask is drawn for each batch: only the student's own arrays know it.
    batch: isPlain
      ? {
          x: wide(x),
          y: wide(y),
          parameters: layers.map(({ weights, biases }) => ({
            weights: wide(weights),
            biases: biases && row(biases),
          })),
        }
      : null,
  };
}

function wide({ rows, cols, data }: Matrix): Tensor {
  return { rows, cols, data: Float64Array.from(data) };
}

function row(data: FloatArray): Tensor {
  return { rows: 1, cols: data.length, data: Float64Array.from(data) };
}
