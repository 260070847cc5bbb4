/**
 * MT19937, the generator that NumPy's legacy RandomState and PyTorch's CPU generator share.
 * M. Matsumoto, T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); seeding as of 2002.
 */

const SIZE = 624;
const SHIFT = 397;
const MATRIX_A = 0x9908b0df;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;

export interface TwisterState {
  key: Uint32Array;
  position: number;
}

export class MersenneTwister {
  private readonly key = new Uint32Array(SIZE);
  private position = SIZE;

  /** @param seed any integer; its low 32 bits are used (init_genrand) */
  constructor(seed: number) {
    const key = this.key;
    key[0] = seed >>> 0;
    for (let i = 1; i < SIZE; i++) {
      const previous = key[i - 1] ^ (key[i - 1] >>> 30);
      key[i] = Math.imul(1812433253, previous) + i;
    }
  }

  /** The next 32 random bits, as a number in [0, 2³²). */
  uint32(): number {
    if (this.position === SIZE) this.refill();
    let y = this.key[this.position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  save(): TwisterState {
    return { key: this.key.slice(), position: this.position };
  }

  restore(state: TwisterState): void {
    this.key.set(state.key);
    this.position = state.position;
  }

  private refill(): void {
    const key = this.key;
    for (let i = 0; i < SIZE; i++) {
      const y = (key[i] & UPPER) | (key[(i + 1) % SIZE] & LOWER);
      key[i] = key[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ (y & 1 ? MATRIX_A : 0);
    }
    this.position = 0;
  }
}
