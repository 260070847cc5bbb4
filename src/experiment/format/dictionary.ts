/** Objects whose keys are the writer's own. */
import { object } from './compounds';
import { refuse } from './core';
import type { Format } from './core';

/** An object with keys of one's own choice, and entries of one format. */
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
