/** "Did you mean …?": other libraries' names, other spellings, and slips of the finger. */
import { KEY_ALIASES, VALUE_ALIASES } from './aliases';
import type { Aliases } from './aliases';

/** The key of this format that `written` probably stands for. */
export function suggestKey(written: string, keys: readonly string[]): string | null {
  return meantBy(KEY_ALIASES, written, keys) ?? nearest(written, keys);
}

/** The value of this format that `written` probably stands for. */
export function suggestValue(written: string, values: readonly string[]): string | null {
  return meantBy(VALUE_ALIASES, written, values) ?? nearest(written, values);
}

/** Another library's name, or another spelling of this format's own. */
export function aliasOfKey(written: string, keys: readonly string[]): string | null {
  const same = keys.find(key => normalise(key) === normalise(written));
  return same ?? meantBy(KEY_ALIASES, written, keys) ?? null;
}

function meantBy(aliases: Aliases, written: string, names: readonly string[]): string | undefined {
  const name = normalise(written);
  return Object.hasOwn(aliases, name)
    ? aliases[name]?.find(each => names.includes(each))
    : undefined;
}

/** The closest candidate by edits, if it is close enough to be meant. */
export function nearest(written: string, candidates: readonly string[]): string | null {
  const text = normalise(written);
  // A single character is near to any other; and nobody misspells a name into something much longer.
  if (text.length < 2 || text.length > 40) return null;
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(text, normalise(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Lower case without separators: `oneHot`, `one-hot` and `one_hot` are the same slip. */
function normalise(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/** Damerau–Levenshtein distance with adjacent transpositions. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      let least = Math.min(substitution, previous[column] + 1, current[column - 1] + 1);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, beforePrevious[column - 2] + 1);
      }
      current.push(least);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length];
}
