/** Validates messages from the page of a table's columns: a webview is not trusted. */
import { isCount, isFields, oneOf } from '../readValues';
import type { FeatureAs, FromTable, MissingChoice } from './table';

const USES = ['number', 'one_hot', 'ordinal'] as const satisfies readonly FeatureAs[];
const MISSING = ['skip_row', 'median'] as const satisfies readonly MissingChoice[];

/** The message without any unknown fields; null if it is not valid. */
export function readFromTable(message: unknown): FromTable | null {
  if (!isFields(message)) return null;
  const { type, column } = message;
  switch (type) {
    case 'ready':
    case 'create':
      return { type };
    case 'target':
      return isCount(column) ? { type, column } : null;
    case 'input': {
      const { isInput } = message;
      return isCount(column) && typeof isInput === 'boolean' ? { type, column, isInput } : null;
    }
    case 'use': {
      const as = oneOf(USES, message.as);
      return isCount(column) && as ? { type, column, as } : null;
    }
    case 'header': {
      const { header } = message;
      return typeof header === 'boolean' ? { type, header } : null;
    }
    case 'missing': {
      const missing = oneOf(MISSING, message.missing);
      return missing && { type, missing };
    }
    default:
      return null;
  }
}
