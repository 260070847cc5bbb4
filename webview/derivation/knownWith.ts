import type { Place, TensorName } from '../../src/protocol/snapshot';

/** What must have been computed before a number is known, while a pass is followed. */
export const KNOWN_WITH: Record<Place['tensor'], TensorName | null> = {
  x: null,
  y: null,
  z: 'z',
  a: 'a',
  mask: 'a',
  slope: 'a',
  delta: 'delta',
  gradA: 'delta',
  weights: 'gradW',
  gradW: 'gradW',
  biases: 'gradB',
  gradB: 'gradB',
  gradW_penalized: 'gradW',
  gradB_penalized: 'gradB',
  probability: 'a',
  rowLoss: 'a',
  loss: 'a',
};
