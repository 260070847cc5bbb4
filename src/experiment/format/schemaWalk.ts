/** What a schema, as a format makes it, says of the fields below it. */
import { findNodeAtLocation } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { JsonSchema } from './core';

/** The schema and all that it is made of. */
function alternatives(schema: JsonSchema): JsonSchema[] {
  const parts = [schema.anyOf, schema.allOf, schema.then && [schema.then]].flatMap(
    list => (list ?? []) as JsonSchema[],
  );
  return [schema, ...parts.flatMap(alternatives)];
}

function propertiesOf(schema: JsonSchema): { [key: string]: unknown } {
  return (schema.properties ?? {}) as { [key: string]: unknown };
}

/** Not `true`, with which a kind of object lets its tag through. */
function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}

/** The schema without what it says of objects of another kind than this one is. */
export function ofKind(schema: JsonSchema, node: Node): JsonSchema {
  const parts = (schema.allOf ?? []) as JsonSchema[];
  return { ...schema, allOf: parts.filter(part => isMet(part.if, node)) };
}

/** Conditions are on the tag of a kind, as variants.ts writes them. */
function isMet(condition: unknown, node: Node): boolean {
  if (!isSchema(condition)) return true;
  const required = (condition.required ?? []) as string[];
  return Object.entries(propertiesOf(condition)).every(([tag, value]) => {
    const written = findNodeAtLocation(node, [tag]);
    if (!written) return !required.includes(tag);
    return isSchema(value) && value.const === written.value;
  });
}

/** Every name that an object there may have, of whatever kind it is. */
export function namesIn(schemas: readonly JsonSchema[]): string[] {
  const names = schemas.flatMap(alternatives).flatMap(each => Object.keys(propertiesOf(each)));
  return [...new Set(names)];
}

export function isList(schemas: readonly JsonSchema[]): boolean {
  return schemas.flatMap(alternatives).some(({ items }) => items !== undefined);
}

/** What is said of the value of this name; of an entry, where no name is given. */
export function below(schemas: readonly JsonSchema[], name?: string): JsonSchema[] {
  return schemas
    .flatMap(alternatives)
    .map(each => (name === undefined ? each.items : propertiesOf(each)[name]))
    .filter(isSchema);
}
