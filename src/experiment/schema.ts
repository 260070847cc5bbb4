/** The JSON Schema (draft-07) of the format, for completion, hovers and other programs. */
import { experimentFormat } from './fields/experiment';
import { expressionFormat } from './fields/expression';
import type { JsonSchema } from './format/core';

/** What `media/experiment.schema.json` holds. */
export function experimentSchema(): JsonSchema {
  const definitions: { [name: string]: unknown } = {};
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Backprop Explorer experiment',
    description: 'A network, its data and its training, or an expression: *.backprop.json.',
    allowComments: true,
    allowTrailingCommas: true,
    type: 'object',
    if: { properties: { kind: { const: 'expression' } }, required: ['kind'] },
    then: lift(expressionFormat.schema(), definitions),
    else: lift(experimentFormat.schema(), definitions),
    definitions,
  };
}

/**
 * The same for the editor, which completes and explains from it but judges nothing: what is wrong
 * is said once, by the reader, in a sentence of its own and with a fix.
 */
export function editorSchema(): JsonSchema {
  return lenient(experimentSchema()) as JsonSchema;
}

/** Rules about an object or a list, which only ever complain. */
const JUDGING = ['required', 'additionalProperties', 'minItems', 'maxItems'];
/** Rules about one value, from which the editor also completes. */
const OF_A_VALUE = [
  ...['type', 'enum', 'enumDescriptions', 'const', 'minLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
];

function lenient(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lenient);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept: JsonSchema = {};
  const rules: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (JUDGING.includes(key)) continue;
    if (OF_A_VALUE.includes(key)) rules[key] = value;
    else kept[key] = lenientPart(key, value);
  }
  // Objects and lists are told by what is said of their contents.
  const ofContents = rules.type === 'object' || rules.type === 'array';
  // What fits is explained by its rule; what does not fits the other.
  return ofContents || Object.keys(rules).length === 0 ? kept : { ...kept, anyOf: [rules, {}] };
}

function lenientPart(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case 'properties':
    case 'definitions':
      return Object.fromEntries(
        Object.entries(value as object).map(([name, each]) => [name, lenient(each)]),
      );
    case 'items':
    case 'then':
    case 'else':
    case 'anyOf':
    case 'allOf':
      return lenient(value);
    default:
      // A condition (`if`) only chooses; texts, defaults and snippets are no rules.
      return value;
  }
}

/** Moves what a format calls by name to the definitions, so that each stands there once. */
function lift(schema: unknown, definitions: { [name: string]: unknown }): unknown {
  if (Array.isArray(schema)) return schema.map(entry => lift(entry, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { definition, description, default: fallback, ...rest } = schema as JsonSchema;
  const lifted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, lift(value, definitions)]),
  );
  const around = {
    ...(description === undefined ? {} : { description: lift(description, definitions) }),
    ...(fallback === undefined ? {} : { default: lift(fallback, definitions) }),
  };
  if (typeof definition !== 'string') return { ...around, ...lifted };
  definitions[definition] = lifted;
  return { ...around, allOf: [{ $ref: `#/definitions/${definition}` }] };
}
