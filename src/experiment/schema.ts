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
