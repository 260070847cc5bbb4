/**
 * Where this instance works. Constants stand in memory once for all instances on it; what is
 * written does not: of threads that share one memory, each has its own of these.
 */
import { SIZE, VECTOR } from './lanes';
import { allocate } from './memory';
import { BLOCK } from './constants';

/** A block of numbers between the parts of a function, all float64. */
export let xs: usize = 0;
export let ks: usize = 0;
export let highs: usize = 0;
export let lows: usize = 0;
export let results: usize = 0;
/** A tile that is not, or not yet, a part of a product. */
export let aside: usize = 0;
/** Where small matrices are turned. */
export let turned: usize = 0;

/** Weights of the largest matrix that is turned as a whole. */
export const TURNED: i32 = 2048;

const BLOCK_BYTES: usize = 8 * BLOCK;
const ASIDE_BYTES: usize = 8 * VECTOR;
const TURNED_BYTES: usize = TURNED * SIZE;

/** Bytes that `reserveScratch` takes. */
export function scratchBytes(): usize {
  return 5 * BLOCK_BYTES + ASIDE_BYTES + TURNED_BYTES + 128;
}

/** @returns whether there was room */
export function reserveScratch(): bool {
  xs = allocate(scratchBytes());
  ks = xs + BLOCK_BYTES;
  highs = ks + BLOCK_BYTES;
  lows = highs + BLOCK_BYTES;
  results = lows + BLOCK_BYTES;
  aside = results + BLOCK_BYTES;
  turned = aside + ASIDE_BYTES;
  return xs != 0;
}
