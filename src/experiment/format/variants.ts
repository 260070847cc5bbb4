/** Objects of several kinds, told apart by one of their own fields: `type` or `name`. */
import { getNodeValue } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Fix, JsonPath } from './finding';
import { fieldSchema, object, propertiesOf, requiredKeys } from './compounds';
import type { Fields, ValuesOf } from './compounds';
import { atValue, refuse, replaceValue } from './core';
import type { Format, JsonSchema, Report } from './core';
import { type ObjectOptions, reportMissing } from './keys';
import { choice, refuseChoice } from './scalars';
import { suggestValue } from './suggest';

export interface Variant extends Partial<Pick<ObjectOptions, 'noun' | 'kindNoun'>> {
  readonly description: string;
  /** Without the tag itself. */
  readonly fields: Fields;
  /** Added to every value of this kind: what its own fields do not say. */
  readonly constants?: object;
  /** A kind that is itself of several kinds, told apart by a second tag. */
  readonly narrow?: { readonly tag: string; readonly kinds: Variants; readonly noun: string };
}

export type Variants = { readonly [tag: string]: Variant };

type ValueOfVariant<Tag extends string, Name, V extends Variant> = ValuesOf<V['fields']> &
  (V['constants'] extends object ? V['constants'] : object) &
  ValueOfNarrow<V['narrow']> & { [K in Tag]: Name };

type ValueOfNarrow<N> = N extends {
  readonly tag: infer Tag extends string;
  readonly kinds: infer Kinds extends Variants;
}
  ? ValueOfVariants<Tag, Kinds>
  : object;

export type ValueOfVariants<Tag extends string, V extends Variants> = {
  [Name in keyof V]: ValueOfVariant<Tag, Name, V[Name]>;
}[keyof V];

export interface VariantOptions extends Pick<ObjectOptions, 'snippets'> {
  /** What the object is called: "a data source". */
  readonly noun: string;
  readonly description: string;
  /** The kind where the tag is left out; without it the tag is required. */
  readonly fallback?: string;
  /** What a bare text in its place stands for; null where nothing is known. */
  readonly ofText?: (text: string) => object | null;
  /** Legal in every kind, beside the tag. */
  readonly common?: Fields;
  /** Keys of the kinds around this one. */
  readonly elsewhere?: ObjectOptions['elsewhere'];
}

export function variants<Tag extends string, V extends Variants>(
  tag: Tag,
  kinds: V,
  options: VariantOptions,
): Format<ValueOfVariants<Tag, V>> {
  const names = Object.keys(kinds);
  const descriptions = names.map(name => [name, kinds[name].description] as const);
  const tagFormat = choice<string>(Object.fromEntries(descriptions));
  const formats = new Map(
    names.map(name => [name, kindFormat(tag, name, kinds, tagFormat, options)]),
  );
  const expected = 'an object {…}';

  const read = (node: Node, path: JsonPath, report: Report) => {
    const usual = formats.get(String(options.fallback));
    if (node.type !== 'object') {
      // What is no name may be the one value that the usual kind needs.
      if (node.type !== 'string' && usual) return usual.read(node, path, report);
      const fixes =
        node.type === 'string' ? asObject(tag, String(node.value), path, names, options) : [];
      return refuse({ expected }, node, path, report, 'wrong-type', fixes);
    }
    const written = propertiesOf(node).get(tag);
    if (!written && options.fallback === undefined) {
      const field = { format: tagFormat, description: options.description };
      reportMissing(tag, field, node, path, report, options);
      return undefined;
    }
    const format = written ? formats.get(String(written.value)) : usual;
    if (format && written?.type !== 'number') return format.read(node, path, report);
    const inner = written && innerKind(String(written.value), kinds);
    if (inner) return refuseInner(tag, inner, node, path, report);
    return written && refuseChoice(written, [...path, tag], report, names);
  };

  return {
    types: ['object'],
    expected,
    read: (...args) => read(...args) as ValueOfVariants<Tag, V> | undefined,
    schema: () => variantsSchema(tag, kinds, tagFormat, options),
  };
}

/** The name of a kind within a kind: `moons` is a generator's. */
interface InnerKind {
  outer: string;
  tag: string;
  noun: string;
  name: string;
}

function innerKind(name: string, kinds: Variants): InnerKind | null {
  for (const [outer, { narrow }] of Object.entries(kinds)) {
    if (!narrow) continue;
    const names = Object.keys(narrow.kinds);
    const meant = names.includes(name) ? name : suggestValue(name, names);
    if (meant !== null) return { outer, tag: narrow.tag, noun: narrow.noun, name: meant };
  }
  return null;
}

