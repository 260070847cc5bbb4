/** What stands in the plots over the plane: the network as it is, or also as it was when the run began. */
import type { Watch } from '../../src/protocol/snapshot';
import type { Boundary } from '../../src/protocol/tensors';
import type { PageModel } from '../run/model';
import { boundaryStrings as words } from './boundaryStrings';
import type { Plot } from './plotScene';

/** `change`: before and now. */
export type Look = 'now' | 'change';

export function plotsOf({ data, frame }: PageModel, look: Look): readonly Plot[] {
  const { boundary } = data;
  if (look === 'now') return [{ title: '', boundary }];
  const { position, timeline } = frame ?? {};
  return [
    { title: words.before(timeline?.start ?? 0), boundary: isLike(data.before, boundary) },
    { title: words.now(position?.step ?? 0), boundary },
  ];
}

/** What began the run stays the same: it is asked for until it is there, over the plane that is shown. */
export function wishesOf({ data }: PageModel, look: Look, resolution: number): Partial<Watch> {
  const isKnown = look === 'now' || isLike(data.before, data.boundary) !== null;
  return { boundary: resolution, before: isKnown ? 0 : resolution };
}

/** The boundary, where it is of the same samples as another one. */
function isLike(before: Boundary | null, now: Boundary | null): Boundary | null {
  const samples = (of: Boundary | null): string => JSON.stringify([of?.resolution, of?.extent]);
  return before && samples(before) === samples(now) ? before : null;
}
