/** What a schema, as a format makes it, says of the fields below it. */
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
