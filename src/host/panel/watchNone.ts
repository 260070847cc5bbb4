import type { Watch } from '../../protocol/snapshot';

/**
 * What a page wants that nobody sees. Watches are merged, so that every part a page may ask for is
 * named here; whether somebody inspects is the inspector's to say.
 */
export const WATCH_NONE = {
  tensors: [],
  boundary: 0,
  norms: false,
  units: null,
  maps: null,
  histogram: null,
  derivation: null,
} satisfies Required<Omit<Watch, 'inspected'>>;
