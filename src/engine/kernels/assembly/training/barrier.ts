/**
 * Threads on one memory, kept in step: the one that trains hands out a command and waits until all
 * have carried it out. Waiting is looking again and again for as long as a short command takes, and
 * sleeping afterwards. Only where SHARED is 1: elsewhere there is one thread.
 */

/** Addresses in the block that all threads know, each in a cache line of its own. */
let generation: usize = 0;
let pending: usize = 0;
let ready: usize = 0;
let command: usize = 0;
let gone: usize = 0;

/** Bytes of that block, and of what stands behind it. */
export const BARRIER_BYTES: usize = 320;

/** Looks before sleeping: some tens of microseconds. */
const LOOKS: i32 = 20000;
/** Nanoseconds of sleep between looks: nothing hangs for a missed call. */
const NAP: i64 = 10_000_000;
/** What a wait returns that nobody has ended. */
const TIMED_OUT: i32 = 2;

export function setBarrier(block: usize): void {
  generation = block;
  pending = block + 64;
  ready = block + 128;
  command = block + 192;
  gone = block + 256;
}

/** The block as it was when nobody knew it. Only while no other thread does. */
export function clearBarrier(): void {
  if (!SHARED) return;
  store<i32>(command, 0);
  atomic.store<i32>(pending, 0);
  atomic.store<i32>(ready, 0);
  atomic.store<i32>(gone, 0);
}

/** Hands a command to `others` threads. */
export function begin(order: i32, others: i32): void {
  store<i32>(command, order);
  if (!SHARED) return;
  atomic.store<i32>(pending, others);
  atomic.add<i32>(generation, 1);
  atomic.notify(generation, others);
}

/**
 * Waits until all others have carried it out: a thread that has ended never does.
 * @param naps the most to wait for; the time for which a machine was asleep does not count
 * @returns whether they have
 */
export function awaitOthers(naps: i32): bool {
  if (!SHARED) return true;
  let left = 0;
  let slept = 0;
  for (let looks = 0; (left = atomic.load<i32>(pending)) != 0; looks++) {
    if (slept > naps) return false;
    if (looks > LOOKS && atomic.wait<i32>(pending, left, NAP) == TIMED_OUT) slept++;
  }
  return true;
}

/** A thread is there. @returns what `nextCommand` wants to know */
export function present(): i32 {
  if (!SHARED) return 0;
  const seen = atomic.load<i32>(generation);
  atomic.add<i32>(ready, 1);
  return seen;
}

/** How many threads are there. */
export function readyThreads(): i32 {
  return SHARED ? atomic.load<i32>(ready) : 0;
}

/** A thread leaves: from now on it touches nothing of this memory. */
export function leave(): void {
  if (SHARED) atomic.add<i32>(gone, 1);
}

/** How many threads have left. */
export function goneThreads(): i32 {
  return SHARED ? atomic.load<i32>(gone) : 0;
}

/** Waits for the command after the one of generation `seen`. @returns its generation */
export function awaitCommand(seen: i32): i32 {
  if (!SHARED) return seen;
  let now = seen;
  for (let looks = 0; (now = atomic.load<i32>(generation)) == seen; looks++) {
    if (looks > LOOKS) atomic.wait<i32>(generation, seen, NAP);
  }
  return now;
}

export function currentCommand(): i32 {
  return load<i32>(command);
}

/** The command has been carried out. */
export function carriedOut(): void {
  if (SHARED && atomic.sub<i32>(pending, 1) == 1) atomic.notify(pending, 1);
}
