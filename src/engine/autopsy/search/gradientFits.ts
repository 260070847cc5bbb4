/** gradW and gradB of one layer beside the student's: which mistakes, if any, make them of a delta. */
import { biasZero } from '../catalogue/gradients';
import { penaltyOnBias } from '../catalogue/others';
import { isEmpty, largest } from '../ground/given';
import type { Numbers, Observed } from '../ground/given';
import { plus } from '../ground/products';
import type { Candidate } from '../identify/candidates';
import type { Known } from '../identify/net';
import type { Assigned, Found } from './found';
import { biasForms, observedRows, rowsIn, telling, weightForms } from './gradients';
import type { GradientForm } from './gradients';
import { misfit } from './misfit';
import type { Option, Options, Slot } from './options';
import { penaltyBetween } from './penalty';
import { once } from './worlds';
import type { Made, Worlds } from './worlds';

/** What an array costs that no mistake makes: far more than mistakes; less where nothing names it. */
export const UNEXPLAINED = { named: 10, open: 6, other: 0 };
/** Mistakes at one layer at most. */
export const MOST_AT_ONCE = 2;
/** What weight decay costs beside a gradient without it: less than a mistake. */
const DECAY = 0.4;
/** Weight of how well rounded numbers fit: it decides between mistakes of one cost. */
const TIE = 0.01;
/** Numbers that a gradient has at least where a factor and a weight decay are fitted to it. */
export const ENOUGH_FOR_TWO = 6;

export interface Fit {
  /** λ of the weight decay in it. */
  lambda?: number;
  assigned: Assigned | null;
  found: Found[];
  cost: number;
  misfit: number;
}

export class GradientFits {
  /** Rows of gradW that are looked at first; null: there are no more. */
  readonly rows: number[] | null;
  readonly weightForms: GradientForm[];
  readonly biasForms: GradientForm[];
  private readonly mostInput: number;

  constructor(
    private readonly worlds: Worlds,
    private readonly options: Options,
    private readonly layer: number,
    private readonly experiment: Known | null,
  ) {
    this.rows = telling(worlds, layer);
    this.mostInput = largest(worlds.at(0).input(layer));
    this.weightForms = weightForms(worlds, layer, this.rows);
    this.biasForms = biasForms(layer);
  }

  /** Of an observed gradW, the rows that are looked at first. */
  part(observed: Observed): Observed {
    return this.rows ? observedRows(observed, this.rows) : observed;
  }

  /** @param most mistakes in it at most */
  weights(delta: Made, used: ReadonlySet<Candidate>, most: number): Fit {
    const plain = this.best('gradW', delta, used, most, []);
    return plain.cost > MOST_AT_ONCE ? this.decayed(delta, used, plain) : plain;
  }

  /** @param weights the gradient of the weights, of whose mistake that of the biases may be a part */
  biases(delta: Made, used: ReadonlySet<Candidate>, most: number, weights: Fit): Fit {
    const plain = this.best('gradB', delta, used, most, weights.found);
    return plain.cost > MOST_AT_ONCE ? this.decayedBiases(delta, used, weights, plain) : plain;
  }

