/** One layer: which delta and which gradients the student's program has there, and why. */
import { largest } from '../ground/given';
import { dot, scaled } from '../ground/products';
import type { Numbers, Observed } from '../ground/given';
import type { Candidate } from '../identify/candidates';
import { resolved } from './deltas';
import type { DeltaCandidate } from './deltas';
import type { Assigned, Found, State } from './found';
import { biasForms, observedRows, sizeOf, telling, weightForms } from './gradients';
import type { GradientForm } from './gradients';
import { misfit } from './misfit';
import type { Option, Options, Slot } from './options';
import { deltaConventions, fittedScale, nearTo } from './scales';
import type { Scale } from './scales';
import { once } from './worlds';
import type { Made, Worlds } from './worlds';

/** What an array costs that no mistake makes: far more than mistakes; less where nothing names it. */
const UNEXPLAINED = { named: 10, open: 6, other: 0 };
/** Mistakes at one layer at most. */
const MOST_AT_ONCE = 2;
/** A mistake that is tried where its name would count for little: among equals, the plain one wins. */
const TIE = 0.01;

interface Fit {
  assigned: Assigned | null;
  found: Found[];
  cost: number;
  misfit: number;
}

export class Site {
  private readonly weightForms: GradientForm[];
  private readonly biasForms: GradientForm[];
  private readonly rows: number[] | null;
  /** Whether any array may be a gradient or the delta of this layer. */
  readonly isSeen: boolean;

  constructor(
    private readonly worlds: Worlds,
    private readonly options: Options,
    readonly layer: number,
  ) {
    this.weightForms = weightForms(worlds, layer);
    this.biasForms = biasForms(layer);
    this.rows = telling(worlds, layer);
    const slots = ['gradW', 'gradB', 'delta'] as const;
    this.isSeen = slots.some(slot => options.of(slot, layer, new Set()).length > 0);
  }

  private get isOutput(): boolean {
    return this.layer === this.worlds.net.layers.length - 1;
  }

  /** @param state what is known above; its scale is set @param limit stop looking at this cost */
  explain(state: State, candidate: DeltaCandidate, limit: number): State[] {
    const own = candidate.found.length;
    if (state.cost + own > limit) return [];
    const used = new Set(state.assigned.map(each => each.candidate));
    const states: State[] = [];
    for (const known of this.known(state, candidate, used)) {
      const weights = this.gradient('gradW', known.base, used, MOST_AT_ONCE - own);
      if (state.cost + own + weights.cost > limit) continue;
      const biases = this.gradient('gradB', known.base, used, MOST_AT_ONCE - own, weights);
      const delta = this.delta(known.base, state.deltaScale, used);
      states.push(this.joined(state, known, weights, biases, delta));
    }
    return states;
  }

  /** With the student's own delta, where no mistake makes it. */
  explainOwn(state: State): State[] {
    const used = new Set(state.assigned.map(each => each.candidate));
    return this.options.of('delta', this.layer, used).map(({ candidate, observed }) => {
      const scale = 1 / (state.deltaScale ?? 1);
      const base = once(world => scaled(this.worlds.at(world).of(observed), scale));
      const left = new Set([...used, candidate]);
      const weights = this.gradient('gradW', base, left, MOST_AT_ONCE);
      const biases = this.gradient('gradB', base, left, MOST_AT_ONCE, weights);
      const assigned = { candidate, slot: 'delta', layer: this.layer, agrees: false } as const;
      const fit = {
        assigned,
        found: [],
        cost: UNEXPLAINED.named,
        misfit: 0,
        scale: state.deltaScale,
      };
      return this.joined(state, { found: [], base, direction: null }, weights, biases, fit);
    });
  }

