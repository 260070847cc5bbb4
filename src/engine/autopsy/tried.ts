/** How far each mistake of the catalogue is from one array of a student's program: why it is this one. */
import type { ActivationName } from '../ground/spec';
import { ACTIVATIONS } from '../ground/spec';
import type { Expected, Place } from './expected';
import { turned } from './ground/given';
import type { Numbers } from './ground/given';
import { affine, dot, plus, scaled } from './ground/products';
import { activated } from './identify/links';
import type { Known } from './identify/net';
import { hiddenDeltas, outputDeltas } from './search/deltas';
import type { Found } from './search/found';
import { biasForms, weightForms } from './search/gradients';
import { factorsOf } from './search/scales';
import type { Slot } from './search/options';
import type { Outcome } from './search/search';

export interface Tried {
  /** Of a mistake in the catalogue; several at once are joined by a plus sign. */
  id: string;
  as?: ActivationName;
  factor?: string;
  /** ‖theirs − what the mistake makes‖ / ‖theirs‖, Frobenius norms. */
  distance: number;
}

/** One of the student's arrays, in the engine's layout, and what it is. */
export interface Suspect {
  place: Place;
  layer: number;
  values: Numbers;
}

type Candidate = Omit<Tried, 'distance'> & { made: Numbers };

/**
 * Each mistake in the form that comes nearest: what was found, then the nearest first. Two may be one
 * and the same number: the derivative of softplus is a part of that of sigmoid.
 */
export function triedAt(
  suspect: Suspect,
  outcome: Outcome,
  expected: Expected,
  known: Known | null,
): Tried[] {
  const best = new Map<string, Tried>();
  for (const { made, ...mistake } of candidatesFor(suspect, outcome, expected, known)) {
    const distance = distanceBetween(suspect.values, made);
    const key = [mistake.id, mistake.as, mistake.factor].join(' ');
    const isNearer = distance < (best.get(key)?.distance ?? Infinity);
    if (isNearer) best.set(key, { ...mistake, distance });
  }
  const { place, layer } = suspect;
  const explained =
    place === 'z' || place === 'a' ? null : explainedAt(place, layer, outcome, expected);
  const found = explained && named(explained.found);
  const isFound = ({ id, as }: Tried) => id === found?.id && as === found.as;
  return [...best.values()].sort(
    (a, b) => Number(isFound(b)) - Number(isFound(a)) || a.distance - b.distance,
  );
}

/** ‖a − b‖ / ‖a‖; of a zero a, ‖b‖. */
export function distanceBetween(a: Numbers, b: Numbers): number {
  if (a.data.length !== b.data.length) return Infinity;
  const rest = plus(a, b, -1);
  return Math.sqrt(dot(rest, rest)) / (Math.sqrt(dot(a, a)) || 1);
}

function* candidatesFor(
  { place, layer, values }: Suspect,
  outcome: Outcome,
  expected: Expected,
  known: Known | null,
): Generator<Candidate> {
  if (place === 'z' || place === 'a') {
    yield* forwardCandidates(place, layer, outcome, expected);
    return;
  }
  yield* deltaCandidates(place, layer, values, outcome, expected);
  const { worlds } = outcome;
  const right = expected.delta(layer);
  if (place !== 'delta') {
    const forms = place === 'gradW' ? weightForms(worlds, layer, null) : biasForms(layer);
    for (const { found, make } of forms) {
      if (found.length === 1) yield { ...named(found), made: make(() => right, null)(0) };
    }
  }
  yield* penaltyCandidates(place, layer, outcome, expected);
  // A factor is one of the whole gradient: what is wrong with the biases alone is none.
  if (expected.isOutput(layer) && known && place !== 'gradB') {
    const { rows, cols } = worlds.at(0).y;
    for (const { factor, value } of factorsOf(rows, cols)) {
      if (factor === null) continue;
      yield { id: 'factor', factor, made: scaled(expected.of(place, layer), value) };
    }
  }
  const explained = explainedAt(place, layer, outcome, expected);
  if (explained) yield { ...named(explained.found), ...explained };
}

function named(found: readonly Found[]): Omit<Candidate, 'made'> {
  const [{ form, factor }] = found;
  const id = found.map(({ mistake }) => mistake.id).join(' + ');
  return { id, ...(form.as && { as: form.as }), ...(factor !== undefined && { factor }) };
}

