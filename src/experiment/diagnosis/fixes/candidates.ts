/** Edits of an experiment that may help against a finding: one field, or the list of layers. */
import { getNodeValue } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Finding, Fix, JsonPath } from '../../format/finding';
import { centred, fittingInitializer } from '../network/initialWeights';

/** A file as JSON reads it. */
export interface Json {
  [key: string]: unknown;
}

export function fileOf(tree: Node): Json {
  return getNodeValue(tree) as Json;
}

export interface Candidate {
  title: string;
  path: JsonPath;
  value: unknown;
}

/** The edits of a finding, and where one layer is edited, the same of all layers like it. */
export function candidatesOf(finding: Finding, file: Json): Candidate[] {
  const { fixes, candidates = [] } = finding;
  const single = [...fixes, ...candidates].flatMap(fix => candidateOf(fix));
  const all = [
    ...single,
    ...single.flatMap(each => ofAllLayers(each, file)),
    ...added(finding, file),
  ];
  const known = new Set<string>();
  return all.filter(({ path, value }) => {
    const text = JSON.stringify([path, value]);
    const isNew = !known.has(text);
    known.add(text);
    return isNew;
  });
}

/** Only the values that a fix sets are tried. */
function candidateOf(fix: Fix): Candidate[] {
  if (fix.part !== 'value') return [];
  return [{ title: fix.title, path: fix.path, value: JSON.parse(fix.text) }];
}

/** The dense layers of a file, by their place in its list. */
function layersIn(file: Json): { at: number; layer: Json }[] {
  const { layers } = file.model as { layers: Json[] };
  return layers.flatMap((layer, at) => (layer.type === 'dropout' ? [] : [{ at, layer }]));
}

/** What a fix sets in one layer, in every hidden layer; an initialiser in every layer, as it suits each. */
function ofAllLayers({ path, value }: Candidate, file: Json): Candidate[] {
  const field = path[3];
  if (path[1] !== 'layers' || typeof field !== 'string') return [];
  const all = layersIn(file);
  const output = all[all.length - 1].at;
  const hidden = all.filter(({ at }) => at !== output);
  const isInitializer = field.endsWith('_initializer');
  const changed = isInitializer ? all : hidden;
  if (path[2] === output ? !isInitializer : changed.length < 2) return [];
  const layers = structuredClone((file.model as { layers: Json[] }).layers);
  const setting = settingOf(field, value);
  for (const { at, layer } of changed) layers[at][field] = setting.of(layer);
  const title = `${setting.title} of every ${isInitializer ? '' : 'hidden '}layer${setting.end}`;
  return [{ title, path: ['model', 'layers'], value: layers }];
}

/** What a field is set to in each layer, and how that is said. */
function settingOf(
  field: string,
  value: unknown,
): { of: (layer: Json) => unknown; title: string; end: string } {
  const set = `Set ${field}`;
  if (field !== 'kernel_initializer')
    return { of: () => value, title: set, end: ` to ${String(value)}` };
  if (!isJson(value))
    return {
      of: ({ activation }) => fittingInitializer(String(activation)),
      ...{ title: set, end: ' to what suits each' },
    };
  const around = (draws: unknown): unknown => (isJson(draws) && centred(draws)) || draws;
  return {
    of: ({ kernel_initializer: draws }) => around(draws),
    ...{ title: `Draw ${field}`, end: ' around 0' },
  };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Edits that need the whole file. */
function added({ id }: Finding, file: Json): Candidate[] {
  if (id !== 'no_hidden_layer') return [];
  const { layers } = file.model as { layers: Json[] };
  return ['tanh', 'relu'].map(activation => ({
    title: `Put 8 units of ${activation} before the output`,
    path: ['model', 'layers'],
    value: [{ units: 8, activation }, ...layers],
  }));
}

/** The file with an edit made; the objects around a value are made where they are not there. */
export function edited(file: Json, { path, value }: Pick<Candidate, 'path' | 'value'>): Json {
  const copy = structuredClone(file);
  let at: { [key: string | number]: unknown } = copy;
  for (const key of path.slice(0, -1)) {
    if (typeof at[key] !== 'object' || at[key] === null) at[key] = {};
    at = at[key] as typeof at;
  }
  at[path[path.length - 1]] = structuredClone(value);
  return copy;
}
