/** What the JSON Schema of the format says of a value, put in words. */
import { code } from './page';

/** The keywords that the schema uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: string[];
  enumDescriptions?: string[];
  default?: unknown;
  description?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  if?: Schema;
  then?: Schema;
}

/** One kind of an object that its `type` or `name` tells. */
export interface Kind {
  name: string;
  schema: Schema;
}

/** The kinds of an object; none where it has one form. */
export function kindsOf({ allOf = [] }: Schema): Kind[] {
  return allOf.flatMap(({ if: condition, then }) => {
    const [told] = Object.values(condition?.properties ?? {});
    return then && typeof told?.const === 'string' ? [{ name: told.const, schema: then }] : [];
  });
}

/** The field that tells the kinds of an object. */
export function tagOf({ allOf = [] }: Schema): string | null {
  const condition = allOf.find(({ if: each }) => each)?.if;
  return Object.keys(condition?.properties ?? {}).at(0) ?? null;
}

/** The name of a definition that the schema refers to. */
export function definitionOf({ $ref, allOf = [] }: Schema): string | null {
  const ref = $ref ?? allOf.find(each => each.$ref)?.$ref;
  return ref?.split('/').at(-1) ?? null;
}

/** The forms of a value that are objects with fields, also as entries of a list. */
export function objectsIn(schema: Schema): Schema[] {
  if (definitionOf(schema) !== null) return [];
  if (schema.anyOf) return unlike(schema.anyOf.flatMap(objectsIn));
  if (schema.type === 'array') return schema.items ? objectsIn(schema.items) : [];
  const { additionalProperties: others } = schema;
  if (typeof others === 'object') return objectsIn(others);
  return schema.properties ? [schema] : [];
}

/** The lists of names in a value. */
export function namesIn(schema: Schema): Schema[] {
  if (schema.enum) return [schema];
  const within = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  return unlike(within.flatMap(namesIn));
}

function unlike(schemas: Schema[]): Schema[] {
  const texts = schemas.map(each => JSON.stringify(each));
  return schemas.filter((_, index) => texts.indexOf(texts[index]) === index);
}

/** Shorter lists of names stand in the table itself. */
const SHORT = 5;

/** What a value may be. */
export function wordsOf(schema: Schema, linked: (definition: string) => string): string {
  const definition = definitionOf(schema);
  if (definition !== null) return linked(definition);
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) {
    const names = schema.enum.map(name => code(JSON.stringify(name)));
    return names.length <= SHORT ? names.join(', ') : 'a name from the list below';
  }
  if (schema.anyOf) {
    return [...new Set(schema.anyOf.map(each => wordsOf(each, linked)))].join(', or ');
  }
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return `whole number${rangeOf(schema)}`;
    case 'number':
      return `number${rangeOf(schema)}`;
    case 'array':
      return listOf(schema, linked);
    case 'object':
      return 'object';
    default:
      return 'any value';
  }
}

function listOf({ items, minItems, maxItems }: Schema, linked: (name: string) => string): string {
  if (!items) return 'list';
  const count = minItems !== undefined && minItems === maxItems ? `${minItems} ` : '';
  const of = wordsOf(items, linked);
  const [, one, rest] = /^((?:list|text|object|(?:whole )?number)?)(.*)$/.exec(of) ?? [];
  // A choice among several, or of names, has no plural.
  if (!one || of.includes(', or ')) return `list, each entry ${of}`;
  return `list of ${count}${one}s${rest}`;
}

function rangeOf(schema: Schema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const number = (value: number): string => value.toLocaleString('en-US');
  const bounds = [
    ...(minimum === undefined ? [] : [`≥ ${number(minimum)}`]),
    ...(exclusiveMinimum === undefined ? [] : [`> ${number(exclusiveMinimum)}`]),
    ...(maximum === undefined ? [] : [`≤ ${number(maximum)}`]),
    ...(exclusiveMaximum === undefined ? [] : [`< ${number(exclusiveMaximum)}`]),
  ];
  return bounds.length === 0 ? '' : ` ${bounds.join(', ')}`;
}
