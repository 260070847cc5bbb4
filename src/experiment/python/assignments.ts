/**
 * Where an array of a stopped frame was last assigned: a search in the text, without running or
 * parsing it. It knows the forms that students write, and says nothing where it finds none of them.
 */
import { indexAtTop, splitAtTop } from './brackets';
import { keyOf, lengthsOf, NOTHING, parsePath, stepsOf, textOf } from './keys';
import type { Step } from './keys';
import { scopesOf } from './scopes';
import type { Assignment, Scope } from './scopes';
import { statementsOf } from './tokens';
import type { Token } from './tokens';

export interface Found {
  /** From 1. */
  line: number;
  /**
   * `assigned`: a statement that assigns this name, or a part of it; `container`: one that makes or fills
   * what it lies in; `parameter`: it was passed in; `elsewhere`: another function of this file.
   */
  how: 'assigned' | 'container' | 'parameter' | 'elsewhere';
}

/** What is looked for. */
export interface Wanted {
  path: string;
  also?: readonly string[];
  /** The class of the object whose attribute it is. */
  owner?: string;
}

export function lastAssignments(
  text: string,
  at: { line: number; function: string },
  wanted: readonly Wanted[],
  values: ReadonlyMap<string, number> = new Map(),
): Map<string, Found> {
  const scopes = scopesOf(statementsOf(text));
  const here = innermost(scopes, at.line, at.function);
  for (const scope of [scopes[0], here]) scope.values = constants(scope, values);
  const found = new Map<string, Found>();
  const paths = wanted.flatMap(({ path, also = [] }) => [path, ...also]);
  const lengths = lengthsOf(paths);
  for (const { path, also = [], owner } of wanted)
    for (const name of [path, ...also]) {
      const place = lookUp(name, owner, at.line, here, scopes, lengths);
      if (place) found.set(name, place);
    }
  return found;
}

/** Numbers whose names a loop does not assign: what they are at the stop, they were before. */
function constants(scope: Scope, values: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const changed = new Set<string>();
  for (const { target, line } of scope.assignments) {
    const [first] = target;
    const inLoop = scope.loops.some(([from, to]) => from <= line && line <= to);
    if (inLoop && first && 'name' in first && target.length === 1) changed.add(first.name);
  }
  return new Map([...values].filter(([name]) => !changed.has(name)));
}

function innermost(scopes: Scope[], line: number, name: string): Scope {
  const around = scopes.filter(
    scope => scope.kind === 'def' && scope.line <= line && line <= scope.end,
  );
  if (name === '<module>') return scopes[0];
  return (
    around.findLast(scope => scope.name === name.split('.').at(-1)) ?? around.at(-1) ?? scopes[0]
  );
}

function lookUp(
  name: string,
  owner: string | undefined,
  line: number,
  here: Scope,
  scopes: Scope[],
  lengths: Map<string, number>,
): Found | undefined {
  // `self.__W` is `_Net__W` in the object.
  const path = parsePath(owner ? name.replace(`._${owner}__`, '.__') : name);
  if (!path) return undefined;
  const last = path[path.length - 1];
  if ('name' in last && last.name === 'grad' && path.length > 1) {
    const called = here.backward.filter(each => each < line).at(-1);
    if (called !== undefined) return { line: called, how: 'assigned' };
  }
  for (let scope: Scope | undefined = here; scope; scope = scope.parent) {
    if (scope !== here && scope.kind === 'class') continue;
    const found = inScope(path, scope, scope === here ? line : Infinity, lengths);
    if (!found) continue;
    // `net.W1`, where `net` was passed in or made by `Net()`: its class says more.
    const isInside =
      found.how !== 'assigned' && path.slice(found.steps).some(step => 'name' in step);
    return (isInside ? elsewhere(path, owner, here, scopes, lengths) : undefined) ?? found;
  }
  return elsewhere(path, owner, here, scopes, lengths);
}

/** The last before the line, else (in a loop) the last after it. */
function inScope(
  path: Step[],
  scope: Scope,
  line: number,
  lengths: Map<string, number>,
): (Found & { steps: number }) | undefined {
  const matching = scope.assignments
    .map(assignment => ({ assignment, fit: fitOf(assignment, path, lengths, scope.values) }))
    .filter(({ fit }) => fit > 0);
  const before = matching.filter(({ assignment }) => assignment.line < line);
  const loop = scope.loops.filter(([from, to]) => from < line && line <= to);
  const around = matching.filter(
    ({ assignment }) =>
      assignment.line >= line &&
      loop.some(([from, to]) => from < assignment.line && assignment.line <= to),
  );
  for (const group of [before, around]) {
    const best = Math.max(0, ...group.map(({ fit }) => fit));
    const choice = group.filter(({ fit }) => fit === best).at(-1);
    if (!choice) continue;
    const { assignment } = choice;
    const steps = assignment.target.length;
    if (assignment.how === 'parameter') return { line: assignment.line, how: 'parameter', steps };
    if (best > FIT.entry) return { line: assignment.line, how: 'assigned', steps };
    return { ...inContainer(path, assignment, scope, lengths), steps };
  }
  return undefined;
}