function refuseInner(
  tag: string,
  { outer, tag: innerTag, noun, name }: InnerKind,
  node: Node,
  path: JsonPath,
  report: Report,
): undefined {
  const meant = { [tag]: outer, [innerTag]: name };
  const title = `Write ${JSON.stringify(meant).replaceAll(':', ': ')}`;
  const { [tag]: written, ...others } = getNodeValue(node) as { [key: string]: unknown };
  const message = `\`${tag}\` cannot be ${JSON.stringify(written)}: that is a ${noun}, ${title.slice(6)}.`;
  report.error('unknown-value', message, atValue(...path, tag), [
    replaceValue(title, path, { ...meant, ...others }),
  ]);
  return undefined;
}

/** A bare name where an object with that name is needed. */
function asObject(
  tag: string,
  name: string,
  path: JsonPath,
  names: readonly string[],
  { ofText }: VariantOptions,
): Fix[] {
  const known = ofText?.(name) ?? null;
  if (known) return [replaceValue(`Write ${JSON.stringify(known)}`, path, known)];
  const meant = names.includes(name) ? name : suggestValue(name, names);
  if (meant === null) return [];
  return [replaceValue(`Write {"${tag}": "${meant}"}`, path, { [tag]: meant })];
}

function kindFormat(
  tag: string,
  name: string,
  kinds: Variants,
  tagFormat: Format<string>,
  options: VariantOptions,
): Format<unknown> {
  const { fields, constants, narrow, noun = nameOfKind(name, options), kindNoun } = kinds[name];
  const elsewhere: { [key: string]: string | undefined } = { ...options.elsewhere };
  for (const key of new Set(Object.values(kinds).flatMap(kind => Object.keys(kind.fields)))) {
    const owners = Object.keys(kinds).filter(kind => key in kinds[kind].fields);
    elsewhere[key] = inWords(owners.map(kind => `"${kind}"`));
  }
  const common = { [tag]: tagField(tagFormat, name, options), ...options.common };
  if (narrow) return narrowed(narrow, { ...common, ...fields }, elsewhere);
  return object({ ...common, ...fields }, { noun, kindNoun, elsewhere }, constants);
}

/** `the optimizer "adam"`, from `an optimizer`. */
function nameOfKind(name: string, { noun }: VariantOptions): string {
  return `${noun.replace(/^an? /, 'the ')} "${name}"`;
}

function inWords(names: string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The value is the kind's own name: an absent tag means the fallback, which chose this kind. */
function tagField(format: Format<string>, name: string, { description }: VariantOptions) {
  return { format, description, fallback: { value: name } };
}

function narrowed(
  { tag, kinds, noun }: NonNullable<Variant['narrow']>,
  common: Fields,
  elsewhere: ObjectOptions['elsewhere'],
): Format<unknown> {
  const description = `Which ${noun}.`;
  return variants(tag, kinds, { noun: `a ${noun}`, description, common, elsewhere });
}

function variantsSchema(
  tag: string,
  kinds: Variants,
  tagFormat: Format<string>,
  { description, fallback, snippets }: VariantOptions,
): JsonSchema {
  const withDefault = fallback === undefined ? {} : { default: fallback };
  const tagRequired = fallback === undefined ? { required: [tag] } : {};
  return {
    type: 'object',
    properties: { [tag]: { description, ...tagFormat.schema(), ...withDefault } },
    ...tagRequired,
    allOf: Object.entries(kinds).map(([name, kind]) => ({
      if: {
        properties: { [tag]: { const: name } },
        ...(name === fallback ? {} : { required: [tag] }),
      },
      then: kindSchema(kind, [tag]),
    })),
    ...(snippets ? { defaultSnippets: snippets } : {}),
  };
}

/** The fields of one kind; those named in `tags` are described elsewhere and only let through. */
function kindSchema({ fields, narrow }: Variant, tags: readonly string[]): JsonSchema {
  const through = Object.fromEntries(tags.map(tag => [tag, true]));
  const own = Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)]);
  if (!narrow) {
    return {
      properties: { ...through, ...Object.fromEntries(own) },
      additionalProperties: false,
      ...requiredKeys(fields),
    };
  }
  const { tag, kinds, noun } = narrow;
  const names = choice(
    Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, kind.description])),
  );
  return {
    properties: { [tag]: { description: `Which ${noun}.`, ...names.schema() } },
    required: [tag],
    allOf: Object.entries(kinds).map(([name, kind]) => ({
      if: { properties: { [tag]: { const: name } }, required: [tag] },
      then: kindSchema(kind, [...tags, tag]),
    })),
  };
}
