/** One layer: which delta and which gradients the student's program has there, and why. */
import { largest } from '../ground/given';
import type { Observed } from '../ground/given';
import { scaled } from '../ground/products';
import type { Candidate } from '../identify/candidates';
import type { Known } from '../identify/net';
import type { DeltaCandidate } from './deltas';
import type { State } from './found';
import { GradientFits, MOST_AT_ONCE, unexplained, UNEXPLAINED } from './gradientFits';
import type { Fit } from './gradientFits';
import { misfit } from './misfit';
import type { Options } from './options';
import { deltaConventions, fittedScale, nearTo } from './scales';
import type { Scale } from './scales';
import { scalesOf, withKnownNumber } from './unknowns';
import type { Around } from './unknowns';
import { once } from './worlds';
import type { Made, Worlds } from './worlds';

export class Site {
  private readonly fits: GradientFits;
  /** Whether any array may be a gradient or the delta of this layer. */
  readonly isSeen: boolean;

  constructor(
    private readonly worlds: Worlds,
    private readonly options: Options,
    readonly layer: number,
    experiment: Known | null,
  ) {
    this.fits = new GradientFits(worlds, options, layer, experiment);
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
    const around = this.around(state);
    const states: State[] = [];
    for (const known of withKnownNumber(around, state, candidate)) {
      const weights = this.fits.weights(known.base, around.used, MOST_AT_ONCE - own);
      if (state.cost + own + weights.cost > limit) continue;
      const biases = this.fits.biases(known.base, around.used, MOST_AT_ONCE - own, weights);
      const delta = this.delta(known.base, state.deltaScale, around.used);
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
      const weights = this.fits.weights(base, left, MOST_AT_ONCE);
      const biases = this.fits.biases(base, left, MOST_AT_ONCE, weights);
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
    return scalesOf(this.around(state), candidate, known);
  }

  private around(state: State): Around {
    const { fits, options, worlds, layer } = this;
    return {
      fits,
      options,
      worlds,
      layer,
      used: new Set(state.assigned.map(each => each.candidate)),
    };
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
      deltas: [base, ...state.deltas],
      gradW: candidate?.kernel ?? null,
      penalties:
        isUnexplained(weights) || !weights.assigned
          ? state.penalties
          : [...state.penalties, { layer: this.layer, lambda: weights.lambda ?? 0 }],
    };
  }
}
