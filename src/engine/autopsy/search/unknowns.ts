/** Numbers that a form leaves open, fitted to what the student's gradients are. */
import type { Numbers, Observed } from '../ground/given';
import { dot, scaled } from '../ground/products';
import type { Candidate } from '../identify/candidates';
import { resolved } from './deltas';
import type { DeltaCandidate } from './deltas';
import type { State } from './found';
import { ENOUGH_FOR_TWO, MOST_AT_ONCE } from './gradientFits';
import type { GradientFits } from './gradientFits';
import type { Options } from './options';
import { scaleBeside } from './penalty';
import { fittedScale, nearTo } from './scales';
import type { Scale } from './scales';
import type { Worlds } from './worlds';

/** A layer, and the arrays that are taken by those above it. */
export interface Around {
  fits: GradientFits;
  options: Options;
  worlds: Worlds;
  layer: number;
  used: ReadonlySet<Candidate>;
}

/** The factors by which this delta may have to be multiplied, from what its gradients are. */
export function scalesOf(
  { fits, options, worlds, layer, used }: Around,
  candidate: DeltaCandidate,
  known: readonly Scale[],
): Scale[] {
  const found = new Map<number, Scale>();
  const isPlain = candidate.found.length === 0;
  const { precision } = worlds.net;
  const add = (made: Numbers, observed: Pick<Observed, 'values'>, isRight: boolean) => {
    const fitted = fittedScale(made, observed);
    if (!Number.isFinite(fitted) || fitted === 0) return;
    for (const scale of nearTo(fitted, known, precision)) found.set(scale.value, scale);
    // A factor that no loss has is no ground to name a mistake on.
    if (isRight && known[0].factor === null) {
      const isNear = nearTo(fitted, known, precision).length > 0;
      if (!isNear) found.set(fitted, { value: fitted, factor: null, others: [] });
    }
  };
  for (const { observed } of options.of('gradW', layer, used)) {
    for (const form of fits.weightForms) {
      if (form.found.length + candidate.found.length > MOST_AT_ONCE) continue;
      add(
        form.make(candidate.base, fits.rows)(0),
        fits.part(observed),
        isPlain && form.found.length === 0,
      );
    }
    const isKnown = known.some(({ factor }) => factor !== null);
    if (isKnown || observed.values.data.length < ENOUGH_FOR_TWO) continue;
    if (!isPlain) continue;
    const { made, weights } = fits.plainParts(candidate.base);
    const beside = scaleBeside(made(0), weights(0), observed);
    if (Number.isFinite(beside)) add(made(0), { values: scaled(made(0), beside) }, isPlain);
  }
  if (found.size > 0) return [...found.values()];
  for (const { observed } of options.of('gradB', layer, used)) {
    add(fits.biasForms[0].make(candidate.base, null)(0), observed, isPlain);
  }
  for (const { observed } of options.of('delta', layer, used)) {
    add(candidate.base(0), observed, isPlain);
  }
  return [...found.values()];
}

/** The candidate with its unknown number as the gradients of this layer have it. */
export function withKnownNumber(
  { fits, options, worlds, layer, used }: Around,
  state: State,
  candidate: DeltaCandidate,
): DeltaCandidate[] {
  const { base, direction } = candidate;
  if (!direction) return [candidate];
  const found: number[] = [];
  const solve = (made: Numbers, along: Numbers, observed: Observed) => {
    const rest = { ...made, data: made.data.map((value, i) => observed.values.data[i] - value) };
    const value = dot(along, rest) / dot(along, along);
    if (value > 0 && Number.isFinite(value)) found.push(value);
  };
  for (const { observed } of options.of('gradW', layer, used)) {
    for (const form of fits.weightForms) {
      if (form.found.length + candidate.found.length > MOST_AT_ONCE) continue;
      const [made, along] = [base, direction].map(each => form.make(each, fits.rows)(0));
      solve(made, along, fits.part(observed));
    }
  }
  for (const { observed } of found.length === 0 ? options.of('delta', layer, used) : []) {
    const scale = state.deltaScale ?? 1;
    solve(scaled(base(0), scale), scaled(direction(0), scale), observed);
  }
  return found.flatMap(value => rates(value, worlds).map(rate => resolved(candidate, rate)));
}

/** A learning rate has few digits: rounded numbers tell no more of it, exact ones whether it has. */
function rates(value: number, { net }: Worlds): number[] {
  const short = [1, 2].map(digits => Number(value.toPrecision(digits)));
  const near = net.precision.kind === 'rounded' ? 0.5 : 1e-6;
  const likely = short.filter(each => Math.abs(each / value - 1) < near);
  if (net.precision.kind !== 'rounded') return [likely.at(0) ?? value];
  return [...new Set([...likely, value])];
}
