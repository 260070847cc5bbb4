/** Finds the net in a heap of arrays: X, then W, z and a of each layer, by their values. */
import type { Numbers, Observed } from '../ground/given';
import type { Precision } from '../ground/precision';
import { map, rowsOf } from '../ground/products';
import type { Candidate, Layout } from './candidates';
import { scoreOf, type Chain, type ChainLayer, type KnownLayer } from './chainLayer';
import {
  activated,
  activationsBetween,
  biasBetween,
  isOtherAxis,
  largestSlack,
  sampleOf,
} from './links';
import type { Sample } from './links';

/** Links that are tested at most: a heap of square arrays has very many. */
const MOST_LINKS = 20_000;

export class ChainSearch {
  private links = 0;
  best: Chain | null = null;
  private bestScore = 0;

  constructor(
    private readonly candidates: readonly Candidate[],
    private readonly layout: Layout,
    private readonly precision: Precision,
    private readonly known: readonly KnownLayer[] | null,
  ) {}

  /** The longest chain from any array; names decide between chains of one length. */
  run(): Chain | null {
    for (const x of this.candidates) this.extend(x, x.batch, []);
    return this.best;
  }

  private extend(x: Candidate, input: Observed, layers: readonly ChainLayer[]): void {
    this.keep(x, layers);
    if (this.known && layers.length === this.known.length) return;
    const used = new Set([
      x,
      ...layers.flatMap(({ weights, biases, z, a }) => [weights, biases, z, a]),
    ]);
    const free = this.candidates.filter(each => !used.has(each));
    const known = this.known?.[layers.length] ?? null;
    let found = false;
    for (const weights of free) {
      const cols = weights.unitsFrom(input.values.cols);
      if (cols === null || (known && cols !== known.units)) continue;
      const rows = input.values.cols;
      if (rows * cols === 1 && weights.meaning.role !== 'weights') continue;
      for (const layer of this.linked(input, weights, free, known)) {
        found = true;
        this.extendBeyond(x, layer, layers);
      }
    }
    const isStart = layers.length === 0 && x.meaning.role !== 'x';
    if (found || isStart) return;
    const named = this.named(input, layers, free, known);
    if (named) this.extendBeyond(x, named, layers);
  }

  private extendBeyond(x: Candidate, layer: ChainLayer, layers: readonly ChainLayer[]): void {
    const next = [...layers, layer];
    if (layer.a) return this.extend(x, layer.a.batch, next);
    // Without a, the next layer tells whether it is this activation's.
    this.keep(x, next);
    const { z } = layer;
    if (!z) return;
    const names = layer.activation
      ? [layer.activation]
      : (['relu', 'sigmoid', 'tanh', 'linear'] as const);
    for (const activation of names) {
      const values = activated(activation, z.batch.values);
      const made = { name: '', values, slack: z.batch.slack };
      this.extend(x, made, [...layers, { ...layer, activation }]);
    }
  }

  /** Every layer that begins with this input and these weights. */
  private linked(
    input: Observed,
    weights: Candidate,
    free: readonly Candidate[],
    known: KnownLayer | null,
  ): ChainLayer[] {
    const { values } = weights.kernel;
    const layers: ChainLayer[] = [];
    // One number all over follows from too much.
    const ofBatch = free.filter(
      each => each.isBatch(input.values.rows, values.cols) && !isConstant(each.given.values),
    );
    if (ofBatch.length === 0) return [];
    const sample = sampleOf(input, weights.kernel, this.precision);
    for (const z of ofBatch) {
      if (z === weights || ++this.links > MOST_LINKS) continue;
      const bias = biasBetween(sample, z.batch);
      if (!bias) continue;
      const isAny = input.values.rows === 1;
      const slack = largestSlack(z.batch) + sample.slack;
      const isNone = bias.data.every(value => Math.abs(value) <= slack);
      const given =
        free.find(
          each =>
            each !== z &&
            each !== weights &&
            each.row !== null &&
            isClose(each.row, bias.data, slack),
        ) ?? null;
      if (isAny && !isNone && !given) continue;
      const base = { weights, biases: isNone ? null : given, z, otherAxis: false, byName: false };
      const fits = ofBatch.flatMap(a =>
        a === z || a === weights ? [] : this.activationsOf(z, a, known, base),
      );
      layers.push(...(fits.length > 0 ? fits : [{ ...base, a: null, activation: null }]));
    }
    return layers.length > 0 ? layers : this.linkedWithoutZ(sample, weights, ofBatch, free, known);
  }

