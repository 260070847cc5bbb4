/** The chosen tensor with its numbers; before one is chosen, the weights of the first layer. */
import type { RunDescription, Substep, Watch } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../kit/dom';
import { strings } from '../words/strings';
import {
  hasTensor,
  kindNames,
  MATRIX_KINDS,
  tensorTitle,
  type MatrixKind,
} from '../words/tensorNames';
import { MatrixBlock } from './matrixBlock';
import { matrixStrings as words } from './matrixStrings';
import { segments } from '../picture/segments';
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

/** Beside the kinds the heading has a title and tools (px). */
const HEADING = 170;

export class MatricesView implements View {
  readonly id = 'matrices';
  readonly place = 'inspect';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly kinds = segments<MatrixKind>(MATRIX_KINDS, words.kinds, kind => this.show(kind));
  private kind: MatrixKind = 'weights';
  private layer = 0;
  /** What this has been chosen for. */
  private selected: TensorRef | null = null;
  private readonly follower = new SubstepFollower();
  private block: MatrixBlock | null = null;
  private readonly blockTools = element('div');
  private readonly blockBox = element('div');
  private readonly lacking = element('p', { class: 'note' });
  private madeFor: { description: RunDescription; kind: MatrixKind; layer: number } | null = null;

  constructor(private readonly page: PageContext) {
    this.tools = [this.kinds.element, this.blockTools];
    this.body = element('div', {}, this.lacking, this.blockBox);
  }

  title(): string {
    const { description } = this.page.model;
    if (!description) return strings.matrices;
    this.makeBlock(description);
    // Also where the section is out of sight: its switch can be reached all the same.
    this.kinds.name(...kindNames(description));
    this.kinds.offer(MATRIX_KINDS.filter(kind => isOffered(description, kind)));
    return tensorTitle(description, { layer: this.layer, tensor: this.kind });
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null;
  }

  watch(): Partial<Watch> {
    const { description } = this.page.model;
    if (description) this.makeBlock(description);
    return { tensors: this.block?.wanted() ?? [], boundary: 0 };
  }

  update(): void {
    const { description } = this.page.model;
    if (!description) return;
    this.makeBlock(description);
    const width = this.page.widths.of(this.body);
    this.kinds.choose(this.kind, width - HEADING);
    this.block?.update(width);
  }

  /** Shows this tensor, whatever a pass has shown since it was selected. */
  choose({ layer, tensor }: TensorRef): void {
    [this.kind, this.layer] = [matrixOf(tensor), layer];
    this.page.schedule();
  }

  /** The selected tensor; null until its numbers, or why there are none, have been drawn. */
  drawnSelection(): HTMLElement | null {
    return this.block?.drawn ? this.block.element : null;
  }

  private makeBlock(description: RunDescription): void {
    this.follow();
    const { layers } = description;
    this.layer = Math.min(this.layer, layers.length - 1);
    if (!isOffered(description, this.kind)) {
      this.kind = isOffered(description, 'gradW') ? 'gradW' : 'weights';
    }
    const { kind, layer, madeFor } = this;
    if (madeFor?.description === description && madeFor.kind === kind && madeFor.layer === layer)
      return;
    this.madeFor = { description, kind, layer };
    this.block?.leave();
    const isThere = hasTensor(description, { layer, tensor: kind });
    this.block = isThere ? new MatrixBlock(this.page, layer, kind) : null;
    this.blockBox.replaceChildren(...(this.block ? [this.block.element] : []));
    this.blockTools.replaceChildren(...(this.block ? [this.block.tools] : []));
    const why = kind === 'mask' ? strings.noMask : strings.noSlope;
    setText(this.lacking, isThere ? '' : why);
    setHidden(this.lacking, isThere);
  }

  /** Turns to what has been selected, or computed by a pass, since. */
  private follow(): void {
    const substep = this.follower.news(this.page.model);
    if (substep) [this.kind, this.layer] = [SHOWN_AFTER[substep.kind], substep.layer];
    const { selected } = this.page.choices;
    if (selected === this.selected) return;
    this.selected = selected;
    if (selected) [this.kind, this.layer] = [matrixOf(selected.tensor), selected.layer];
  }

  /** Another kind of the same layer; why it has none can be read here, and is no selection. */
  private show(kind: MatrixKind): void {
    const ref = { layer: this.layer, tensor: kind };
    const { description } = this.page.model;
    if (description && hasTensor(description, ref)) this.page.highlight(ref, null);
    this.choose(ref);
  }
}

/** What no layer has is not offered; but why softmax has no slope is said. */
function isOffered({ layers }: RunDescription, kind: MatrixKind): boolean {
  return kind === 'slope' || layers.some(({ tensors }) => tensors.includes(kind));
}
