/** Formats with keys of one's own choice, and values of any kind. */
import { object } from './compounds';
import { refuse } from './core';
import type { Format, JsonType } from './core';
import { getNodeValue } from 'jsonc-parser';

const EVERY_TYPE: readonly JsonType[] = ['string', 'number', 'boolean', 'array', 'object', 'null'];

/** Any JSON value: what it may be is somebody else's business. */
export const anything: Format<{ json: unknown }> = {
  types: EVERY_TYPE,
  expected: 'a value',
  read: node => ({ json: getNodeValue(node) as unknown }),
  schema: () => ({}),
};

/** An object with keys of one's own choice, in the order of the file. */
export function dictionary<T>(entry: Format<T>, noun: string): Format<{ [key: string]: T }> {
  const outer = object({}, { noun });
  return {
    ...outer,
    read(node, path, report) {
      if (node.type !== 'object') return refuse(outer, node, path, report);
      const values: [string, T][] = [];
      for (const { children } of node.children ?? []) {
        const [key, child] = children ?? [];
        const name = String(key?.value);
        const value = child && entry.read(child, [...path, name], report);
        if (value !== undefined) values.push([name, value]);
      }
      return Object.fromEntries(values);
    },
    schema: () => ({ type: 'object', additionalProperties: entry.schema() }),
  };
}
