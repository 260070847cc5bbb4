import { FEEDS, wishesOf } from '../../protocol/feeds';

/**
 * The watch of a hidden page. Watches are merged, so it names every part that a page may ask for;
 * `inspected` belongs to the inspector.
 */
export const WATCH_NONE = { ...wishesOf(name => FEEDS[name].noWish), norms: false, range: null };
