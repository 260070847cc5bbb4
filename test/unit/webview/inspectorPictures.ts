/** Pictures of the inspector for its page's tests. */
import type {
  InspectedLayer,
  InspectedTensor,
  InspectorPicture,
} from '../../../src/protocol/inspector/inspector';
import type { TensorName } from '../../../src/protocol/snapshot';

const SYMBOLS: Partial<Record<TensorName, string>> = {
  z: 'z',
  a: 'a',
  delta: 'δ',
  weights: 'W',
  gradW: '∂L/∂W',
};

export function tensorOf(
  tensor: TensorName,
  norm: number,
  given: Partial<InspectedTensor> = {},
): InspectedTensor {
  const stats = {
    ...{ tensor, rows: 200, cols: 6, norm, meanAbs: norm / 7, nonFinite: 0 },
    ...{ min: -norm / 3, max: norm / 3 },
  };
  const course = Float64Array.of(norm / 2, norm);
  const symbol = SYMBOLS[tensor] ?? tensor;
  return { tensor, symbol, mark: 'known', stats, course, ...given };
}

export function layerOf(
  name: string,
  delta: number,
  given: Partial<InspectedLayer> = {},
): InspectedLayer {
  return {
    ...{ name, activation: 'sigmoid', units: 6, parameters: 18, findings: [] },
    measures: { delta, gradW: 3 * delta, ratio: 0.001, saturated: 0.25 },
    health: { saturated: 0.25, dead: null },
    tensors: [
      tensorOf('z', 61.2),
      tensorOf('a', 19.5),
      tensorOf('delta', delta),
      tensorOf('weights', 1.94),
      tensorOf('gradW', 3 * delta),
    ],
    ...given,
  };
}

export function pictureOf(given: Partial<InspectorPicture> = {}): InspectorPicture {
  return {
    ...{ network: 'three', name: 'Vanishing gradient', run: 1, step: 500 },
    ...{ batchesPerEpoch: 4, timeline: { start: 0, origin: { step: 0, epoch: 0 } } },
    ...{ batchLoss: 0.69315, parameters: 200, finding: null, findings: 0 },
    ...{ chosen: null, distribution: null },
    layers: [layerOf('layer1', 2.98e-5), layerOf('layer2', 1.24e-4), layerOf('output', 0.0353)],
    ...given,
  };
}
