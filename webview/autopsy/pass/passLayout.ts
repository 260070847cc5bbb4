/** Where the arrays of a pass stand: four lanes, a column for z and a of each layer. */
import type { AutopsyReport, ReportArray } from '../../../src/protocol/autopsy/arrays';
import { autopsyStrings as words } from '../../words/autopsyStrings';
import { PassArrows } from './passArrows';
import { foldedLayers, type Run } from './passFolds';
import type { Lane, PassLayout, Sizes } from './passParts';

type Model = NonNullable<AutopsyReport['model']>;

/** Below this width (px) there are no shapes, and no pictures of the biases. */
const WIDE = 600;
/** Room for the names of the lanes (px). */
const GUTTER = 92;
const MARGIN = 8;
/** Least room for an array and the arrow after it (px), with and without pictures of the biases. */
const STEP = { wide: 84, narrow: 46 };
const ARROW = 22;
const NAME = 17;
const SHAPE = 14;
const BETWEEN = 30;

export function passLayout(report: AutopsyReport, model: Model, available: number): PassLayout {
  const runs = foldedLayers(report, model);
  const places = 2 + 2 * runs.length;
  const step = (gutter: number) => (available - gutter - MARGIN) / places;
  const isWide = available >= WIDE && step(GUTTER) >= STEP.wide;
  const gutter = isWide ? GUTTER : 0;
  const across = Math.max(step(gutter), STEP.narrow);
  const size = { width: Math.min(60, across - ARROW), height: isWide ? 44 : 36 };
  const below = NAME + (isWide ? SHAPE : 0);
  const down = size.height + below + BETWEEN;
  const y = (lane: number) => 14 + size.height / 2 + lane * down;
  const lanes = { parameters: y(0), forward: y(1), backward: y(2), gradients: y(3) };
  const layout: PassLayout = {
    width: gutter + MARGIN + places * across,
    height: lanes.gradients + size.height / 2 + below + 44,
    isWide,
    lanes,
    boxes: [],
    arrows: [],
    folds: [],
  };
  const draft = new Draft(report, model, layout, { ...size, gutter, across, below });
  draft.add(runs);
  return layout;
}

class Draft {
  private readonly byPlace = new Map<string, ReportArray>();
  private readonly arrows: PassArrows;

  constructor(
    private readonly report: AutopsyReport,
    private readonly model: Model,
    private readonly layout: PassLayout,
    private readonly sizes: Sizes,
  ) {
    this.arrows = new PassArrows(layout.lanes, sizes);
    layout.arrows = this.arrows.all;
    for (const array of report.arrays) if (array.is !== null) this.byPlace.set(array.is, array);
  }

  add(runs: readonly Run[]): void {
    const x = (place: number) => this.sizes.gutter + (place + 0.5) * this.sizes.across;
    this.box('forward', 'x', null, 'X', x(0));
    let before = x(0);
    let lower: { x: number; layer: number } | null = null;
    runs.forEach((run, index) => {
      const [zx, ax] = [x(2 * index + 1), x(2 * index + 2)];
      this.arrows.right(before, zx, this.isWrongAt(run, 'z'), '');
      if (run.isHidden) {
        this.layout.folds.push({
          x: (zx + ax) / 2,
          width: this.sizes.across + this.sizes.width,
          words: words.folded(run.from, run.to),
        });
        if (lower) this.arrows.left(zx, lower.x, this.leadsToFirst(lower.layer, 'delta'));
        lower = { x: ax, layer: run.to };
      } else {
        this.layer(run.from, zx, ax);
        if (lower) this.arrows.left(zx, lower.x, this.leadsToFirst(lower.layer, 'delta'));
        lower = { x: zx, layer: run.from };
      }
      before = ax;
    });
    const yx = x(2 * runs.length + 1);
    this.box('forward', 'y', null, 'y', yx);
    const top = this.model.layers.length - 1;
    const into = x(2 * runs.length - 1);
    for (const from of [before, yx])
      this.arrows.around(from, into, this.leadsToFirst(top, 'delta'));
  }

  private layer(layer: number, zx: number, ax: number): void {
    const { use_bias: hasBias, activation } = this.model.layers[layer];
    const number = layer + 1;
    const { layout, sizes } = this;
    const apart = Math.min(sizes.across / 2 - 2, sizes.width / 2 + 16);
    const aside = layout.isWide && hasBias ? apart : 0;
    const add = (lane: Lane, place: string, name: string, x: number) =>
      this.box(lane, `layers.${layer}.${place}`, layer, name, x);
    add('parameters', 'weights', `W${number}`, zx - aside);
    add('forward', 'z', `z${number}`, zx);
    add('forward', 'a', `a${number}`, ax);
    add('backward', 'delta', `δ${number}`, zx);
    add('gradients', 'gradW', `dW${number}`, zx - aside);
    if (hasBias) {
      const x = layout.isWide ? zx + aside : zx + sizes.width / 2 + 9;
      add('parameters', 'biases', `b${number}`, x);
      add('gradients', 'gradB', `db${number}`, x);
    }
    const { lanes } = layout;
    this.arrows.down(zx, lanes.parameters, lanes.forward, false);
    this.arrows.right(zx, ax, this.isFirstAt(layer, 'a'), activation);
    this.arrows.down(zx, lanes.backward, lanes.gradients, this.leadsToFirst(layer, 'grad'));
  }

  private box(lane: Lane, is: string, layer: number | null, ours: string, x: number): void {
    const array = this.byPlace.get(is) ?? null;
    const { isWide, lanes } = this.layout;
    const isBias = /biases$|gradB$/.test(is);
    const { width, height } = this.sizes;
    const state = !array
      ? 'missing'
      : array.agrees === null
        ? 'given'
        : array.agrees
          ? 'agrees'
          : 'differs';
    this.layout.boxes.push({
      lane,
      is,
      layer,
      array,
      name: array?.name ?? ours,
      state,
      isFirst: array !== null && array.name === this.report.first,
      x,
      y: lanes[lane],
      width,
      height: isBias ? 16 : height,
      textual: isBias && !isWide,
      room: this.roomFor(lane, isBias),
    });
  }

  /** As far as the names beside it. */
  private roomFor(lane: Lane, isBias: boolean): number {
    const { across, width } = this.sizes;
    if (lane === 'forward') return across - 4;
    if (this.layout.isWide) return lane === 'backward' ? 2 * across - 8 : across - 8;
    return isBias ? 2 * across - width - 18 : 2 * across - 8;
  }

  /** The arrow to the array of a layer where the mistake comes in. */
  private isFirstAt(layer: number, place: string): boolean {
    return this.byPlace.get(`layers.${layer}.${place}`)?.name === this.report.first;
  }

  private isWrongAt({ from }: Run, place: string): boolean {
    return this.report.first !== null && this.isFirstAt(from, place);
  }

  /** On the way back: to delta, or on from it, where that or a gradient of the layer is the first. */
  private leadsToFirst(layer: number, step: 'delta' | 'grad'): boolean {
    const { first } = this.report;
    if (first === null) return false;
    const grads = ['gradW', 'gradB'].map(each => this.byPlace.get(`layers.${layer}.${each}`));
    if (step === 'grad') return grads.some(each => each?.name === first);
    const delta = this.byPlace.get(`layers.${layer}.delta`);
    if (delta) return delta.name === first;
    // A delta that is not given is wrong where all that is made of it is.
    const isFirst = grads.some(each => each?.name === first);
    return isFirst && grads.every(each => each?.agrees !== true);
  }
}
