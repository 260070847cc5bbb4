/**
 * The display language where nothing of vscode is known, with the same translations as `l10n.t` of
 * vscode (media/l10n). A text is said when it is shown, never while its file is loaded: no language is
 * known then.
 */
import { config, t } from '@vscode/l10n';
import { formatInteger } from '../../engine/ground/numbers';

export { t };

/** @param bundle of VS Code; undefined where it speaks English */
export function speak(bundle: Record<string, string> | undefined): void {
  config({ contents: bundle ?? {} });
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
