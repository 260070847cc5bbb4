/**
 * Dotted paths of the format: `optimizer.learning_rate`, `model.layers.*.*_initializer`. Which
 * fields there are is what the format's own schema says; how many layers, what the file says.
 */
import { findNodeAtLocation } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { experimentFormat } from '../fields/experiment';
import type { JsonSchema } from '../format/core';
import { below, isList, namesIn, ofKind } from '../format/schemaWalk';
import { suggestKey } from '../format/suggest';
import type { JsonPath } from '../format/finding';

/** What says how an experiment is called, shown or checked, not what it computes. */
const NOT_SWEPT = [
  ...['version', 'kind', '$schema', 'notation', 'policy', 'checks', 'sweep'],
  ...['name', 'description', 'model.layers.name', 'metrics.name'],
  ...['trainer.log_format', 'trainer.log_every', 'trainer.checkpoint_every'],
];

export type ResolvedPath = { places: JsonPath[] } | { complaint: string; meant: string | null };

let wholeFormat: JsonSchema | null = null;

/** The places in the file that a dotted path names, or why it names none. */
export function resolvePath(dotted: string, tree: Node): ResolvedPath {
  const segments = dotted.split('.');
  wholeFormat ??= experimentFormat.schema();
  let found: Place[] = [{ path: [], schemas: [wholeFormat] }];
  for (const [index, segment] of segments.entries()) {
    const next = found.flatMap(place => step(place, segment, tree));
    if (next.length === 0) return missing(segments, index, found, tree);
    found = next;
  }
  return { places: found.map(({ path }) => path) };
}

interface Place {
  path: JsonPath;
  /** What the format says of this place: one for each kind of object that may stand there. */
  schemas: JsonSchema[];
}

function step(place: Place, segment: string, tree: Node): Place[] {
  const { path } = place;
  const node = findNodeAtLocation(tree, [...path]);
  if (isList(place.schemas)) {
    const length = node?.type === 'array' ? (node.children?.length ?? 0) : 0;
    const indices = segment === '*' ? [...Array(length).keys()] : [Number(segment)];
    const isIndex = segment === '*' || /^\d+$/.test(segment);
    return isIndex
      ? indices.filter(index => index < length).map(index => entry(place, index, tree))
      : [];
  }
  const names = namesAt(place);
  if (!segment.includes('*')) return names.includes(segment) ? [child(place, segment)] : [];
  // A whole segment stands for what the file says; a part of a name for what the format knows.
  const said = (name: string) =>
    segment !== '*' || findNodeAtLocation(tree, [...path, name]) !== undefined;
  const pattern = wildcard(segment);
  return names.filter(name => pattern.test(name) && said(name)).map(name => child(place, name));
}

function wildcard(segment: string): RegExp {
  const parts = segment.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** An entry of a list is of the kind that the file says: a run of the sweep does not change it. */
function entry(place: Place, index: number, tree: Node): Place {
  const { path, schemas } = child(place, index);
  const node = findNodeAtLocation(tree, [...path]);
  return { path, schemas: node ? schemas.map(schema => ofKind(schema, node)) : schemas };
}

function child({ path, schemas }: Place, key: string | number): Place {
  const next = below(schemas, typeof key === 'string' ? key : undefined);
  return { path: [...path, key], schemas: next };
}

function namesAt({ path, schemas }: Place): string[] {
  return namesIn(schemas).filter(name => !isBarred(path, name));
}

function isBarred(path: JsonPath, name: string): boolean {
  return NOT_SWEPT.includes([...path.filter(key => typeof key === 'string'), name].join('.'));
}

function missing(segments: string[], index: number, found: Place[], tree: Node): ResolvedPath {
  const segment = segments[index];
  const before = segments.slice(0, index).join('.');
  const [place] = found;
  if (
    found.some(({ path, schemas }) => isBarred(path, segment) && namesIn(schemas).includes(segment))
  ) {
    return { complaint: `\`${segment}\` changes no number and cannot be swept`, meant: null };
  }
  if (isList(place.schemas)) {
    const length = findNodeAtLocation(tree, [...place.path])?.children?.length ?? 0;
    if (length === 0) {
      const complaint = `the file writes no entries of \`${before}\`, which can be swept as a whole`;
      return { complaint, meant: before };
    }
    const counted =
      length === 1 ? '1 entry, numbered 0' : `${length} entries, numbered 0 to ${length - 1}`;
    return { complaint: `\`${before}\` has ${counted}; * stands for all`, meant: null };
  }
  const names = [...new Set(found.flatMap(namesAt))];
  if (names.length === 0) return { complaint: `\`${before}\` has no fields`, meant: null };
  const known = suggestKey(segment, names);
  const meant =
    known === null ? null : [...segments.slice(0, index), known, ...segments.slice(index + 1)];
  const whole = index === 0 ? names.flatMap(name => deeper(segment, name)).at(0) : undefined;
  const where = before === '' ? 'an experiment' : `\`${before}\``;
  return {
    complaint: `${where} has no field \`${segment}\``,
    meant: meant?.join('.') ?? whole ?? null,
  };
}

/** `learning_rate` alone: the section that has it. */
function deeper(name: string, section: string): string[] {
  const schemas = below([wholeFormat ?? {}], section);
  const meant = isList(schemas) ? null : suggestKey(name, namesIn(schemas));
  return meant === null ? [] : [`${section}.${meant}`];
}