  private activationsOf(
    z: Candidate,
    a: Candidate,
    known: KnownLayer | null,
    base: Omit<ChainLayer, 'a' | 'activation'>,
  ): ChainLayer[] {
    const names = activationsBetween(z.batch, a.batch, this.precision);
    const name = names.find(each => each === known?.activation) ?? names.at(0);
    if (name) return [{ ...base, a, activation: name }];
    if (!isOtherAxis(z.batch, a.batch, this.precision)) return [];
    return [{ ...base, a, activation: 'softmax', otherAxis: true }];
  }

  /** Programs that keep a alone: a = f(aPrev · W + b) with one of the lists as b, or without. */
  private linkedWithoutZ(
    { order, made, slack: most }: Sample,
    weights: Candidate,
    ofBatch: readonly Candidate[],
    free: readonly Candidate[],
    known: KnownLayer | null,
  ): ChainLayer[] {
    const { cols } = made;
    const slack = new Float64Array(made.data.length).fill(most);
    const layers: ChainLayer[] = [];
    for (const biases of [...free.filter(({ row }) => row?.values.cols === cols), null]) {
      const row = biases?.row?.values.data;
      const values = row ? map(made, (value, i) => value + row[i % cols]) : made;
      for (const a of ofBatch) {
        if (a === weights || a === biases || weights === biases || ++this.links > MOST_LINKS)
          continue;
        const names = activationsBetween(
          { name: '', values, slack },
          someOf(a.batch, order),
          this.precision,
        );
        const activation = names.find(each => each === known?.activation) ?? names.at(0);
        const base = { weights, biases, z: null, otherAxis: false, byName: false };
        if (activation) layers.push({ ...base, a, activation });
      }
    }
    return layers;
  }

  /** The layer that names alone make, where no values do: its forward pass may be what is wrong. */
  private named(
    input: Observed,
    layers: readonly ChainLayer[],
    free: readonly Candidate[],
    known: KnownLayer | null,
  ): ChainLayer | null {
    const last = Math.max(-1, ...layers.map(({ weights }) => weights.meaning.number ?? -1));
    const weights = free
      .filter(
        each =>
          each.meaning.role === 'weights' &&
          (each.meaning.number ?? last + 1) > last &&
          each.unitsFrom(input.values.cols) !== null &&
          (!known || each.isKernel(input.values.cols, known.units)),
      )
      .sort((a, b) => (a.meaning.number ?? 0) - (b.meaning.number ?? 0))
      .at(0);
    if (!weights) return null;
    const { cols } = weights.kernel.values;
    const called = (role: string) =>
      free.find(
        each =>
          each.meaning.role === role &&
          each.meaning.number === weights.meaning.number &&
          each.isBatch(input.values.rows, cols),
      ) ?? null;
    const [z, a] = [called('z'), called('a')];
    const biases = free.find(
      ({ meaning, row }) =>
        meaning.role === 'biases' &&
        meaning.number === weights.meaning.number &&
        row?.values.cols === cols,
    );
    const names = z && a ? activationsBetween(z.batch, a.batch, this.precision) : [];
    const activation =
      names.find(each => each === known?.activation) ?? names.at(0) ?? known?.activation ?? null;
    return { weights, biases: biases ?? null, z, a, activation, otherAxis: false, byName: true };
  }

  private keep(x: Candidate, layers: readonly ChainLayer[]): void {
    // A list read as a batch of one row follows from too much.
    const score = scoreOf(x, layers) / (x.batch.values.rows === 1 ? 3 : 1);
    if (layers.length === 0 || score <= this.bestScore) return;
    this.bestScore = score;
    this.best = { layout: this.layout, x, layers: [...layers], score };
  }
}

function isConstant({ data }: Numbers): boolean {
  return data.every(value => value === data[0]);
}

function someOf({ name, values, slack }: Observed, order: readonly number[]): Observed {
  const rows = (of: Numbers) => rowsOf(of, order);
  return { name, values: rows(values), slack: rows({ ...values, data: slack }).data };
}

function isClose({ values, slack }: Observed, wanted: Float64Array, allowed: number): boolean {
  return (
    values.data.length === wanted.length &&
    values.data.every((value, i) => Math.abs(value - wanted[i]) <= allowed + slack[i])
  );
}
