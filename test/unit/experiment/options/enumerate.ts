/** Every option of the format, as the JSON Schema lists them. */
import { experimentSchema } from '../../../../src/experiment/schema';

interface Schema {
  properties?: { [key: string]: Schema | true };
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  if?: { properties: { [tag: string]: { const: string } } };
  then?: Schema;
  else?: Schema;
  additionalProperties?: Schema | boolean;
  definitions?: { [name: string]: Schema };
}

/**
 * Names such as `trainer.epochs`, `model.layers[].units`, `optimizer<adam>.betas`. What stands in
 * a definition is named after it: `source<csv>.path`.
 */
export function optionNames(): string[] {
  const schema = experimentSchema() as Schema;
  const names = new Set<string>();
  visit(schema, '', names);
  for (const [name, definition] of Object.entries(schema.definitions ?? {})) {
    visit(definition, name, names);
  }
  return [...names];
}

function visit(schema: Schema, path: string, names: Set<string>): void {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    // A tag that a branch lets through is an option of the object around it.
    if (property === true) continue;
    const name = path === '' ? key : `${path}.${key}`;
    names.add(name);
    visit(property, name, names);
  }
  if (schema.items) visit(schema.items, `${path}[]`, names);
  for (const part of [...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) {
    visit(part, path, names);
  }
  const { if: condition, then, else: otherwise } = schema;
  if (otherwise) visit(otherwise, path, names);
  if (condition && then) {
    const [{ const: kind }] = Object.values(condition.properties);
    visit(then, `${path}<${kind}>`, names);
  }
  const { additionalProperties: more } = schema;
  if (typeof more === 'object') visit(more, `${path}.*`, names);
}
