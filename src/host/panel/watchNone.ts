import { FEEDS, wishesOf } from '../../protocol/feeds';

/**
 * What a page wants that nobody sees. Watches are merged, so that every part a page may ask for is
 * named here; whether somebody inspects is the inspector's to say.
 */
export const WATCH_NONE = { ...wishesOf(name => FEEDS[name].noWish), norms: false };
