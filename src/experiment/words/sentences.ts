/** Texts that are put together from others. */
import { t } from './say';

/** Sentences one after another: Chinese ones have no space between them. */
export function sentences(parts: readonly string[]): string {
  return parts.length === 0 ? '' : parts.reduce((before, next) => t('{0} {1}', before, next));
}
