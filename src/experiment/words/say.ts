/**
 * The display language for layers that know nothing of VS Code: their texts are English until the host
 * gives the library its bundle (src/host/words). The terminal and the worker give it none.
 */
import { t } from '@vscode/l10n';
import { formatInteger } from '../../engine/ground/numbers';

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
