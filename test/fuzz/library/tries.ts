/** One input after another: what throws, or takes too long, is a failure. */
import { Dice } from './dice';
import type { Failure } from './programs';

/** Of computing: what the machine does beside it does not count. */
const MOST_MS = 1000;

export function tryEach(count: number, seed: number, input: (dice: Dice) => void): Failure[] {
  const failures: Failure[] = [];
  for (let each = seed; each < seed + count; each++) {
    const before = process.cpuUsage();
    try {
      input(new Dice(each));
    } catch (error) {
      failures.push({ seed: each, message: String(error).replace(/\s+/g, ' ').slice(0, 500) });
    }
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    if (ms > MOST_MS) failures.push({ seed: each, message: `took ${Math.round(ms)} ms` });
  }
  return failures;
}
