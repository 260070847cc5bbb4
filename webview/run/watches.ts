/** What all sections want of the next frames, as one wish. */
import type { Watch } from '../../src/protocol/snapshot';
import { tensorKey } from './model';

/** The host takes no longer list. */
const MOST_TENSORS = 64;

export function combinedWatch(wanted: readonly Partial<Watch>[]): Watch {
  const refs = wanted.flatMap(w => w.tensors ?? []);
  const tensors = new Map(refs.map(ref => [tensorKey(ref), ref]));
  return {
    tensors: [...tensors.values()].slice(0, MOST_TENSORS),
    boundary: Math.max(0, ...wanted.map(w => w.boundary ?? 0)),
    norms: wanted.some(w => w.norms),
    histogram: wanted.find(w => w.histogram)?.histogram ?? null,
    units: wanted.find(w => w.units)?.units ?? null,
    maps: wanted.find(w => w.maps)?.maps ?? null,
    derivation: wanted.find(w => w.derivation)?.derivation ?? null,
  };
}
