/** Formats of single values: numbers, texts, booleans, choices. */
import { exactNumber, formatInteger } from '../../engine/ground/numbers';
import type { Node } from 'jsonc-parser';
import type { JsonPath } from './finding';
import { atValue, describe, nameOf, refuse, replaceValue } from './core';
import type { Format, JsonSchema, Report } from './core';
import { suggestValue } from './suggest';

interface NumberRange {
  min?: number;
  max?: number;
  /** Greater than, not equal. */
  above?: number;
  /** Less than, not equal. */
  below?: number;
}

export function number(range: NumberRange = {}): Format<number> {
  return numeric('a number', range, 'number', () => true);
}

export function integer(range: NumberRange = {}): Format<number> {
  return numeric('a whole number', range, 'integer', Number.isSafeInteger);
}

function numeric(
  noun: string,
  { min, max, above, below }: NumberRange,
  type: 'number' | 'integer',
  isOfType: (value: number) => boolean,
): Format<number> {
  const expected = noun + rangeInWords({ min, max, above, below });
  const fits = (value: number) =>
    Number.isFinite(value) &&
    isOfType(value) &&
    value >= (min ?? -Infinity) &&
    value <= (max ?? Infinity) &&
    value > (above ?? -Infinity) &&
    value < (below ?? Infinity);
  const format: Format<number> = {
    types: ['number'],
    expected,
    quick: node =>
      node.type === 'number' && fits(node.value as number) ? (node.value as number) : undefined,
    read(node, path, report) {
      if (node.type !== 'number') return refuseText(node, path, report, format, fits);
      const value = node.value as number;
      return fits(value) ? value : refuse(format, node, path, report, 'out-of-range');
    },
    schema: () => ({
      type,
      ...(min === undefined ? {} : { minimum: min }),
      ...(max === undefined ? {} : { maximum: max }),
      ...(above === undefined ? {} : { exclusiveMinimum: above }),
      ...(below === undefined ? {} : { exclusiveMaximum: below }),
    }),
  };
  return format;
}

function rangeInWords({ min, max, above, below }: NumberRange): string {
  const say = (value: number) =>
    Number.isInteger(value) ? formatInteger(value) : exactNumber(value);
  if (min !== undefined && max !== undefined) return ` from ${say(min)} to ${say(max)}`;
  if (min !== undefined && below !== undefined) return ` from ${say(min)} to below ${say(below)}`;
  if (above !== undefined && max !== undefined) return ` above ${say(above)}, up to ${say(max)}`;
  if (above !== undefined) return ` above ${say(above)}`;
  if (min !== undefined) return ` of at least ${say(min)}`;
  return '';
}

/** A number in quotes gets a fix that takes the quotes off. */
function refuseText(
  node: Node,
  path: JsonPath,
  report: Report,
  format: Format<unknown>,
  fits: (value: number) => boolean,
): undefined {
  const written = node.type === 'string' ? String(node.value).trim() : '';
  if (written === '' || !fits(Number(written))) return refuse(format, node, path, report);
  report.error(
    'wrong-type',
    `${nameOf(path)} must be ${format.expected}, without quotes, not ${describe(node)}.`,
    atValue(...path),
    [replaceValue(`Write ${Number(written)}`, path, Number(written))],
  );
  return undefined;
}

/** @param examples what the editor offers; any other text is as good */
export function text(examples: readonly string[] = []): Format<string> {
  const format: Format<string> = {
    types: ['string'],
    expected: 'a text in quotes',
    read: (node, path, report) =>
      node.type === 'string' ? (node.value as string) : refuse(format, node, path, report),
    schema: () => ({ type: 'string', ...(examples.length > 0 && { examples: [...examples] }) }),
  };
  return format;
}

/** A file's path; what it may be is checked together with all other paths. */
export function filePath(): Format<string> {
  return filled('the path of a file, relative to this one');
}

/** What a thing is called. */
export function calledBy(): Format<string> {
  return filled('a name in quotes');
}

function filled(expected: string): Format<string> {
  const format: Format<string> = {
    types: ['string'],
    expected,
    read: (node, path, report) =>
      node.type === 'string' && node.value !== ''
        ? (node.value as string)
        : refuse(format, node, path, report),
    schema: () => ({ type: 'string', minLength: 1 }),
  };
  return format;
}

export function flag(): Format<boolean> {
  const format: Format<boolean> = {
    types: ['boolean'],
    expected: 'true or false',
    read(node, path, report) {
      if (node.type === 'boolean') return node.value as boolean;
      const meant = FLAGS.get(String(node.value).toLowerCase());
      if (node.type === 'object' || node.type === 'array' || meant === undefined) {
        return refuse(format, node, path, report);
      }
      const message = `${nameOf(path)} must be true or false, not ${describe(node)}.`;
      report.error('wrong-type', message, atValue(...path), [
        replaceValue(`Write ${meant}`, path, meant),
      ]);
      return undefined;
    },
    schema: () => ({ type: 'boolean' }),
  };
  return format;
}

const FLAGS = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

/** One of a few names, each with a sentence that completion shows. */
export function choice<Name extends string>(options: {
  readonly [K in Name]: string;
}): Format<Name> {
  const names = Object.keys(options) as Name[];
  const format: Format<Name> = {
    types: ['string'],
    expected: oneOf(names),
    read(node, path, report) {
      const found = names.find(name => node.type === 'string' && node.value === name);
      return found ?? refuseChoice(node, path, report, names);
    },
    schema: (): JsonSchema => ({
      type: 'string',
      enum: names,
      enumDescriptions: names.map(name => options[name]),
    }),
  };
  return format;
}

/** Reports a name that is none of `names`, with the one that was probably meant. */
export function refuseChoice(
  node: Node,
  path: JsonPath,
  report: Report,
  names: readonly string[],
): undefined {
  const isName = node.type === 'string' || node.type === 'boolean';
  if (!isName) return refuse({ expected: oneOf(names) }, node, path, report);
  if (report.full) return undefined;
  const meant = suggestValue(String(node.value), names);
  report.error(
    'unknown-value',
    meant === null
      ? `${nameOf(path)} must be ${oneOf(names)}, not ${describe(node)}.`
      : `${nameOf(path)} cannot be ${describe(node)}: did you mean "${meant}"?`,
    atValue(...path),
    meant === null ? [] : [replaceValue(`Change to "${meant}"`, path, meant)],
  );
  return undefined;
}

function oneOf(names: readonly string[]): string {
  const quoted = names.map(name => JSON.stringify(name));
  if (quoted.length === 1) return quoted[0];
  return `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
}

/** Exactly this value. */
export function literal<T extends string | number>(value: T): Format<T> {
  const format: Format<T> = {
    types: [typeof value as 'string' | 'number'],
    expected: JSON.stringify(value),
    read: (node, path, report) =>
      node.value === value ? value : refuse(format, node, path, report, 'unknown-value'),
    schema: () => ({ const: value }),
  };
  return format;
}
