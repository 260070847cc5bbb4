/** Every generator, by its name in the file. */
import type { RandomStream } from '../../../engine/rng/stream';
import type { Dtype } from '../../../engine/ground/spec';
import type { ValueOfVariants } from '../../format/variants';
import { blobs, gaussians } from './clouds';
import { digits } from './digits';
import type { Generated, GeneratorKind } from './kind';
import { fivePoints, linear, xorCorners, xorEasy, xorLinspace } from './labs';
import { circle, spiral, xorQuadrants } from './playground';
import { circles, moons } from './rings';

export const GENERATORS = {
  linear,
  xor_easy: xorEasy,
  xor_linspace: xorLinspace,
  xor_corners: xorCorners,
  five_points: fivePoints,
  gaussians,
  moons,
  circles,
  blobs,
  xor_quadrants: xorQuadrants,
  circle,
  spiral,
  digits,
};

/** A generator's name and fields. */
export type Generation = ValueOfVariants<'name', typeof GENERATORS>;

export function generatorOf({ name }: Generation): GeneratorKind {
  return GENERATORS[name];
}

/** Draws exactly as the generator says; see each. */
export function generate(source: Generation, stream: RandomStream, dtype: Dtype): Generated {
  return generatorOf(source).make(source, stream, dtype);
}
