/** How a finding and an edit are put into words. */
import type { JsonPath, TriedEdit } from '../../src/protocol/findings';

/** Shorter beginnings are no claim of their own. */
const LEAST_CLAIM = 12;
/** Longer values are told by the title of the edit. */
const LONGEST_CODE = 32;

/** What is claimed, up to the first colon or full stop, and what is said beyond it. */
export function claimOf(message: string): { claim: string; rest: string } {
  for (const { index } of message.matchAll(/[:.] /g)) {
    if (index < LEAST_CLAIM) continue;
    const rest = message.slice(index + 2);
    return { claim: message.slice(0, index), rest: rest[0].toUpperCase() + rest.slice(1) };
  }
  return { claim: message.replace(/\.$/, ''), rest: '' };
}

/** `"learning_rate": 0.01`, `layers[0] "units": 8`; null: it is no one field. */
export function codeOf({ path, text }: Pick<TriedEdit, 'path' | 'text'>): string | null {
  const name = path.at(-1);
  if (typeof name !== 'string' || text.length > LONGEST_CODE || /[[{]/.test(text)) return null;
  return `${layerOf(path)}"${name}": ${text}`;
}

function layerOf(path: JsonPath): string {
  const index = path.find(key => typeof key === 'number');
  return index === undefined ? '' : `layers[${index}] `;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
