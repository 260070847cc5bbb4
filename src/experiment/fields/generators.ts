/** `{"type": "generator", …}`: which data can be made, and what each kind can be told. */
import { GENERATORS } from '../format/experiment';
import type { GeneratorName, GeneratorSource } from '../format/experiment';
import { either, list } from '../format/compounds';
import { optional } from '../format/core';
import type { Field } from '../format/core';
import { integer, number } from '../format/scalars';
import type { Variants } from '../format/variants';
import { matrix } from '../format/matrix';

const GENERATOR_DESCRIPTIONS: { [K in GeneratorName]: string } = {
  linear: 'Points of the unit square; label 0 where x₁ > x₂, else 1.',
  xor_easy: 'The two diagonals of the unit square in steps of 0.1: 21 rows.',
  xor_linspace: 'The two diagonals on evenly spaced points: n = 70 gives 69 rows.',
  xor_corners: 'The four corners of the unit square.',
  five_points: 'The origin against its four neighbours.',
  gaussians: 'Normal clouds about given centers, labels in order.',
  moons: 'Two interleaved half circles, as make_moons of scikit-learn.',
  circles: 'A circle inside a circle, as make_circles of scikit-learn.',
  blobs: 'Normal clouds about drawn or given centers, as make_blobs of scikit-learn.',
  xor_quadrants: 'The four quadrants, as in the TensorFlow Playground.',
  circle: 'A disc inside a ring, as in the TensorFlow Playground.',
  spiral: 'Two spiral arms, as in the TensorFlow Playground.',
  digits: 'Ten digit glyphs of 8×8 pixels, shifted and noised: a small stand-in for MNIST.',
};

type GeneratorFields = {
  -readonly [K in keyof Omit<GeneratorSource, 'type' | 'name'>]?: Field<GeneratorSource[K]>;
};

const seed: Field<number | null> = optional(
  integer(),
  "A seed for this data alone; without it the numbers come from the experiment's stream.",
  null,
);

function samples(fallback: number, least = 1): Field<number> {
  return optional(integer({ min: least, max: 1_000_000 }), 'How many rows to make.', fallback);
}

/** One number for all classes, or one for each. */
function samplesPerClass(fallback: number): Field<number | number[]> {
  return optional(
    either(
      integer({ min: 1, max: 1_000_000 }),
      list(integer({ min: 1, max: 1_000_000 }), { min: 1, noun: 'a list of row counts' }),
    ),
    'How many rows to make in all, or a list with the rows of each class.',
    fallback,
  );
}

function noise(fallback: number, description: string): Field<number> {
  return optional(number({ min: 0 }), description, fallback);
}

function clusterStd(fallback: number): Field<number | number[]> {
  return optional(
    either(number({ min: 0 }), list(number({ min: 0 }), { min: 1 })),
    'The standard deviation of the clouds, or a list with one for each.',
    fallback,
  );
}

const NORMAL_NOISE = 'Standard deviation of the normal noise added to every coordinate.';
const PLAYGROUND_NOISE = "The Playground's noise, as a fraction: 0.1 is its setting 10.";

const GENERATOR_FIELDS: { [K in GeneratorName]: GeneratorFields } = {
  linear: { n_samples: samples(100), seed },
  xor_easy: {},
  xor_linspace: { n_samples: samples(70, 2) },
  xor_corners: {},
  five_points: {},
  gaussians: {
    n_samples: samplesPerClass(300),
    centers: optional(matrix, 'The center of each cloud, one row for each class.', [
      [0, 0],
      [10, 10],
      [10, 0],
    ]),
    cluster_std: clusterStd(1.5),
    seed,
  },
  moons: { n_samples: samplesPerClass(100), noise: noise(0, NORMAL_NOISE), seed },
  circles: {
    n_samples: samplesPerClass(100),
    noise: noise(0, NORMAL_NOISE),
    factor: optional(number({ min: 0, below: 1 }), 'Radius of the inner circle.', 0.8),
    seed,
  },
  blobs: {
    n_samples: samplesPerClass(100),
    centers: optional(
      either(integer({ min: 1, max: 1000 }), matrix),
      'How many centers to draw, or the centers themselves; 3 are drawn where not said.',
      null,
    ),
    cluster_std: clusterStd(1),
    seed,
  },
  xor_quadrants: { n_samples: samples(200), noise: noise(0, PLAYGROUND_NOISE), seed },
  circle: { n_samples: samples(200, 2), noise: noise(0, PLAYGROUND_NOISE), seed },
  spiral: { n_samples: samples(200, 2), noise: noise(0, PLAYGROUND_NOISE), seed },
  digits: { n_samples: samples(1000), noise: noise(0.1, NORMAL_NOISE), seed },
};

/** What a generator without the field holds in its place. */
const UNUSED: Omit<GeneratorSource, 'type' | 'name'> = {
  n_samples: 0,
  noise: 0,
  centers: null,
  cluster_std: 0,
  factor: 0,
  seed: null,
};

export const generatorKinds: Variants = Object.fromEntries(
  GENERATORS.map(name => [
    name,
    {
      description: GENERATOR_DESCRIPTIONS[name],
      fields: GENERATOR_FIELDS[name],
      constants: UNUSED,
    },
  ]),
);
