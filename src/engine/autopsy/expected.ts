/**
 * What each array of a pass should be, from the student's own arrays: z from what the layer reads, a
 * from z, delta from the delta of the layer above as the program has it, the gradients from delta.
 */
import type { ActivationName, LossSpec } from '../ground/spec';
import { rightDelta } from './catalogue/derivatives';
import type { Numbers } from './ground/given';
import {
  affine,
  plus,
  productOfTurned,
  productWithTurned,
  scaled,
  sumOfRows,
} from './ground/products';
import { activated } from './identify/links';
import type { Known } from './identify/net';
import { deltaOf } from './search/losses';
import { fittedScale } from './search/scales';
import type { Slot } from './search/options';
import type { Outcome } from './search/search';
import type { World } from './search/worlds';

/** What an array of a layer is. */
export type Place = Slot | 'z' | 'a';

export class Expected {
  readonly world: World;
  /** By what a right gradient is a multiple of that of `outcome.loss`. */
  readonly scale: number;

  constructor(
    private readonly outcome: Outcome,
    private readonly known: Known | null,
  ) {
    this.world = outcome.worlds.at(0);
    this.scale = this.rightScale();
  }

  /** In the engine's layout: rows as the batch, [inputs, units]. */
  of(place: Place, layer: number): Numbers {
    switch (place) {
      case 'z': {
        const { biases } = this.net.layers[layer];
        const weights = this.world.weights(layer);
        return affine(this.world.input(layer), weights, biases?.values ?? null);
      }
      case 'a':
        return activated(this.activation(layer), this.world.z[layer]);
      case 'delta':
        return this.written(this.delta(layer));
      case 'gradW':
        return this.gradW(layer, this.handed(layer));
      case 'gradB':
        return this.gradB(layer, this.handed(layer));
    }
  }

  activation(layer: number): ActivationName {
    return this.known?.layers[layer].activation ?? this.net.layers[layer].activation;
  }

  /** delta of a layer, in the scale of the gradients. */
  delta(layer: number): Numbers {
    const { world, outcome } = this;
    const { activation } = this.net.layers[layer];
    const [z, a] = [world.z[layer], world.a[layer]];
    if (this.isOutput(layer)) {
      return scaled(deltaOf(outcome.loss, { activation, z, a, y: world.y }), this.scale);
    }
    const upstream = productWithTurned(this.above(layer), world.weights(layer + 1));
    return rightDelta(activation, { z, a, upstream });
  }

  /** The student's own delta of the layer above, in the scale of the gradients. */
  above(layer: number): Numbers {
    return this.own(layer + 1);
  }

  /** delta of a layer as the explanation has it. */
  own(layer: number): Numbers {
    const delta = this.outcome.deltas[layer](0);
    return this.outcome.scale === null ? scaled(delta, this.scale) : delta;
  }

  /** delta as the program writes it: some divide the gradients by the rows, and not the deltas. */
  written(delta: Numbers): Numbers {
    return scaled(delta, this.outcome.deltaScale ?? 1);
  }

  gradW(layer: number, delta: Numbers, lambda = this.lambda(layer)): Numbers {
    const made = productOfTurned(this.world.input(layer), delta);
    return lambda === 0 ? made : plus(made, this.world.weights(layer), lambda);
  }

  gradB(layer: number, delta: Numbers): Numbers {
    const { biases } = this.net.layers[layer];
    const made = sumOfRows(delta);
    const lambda = this.known?.decayBiases ? this.lambda(layer) : 0;
    return biases && lambda > 0 ? plus(made, biases.values, lambda) : made;
  }

  /** The weight decay that belongs into the gradient of these weights: that of the others where it is missing. */
  lambda(layer: number): number {
    const { penalties, found } = this.outcome;
    const isMissing = found.some(each => each.layer === layer && each.mistake.stage === 'penalty');
    const own = penalties.find(each => each.layer === layer);
    if (own && !isMissing) return own.lambda;
    return Math.max(0, ...penalties.map(({ lambda }) => lambda));
  }

  /** The loss whose gradients these are; a sign that is wrong is no part of it. */
  get loss(): LossSpec {
    const { loss } = this.outcome;
    return { ...loss, scale: loss.scale * Math.abs(this.scale) };
  }

  isOutput(layer: number): boolean {
    return layer === this.net.layers.length - 1;
  }

  private get net() {
    return this.outcome.worlds.net;
  }

  /** What the gradients of a layer are made of: its right delta where its own is known to be wrong. */
  private handed(layer: number): Numbers {
    const isWrong = this.outcome.found.some(
      ({ site, mistake: { stage } }) =>
        site === layer && stage !== 'gradW' && stage !== 'gradB' && stage !== 'penalty',
    );
    return isWrong ? this.delta(layer) : this.own(layer);
  }

  private rightScale(): number {
    const { outcome, world } = this;
    if (outcome.found.some(({ factor }) => factor !== undefined)) return 1;
    if (outcome.scale !== null) return outcome.scale;
    const layer = this.net.layers.length - 1;
    const given = outcome.assigned.find(each => each.layer === layer && each.slot === 'gradW');
    if (!given) return 1;
    const { activation } = this.net.layers[layer];
    const [z, a] = [world.z[layer], world.a[layer]];
    const delta = deltaOf(outcome.loss, { activation, z, a, y: world.y });
    const made = productOfTurned(world.input(layer), delta);
    const fitted = fittedScale(made, given.candidate.kernel);
    return Number.isFinite(fitted) && fitted !== 0 ? fitted : 1;
  }
}