/** How well an assignment fits a path; what fits better wins, whatever comes later. */
const FIT = { exact: 6, pattern: 5, any: 4, entry: 3, container: 2, parameter: 1 };

function fitOf(
  { target, how, value = [] }: Assignment,
  path: Step[],
  lengths: Map<string, number>,
  values: ReadonlyMap<string, number>,
): number {
  const common = Math.min(target.length, path.length);
  let fit = FIT.exact;
  for (let i = 0; i < common; i++) {
    const [ours, theirs] = [target[i], path[i]];
    if ('name' in ours || 'name' in theirs) {
      if (!('name' in ours && 'name' in theirs) || ours.name !== theirs.name) return 0;
      continue;
    }
    const key = keyOf(theirs.key, NOTHING);
    let own = keyOf(ours.key, values);
    const length = lengths.get(textOf(path.slice(0, i)));
    if (typeof own === 'number' && own < 0 && length) own += length;
    if (own === undefined) fit = Math.min(fit, FIT.any);
    else if (!(own instanceof RegExp)) {
      if (own !== key) return 0;
    } else if (own.test(String(key))) fit = Math.min(fit, FIT.pattern);
    else return 0;
  }
  if (how === 'parameter') return FIT.parameter;
  if (target.length < path.length)
    return how === 'assign' && entryOf(value, path[target.length]) ? FIT.entry : FIT.container;
  if (how === 'fill') return FIT.any; // W.fill(0)
  // Parts of it count as much as the whole, but other objects inside of it do not.
  return target.slice(path.length).some(step => 'name' in step) ? 0 : fit;
}

/** `grads = {"W1": dW1, …}`: the line of the entry, or of what stands there. */
function inContainer(
  path: Step[],
  { target, line, value = [], order, how }: Assignment,
  scope: Scope,
  lengths: Map<string, number>,
): Found {
  // Which `append` it was cannot be seen, but what is appended where there is one.
  const entry =
    entryOf(value, path[target.length]) ?? (how === 'fill' && stepsOf(value) ? value : undefined);
  const follow = entry && path.length === target.length + 1 ? stepsOf(entry) : undefined;
  if (follow && textOf(follow) !== textOf(path)) {
    const earlier = { ...scope, assignments: scope.assignments.filter(each => each.order < order) };
    const found = inScope(follow, earlier, Infinity, lengths);
    if (found && found.how !== 'parameter') return { line: found.line, how: found.how };
  }
  return { line: entry?.[0]?.line ?? line, how: 'container' };
}

function entryOf(value: Token[], step: Step | undefined): Token[] | undefined {
  const key = step && 'key' in step ? keyOf(step.key, NOTHING) : undefined;
  const [first, second] = value;
  if (
    typeof key === 'string' &&
    (first?.text === '{' || (first?.text === 'dict' && second?.text === '('))
  ) {
    const isDict = first.text === '{';
    for (const part of splitAtTop(value.slice(isDict ? 1 : 2, -1), ',')) {
      const separator = indexAtTop(part, ({ text }) => text === (isDict ? ':' : '='));
      if (part[0]?.text === key && separator === 1) return part.slice(2);
    }
  }
  if (typeof key === 'number' && (first?.text === '[' || first?.text === '(')) {
    const parts = splitAtTop(value.slice(1, -1), ',').filter(part => part.length > 0);
    const isComprehension = parts[0]?.some(({ text }) => text === 'for');
    if (!isComprehension) return parts[key];
  }
  return undefined;
}

/** Attributes are assigned by other functions too: `self.W = …` in the class of the object. */
function elsewhere(
  path: Step[],
  owner: string | undefined,
  here: Scope,
  scopes: Scope[],
  lengths: Map<string, number>,
): Found | undefined {
  const attribute = path.findLastIndex((step, i) => i > 0 && 'name' in step);
  if (attribute < 0) return undefined;
  const tail: Step[] = [{ name: 'self' }, ...path.slice(attribute)];
  const methods = scopes.filter(
    scope => scope !== here && scope.kind === 'def' && scope.parent?.kind === 'class',
  );
  const own = methods.filter(({ parent }) => parent?.name === owner);
  const classes = own.length > 0 ? own : methods;
  const found = classes.flatMap(scope => inScope(tail, scope, Infinity, lengths) ?? []);
  const direct = found.filter(({ how }) => how === 'assigned');
  const choice = (direct.length > 0 ? direct : found.filter(({ how }) => how === 'container')).at(
    -1,
  );
  return choice && { line: choice.line, how: 'elsewhere' };
}