  /** The factors by which this delta may have to be multiplied, from what its gradients are. */
  scales(candidate: DeltaCandidate, state: State, known: readonly Scale[]): Scale[] {
    const used = new Set(state.assigned.map(each => each.candidate));
    const found = new Map<number, Scale>();
    const { precision } = this.worlds.net;
    const add = (made: Numbers, observed: Observed) => {
      const fitted = fittedScale(made, observed);
      if (!Number.isFinite(fitted) || fitted === 0) return;
      for (const scale of nearTo(fitted, known, precision)) found.set(scale.value, scale);
      if (known.length === 0 || known[0].factor === null) {
        const isNear = nearTo(fitted, known, precision).length > 0;
        if (!isNear) found.set(fitted, { value: fitted, factor: null, others: [] });
      }
    };
    for (const { observed } of this.options.of('gradW', this.layer, used)) {
      for (const form of this.weightForms) {
        if (form.found.length + candidate.found.length > MOST_AT_ONCE) continue;
        const wanted = this.rows ? observedRows(observed, this.rows) : observed;
        add(form.make(candidate.base, this.rows)(0), wanted);
      }
    }
    if (found.size > 0) return [...found.values()];
    for (const { observed } of this.options.of('gradB', this.layer, used)) {
      add(this.biasForms[0].make(candidate.base, null)(0), observed);
    }
    for (const { observed } of this.options.of('delta', this.layer, used)) {
      add(candidate.base(0), observed);
    }
    return [...found.values()];
  }

  /** The candidate with its unknown number as the gradients of this layer have it. */
  private known(state: State, candidate: DeltaCandidate, used: Set<Candidate>): DeltaCandidate[] {
    const { base, direction } = candidate;
    if (!direction) return [candidate];
    const found: number[] = [];
    const solve = (made: Numbers, along: Numbers, observed: Observed) => {
      const rest = { ...made, data: made.data.map((value, i) => observed.values.data[i] - value) };
      const value = dot(along, rest) / dot(along, along);
      if (value > 0 && Number.isFinite(value)) found.push(value);
    };
    for (const { observed } of this.options.of('gradW', this.layer, used)) {
      for (const form of this.weightForms.filter(each => each.found.length <= 1)) {
        const wanted = this.rows ? observedRows(observed, this.rows) : observed;
        solve(form.make(base, this.rows)(0), form.make(direction, this.rows)(0), wanted);
      }
    }
    for (const { observed } of found.length === 0
      ? this.options.of('delta', this.layer, used)
      : []) {
      const scale = state.deltaScale ?? 1;
      solve(scaled(base(0), scale), scaled(direction(0), scale), observed);
    }
    return found.flatMap(value => rates(value, this.worlds).map(rate => resolved(candidate, rate)));
  }

  private gradient(
    slot: 'gradW' | 'gradB',
    delta: Made,
    used: ReadonlySet<Candidate>,
    most: number,
    weights: Fit | null = null,
  ): Fit {
    const options = this.options.of(slot, this.layer, used);
    const forms = slot === 'gradW' ? this.weightForms : this.biasForms;
    const input = this.worlds.at(0).input(this.layer);
    const size = slot === 'gradW' ? sizeOf(input, delta(0)) : input.rows * largest(delta(0));
    let best: Fit | null = null;
    for (const form of forms) {
      const found = weights ? ownMistakes(form.found, weights.found) : form.found;
      if (found.length > most || (best && found.length > best.cost)) continue;
      for (const option of options) {
        if (found.length > 0 && !isTelling(option, options)) continue;
        const fit = this.fit(form, delta, option, size);
        if (fit === null || (best && found.length + TIE * fit >= best.cost + TIE * best.misfit))
          continue;
        const agrees = form.found.length === 0;
        const assigned = { candidate: option.candidate, slot, layer: this.layer, agrees };
        best = { assigned, found, cost: found.length, misfit: fit };
        if (agrees) return best;
      }
    }
    return best ?? unexplained(options, slot, this.layer);
  }

  private fit(form: GradientForm, delta: Made, { observed }: Option, size: number): number | null {
    const { precision } = this.worlds.net;
    if (this.rows && observed.values.rows > this.rows.length) {
      const few = form.make(delta, this.rows);
      if (misfit(few, observedRows(observed, this.rows), precision, size) === null) return null;
    }
    return misfit(form.make(delta, null), observed, precision, size);
  }

