/** Weights, gradients and activations of every layer as heat maps. */
import type { RunDescription, Substep, Watch } from '../../src/protocol/snapshot';
import { element, setAttribute, setText } from '../kit/dom';
import { strings } from '../words/strings';
import { kindNames, MATRIX_KINDS, NO_WORDS, type MatrixKind } from '../words/tensorNames';
import { MatrixBlock } from './matrixBlock';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import { SubstepFollower } from '../run/substepFollower';
import type { PageContext, View } from '../sections/view';
import { matrixOf } from '../../src/engine/ground/tensors';
import type { TensorRef } from '../../src/protocol/tensors';

/** What a substep has computed. */
const SHOWN_AFTER: Record<Substep['kind'], MatrixKind> = {
  forward: 'a',
  loss: 'a',
  backward: 'gradW',
  update: 'weights',
};

export class MatricesView implements View {
  readonly id = 'matrices';
  readonly place = 'inspect';
  readonly body = element('div', { class: 'matrices' });
  readonly tools: HTMLElement[];
  private readonly kinds: RadioSwitch<MatrixKind>;
  private kind: MatrixKind;
  private readonly follower = new SubstepFollower();
  private blocks: MatrixBlock[] = [];
  private readonly lacking = element('p', { class: 'note' });
  private madeFor: { description: unknown; kind: MatrixKind } | null = null;

  constructor(private readonly page: PageContext) {
    this.kind = page.choices.selected ? matrixOf(page.choices.selected.tensor) : 'weights';
    this.kinds = radioSwitch(MATRIX_KINDS, NO_WORDS, NO_WORDS, kind => this.show(kind));
    setAttribute(this.kinds.element, 'aria-label', strings.matrixKindsLabel);
    this.tools = [this.kinds.element];
  }

  title(): string {
    const { description } = this.page.model;
    // Also where the section is out of sight: its switch can be reached all the same.
    if (description) {
      this.kinds.name(...kindNames(description));
      this.kinds.offer(MATRIX_KINDS.filter(kind => isOffered(description, kind)));
    }
    return strings.matrices;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null;
  }

  watch(): Partial<Watch> {
    this.makeBlocks();
    return { tensors: this.blocks.flatMap(block => block.wanted()), boundary: 0 };
  }

  update(): void {
    const substep = this.follower.news(this.page.model);
    if (substep) this.kind = SHOWN_AFTER[substep.kind];
    this.makeBlocks();
    this.kinds.choose(this.kind);
    const width = this.page.widths.of(this.body);
    for (const block of this.blocks) block.update(width);
  }

  /** Shows the matrices of this tensor's kind. */
  choose(tensor: TensorRef): void {
    this.kind = matrixOf(tensor.tensor);
    this.page.schedule();
  }

  /** The selected matrix; null until its numbers, or why there are none, have been drawn. */
  drawnSelection(): HTMLElement | null {
    const { selected } = this.page.choices;
    const block = this.blocks.find(each => each.layer === selected?.layer);
    return block?.drawn ? block.element : null;
  }

  private makeBlocks(): void {
    const { description } = this.page.model;
    if (!description) return;
    if (!isOffered(description, this.kind)) {
      this.kind = isOffered(description, 'gradW') ? 'gradW' : 'weights';
    }
    if (this.madeFor?.description === description && this.madeFor.kind === this.kind) return;
    this.madeFor = { description, kind: this.kind };
    for (const block of this.blocks) block.leave();
    this.blocks = description.layers.flatMap((layer, index) =>
      layer.tensors.includes(this.kind) ? [new MatrixBlock(this.page, index, this.kind)] : [],
    );
    setText(this.lacking, this.kind === 'mask' ? strings.noMask : strings.noSlope);
    this.lacking.hidden = this.blocks.length === description.layers.length;
    this.body.replaceChildren(...this.blocks.map(block => block.element), this.lacking);
  }

  private show(kind: MatrixKind): void {
    this.kind = kind;
    this.page.schedule();
  }
}

/** What no layer has is not offered; but why softmax has no slope is said. */
function isOffered({ layers }: RunDescription, kind: MatrixKind): boolean {
  return kind === 'slope' || layers.some(({ tensors }) => tensors.includes(kind));
}
