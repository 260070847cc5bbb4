/** The runs of a sweep: for each the experiment that its values make of the file. */
import { findNodeAtOffset, getNodePath, getNodeValue } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Experiment } from './fields/experiment';
import type { SweepSpec } from './format/experiment';
import { atKey, atValue } from './format/core';
import type { Finding, JsonPath, Place } from './format/finding';
import { withValue } from './format/fixes';
import { readExperiment } from './read';
import type { ReadResult } from './read';
import { resolvePath } from './sweep/formatPaths';
import { choices } from './sweep/plan';

export interface SweepRun {
  /** The swept paths as they are written, with the value of each in this run. */
  parameters: { [path: string]: unknown };
  /** null where the values do not go together with the file. */
  experiment: Experiment | null;
  /** What is wrong with the run by itself. */
  problems: Finding[];
  /** The same problem at its place in the file that holds the sweep. */
  place: (problem: Finding) => Finding;
}

interface Swept {
  path: string;
  places: JsonPath[];
  values: unknown[];
}

/** Read one after another; nothing where the file itself has errors, or no sweep. */
export function* sweepRuns({ experiment, tree }: ReadResult): Generator<SweepRun, void> {
  const sweep = experiment?.sweep;
  if (!experiment || !sweep || !tree) return;
  const swept = sweep.parameters.map(({ path, values }): Swept => {
    const resolved = resolvePath(path, tree);
    return { path, values, places: 'places' in resolved ? resolved.places : [] };
  });
  for (const indices of choices(sweep, experiment.rng.type, experiment.seed)) {
    yield makeRun(tree, swept, indices);
  }
}

/**
 * The text of a file with the values of one of its runs: what else stands in it stays, comments too.
 * @param choice the index of the value of each parameter
 * @returns null where the file cannot hold them
 */
export function sweptText(
  text: string,
  { parameters }: SweepSpec,
  choice: readonly number[],
): string | null {
  const { tree } = readExperiment(text);
  if (!tree) return null;
  let written: string | null = text;
  for (const [at, { path, values }] of parameters.entries()) {
    const resolved = resolvePath(path, tree);
    for (const place of 'places' in resolved ? resolved.places : [])
      written = written === null ? null : withValue(written, place, values[choice[at]]);
  }
  return written;
}

/** How many runs there will be. */
export function runCount(sweep: SweepSpec, { rng, seed }: Experiment): number {
  return choices(sweep, rng.type, seed).length;
}

function makeRun(tree: Node, swept: readonly Swept[], indices: readonly number[]): SweepRun {
  const file = getNodeValue(tree) as { [key: string]: unknown };
  // A run is swept no further, and what is checked is checked of the file as it stands.
  delete file.sweep;
  delete file.checks;
  const parameters: [string, unknown][] = [];
  swept.forEach(({ path, places, values }, index) => {
    const value = values[indices[index]];
    parameters.push([path, value]);
    for (const place of places) set(file, place, structuredClone(value));
  });
  const read = readExperiment(JSON.stringify(file));
  const run = Object.fromEntries(parameters);
  const { experiment, problems } = read;
  const place = (problem: Finding) => placed(problem, read.tree, swept, indices);
  return { parameters: run, experiment, problems, place };
}

/** Sets a value, and makes the objects around it where they are not there or are a mere name. */
function set(file: object, path: JsonPath, value: unknown): void {
  let at = file as { [key: string | number]: unknown };
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    const isName = typeof next === 'string' && String(key).endsWith('_initializer');
    if (typeof next !== 'object' || next === null) at[key] = isName ? { type: next } : {};
    at = at[key] as typeof at;
  }
  at[path[path.length - 1]] = value;
}

/** At the value of the sweep that it is about; one that follows from several, at all of them. */
function placed(
  problem: Finding,
  tree: Node | undefined,
  swept: readonly Swept[],
  indices: readonly number[],
): Finding {
  if (problem.place.kind === 'file') return problem;
  const path = pathOf(problem.place, tree);
  const index = swept.findIndex(({ places }) => places.some(place => startsWith(path, place)));
  const values = ['sweep', 'parameters'];
  if (index >= 0) {
    const place = atValue(...values, swept[index].path, 'values', indices[index]);
    return { ...problem, place, fixes: [] };
  }
  const words = swept.map(
    ({ path: name, values: all }, at) => `${name} = ${JSON.stringify(all[indices[at]])}`,
  );
  const only = swept.length === 1;
  const place = only ? atValue(...values, swept[0].path, 'values', indices[0]) : atKey(...values);
  return { ...problem, message: `With ${words.join(', ')}: ${problem.message}`, place, fixes: [] };
}

function pathOf(place: Exclude<Place, { kind: 'file' }>, tree: Node | undefined): JsonPath {
  if (place.kind === 'json') return place.path;
  const node = tree && findNodeAtOffset(tree, place.offset);
  return node ? getNodePath(node) : [];
}

function startsWith(path: JsonPath, start: JsonPath): boolean {
  return start.every((key, index) => path[index] === key);
}
