/** `{"type": "generator", "name": …}`: rows made from a formula and the random stream. */
import { GENERATORS, generate, generatorOf } from '../generators/generators';
import type { Generation } from '../generators/generators';
import type { DrawnKind } from './kind';

export const generator = {
  description: 'Data that are made from a formula and the random stream.',
  fields: {},
  narrow: { tag: 'name', kinds: GENERATORS, noun: 'generator' },
  snippet: {
    label: 'Generator',
    description: 'Rows made from a formula.',
    body: { type: 'generator', name: '${1:moons}', n_samples: 200, noise: 0.1 },
  },
  check: (source, at, report) => generatorOf(source).check?.(source, at, report),
  seed: ({ seed = null }: { name: string; seed?: number | null }) => seed,
  make: generate,
} as const satisfies DrawnKind<Generation>;
