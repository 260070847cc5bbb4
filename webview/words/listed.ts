/** Several names in a row. */
import { t } from './say';

/** `loss, accuracy and penalty` */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : t`${names.slice(0, -1).join(', ')} and ${last}`;
}
