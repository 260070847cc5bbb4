/** One net with mistakes planted in it, for tests of what is made of its arrays. */
import type { Bug } from '../engine/autopsy/pass';
import { dump, planOf, randomOf, SMALL, type Dump } from '../engine/autopsy/plant';

export function planted(...bugs: Bug[]): Dump {
  const plan = planOf(randomOf(1), SMALL);
  return dump(randomOf(11), plan, bugs, { layout: 'rows', names: 0, deltas: false });
}
