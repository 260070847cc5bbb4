/** An autopsy with all that can be shown of it: each array beside what it should be, and every mistake that was tried. */
import type { ActivationName, LossSpec } from '../ground/spec';
import { look } from './autopsy';
import type { Autopsy, AutopsyArray, AutopsyFinding, GivenArray, Known, Look } from './autopsy';
import { Expected } from './expected';
import type { Place } from './expected';
import { turned } from './ground/given';
import type { Numbers } from './ground/given';
import type { Layout } from './identify/candidates';
import type { Found } from './search/found';
import { distanceBetween, explainedAt, triedAt } from './tried';
import type { Suspect, Tried } from './tried';

export type { Tried } from './tried';

/** What an array is, where there is something to compare it with. */
interface Compared {
  place: Place;
  layer: number;
}

export interface ExaminedArray extends AutopsyArray {
  /** As the program had it; a list as one row. */
  values: Numbers;
  /** What it should be, in the same layout; null: there is nothing to compare it with. */
  expected: Numbers | null;
}

/** The arrays that a mistake makes, and how exactly. */
export interface Reproduced {
  arrays: string[];
  entries: number;
  /** The largest ‖theirs − made‖ / ‖theirs‖ of the arrays. */
  within: number;
}

export interface ExaminedFinding extends AutopsyFinding {
  /** null: it is not told by numbers that it makes. */
  reproduces: Reproduced | null;
}

/** The pass as the engine computes it: rows as the batch, weights [inputs, units]. */
export interface ExaminedPass {
  x: Numbers;
  y: Numbers;
  layers: { weights: Numbers; biases: Numbers | null; activation: ActivationName }[];
  /** With the factor that the program's gradients have. */
  loss: LossSpec;
}

export interface Examination extends Omit<Autopsy, 'arrays' | 'findings'> {
  arrays: ExaminedArray[];
  findings: ExaminedFinding[];
  /** Name of the first array that differs, in the order of the computation; null: none does. */
  first: string | null;
  /** Mistakes that were tried on the first array that differs, the nearest first. */
  tried: Tried[];
  /** null: no net with targets was found. */
  pass: ExaminedPass | null;
}

/**
 * @param given as for `autopsy`
 * @param known as for `autopsy`
 */
export function examine(given: readonly GivenArray[], known: Known | null = null): Examination {
  const seen = look(given, known);
  const { pass } = seen;
  const whole = seen.autopsy;
  const bare = whole.arrays.map((array, index): ExaminedArray => {
    return { ...array, values: seen.given[index].values, expected: null };
  });
  if (!pass) {
    const findings = whole.findings.map(each => ({ ...each, reproduces: null }));
    return { ...whole, arrays: bare, findings, first: null, tried: [], pass: null };
  }
  const expected = new Expected(pass.outcome, known);
  const { layout } = pass.net;
  const arrays = bare.map(array => {
    const compared = array.agrees === null ? null : placeOf(array.is);
    if (!compared) return array;
    const right = expected.of(compared.place, compared.layer);
    return { ...array, expected: asGiven(right, compared.place, array.values, layout) };
  });
  const first = firstWrong(arrays);
  const findings = whole.findings.map((finding, index) => {
    return { ...finding, reproduces: reproduced(pass.found[index], arrays, pass, expected) };
  });
  const suspect = first && suspectOf(first, layout);
  const tried = suspect ? triedAt(suspect, pass.outcome, expected, known) : [];
  const { world } = expected;
  const layers = pass.net.layers.map(({ weights, biases }, layer) => ({
    weights: weights.values,
    biases: biases?.values ?? null,
    activation: expected.activation(layer),
  }));
  const own = { x: world.input(0), y: world.y, layers, loss: expected.loss };
  return { ...whole, arrays, findings, first: first?.name ?? null, tried, pass: own };
}

function placeOf(is: string | null): Compared | null {
  const [, layer, place] = /^layers\.(\d+)\.(z|a|delta|gradW|gradB)$/.exec(is ?? '') ?? [];
  return layer === undefined ? null : { place: place as Place, layer: Number(layer) };
}

/** More layers than a net has. */
const FAR = 1e6;

/** Forward from the inputs on, then backward from the output down. */
function orderOf({ is }: ExaminedArray): number {
  const { place, layer } = placeOf(is) ?? { place: 'gradB', layer: 0 };
  const within = ['z', 'a', 'delta', 'gradW', 'gradB'].indexOf(place) / 8;
  return (place === 'z' || place === 'a' ? layer - FAR : -layer) + within;
}

function firstWrong(arrays: readonly ExaminedArray[]): ExaminedArray | null {
  const wrong = arrays.filter(({ agrees }) => agrees === false);
  return wrong.sort((a, b) => orderOf(a) - orderOf(b)).at(0) ?? null;
}

function suspectOf({ is, values }: ExaminedArray, layout: Layout): Suspect | null {
  const compared = placeOf(is);
  return compared && { ...compared, values: asComputed(values, compared.place, layout) };
}

function isTurned(place: Place, layout: Layout): boolean {
  return place === 'gradW' ? layout.kernel === 'out_in' : layout.batch === 'columns';
}

/** From the program's layout into that of the engine. */
function asComputed(values: Numbers, place: Place, layout: Layout): Numbers {
  if (place === 'gradB') return { rows: 1, cols: values.data.length, data: values.data };
  return isTurned(place, layout) ? turned(values) : values;
}

/** From the engine's layout into that of the program's array. */
function asGiven(
  right: Numbers,
  place: Place,
  { rows, cols }: Numbers,
  layout: Layout,
): Numbers | null {
  if (right.data.length !== rows * cols) return null;
  if (place === 'gradB') return { rows, cols, data: right.data };
  return isTurned(place, layout) ? turned(right) : right;
}

function reproduced(
  { site, mistake }: Found,
  arrays: readonly ExaminedArray[],
  { net, outcome }: NonNullable<Look['pass']>,
  expected: Expected,
): Reproduced | null {
  if (mistake.stage === 'forward') return null;
  const made: Reproduced = { arrays: [], entries: 0, within: 0 };
  const inOrder = arrays.toSorted((a, b) => orderOf(a) - orderOf(b));
  for (const { name, is, agrees, values } of inOrder) {
    const compared = agrees === false ? placeOf(is) : null;
    if (compared?.layer !== site) continue;
    const { place, layer } = compared;
    if (place === 'z' || place === 'a') continue;
    const explained = explainedAt(place, layer, outcome, expected);
    if (!explained?.found.some(each => each.mistake.id === mistake.id)) continue;
    const distance = distanceBetween(asComputed(values, place, net.layout), explained.made);
    made.arrays.push(name);
    made.entries += values.data.length;
    made.within = Math.max(made.within, distance);
  }
  return made.arrays.length > 0 ? made : null;
}
