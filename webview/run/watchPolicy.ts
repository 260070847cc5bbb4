/** Which matrices travel with every frame: small ones always, large ones seldom. */
import { strings } from '../words/strings';

/** Up to this many entries a matrix is always up to date. */
const ALWAYS = 4000;
/** Up to this many it comes by itself when training rests. */
const AT_REST = 500_000;
/** More would cost more memory than a picture is worth. */
const NEVER = 4_000_000;

/** The largest matrix that is asked for; `chosen`: the viewer wants to see this one. */
export function watchLimit(chosen: boolean, resting: boolean): number {
  if (chosen) return NEVER;
  return resting ? AT_REST : ALWAYS;
}

/** Why a matrix is not shown yet, and whether it can be asked for. @param step that is shown */
export function waitingWords(
  entries: number,
  asked: boolean,
  resting: boolean,
  step: number,
): { words: string; asks: boolean } {
  if (entries > NEVER) return { words: strings.tooLarge(entries), asks: false };
  const coming = resting ? strings.comingAtRest : strings.coming(step);
  if (entries <= ALWAYS || asked) return { words: coming, asks: false };
  return { words: strings.largeMatrix(entries), asks: true };
}
