/** What a chain of arrays is: the layers of a net, as far as values and names make them. */
import type { ActivationName } from '../../ground/spec';
import type { Candidate, Layout } from './candidates';

export interface ChainLayer {
  weights: Candidate;
  biases: Candidate | null;
  z: Candidate | null;
  a: Candidate | null;
  /** null: nothing in the arrays says it. */
  activation: ActivationName | null;
  /** softmax over the rows of the batch. */
  otherAxis: boolean;
  /** z does not follow from W: its name alone says that it is z. */
  byName: boolean;
}

export interface Chain {
  layout: Layout;
  x: Candidate;
  layers: ChainLayer[];
  score: number;
}

/** What an experiment beside the arrays says of the net. */
export interface KnownLayer {
  units: number;
  activation: ActivationName;
  use_bias: boolean;
}

/** Layers that values make count most, then the arrays they hold, then names that agree. */
export function scoreOf(x: Candidate, layers: readonly ChainLayer[]): number {
  let score = x.meaning.role === 'x' ? 0.5 : 0;
  let last = -1;
  for (const { weights, biases, z, a, byName } of layers) {
    score += (byName ? 40 : 100) + (z ? 3 : 0) + (a ? 3 : 0) + (biases ? 1 : 0);
    for (const [candidate, role] of [
      [weights, 'weights'],
      [z, 'z'],
      [a, 'a'],
      [biases, 'biases'],
    ] as const)
      if (candidate?.meaning.role === role) score += 0.1;
    const { number } = weights.meaning;
    if (number !== null && number > last) score += 0.1;
    last = number ?? last;
  }
  return score;
}
