/** Formats made of formats: lists, objects, alternatives. */
import { getNodeValue } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Fix, JsonPath } from './finding';
import { Report, atValue, nameOf, refuse, replaceValue } from './core';
import type { Field, Format, JsonSchema, JsonType } from './core';
import { refuseUnknownKey, reportMissing, type ObjectOptions } from './keys';

export function list<T>(
  item: Format<T>,
  { min = 0, max = Infinity, noun = 'a list' }: { min?: number; max?: number; noun?: string } = {},
): Format<T[]> {
  const format: Format<T[]> = {
    types: ['array'],
    expected: noun,
    read(node, path, report) {
      const nodes = node.children ?? [];
      if (node.type !== 'array') return refuseSingle(format, item, node, path, report);
      if (nodes.length < min || nodes.length > max) {
        const count =
          min === max ? `${min}` : max === Infinity ? `at least ${min}` : `${min}–${max}`;
        const expected = `${noun} with ${count} ${/\b1$/.test(count) ? 'entry' : 'entries'}`;
        return refuse({ expected }, node, path, report, 'wrong-length');
      }
      const values = nodes.map(
        (child, index) => item.quick?.(child) ?? item.read(child, [...path, index], report),
      );
      return values.includes(undefined) ? undefined : (values as T[]);
    },
    quick: item.quick && (node => quickList(node, item, min, max)),
    schema: () => ({
      type: 'array',
      items: item.schema(),
      ...(min > 0 ? { minItems: min } : {}),
      ...(max < Infinity ? { maxItems: max } : {}),
    }),
  };
  return format;
}

/** What would do as the only entry gets a fix that puts brackets around it. */
function refuseSingle(
  format: Format<unknown>,
  item: Format<unknown>,
  node: Node,
  path: JsonPath,
  report: Report,
): undefined {
  const trial = new Report();
  const fits = item.read(node, path, trial) !== undefined && !trial.failed;
  const value = [getNodeValue(node) as unknown];
  return refuse(
    format,
    node,
    path,
    report,
    'wrong-type',
    fits ? [replaceValue('Make it a list', path, value)] : [],
  );
}

