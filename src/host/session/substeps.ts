/**
 * Substeps of a pass through the next batch: forward from the first to the last layer, the loss,
 * backward from the last to the first, and the update, which is a step of the run. All of it has been
 * computed; the substeps say how much of it is shown. Knows nothing of vscode.
 */
import type { Substep, TensorName } from '../../protocol/snapshot';
import type { TensorMark } from '../../protocol/tensors';

/** Number of substeps in one batch, with the update. */
export function substepCount(depth: number): number {
  return 2 * depth + 2;
}

/**
 * @param done substeps of this batch; 0: the update of the batch before has just been shown
 * @param depth number of layers
 */
export function substepOf(done: number, depth: number): Substep {
  const marks = Array.from({ length: depth }, (_, layer) => marksOf(done, depth, layer));
  return { ...placeOf(done, depth), done, of: substepCount(depth), marks };
}

function placeOf(done: number, depth: number): Pick<Substep, 'kind' | 'layer'> {
  if (done === 0) return { kind: 'update', layer: depth - 1 };
  if (done <= depth) return { kind: 'forward', layer: done - 1 };
  if (done === depth + 1) return { kind: 'loss', layer: depth - 1 };
  return { kind: 'backward', layer: 2 * depth + 1 - done };
}

function marksOf(done: number, depth: number, layer: number): Record<TensorName, TensorMark> {
  const forward = markOf(done, layer + 1);
  const backward = markOf(done, 2 * depth + 1 - layer);
  const parameters = done === 0 ? 'new' : 'known';
  // The update may depend on the gradients of all layers: clipping uses their common norm.
  const update = markOf(done, 2 * depth + 1);
  return {
    z: forward,
    a: forward,
    mask: forward,
    slope: forward,
    delta: backward,
    weights: parameters,
    gradW: backward,
    gradW_penalized: backward,
    updateW: update,
    biases: parameters,
    gradB: backward,
    gradB_penalized: backward,
    updateB: update,
  };
}

function markOf(done: number, when: number): TensorMark {
  if (done < when) return 'later';
  return done === when ? 'new' : 'known';
}