  private best(
    slot: 'gradW' | 'gradB',
    delta: Made,
    used: ReadonlySet<Candidate>,
    most: number,
    ofWeights: readonly Found[],
  ): Fit {
    const options = this.options.of(slot, this.layer, used);
    const forms = slot === 'gradW' ? this.weightForms : this.biasForms;
    const { rows } = this.worlds.at(0).y;
    const size = rows * largest(delta(0)) * (slot === 'gradW' ? this.mostInput : 1);
    let best: Fit | null = null;
    for (const form of forms) {
      const found = ownMistakes(form.found, ofWeights);
      if (found.length > most || (best && found.length > best.cost)) continue;
      for (const option of options) {
        if (found.length > 0 && !isTelling(found, option, options)) continue;
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

  /** The gradient of the loss with weight decay; `plain` where that does not explain it either. */
  private decayed(delta: Made, used: ReadonlySet<Candidate>, plain: Fit): Fit {
    if (this.experiment?.weightDecay === 0) return plain;
    const { made, weights } = this.plainParts(delta);
    for (const { candidate, observed } of this.options.of('gradW', this.layer, used)) {
      if (!this.experiment && observed.values.data.length < ENOUGH_FOR_TWO) continue;
      const few = this.rows && this.weightForms[0].make(delta, this.rows)(0);
      const part = few && rowsIn(weights(0), this.rows ?? []);
      const lambda =
        few && part
          ? penaltyBetween(few, part, this.part(observed))
          : penaltyBetween(made(0), weights(0), observed);
      if (lambda === null) continue;
      // The same λ in a few rows, before the whole product is made.
      const first = few && part && plus(few, part, lambda);
      if (first && isFar(first, this.part(observed))) continue;
      const sum = once(world => plus(made(world), weights(world), lambda));
      const fit = misfit(sum, observed, this.worlds.net.precision, largest(sum(0)));
      if (fit === null) continue;
      const assigned = { candidate, slot: 'gradW', layer: this.layer, agrees: true } as const;
      return { assigned, found: [], cost: DECAY, misfit: fit, lambda };
    }
    return plain;
  }

  private decayedBiases(
    delta: Made,
    used: ReadonlySet<Candidate>,
    { lambda = 0 }: Fit,
    plain: Fit,
  ): Fit {
    const { biases } = this.worlds.net.layers[this.layer];
    if (!biases || lambda === 0) return plain;
    const sum = this.biasForms[0].make(delta, null);
    const made = once(world => plus(sum(world), this.worlds.at(world).of(biases), lambda));
    const isRight = this.experiment?.decayBiases ?? false;
    for (const { candidate, observed } of this.options.of('gradB', this.layer, used)) {
      const fit = misfit(made, observed, this.worlds.net.precision, largest(made(0)));
      if (fit === null) continue;
      const { layer } = this;
      const found = isRight
        ? []
        : [{ mistake: penaltyOnBias, form: penaltyOnBias.forms[0], site: layer, layer }];
      const assigned = { candidate, slot: 'gradB', layer, agrees: isRight } as const;
      return { assigned, found, cost: found.length, misfit: fit };
    }
    return plain;
  }

  /** inputᵀ · delta, and W. */
  plainParts(delta: Made): { made: Made; weights: Made } {
    return {
      made: this.weightForms[0].make(delta, null),
      weights: world => this.worlds.at(world).weights(this.layer),
    };
  }

  private fit(form: GradientForm, delta: Made, { observed }: Option, size: number): number | null {
    const { precision } = this.worlds.net;
    if (this.rows && observed.values.rows > this.rows.length) {
      const few = form.make(delta, this.rows);
      if (misfit(few, this.part(observed), precision, size) === null) return null;
    }
    return misfit(form.make(delta, null), observed, precision, size);
  }
}

/** The last row of gradB belongs to that of gradW: it is one mistake. */
function ownMistakes(found: readonly Found[], ofWeights: readonly Found[]): Found[] {
  return found.filter(({ mistake }) => {
    const whole = 'partOf' in mistake ? mistake.partOf : undefined;
    return !ofWeights.some(each => each.mistake.id === whole);
  });
}

/** Whether numbers are farther apart than rounding ever takes them. */
function isFar(made: Numbers, { values, slack }: Observed): boolean {
  const most = 0.1 * largest(values);
  return made.data.some((value, i) => !(Math.abs(value - values.data[i]) <= most + 20 * slack[i]));
}

/** A single number, zeros, or one of several arrays that nothing names, agree too easily. */
function isTelling(
  found: readonly Found[],
  { naming, observed }: Option,
  options: readonly Option[],
): boolean {
  const isMeantZero = found.every(({ mistake }) => mistake.id === biasZero.id);
  if (!isMeantZero && isEmpty(observed.values)) return false;
  if (naming === 'named') return true;
  return options.length === 1 || observed.values.data.length > 2;
}

/** What is left where nothing explains any of the options. */
export function unexplained(options: readonly Option[], slot: Slot, layer: number): Fit {
  const option = options.at(0);
  if (!option || (slot === 'delta' && option.naming !== 'named'))
    return { assigned: null, found: [], cost: 0, misfit: 0 };
  const isSingle = option.observed.values.data.length === 1 && option.naming !== 'named';
  const cost = isSingle ? 0 : UNEXPLAINED[option.naming];
  const assigned = cost > 0 ? { candidate: option.candidate, slot, layer, agrees: false } : null;
  return { assigned, found: [], cost, misfit: 0 };
}