function quickList<T>(
  { type, children = [] }: Node,
  { quick }: Format<T>,
  min: number,
  max: number,
): T[] | undefined {
  if (!quick || type !== 'array' || children.length < min || children.length > max)
    return undefined;
  const values: T[] = [];
  for (const child of children) {
    const value = quick(child);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

export function pair(item: Format<number>, noun: string): Format<[number, number]> {
  const inner = list(item, { min: 2, max: 2, noun });
  return {
    ...inner,
    quick: undefined,
    read: (...args) => inner.read(...args) as [number, number] | undefined,
  };
}

export type Fields = { readonly [key: string]: Field<unknown> };
export type ValuesOf<F extends Fields> = {
  -readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** An object with exactly these fields; `constants` are added to every value that is read. */
export function object<F extends Fields, C extends object = object>(
  fields: F,
  options: ObjectOptions,
  constants?: C,
): Format<ValuesOf<F> & C> {
  const keys = Object.keys(fields);
  const format: Format<ValuesOf<F> & C> = {
    types: ['object'],
    expected: 'an object {…}',
    read(node, path, report) {
      if (node.type !== 'object') {
        return refuse(format, node, path, report, 'wrong-type', asField(fields, node, path));
      }
      const children = propertiesOf(node);
      const meant = new Set<string | null>();
      for (const key of children.keys()) {
        if (!keys.includes(key)) {
          meant.add(refuseUnknownKey(key, keys, children, path, report, options));
        }
      }
      return readFields(fields, children, constants, path, report, key => {
        // A key that is there under another name is not also reported as missing.
        if (!meant.has(key)) reportMissing(key, fields[key], node, path, report, options);
      });
    },
    schema: () => ({
      type: 'object',
      properties: Object.fromEntries(keys.map(key => [key, fieldSchema(fields[key])])),
      additionalProperties: false,
      ...requiredKeys(fields),
      ...(options.snippets ? { defaultSnippets: options.snippets } : {}),
    }),
  };
  return format;
}

/** A bare value where an object is needed that may hold nothing else: `"mse"` for `{"type": "mse"}`. */
function asField(fields: Fields, node: Node, path: JsonPath): Fix[] {
  const required = Object.keys(fields).filter(key => !fields[key].fallback);
  const key = required.length === 1 ? required[0] : 'type' in fields ? 'type' : null;
  const trial = new Report();
  if (key === null || fields[key].format.read(node, path, trial) === undefined) return [];
  const value = { [key]: getNodeValue(node) as unknown };
  return [replaceValue(`Write ${JSON.stringify(value)}`, path, value)];
}

/** An optional object whose fields are all optional: left out, it is what `{}` is. */
export function section<T>(format: Format<T>, description: string): Field<T> {
  const empty: Node = { type: 'object', offset: 0, length: 0, children: [] };
  const value = format.read(empty, [], new Report());
  if (value === undefined) throw new TypeError(`${format.expected} has required fields`);
  return { format, description, fallback: { value, hidden: true } };
}

/** The values of an object's keys; of a key written twice (reported elsewhere) the first. */
export function propertiesOf(node: Node): Map<string, Node> {
  const properties = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (value && !properties.has(String(key.value))) properties.set(String(key.value), value);
  }
  return properties;
}

function readFields<F extends Fields, C extends object>(
  fields: F,
  children: Map<string, Node>,
  constants: C | undefined,
  path: JsonPath,
  report: Report,
  onMissing: (key: string) => void,
): (ValuesOf<F> & C) | undefined {
  const values: { [key: string]: unknown } = { ...constants };
  let complete = true;
  for (const [key, field] of Object.entries(fields)) {
    const child = children.get(key);
    const value = child && field.format.read(child, [...path, key], report);
    if (value !== undefined) values[key] = value;
    else if (field.fallback) values[key] = structuredClone(field.fallback.value);
    else {
      complete = false;
      if (!child) onMissing(key);
    }
  }
  return complete ? (values as ValuesOf<F> & C) : undefined;
}

export function fieldSchema(field: Field<unknown>): JsonSchema {
  const { description, fallback } = field;
  const shown = fallback && fallback.value !== null && !fallback.hidden;
  return {
    description,
    ...field.format.schema(),
    ...(shown ? { default: fallback.value } : {}),
  };
}

export function requiredKeys(fields: Fields): JsonSchema {
  const keys = Object.keys(fields).filter(key => !fields[key].fallback);
  return keys.length > 0 ? { required: keys } : {};
}

/** One of several formats, told apart by the JSON type of what is written. */
export function either<A, B>(first: Format<A>, second: Format<B>): Format<A | B>;
export function either<A, B, C>(a: Format<A>, b: Format<B>, c: Format<C>): Format<A | B | C>;
export function either(...formats: Format<unknown>[]): Format<unknown> {
  const expected = formats.map(format => format.expected).join(', or ');
  return {
    types: formats.flatMap(format => format.types),
    expected,
    read(node, path, report) {
      const format = formats.find(({ types }) => types.includes(node.type as JsonType));
      return format ? format.read(node, path, report) : refuse({ expected }, node, path, report);
    },
    schema: () => ({ anyOf: formats.map(format => format.schema()) }),
  };
}

/** The same format, in the schema described once under this name. */
export function named<T>(definition: string, format: Format<T>): Format<T> {
  return { ...format, schema: () => ({ ...format.schema(), definition }) };
}

/** The same format with what it reads turned into something else. */
export function mapped<T, U>(format: Format<T>, convert: (value: T) => U): Format<U> {
  return {
    ...format,
    quick: undefined,
    read(node, path, report) {
      const value = format.read(node, path, report);
      return value === undefined ? undefined : convert(value);
    },
  };
}

/** The same format with one more rule; `rule` answers with a sentence where it is broken. */
export function checked<T>(
  format: Format<T>,
  id: string,
  rule: (value: T, name: string) => string | null,
): Format<T> {
  return {
    ...format,
    quick: undefined,
    read(node, path, report) {
      const value = format.read(node, path, report);
      const complaint = value === undefined ? null : rule(value, nameOf(path));
      if (complaint === null) return value;
      report.error(id, complaint, atValue(...path));
      return undefined;
    },
  };
}
