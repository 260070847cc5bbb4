/**
 * The building blocks of a file format. A `Format<T>` is one description from which everything
 * else follows: reading (with defaults, ranges and problems at exact places) and the JSON Schema
 * that the editor completes from. Nothing about the format is written down twice.
 */
import type { Node } from 'jsonc-parser';
import type { Evidence, Finding, Fix, JsonPath, Place, Severity } from './finding';

export type JsonSchema = { [keyword: string]: unknown };
export type JsonType = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null';

export interface Format<out T> {
  /** The JSON types it takes: alternatives are told apart by these alone. */
  readonly types: readonly JsonType[];
  /** What it takes, in words that follow "must be". */
  readonly expected: string;
  /** The value with all defaults applied, or undefined after reporting what is wrong with it. */
  read(node: Node, path: JsonPath, report: Report): T | undefined;
  /** The value, where nothing is wrong with it; long lists are read without a path for each entry. */
  readonly quick?: (node: Node) => T | undefined;
  schema(): JsonSchema;
}

/** What a format reads. */
export type ValueOf<F> = F extends Format<infer T> ? T : never;

/** One named entry of an object. */
export interface Field<out T> {
  readonly format: Format<T>;
  /** One sentence, shown on completion and hover. */
  readonly description: string;
  /** What it means to leave the field out; absent for a required field. */
  readonly fallback?: { readonly value: T; readonly hidden?: boolean };
}

/** The most errors that are reported, and the most of all other problems beside them. */
const MOST_PROBLEMS = 100;

/** What goes wrong while reading, in the order in which it is found. */
export class Report {
  readonly problems: Finding[] = [];
  private errors = 0;

  /** Warnings, however many, leave room for errors. */
  add(
    severity: Severity,
    id: string,
    message: string,
    place: Place,
    fixes: Fix[] = [],
    evidence?: Evidence,
  ): void {
    const isError = severity === 'error';
    const alike = isError ? this.errors : this.problems.length - this.errors;
    if (alike >= MOST_PROBLEMS || this.isKnown(message, place)) return;
    if (isError) this.errors++;
    this.problems.push({ id, severity, message, place, fixes, ...(evidence && { evidence }) });
  }

  /** Parts of one source have its mistakes in common: each is named once. */
  private isKnown(message: string, place: Place): boolean {
    return this.problems.some(known => known.message === message && isSame(known.place, place));
  }

  error(id: string, message: string, place: Place, fixes: Fix[] = []): void {
    this.add('error', id, message, place, fixes);
  }

  warn(id: string, message: string, place: Place, fixes: Fix[] = []): void {
    this.add('warning', id, message, place, fixes);
  }

  /** No further error is told. */
  get full(): boolean {
    return this.errors >= MOST_PROBLEMS;
  }

  get failed(): boolean {
    return this.errors > 0;
  }

  /** No error stands at `path` or below it. */
  clean(...path: JsonPath): boolean {
    return !this.problems.some(
      ({ severity, place }) =>
        severity === 'error' &&
        place.kind === 'json' &&
        path.every((key, index) => place.path[index] === key),
    );
  }
}

function isSame(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function atValue(...path: JsonPath): Place {
  return { kind: 'json', path, part: 'value' };
}

export function atKey(...path: JsonPath): Place {
  return { kind: 'json', path, part: 'key' };
}

export function replaceValue(title: string, path: JsonPath, value: unknown): Fix {
  return { title, path, part: 'value', text: JSON.stringify(value) };
}

/** The last name on a path, with the indices after it: `units`, `betas[0]`. */
export function nameOf(path: JsonPath): string {
  let name = '';
  for (let index = path.length - 1; index >= 0; index--) {
    const key = path[index];
    if (typeof key === 'string') return `\`${key}${name}\``;
    name = `[${key}]${name}`;
  }
  return name === '' ? 'The experiment' : `\`${name}\``;
}

/** A value in words, short enough for one sentence. */
export function describe(node: Node): string {
  switch (node.type) {
    case 'object':
      return 'an object';
    case 'array':
      return node.children?.length === 0 ? 'an empty list' : 'a list';
    case 'string': {
      const text = String(node.value);
      return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
    }
    default:
      return String(node.value);
  }
}

/** Reports that the value's type, or its range, is not what the format takes. */
export function refuse(
  format: Pick<Format<unknown>, 'expected'>,
  node: Node,
  path: JsonPath,
  report: Report,
  id = 'wrong-type',
  fixes: Fix[] = [],
): undefined {
  const message = `${nameOf(path)} must be ${format.expected}, not ${describe(node)}.`;
  report.error(id, message, atValue(...path), fixes);
  return undefined;
}

export function required<T>(format: Format<T>, description: string): Field<T> {
  return { format, description };
}

/** A field that may be left out; `fallback` is what it then means. */
export function optional<T, D extends string | number | boolean | null | object>(
  format: Format<T>,
  description: string,
  fallback: D,
): Field<T | D> & { readonly fallback: { readonly value: T | D } } {
  return { format, description, fallback: { value: fallback } };
}
