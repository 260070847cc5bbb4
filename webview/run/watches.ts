/** What all sections want of the next frames, as one wish. */
import { FEEDS, isWished, wishesOf, type FeedName, type Wishes } from '../../src/protocol/feeds';
import type { Watch } from '../../src/protocol/snapshot';

/** Along the curve of a fit: closer together than can be seen. */
export const FIT_PLACES = 241;
/** What may be drawn first; of the two a network has one at most. */
export const EARLY = { boundary: 80, fit: FIT_PLACES };

export function combinedWatch(wanted: readonly Partial<Watch>[]): Watch {
  const joined = <Name extends FeedName>(name: Name): Wishes[Name] => {
    const wishes = wanted.map((watch: Partial<Wishes>) => watch[name]);
    return FEEDS[name].join(wishes.filter(wish => isWished<Name>(wish)));
  };
  const range = wanted.find(watch => watch.range)?.range ?? null;
  return { ...wishesOf(joined), norms: wanted.some(watch => watch.norms), range };
}
