/** The deltas that a layer may have: the right one, and one for each mistake that leads to another. */
import { outputDerivativeExtra } from '../catalogue/others';
import type { Line, UpstreamSite } from '../catalogue/mistake';
import { rightDelta } from '../catalogue/derivatives';
import { SLOPE_MISTAKES } from '../catalogue/slopes';
import { UPSTREAM_MISTAKES } from '../catalogue/upstream';
import type { LossSpec } from '../../ground/spec';
import type { Numbers } from '../ground/given';
import { plus, productWithTurned, scaled } from '../ground/products';
import type { Found, State } from './found';
import { cancels, deltaOf, errorOf } from './losses';
import { once } from './worlds';
import type { Made, Worlds } from './worlds';

export interface DeltaCandidate {
  found: Found[];
  base: Made;
  /** What a number that is not known yet is multiplied by; null: there is none. */
  direction: Made | null;
}

/** At the output, unscaled. */
export function* outputDeltas(worlds: Worlds, loss: LossSpec): Generator<DeltaCandidate> {
  const { layers } = worlds.net;
  const layer = layers.length - 1;
  const { activation } = layers[layer];
  const site = (index: number) => {
    const world = worlds.at(index);
    return { activation, z: world.z[layer], a: world.a[layer], y: world.y };
  };
  const right = once(world => deltaOf(loss, site(world)));
  const upstream = once(world => errorOf(loss, site(world)));
  yield { found: [], base: right, direction: null };
  const isTold = cancels(loss.type, activation) && !layers[layer].isGuess;
  const mistakes = isTold ? [outputDerivativeExtra] : [];
  for (const mistake of mistakes) {
    for (const form of mistake.forms) {
      const made = form.delta({ ...site(0), upstream: upstream(0), right: right(0) });
      if (!made) continue;
      const base = once(
        world =>
          form.delta({ ...site(world), upstream: upstream(world), right: right(world) }) ?? made,
      );
      yield { found: [{ mistake, form, site: layer, layer }], base, direction: null };
    }
  }
  yield* wrongSlopes(worlds, layer, upstream);
}

/** ∂L/∂a of the output in the scale of the loss, where that is not what its delta is anyway. */
export function outputError(worlds: Worlds, loss: LossSpec): Made | null {
  const { layers } = worlds.net;
  const layer = layers.length - 1;
  const { activation } = layers[layer];
  if (cancels(loss.type, activation) || activation === 'linear') return null;
  return once(index => {
    const world = worlds.at(index);
    return errorOf(loss, { activation, z: world.z[layer], a: world.a[layer], y: world.y });
  });
}

/** Below another layer, in the scale of its delta. */
export function* hiddenDeltas(
  worlds: Worlds,
  state: State,
  layer: number,
): Generator<DeltaCandidate> {
  const { activation } = worlds.net.layers[layer];
  const above = layer + 1;
  const isOutput = above === worlds.net.layers.length - 1;
  const site = (index: number): UpstreamSite => {
    const world = worlds.at(index);
    const error = isOutput && state.error && state.scale !== null ? state.error(index) : null;
    return {
      delta: state.delta(index),
      weights: world.weights(above),
      gradW: state.gradW && world.of(state.gradW),
      error: error && scaled(error, state.scale ?? 1),
    };
  };
  const right: Made = once(index => {
    const { delta, weights } = site(index);
    return productWithTurned(delta, weights);
  });
  const through = (upstream: Made): Made =>
    once(index => {
      const world = worlds.at(index);
      return rightDelta(activation, {
        z: world.z[layer],
        a: world.a[layer],
        upstream: upstream(index),
      });
    });
  yield { found: [], base: through(right), direction: null };
  const lines: { found: Found; base: Made; direction: Made | null }[] = [];
  for (const mistake of UPSTREAM_MISTAKES) {
    for (const form of mistake.forms) {
      const nominal = form.upstream(site(0));
      if (!nominal) continue;
      const line = (index: number): Line =>
        index === 0 ? nominal : (form.upstream(site(index)) ?? nominal);
      const base = once(index => line(index).base);
      const direction = nominal.direction && once(index => line(index).direction ?? nominal.base);
      lines.push({ found: { mistake, form, site: layer, layer: above }, base, direction });
    }
  }
  for (const { found, base, direction } of lines) {
    yield { found: [found], base: through(base), direction: direction && through(direction) };
  }
  yield* wrongSlopes(worlds, layer, right);
  // Two at once: the wrong way down, and a wrong f′.
  for (const { found, base, direction } of lines) {
    for (const slope of wrongSlopes(worlds, layer, base, direction)) {
      yield { ...slope, found: [found, ...slope.found] };
    }
  }
}

function* wrongSlopes(
  worlds: Worlds,
  layer: number,
  upstream: Made,
  along: Made | null = null,
): Generator<DeltaCandidate> {
  const { activation, isGuess } = worlds.net.layers[layer];
  if (isGuess) return;
  const site = (index: number, made = upstream) => {
    const { z, a } = worlds.at(index);
    return { activation, z: z[layer], a: a[layer], upstream: made(index) };
  };
  for (const mistake of SLOPE_MISTAKES) {
    for (const form of mistake.forms(activation)) {
      const nominal = form.delta(site(0));
      if (!nominal?.data.every(Number.isFinite)) continue;
      const base = once((index): Numbers =>
        index === 0 ? nominal : (form.delta(site(index)) ?? nominal),
      );
      // A derivative is linear in what it multiplies, but for a mask that looks at it.
      if (along && mistake.id === 'relu_mask_of_gradient') continue;
      const direction = along && once(index => form.delta(site(index, along)) ?? nominal);
      yield { found: [{ mistake, form, site: layer, layer }], base, direction };
    }
  }
}

/** The candidate with its unknown number put in. */
export function resolved(
  { found, base, direction }: DeltaCandidate,
  unknown: number,
): DeltaCandidate {
  if (!direction) return { found, base, direction };
  return {
    found: found.map(each => ({ ...each, unknown })),
    base: once(world => plus(base(world), direction(world), unknown)),
    direction: null,
  };
}
