/** Keys that are unknown where they stand, but belong somewhere else: `lr` at the top of the file. */
import { findNodeAtLocation } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { experimentFormat } from '../fields/experiment';
import type { JsonSchema, Report } from '../format/core';
import { below, isList, namesIn } from '../format/schemaWalk';
import { aliasOfKey } from '../format/suggest';
import type { Finding, Fix, JsonPath } from '../format/finding';

const SECTIONS = ['rng', 'data', 'model', 'loss', 'optimizer', 'trainer'];

/** Where each field of the format may stand, as far as that is one level deep. */
let homes: { path: JsonPath; names: string[] }[] | null = null;

/** Says of each stray key where it belongs, and offers to move it. */
export function explainStrayKeys(tree: Node, report: Report): void {
  report.problems.forEach((problem, index) => {
    const { id, place, fixes } = problem;
    if (id !== 'unknown-key' || place.kind !== 'json') return;
    // A key with a name that is nearly right stands where it should.
    if (fixes.some(({ part }) => part === 'key')) return;
    report.problems[index] = explained(problem, place.path, tree);
  });
}

function explained(problem: Finding, path: JsonPath, tree: Node): Finding {
  const around = path.slice(0, -1);
  const key = String(path[path.length - 1]);
  const found = allHomes().flatMap(({ path: home, names }) => {
    const name = home.join('.') === around.join('.') ? null : aliasOfKey(key, names);
    return name === null ? [] : [[...home, name]];
  });
  if (found.length !== 1) return problem;
  const [to] = found;
  const where = to.length === 1 ? 'at the top of the file' : `in \`${to[0]}\``;
  const name = String(to[to.length - 1]);
  const called = name === key ? 'it belongs' : `it is called \`${name}\` and belongs`;
  const [message] = problem.message.replace(/\.$/, '').split('; it has ');
  const free = !findNodeAtLocation(tree, [...to]);
  const move: Fix = { title: `Move to \`${to.join('.')}\``, path, part: 'move', to };
  return {
    ...problem,
    message: `${message}: ${called} ${where}.`,
    fixes: free ? [move, ...problem.fixes] : problem.fixes,
  };
}

function allHomes(): { path: JsonPath; names: string[] }[] {
  if (homes) return homes;
  const whole: JsonSchema[] = [experimentFormat.schema()];
  const sections = SECTIONS.map(section => {
    const schemas = below(whole, section);
    return { path: [section], names: isList(schemas) ? [] : namesIn(schemas) };
  });
  homes = [{ path: [], names: namesIn(whole) }, ...sections];
  return homes;
}
