/** Every field of an experiment, section by section, from the schema of the format. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../library/process';
import {
  definitionOf,
  kindsOf,
  namesIn,
  objectsIn,
  tagOf,
  wordsOf,
  type Kind,
  type Schema,
} from './formatSchema';
import { code, table } from './page';

/** What the parts of the format are called that stand in several places. */
const TITLES: Record<string, string> = {
  source: 'Data source',
  kernelInitializer: 'Initializer of weights',
  biasInitializer: 'Initializer of biases',
  gradientClipping: 'Gradient clipping',
  schedule: 'Learning rate schedule',
};

interface FormatSchema extends Schema {
  else: Schema;
  definitions: Record<string, Schema>;
}

interface Row {
  name: string;
  schema: Schema;
  required: boolean;
  /** The kinds that have it; null: it is in all. */
  kinds: string[] | null;
}

export function formatFields(): string {
  const text = readFileSync(path.join(ROOT, 'media/experiment.schema.json'), 'utf8');
  const schema = JSON.parse(text) as FormatSchema;
  const expression = schema.then?.properties?.expression;
  const shared = Object.entries(schema.definitions).map(([name, each]) =>
    section(titleOf(name), each, 2),
  );
  return [
    section('Top level', schema.else, 2, ['']),
    ...shared,
    ...(expression ? [section('`expression`', expression, 2)] : []),
  ].join('\n\n');
}

/** @throws Error for a definition that has no title yet */
function titleOf(definition: string): string {
  const title = TITLES[definition];
  if (!title) throw new Error(`Give ${definition} a title.`);
  return title;
}

function linked(definition: string): string {
  const title = titleOf(definition);
  return `[${title.toLowerCase()}](#${title.toLowerCase().replaceAll(' ', '-')})`;
}

/** A value with its forms, and below it a section for each object in it. */
function section(title: string, schema: Schema, depth: number, route?: string[]): string {
  const forms = objectsIn(schema);
  const own = namesIn(schema).map(each => alone(each, forms));
  const parts = forms.flatMap((form, index) => [
    ...(own.length > 0 || index > 0 ? ['Or an object:'] : []),
    tableOf(rowsOf(form)),
    ...namesOf(rowsOf(form)),
  ]);
  const inside = forms
    .flatMap(rowsOf)
    .filter(row => objectsIn(row.schema).length > 0)
    .map(row => inner(row, depth, route));
  const narrowed = forms.flatMap(kindsOf).filter(({ schema: kind }) => narrowing(kind));
  return [
    `${'#'.repeat(depth)} ${title}`,
    ...(schema.description ? [schema.description] : []),
    ...own,
    ...parts,
    ...narrowed.map(kind => narrow(kind, depth)),
    ...inside,
  ].join('\n\n');
}

/** Sections of the file itself are headings of the page, and name their parts by their paths. */
function inner({ name, schema }: Row, depth: number, route: string[] | undefined): string {
  const at = [...(route ?? []), name].filter(each => each !== '');
  return section(code(at.join('.')), schema, route && at.length === 1 ? depth : depth + 1, at);
}

const narrowing = (schema: Schema): boolean => kindsOf(schema).length > 0;

function narrow({ name, schema }: Kind, depth: number): string {
  const rows = rowsOf(schema);
  return [
    `${'#'.repeat(depth + 1)} ${code(name)}`,
    // What its names mean is said above.
    tableOf(rows.filter(row => row.schema.enum === undefined)),
  ].join('\n\n');
}

function tableOf(rows: Row[]): string {
  const someKinds = rows.some(({ kinds }) => kinds !== null);
  const heads = ['field', ...(someKinds ? ['in'] : []), 'value', 'default', 'meaning'];
  return table(
    heads,
    rows.map(row => [
      code(row.name),
      ...(someKinds ? [row.kinds?.map(code).join(', ') ?? 'all'] : []),
      wordsOf(row.schema, linked),
      defaultOf(row),
      row.schema.description ?? '',
    ]),
  );
}

function defaultOf({ schema, required }: Row): string {
  if (required) return '**required**';
  return schema.default === undefined ? '' : code(JSON.stringify(schema.default));
}

/** Fields of the object itself first, then those of its kinds: alike ones in one row. */
function rowsOf(form: Schema): Row[] {
  const plain = ownRows(form, null);
  const kinds = kindsOf(form);
  const found = new Map<string, Row & { kinds: string[] }>();
  for (const { name: kind, schema } of kinds) {
    const rows = ownRows(schema, []).filter(row => !plain.some(({ name }) => name === row.name));
    for (const row of rows) {
      const key = JSON.stringify([row.name, row.required, row.schema]);
      const known = found.get(key) ?? { ...row, kinds: [] };
      known.kinds.push(kind);
      found.set(key, known);
    }
  }
  const ofKinds = [...found.values()].map(row =>
    row.kinds.length === kinds.length ? { ...row, kinds: null } : row,
  );
  return [...plain, ...ofKinds];
}

function ownRows(
  { properties = {}, required = [], ...form }: Schema,
  kinds: null | string[],
): Row[] {
  const tag = tagOf(form);
  return Object.entries(properties)
    .filter(([, schema]) => Object.keys(schema).length > 0)
    .map(([name, schema]) => ({
      ...{ name, schema, kinds },
      required: required.includes(name) || (name === tag && schema.default === undefined),
    }));
}

/** What each of the names means that the fields of a table may have; alike lists stand once. */
function namesOf(rows: Row[]): string[] {
  const fields = new Map<string, string[]>();
  for (const { name, schema } of rows) {
    if (definitionOf(schema) !== null || objectsIn(schema).length > 0) continue;
    for (const list of namesIn(schema).map(meanings))
      if (list !== '') fields.set(list, [...(fields.get(list) ?? []), code(name)]);
  }
  return [...fields].map(([list, names]) => `${names.join(', ')}:\n\n${list}`);
}

/** Names that may stand for a whole object; the fields of the object say what they mean, if it has any. */
function alone(names: Schema, forms: Schema[]): string {
  if (!forms.some(form => kindsOf(form).length > 0)) return `A name:\n\n${meanings(names)}`;
  return `A name: ${(names.enum ?? []).map(quoted).join(', ')}.`;
}

function meanings({ enum: names = [], enumDescriptions }: Schema): string {
  if (!enumDescriptions) return '';
  return names.map((name, index) => `- ${quoted(name)}: ${enumDescriptions[index]}`).join('\n');
}

const quoted = (name: string): string => code(JSON.stringify(name));