function* deltaCandidates(
  place: Slot,
  layer: number,
  values: Numbers,
  outcome: Outcome,
  expected: Expected,
): Generator<Candidate> {
  const isOutput = expected.isOutput(layer);
  const { worlds, loss } = outcome;
  const deltas = isOutput
    ? outputDeltas(worlds, loss)
    : hiddenDeltas(worlds, stateAbove(layer, outcome), layer);
  for (const { found, base, direction } of deltas) {
    if (found.length !== 1) continue;
    const made = gradientOf(place, layer, expected, scaled(base(0), isOutput ? expected.scale : 1));
    if (!direction) {
      yield { ...named(found), made };
      continue;
    }
    const along = gradientOf(place, layer, expected, direction(0), 0);
    const unknown = dot(along, plus(values, made, -1)) / dot(along, along);
    if (unknown > 0) yield { ...named(found), made: plus(made, along, unknown) };
  }
}

/** The explanation down to the layer above this one. */
function stateAbove(layer: number, outcome: Outcome) {
  const given = outcome.assigned.find(each => each.layer === layer + 1 && each.slot === 'gradW');
  const gradW = given?.candidate.kernel ?? null;
  return { ...outcome, delta: outcome.deltas[layer + 1], gradW };
}

/** @param lambda of the weight decay in it; as it should be without */
function gradientOf(
  place: Slot,
  layer: number,
  expected: Expected,
  delta: Numbers,
  lambda?: number,
): Numbers {
  if (place === 'delta') return expected.written(delta);
  return place === 'gradW' ? expected.gradW(layer, delta, lambda) : expected.gradB(layer, delta);
}

function* penaltyCandidates(
  place: Slot,
  layer: number,
  { worlds }: Outcome,
  expected: Expected,
): Generator<Candidate> {
  const lambda = expected.lambda(layer);
  const { biases } = worlds.net.layers[layer];
  if (lambda === 0) return;
  const right = expected.of(place, layer);
  if (place === 'gradW') {
    const weights = worlds.at(0).weights(layer);
    yield { id: 'penalty_missing', made: plus(right, weights, -lambda) };
  }
  if (place === 'gradB' && biases)
    yield { id: 'penalty_on_bias', made: plus(right, biases.values, lambda) };
}

function* forwardCandidates(
  place: 'z' | 'a',
  layer: number,
  { worlds }: Outcome,
  expected: Expected,
): Generator<Candidate> {
  const world = worlds.at(0);
  const z = world.z[layer];
  if (place === 'z') {
    if (!worlds.net.layers[layer].biases) return;
    yield { id: 'bias_not_used', made: affine(world.input(layer), world.weights(layer), null) };
    return;
  }
  for (const as of ACTIVATIONS) {
    if (as === expected.activation(layer)) continue;
    yield { id: 'other_activation', as, made: activated(as, z) };
  }
  yield { id: 'softmax_axis', made: turned(activated('softmax', turned(z))) };
}

/** What the mistakes that were found make of an array of this layer; null: none was found here. */
export function explainedAt(
  place: Slot,
  layer: number,
  { worlds, found }: Outcome,
  expected: Expected,
): { found: Found[]; made: Numbers } | null {
  const here = found.filter(({ site }) => site === layer);
  const isOf = (stage: Slot) => here.filter(({ mistake }) => mistake.stage === stage);
  const above = here.filter(({ mistake: { stage } }) => stage !== 'gradW' && stage !== 'gradB');
  const last = place === 'delta' ? [] : isOf(place);
  if (above.length + last.length === 0) return null;
  const all = [...above, ...last];
  const delta = expected.own(layer);
  if (last.length === 0 || place === 'delta') {
    return {
      found: all,
      made: gradientOf(place, layer, expected, delta, ownLambda(above, layer, expected)),
    };
  }
  const forms = place === 'gradW' ? weightForms(worlds, layer, null) : biasForms(layer);
  const form = forms.find(
    each =>
      each.found.length === last.length &&
      each.found.every((one, index) => one.form === last[index].form),
  );
  return form ? { found: all, made: form.make(() => delta, null)(0) } : null;
}

function ownLambda(found: readonly Found[], layer: number, expected: Expected): number {
  const isMissing = found.some(({ mistake }) => mistake.id === 'penalty_missing');
  return isMissing ? 0 : expected.lambda(layer);
}
