/**
 * PCG64, the generator behind `numpy.random.default_rng`: a linear congruential generator of 128
 * bits, of which each step gives 64 (XSL RR). M. O'Neill, "PCG: A Family of Simple Fast
 * Space-Efficient Statistically Good Algorithms for Random Number Generation" (2014); seeded by
 * NumPy's SeedSequence.
 *
 * Numbers of 128 bits are eight limbs of 16, the lowest first: their products and sums are exact.
 */
import { seedWords } from './seedSequence';

const LIMBS = 8;
const LIMB = 0x10000;
/** 0x2360ed051fc65da44385df649fccf645 */
const MULTIPLIER = Uint16Array.of(
  ...[0xf645, 0x9fcc, 0xdf64, 0x4385, 0x5da4, 0x1fc6, 0xed05, 0x2360],
);

export interface PcgState {
  /** State and increment, four words each, and the half of a draw that waits for its turn. */
  key: Uint32Array;
  /** Whether one does. */
  position: number;
}

export class Pcg64 {
  private readonly state = new Uint16Array(LIMBS);
  private readonly increment = new Uint16Array(LIMBS);
  private readonly product = new Uint16Array(LIMBS);
  /** The halves of the last 64 bits. */
  high = 0;
  low = 0;
  private waiting = 0;
  private waits = false;

  /** @param seed a whole number from 0 on */
  constructor(seed: number) {
    const words = seedWords(seed, LIMBS);
    // Pairs of words are 64 bits, the lower half first; pairs of those are 128, the upper half first.
    const limbs = (at: number): Uint16Array =>
      Uint16Array.from([2, 3, 0, 1].flatMap(i => [words[at + i] & 0xffff, words[at + i] >>> 16]));
    this.increment.set(limbs(4));
    for (let i = LIMBS - 1; i > 0; i--) {
      this.increment[i] = (this.increment[i] << 1) | (this.increment[i - 1] >>> 15);
    }
    this.increment[0] = (this.increment[0] << 1) | 1;
    this.advance();
    this.add(limbs(0));
    this.advance();
  }

  /** The next 64 bits, into `high` and `low`. */
  next(): void {
    this.advance();
    const { state: s } = this;
    const low = (s[0] ^ s[4]) | ((s[1] ^ s[5]) << 16);
    const high = (s[2] ^ s[6]) | ((s[3] ^ s[7]) << 16);
    this.rotate(high, low, s[7] >>> 10);
  }

  /** The next 32 bits: each 64 give two such numbers, the lower half first. */
  uint32(): number {
    if (this.waits) {
      this.waits = false;
      return this.waiting;
    }
    this.next();
    this.waits = true;
    this.waiting = this.high;
    return this.low;
  }

  /** 53 of the next 64 bits, in [0, 1). */
  random(): number {
    this.next();
    return (this.high * 0x200000 + (this.low >>> 11)) / 0x20000000000000;
  }

  save(): PcgState {
    const words = (limbs: Uint16Array): number[] =>
      [0, 2, 4, 6].map(i => limbs[i] + limbs[i + 1] * LIMB);
    const key = Uint32Array.of(...words(this.state), ...words(this.increment), this.waiting);
    return { key, position: Number(this.waits) };
  }

  restore({ key, position }: PcgState): void {
    for (let i = 0; i < LIMBS; i++) {
      const shift = 16 * (i % 2);
      this.state[i] = key[i >> 1] >>> shift;
      this.increment[i] = key[4 + (i >> 1)] >>> shift;
    }
    this.waiting = key[8];
    this.waits = position === 1;
  }

  /** state ← state · multiplier + increment */
  private advance(): void {
    const { state, product } = this;
    let sum = 0;
    for (let k = 0; k < LIMBS; k++) {
      for (let i = 0; i <= k; i++) sum += state[i] * MULTIPLIER[k - i];
      product[k] = sum % LIMB;
      sum = Math.floor(sum / LIMB);
    }
    state.set(product);
    this.add(this.increment);
  }

  private add(limbs: Uint16Array): void {
    let sum = 0;
    for (let i = 0; i < LIMBS; i++) {
      sum += this.state[i] + limbs[i];
      this.state[i] = sum;
      sum >>>= 16;
    }
  }

  private rotate(high: number, low: number, by: number): void {
    const [a, b] = by < 32 ? [high, low] : [low, high];
    const bits = by % 32;
    this.high = bits === 0 ? a >>> 0 : ((a >>> bits) | (b << (32 - bits))) >>> 0;
    this.low = bits === 0 ? b >>> 0 : ((b >>> bits) | (a << (32 - bits))) >>> 0;
  }
}
