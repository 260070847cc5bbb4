/** Problems about an object's keys: unknown, misplaced, missing. */
import type { Node } from 'jsonc-parser';
import type { Fix, JsonPath } from './finding';
import { atKey } from './core';
import type { Field, Report } from './core';
import { suggestKey } from './suggest';

export interface ObjectOptions {
  /** What the object is called in messages: "a layer". */
  readonly noun: string;
  /** What it is called where it is told apart from its other kinds; the noun where not said. */
  readonly kindNoun?: string;
  /** Keys that are legal elsewhere → where, in words that follow "`key` is only for". */
  readonly elsewhere?: { readonly [key: string]: string | undefined };
  readonly snippets?: readonly { label: string; description: string; body: unknown }[];
}

/** Returns the key that was probably meant. */
export function refuseUnknownKey(
  key: string,
  keys: readonly string[],
  written: ReadonlyMap<string, unknown>,
  path: JsonPath,
  report: Report,
  { noun, kindNoun = noun, elsewhere }: ObjectOptions,
): string | null {
  if (report.full) return null;
  const place = atKey(...path, key);
  const owner = elsewhere && Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
  if (owner !== undefined) {
    const message = `\`${key}\` is only for ${owner}, not for ${kindNoun}.`;
    report.error('misplaced-key', message, place, [removal(path, key)]);
    return null;
  }
  const meant = suggestKey(key, keys);
  if (meant === null) {
    const known = keys.length > 0 ? `; it has ${keys.map(name => `\`${name}\``).join(', ')}` : '';
    const message = `\`${key}\` is not a field of ${noun}${known}.`;
    report.error('unknown-key', message, place, [removal(path, key)]);
    return null;
  }
  if (written.has(meant)) {
    const message = `\`${key}\` is not a field of ${noun}: \`${meant}\` is, and is there already.`;
    report.error('unknown-key', message, place, [removal(path, key)]);
    return null;
  }
  const message = `\`${key}\` is not a field of ${noun}: did you mean \`${meant}\`?`;
  report.error('unknown-key', message, place, [
    { title: `Rename to \`${meant}\``, path: [...path, key], part: 'key', text: meant },
  ]);
  return meant;
}

function removal(path: JsonPath, key: string): Fix {
  return { title: `Remove \`${key}\``, path: [...path, key], part: 'removal' };
}

/** At the name of the object that lacks the key, or at its opening brace: never all over it. */
export function reportMissing(
  key: string,
  field: Field<unknown>,
  node: Node,
  path: JsonPath,
  report: Report,
  { noun }: ObjectOptions,
): void {
  const named = typeof path[path.length - 1] === 'string';
  report.error(
    'missing-key',
    `\`${key}\` is missing from ${noun}: it must be ${field.format.expected}.`,
    named
      ? atKey(...path)
      : { kind: 'json', path, part: 'value', span: { offset: node.offset, length: 1 } },
  );
}
