/** Memory is handed out once, while a run is set up, and given back with the whole instance. */

/** What one load may read past the last number of an array. */
const SLACK: usize = 64;

let next: usize = (__heap_base + 63) & ~63;

/**
 * Takes memory without ever growing it: growing would cut off the arrays that JavaScript holds.
 * @returns address of `bytes` zero bytes, at a multiple of 64; 0 where there is not as much left
 */
export function allocate(bytes: usize): usize {
  const start = next;
  // In 64 bits: the end of 4 GiB is no address of 32.
  const end = (<u64>start + <u64>bytes + SLACK + 63) & ~63;
  if (end >= (<u64>memory.size()) << 16) return 0;
  next = <usize>end;
  return start;
}

/** From here on: of threads that share one memory, each has its own part of it. */
export function startAt(address: usize): void {
  next = address;
}
