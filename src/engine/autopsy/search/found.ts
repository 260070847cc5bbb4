/** What a search has come to so far. */
import type { Form, Mistake } from '../catalogue/mistake';
import type { Observed } from '../ground/given';
import type { Candidate } from '../identify/candidates';
import type { Slot } from './options';
import type { Made } from './worlds';

export interface Found {
  mistake: Pick<Mistake, 'id' | 'hint' | 'stage'>;
  form: Form;
  /** The layer whose numbers it makes. */
  site: number;
  /** The layer that it is told of; null: the whole gradient. */
  layer: number | null;
  /** By what the whole gradient is multiplied, in the words of the catalogue. */
  factor?: string;
  /** Factors that are the same number here. */
  others?: string[];
  /** The number that the form leaves open. */
  unknown?: number;
}

export interface Assigned {
  candidate: Candidate;
  slot: Slot;
  layer: number;
  /** The right number, from the student's own arrays above it. */
  agrees: boolean;
}

/** One way to explain all layers from the output down to one. */
export interface State {
  /** Mistakes, and much more for each array that stays unexplained. */
  cost: number;
  misfit: number;
  found: Found[];
  assigned: Assigned[];
  /** Arrays that no mistake of the catalogue makes. */
  unexplained: Assigned[];
  /** By what the gradients are a multiple of those of the loss; null: not known yet. */
  scale: number | null;
  /** By what the deltas are a multiple of those that the gradients are made of; null: not known yet. */
  deltaScale: number | null;
  /** delta of the layer that was looked at last, as its gradients have it but for an unknown scale. */
  delta: Made;
  /** `delta` of this layer and of all those above it, as the explanation has them. */
  deltas: readonly Made[];
  /** ∂L/∂a of the output; null where the loss cancels its f′. */
  error: Made | null;
  /** The weight decay that the gradients of the weights hold; 0: none. */
  penalties: { layer: number; lambda: number }[];
  /** The gradient that was given for the weights of that layer. */
  gradW: Observed | null;
}
