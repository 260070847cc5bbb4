/** From the output down, layer by layer: the fewest mistakes that make all of the student's numbers. */
import type { LossSpec } from '../../ground/spec';
import { factor } from '../catalogue/others';
import { scaled } from '../ground/products';
import type { Observed } from '../ground/given';
import type { Known, Net } from '../identify/net';
import { hiddenDeltas, outputDeltas, outputError } from './deltas';
import type { DeltaCandidate } from './deltas';
import type { Found, State } from './found';
import { likelyLosses } from './losses';
import { Options } from './options';
import { withMissingPenalties } from './penalty';
import { conventions, factorsOf } from './scales';
import type { Scale } from './scales';
import { MOST_AT_ONCE } from './gradientFits';
import { Site } from './site';
import { once, Worlds } from './worlds';

export interface Outcome extends State {
  loss: LossSpec;
  worlds: Worlds;
}

/** Ways that are followed further at most. */
const MOST_WAYS = 12;
/** Cost beyond the best at which an explanation is still kept: several may fit rounded numbers, but of exact ones the first is as good as any. */
const MARGINS = { exact: -0.1, rounded: 1, unseen: 2 };

/**
 * The best explanation with these targets; null: none costs as little as it has to.
 * @param enough what it may cost at most: with other targets there is one already
 */
export function search(
  net: Net,
  y: Observed,
  known: Known | null,
  enough = Infinity,
): Outcome | null {
  const worlds = new Worlds(net, y);
  const options = new Options(net);
  const sites = net.layers.map((_, layer) => new Site(worlds, options, layer, known));
  const { activation } = net.layers[net.layers.length - 1];
  const losses = known ? [known.loss] : likelyLosses(activation, y.values);
  let best = null as Outcome | null;
  for (const [rank, loss] of losses.entries()) {
    const preference = rank * 0.05;
    if (best && best.cost <= preference) break;
    const most: number = (best?.cost ?? enough) - preference;
    for (const state of throughLayers(worlds, sites, { loss, known, most })) {
      const cost = state.cost + preference;
      if (!best || isBetter({ ...state, cost }, best)) best = { ...state, cost, loss, worlds };
    }
  }
  return best;
}

interface How {
  loss: LossSpec;
  known: Known | null;
  /** What an explanation may cost at most: there is one already. */
  most: number;
}

function throughLayers(worlds: Worlds, sites: readonly Site[], how: How): State[] {
  const [output, ...hidden] = [...sites].reverse();
  let states = atOutput(worlds, output, how);
  for (const site of hidden) {
    states = cheapest(
      states.flatMap(state => below(site, worlds, state, how.most)),
      marginAt(site, worlds),
    );
  }
  return states.map(state => withMissingPenalties(state, worlds.net.precision));
}

function atOutput(worlds: Worlds, site: Site, { loss, known, most }: How): State[] {
  const margin = marginAt(site, worlds);
  const { rows, cols: outputs } = worlds.at(0).y;
  const factors = known ? factorsOf(rows, outputs) : conventions(rows, outputs);
  const start: State = {
    cost: 0,
    misfit: 0,
    found: [],
    assigned: [],
    unexplained: [],
    scale: 1,
    deltaScale: null,
    delta: index => worlds.at(index).y,
    deltas: [],
    error: outputError(worlds, loss),
    gradW: null,
    penalties: [],
  };
  const states: State[] = [];
  // Another loss is worth a look where it explains the output.
  let limit = most === Infinity ? most : Math.min(most, MOST_AT_ONCE);
  const explain = (state: State, candidate: DeltaCandidate) => {
    states.push(...site.explain(state, candidate, limit));
    limit = Math.min(limit, ...states.map(({ cost }) => cost + margin));
  };
  for (const candidate of outputDeltas(worlds, loss)) {
    if (limit < candidate.found.length) break;
    if (known) explain(start, candidate);
    if (known && limit < candidate.found.length + 1) continue;
    for (const scale of site.scales(candidate, start, factors)) {
      const base = once(world => scaled(candidate.base(world), scale.value));
      const found = scale.factor === null ? [] : [factorFound(scale, site.layer)];
      const state = { ...start, found, cost: found.length, scale: scale.value };
      explain(state, { ...candidate, base });
    }
  }
  if (states.length === 0 && most === Infinity) {
    const [right] = outputDeltas(worlds, loss);
    states.push(...site.explain({ ...start, scale: known ? 1 : null }, right, Infinity));
  }
  if (most === Infinity && states.every(({ unexplained }) => unexplained.length > 0))
    states.push(...site.explainOwn(start));
  return cheapest(states, margin);
}

function marginAt(site: Site, { net }: Worlds): number {
  if (!site.isSeen) return MARGINS.unseen;
  return net.precision.kind === 'rounded' ? MARGINS.rounded : MARGINS.exact;
}

function factorFound({ factor: name, others }: Scale, site: number): Found {
  const form = { claim: () => '', wrong: () => '' };
  return { mistake: factor, form, site, layer: null, factor: name ?? '', others };
}

function below(site: Site, worlds: Worlds, state: State, most: number): State[] {
  const states: State[] = [];
  const margin = marginAt(site, worlds);
  let limit = most;
  for (const candidate of hiddenDeltas(worlds, state, site.layer)) {
    if (limit < state.cost + Math.min(1, candidate.found.length)) break;
    states.push(...site.explain(state, candidate, limit));
    limit = Math.min(limit, ...states.map(({ cost }) => cost + margin));
  }
  const isExplained = states.some(
    ({ unexplained }) => unexplained.length === state.unexplained.length,
  );
  return isExplained || most < Infinity ? states : [...states, ...site.explainOwn(state)];
}

function cheapest(states: readonly State[], margin: number): State[] {
  const least = Math.min(...states.map(({ cost }) => cost));
  return states
    .filter(({ cost }) => cost <= least + Math.max(0, margin))
    .sort((a, b) => (isBetter(a, b) ? -1 : 1))
    .slice(0, MOST_WAYS);
}

function isBetter(a: State, b: State): boolean {
  return a.cost === b.cost ? a.misfit < b.misfit : a.cost < b.cost;
}
