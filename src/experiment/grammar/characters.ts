/**
 * The characters that steps, formulas and names are made of, and what others are meant to be: `×`,
 * `½`, the italic letters of a PDF, blanks that no key makes.
 */
import { POWER, type Language } from './language';

/** One character with the marks upon it, or a whole exponent in superscript. */
const CLUSTERS = /[⁺⁻]?[⁰¹²³⁴-⁹]+|[^]\p{M}*/gu;
const WORD = /^[\p{L}\p{N}_]\p{M}*$/u;
/** Letters and digits that people type as they are, although Unicode has another form of them. */
const KEPT = /^[₀-₉ₐ-ₜᵢ-ᵪⱼℓµϐϑϕϖϰϱϵ]$/u;
const BLANK = /^[ \t\n\r]$/;

/** How people write what a keyboard has no key for, and what it is here. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ...['×', '·', '⋅', '∙', '∗', '⊙', '∘'].map(sign => [sign, '*'] as const),
  ...['−', '–', '—', '‐', '‑'].map(sign => [sign, '-'] as const),
  ...['÷', '∕', '⁄'].map(sign => [sign, '/'] as const),
  ['√', 'sqrt'],
]);

const TRANSPOSE = '.T';

export function clustersOf(text: string): string[] {
  return text.match(CLUSTERS) ?? [];
}

/** Whether all of it may stand in a name: letters, digits and _ as they are usually written. */
export function isWord(text: string): boolean {
  return clustersOf(text).every(cluster => WORD.test(cluster) && plainWord(cluster) === cluster);
}

/** The usual way to write a letter or digit: `x` for `𝑥`, `1` for `①`. */
function plainWord(cluster: string): string {
  return KEPT.test(cluster) ? cluster : cluster.normalize('NFKC');
}

/** What a cluster is meant to be: itself where it can stand; null where nothing is known. */
function plain(cluster: string, language: Language<string>): string | null {
  if (canStand(cluster, language)) return cluster;
  if (/^[⁺⁻⁰¹²³⁴-⁹]/u.test(cluster)) return exponent(cluster, language);
  if (cluster === 'ᵀ' && language.hasMembers) return TRANSPOSE;
  const meant = MEANT.get(cluster) ?? fraction(cluster) ?? cluster.normalize('NFKC');
  if (meant !== cluster && clustersOf(meant).every(each => canStand(each, language))) return meant;
  return /^\p{Cf}+$/u.test(cluster) ? '' : null;
}

function canStand(cluster: string, { operators }: Language<string>): boolean {
  if (WORD.test(cluster)) return plainWord(cluster) === cluster;
  return operators.has(cluster) || '(),=.'.includes(cluster) || BLANK.test(cluster);
}

function exponent(cluster: string, { operators }: Language<string>): string | null {
  const power = cluster.normalize('NFKC').replace('−', '-').replace('+', '');
  return operators.has(POWER) && /\d$/.test(power) ? POWER + power : null;
}

/** `½`: in Unicode's own words 1⁄2. */
function fraction(cluster: string): string | undefined {
  const [, above, below] = /^(\d+)⁄(\d+)$/.exec(cluster.normalize('NFKC')) ?? [];
  if (below === undefined) return undefined;
  const value = String(Number(above) / Number(below));
  return value.length < 6 ? value : `(${above}/${below})`;
}

/** What cannot stand where it does, at its characters. */
export interface StrayCharacter {
  cluster: string;
  start: number;
  end: number;
  /** What it is meant to be, '' where it is best left out; null where nothing is known. */
  meant: string | null;
}

/** The first character that the language does not know. */
export function findStray(text: string, language: Language<string>): StrayCharacter | null {
  let start = 0;
  for (const cluster of clustersOf(text)) {
    const end = start + cluster.length;
    if (!canStand(cluster, language))
      return { cluster, start, end, meant: plain(cluster, language) };
    start = end;
  }
  return null;
}

/** The text with all that is known to be meant otherwise written so. */
export function written(text: string, language: Language<string>): string {
  let result = '';
  let wasReplaced = false;
  for (const cluster of clustersOf(text)) {
    const meant = plain(cluster, language) ?? cluster;
    // What was no letter of a name does not become one: `2½` is not 20.5, `x²3` not x^23.
    const isLetter = [cluster, ...clustersOf(meant)].every(each => WORD.test(each));
    const isReplaced = meant !== cluster && !isLetter;
    const meets = /[\p{L}\p{N}\p{M}_.]$/u.test(result) && /^[\p{L}\p{N}_.]/u.test(meant);
    if ((isReplaced || wasReplaced) && meets && meant !== TRANSPOSE) result += ' ';
    result += meant;
    wasReplaced = isReplaced;
  }
  return result;
}

/** A character for a sentence: by its number where it cannot be seen. */
export function shown(cluster: string): string {
  if (!/^[\p{C}\p{Z}\p{M}]/u.test(cluster)) return `\`${cluster}\``;
  const [code] = Array.from(cluster, each => each.codePointAt(0) ?? 0);
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