  private delta(
    made: Made,
    scale: number | null,
    used: ReadonlySet<Candidate>,
  ): Fit & { scale: number | null } {
    const options = this.options.of('delta', this.layer, used);
    const { precision } = this.worlds.net;
    for (const { candidate, observed } of options) {
      const fitted = scale ?? this.deltaScale(made, observed);
      if (!Number.isFinite(fitted)) continue;
      const scaledDelta = once(world => scaled(made(world), fitted));
      const fit = misfit(scaledDelta, observed, precision, largest(scaledDelta(0)));
      if (fit === null) continue;
      const assigned = { candidate, slot: 'delta', layer: this.layer, agrees: true } as const;
      return { assigned, found: [], cost: 0, misfit: fit, scale: fitted };
    }
    return { ...unexplained(options, 'delta', this.layer), scale };
  }

  private deltaScale(made: Made, observed: Observed): number {
    const { layers, precision } = this.worlds.net;
    const outputs = layers[layers.length - 1].weights.values.cols;
    const scales = deltaConventions(observed.values.rows, outputs);
    return nearTo(fittedScale(made(0), observed), scales, precision).at(0)?.value ?? NaN;
  }

  private joined(
    state: State,
    { found, base }: DeltaCandidate,
    weights: Fit,
    biases: Fit,
    delta: Fit & { scale: number | null },
  ): State {
    const fits = [weights, biases, delta];
    const assigned = fits.flatMap(fit => fit.assigned ?? []);
    // A constant factor is told of the output, where it comes in.
    const isRight = found.length === 0 && !(this.isOutput && state.found.length > 0);
    const isUnexplained = (fit: Fit) => fit.cost > MOST_AT_ONCE;
    const { candidate = null } = weights.assigned ?? {};
    return {
      ...state,
      cost: state.cost + found.length + weights.cost + biases.cost + delta.cost,
      misfit: state.misfit + weights.misfit + biases.misfit + delta.misfit,
      found: [...state.found, ...found, ...weights.found, ...biases.found],
      assigned: [
        ...state.assigned,
        ...assigned.map(each => ({ ...each, agrees: each.agrees && isRight })),
      ],
      unexplained: [
        ...state.unexplained,
        ...fits.flatMap(fit => (isUnexplained(fit) && fit.assigned ? [fit.assigned] : [])),
      ],
      deltaScale: delta.scale,
      delta: base,
      gradW: candidate?.kernel ?? null,
    };
  }
}

/** The last row of gradB belongs to that of gradW: it is one mistake. */
function ownMistakes(found: readonly Found[], ofWeights: readonly Found[]): Found[] {
  return found.filter(({ mistake }) => {
    const whole = 'partOf' in mistake ? mistake.partOf : undefined;
    return !ofWeights.some(each => each.mistake.id === whole);
  });
}

/** A single number, or one of several arrays that nothing names, agrees too easily. */
function isTelling(option: Option, options: readonly Option[]): boolean {
  if (option.naming === 'named') return true;
  return options.length === 1 || option.observed.values.data.length > 2;
}

function unexplained(options: readonly Option[], slot: Slot, layer: number): Fit {
  const option = options.at(0);
  if (!option || (slot === 'delta' && option.naming !== 'named'))
    return { assigned: null, found: [], cost: 0, misfit: 0 };
  const isSingle = option.observed.values.data.length === 1 && option.naming !== 'named';
  const cost = isSingle ? 0 : UNEXPLAINED[option.naming];
  const assigned = cost > 0 ? { candidate: option.candidate, slot, layer, agrees: false } : null;
  return { assigned, found: [], cost, misfit: 0 };
}

/** A learning rate has few digits: rounded numbers tell no more of it. */
function rates(value: number, { net }: Worlds): number[] {
  const short = [1, 2].map(digits => Number(value.toPrecision(digits)));
  const isNear = (each: number) =>
    Math.abs(each / value - 1) < (net.precision.kind === 'rounded' ? 0.5 : 1e-3);
  return [...new Set([...short.filter(isNear), value])];
}
