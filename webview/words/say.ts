/**
 * The language of the page. Every text of a page that a person reads is written in English in
 * t(…), t`…` or plural(…); the host gives the page their translations for VS Code's display language
 * (media/l10n), which `npm run l10n` holds to the English texts.
 */
import { config, t } from '@vscode/l10n';
import { formatInteger } from './numbers';

/** The skeleton of a page carries them, see src/host/panel/html.ts. */
const given = typeof document === 'undefined' ? null : document.getElementById('translations');
const bundle: unknown = JSON.parse(given?.textContent ?? 'null');
if (bundle !== null) config({ contents: bundle as Record<string, string> });

export { t };

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
