/** What all sections want of the next frames, as one wish. */
import { FEEDS, isWished, wishesOf, type FeedName, type Wishes } from '../../src/protocol/feeds';
import type { Watch } from '../../src/protocol/snapshot';

export function combinedWatch(wanted: readonly Partial<Watch>[]): Watch {
  const joined = <Name extends FeedName>(name: Name): Wishes[Name] => {
    const wishes = wanted.map((watch: Partial<Wishes>) => watch[name]);
    return FEEDS[name].join(wishes.filter(wish => isWished<Name>(wish)));
  };
  const range = wanted.find(watch => watch.range)?.range ?? null;
  return { ...wishesOf(joined), norms: wanted.some(watch => watch.norms), range };
}
