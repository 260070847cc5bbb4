/** NumPy's SeedSequence: a seed, however small, becomes any number of words that look random. */

const POOL = 4;
const FIRST = { start: 0x43b0d7e5, factor: 0x931e8875 };
const SECOND = { start: 0x8b51f9dd, factor: 0x58f38ded };
const MIX_LEFT = 0xca01f9dd;
const MIX_RIGHT = 0x4973f715;

/** Each call hashes one word by the next of a sequence of constants. */
function hasher({ start, factor }: typeof FIRST): (word: number) => number {
  let constant = start;
  return word => {
    const mixed = word ^ constant;
    constant = Math.imul(constant, factor);
    return folded(Math.imul(mixed, constant));
  };
}

function folded(word: number): number {
  return (word ^ (word >>> 16)) >>> 0;
}

function mix(x: number, y: number): number {
  return folded((Math.imul(MIX_LEFT, x) - Math.imul(MIX_RIGHT, y)) | 0);
}

/** `SeedSequence(seed).generate_state(count)`; the seed has up to 53 bits. */
export function seedWords(seed: number, count: number): number[] {
  // Two words of entropy at most: the pool of four has room for them.
  const entropy = [seed >>> 0, Math.floor(seed / 2 ** 32)];
  const hash = hasher(FIRST);
  const pool = Array.from({ length: POOL }, (_, i) => hash(entropy[i] ?? 0));
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) {
      if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
    }
  }
  const spread = hasher(SECOND);
  return Array.from({ length: count }, (_, i) => spread(pool[i % POOL]));
}
