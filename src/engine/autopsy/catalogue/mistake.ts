/**
 * What a mistake of the catalogue is: where in a pass it can stand, how to compute with it, and
 * what to say of it. Each stands in one object; `catalogue.ts` lists them all.
 */
import type { ActivationName } from '../../ground/spec';
import type { Numbers } from '../ground/given';
import type { Code } from './code';

/** One way in which a mistake is made. */
export interface Form {
  /** The activation whose derivative stands there instead. */
  as?: ActivationName;
  /** What it computes, in a sentence that names the student's arrays; no full stop. */
  claim: (code: Code) => string;
  /** The line that makes the student's numbers. */
  wrong: (code: Code) => string;
  /** The line that would be right, where it is not that of the stage. */
  right?: (code: Code) => string;
}

interface Entry {
  /** A fixed name: programs know mistakes by it. */
  id: string;
  /** Where to look, without the solution. */
  hint: string;
}

/** What stands around f′ at one layer, [batch, units] each. */
export interface SlopeSite {
  activation: ActivationName;
  z: Numbers;
  a: Numbers;
  /** ∂L/∂a. */
  upstream: Numbers;
}

/** Wrong ways from ∂L/∂a to delta. */
export interface SlopeMistake extends Entry {
  stage: 'slope';
  forms: (activation: ActivationName) => (Form & { delta: (site: SlopeSite) => Numbers | null })[];
}

export interface OutputSite extends SlopeSite {
  /** What delta should be. */
  right: Numbers;
}

/** Wrong deltas of an output whose loss and activation cancel. */
export interface OutputMistake extends Entry {
  stage: 'output';
  forms: (Form & { delta: (site: OutputSite) => Numbers | null })[];
}

/** What is handed down from the layer above. */
export interface UpstreamSite {
  /** [batch, units] of the layer above. */
  delta: Numbers;
  /** [inputs, units] of the layer above. */
  weights: Numbers;
  /** The student's own gradient of these weights; null: not given. */
  gradW: Numbers | null;
  /** ∂L/∂a of the output, where the layer above is the output and its loss does not cancel; else null. */
  error: Numbers | null;
}

/** Numbers that hold an unknown number t: base + t · direction. */
export interface Line {
  base: Numbers;
  /** null: there is no unknown. */
  direction: Numbers | null;
}

/** Wrong ways from the delta above to ∂L/∂a; they are told of the layer above. */
export interface UpstreamMistake extends Entry {
  stage: 'upstream';
  /** What t is, where there is one. */
  unknown?: 'learning_rate';
  forms: (Form & { upstream: (site: UpstreamSite) => Line | null })[];
}

/** The factors of gradW = inputᵀ · delta, and what else may stand in its place. */
export interface GradientSite {
  input: Numbers;
  /** z of the layer below; null for the first. */
  below: Numbers | null;
  delta: Numbers;
}

export interface Factors {
  input: Numbers;
  delta: Numbers;
  turned?: boolean;
}

/** Wrong gradients of the weights, told by what is multiplied. */
export interface WeightMistake extends Entry {
  stage: 'gradW';
  forms: (Form & { factors: (site: GradientSite) => Factors | null })[];
}

/** Wrong gradients of the biases. */
export interface BiasMistake extends Entry {
  stage: 'gradB';
  /** The same mistake in gradW, of which this is then a part. */
  partOf?: string;
  forms: (Form & { sum: (delta: Numbers) => Numbers | null })[];
}

/** Mistakes of the forward pass, of weight decay, and constant factors: the search finds them itself. */
export interface OtherMistake extends Entry {
  stage: 'forward' | 'penalty' | 'whole';
  forms: readonly Form[];
}

export type Mistake =
  SlopeMistake | OutputMistake | UpstreamMistake | WeightMistake | BiasMistake | OtherMistake;
