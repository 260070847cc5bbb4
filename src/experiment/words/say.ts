/**
 * The display language for layers that know nothing of VS Code: their texts are English until the host
 * gives the library its bundle, here and in its workers. The terminal gives it none.
 */
import { config, t } from '@vscode/l10n';
import { formatInteger } from '../../engine/ground/numbers';

export { t };

/** Translations by their English texts. */
export type Bundle = Record<string, string>;

let spoken: Bundle | undefined;

/** @param bundle of the display language; undefined for English */
export function speak(bundle: Bundle | undefined): void {
  spoken = bundle;
  config({ contents: bundle ?? {} });
}

/** What `speak` was given: a worker has to be given it, too. */
export function spokenBundle(): Bundle | undefined {
  return spoken;
}

/**
 * A count with its noun, such as "1 row" and "3 rows". Both are given whole, because languages form
 * them in ways of their own.
 *
 * @param one such as `{0} row`
 * @param many such as `{0} rows`
 */
export function plural(count: number, one: string, many: string): string {
  return t(count === 1 ? one : many, formatInteger(count));
}
