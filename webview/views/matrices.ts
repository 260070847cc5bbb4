/** Weights, gradients and activations of every layer as heat maps. */
import type { TensorRef, Watch } from '../../src/protocol/snapshot';
import { element, setAttribute } from '../dom';
import { strings } from '../strings';
import { kindOf, MATRIX_KINDS, type MatrixKind } from '../tensorNames';
import { MatrixBlock } from './matrixBlock';
import type { PageContext, View } from './view';

export class MatricesView implements View {
  readonly id = 'matrices';
  readonly weight = 420;
  readonly body = element('div', { class: 'matrices' });
  readonly tools: HTMLElement[];
  private readonly switches: Map<MatrixKind, HTMLButtonElement>;
  private kind: MatrixKind;
  private blocks: MatrixBlock[] = [];
  private madeFor: { description: unknown; kind: MatrixKind } | null = null;
  private revealing = false;

  constructor(private readonly page: PageContext) {
    this.kind = page.choices.selected ? kindOf(page.choices.selected.tensor) : 'weights';
    const group = element('div', {
      class: 'switch',
      attributes: { role: 'radiogroup', 'aria-label': strings.matrixKindsLabel },
    });
    this.switches = new Map(MATRIX_KINDS.map(kind => [kind, this.switchButton(kind)]));
    group.append(...this.switches.values());
    group.addEventListener('keydown', event => this.switchByKey(event));
    this.tools = [group];
  }

  title(): string {
    return strings.matrices;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null;
  }

  watch(): Watch {
    this.makeBlocks();
    return { tensors: this.blocks.flatMap(block => block.wanted()), boundary: 0 };
  }

  update(): void {
    this.makeBlocks();
    for (const [kind, button] of this.switches) {
      setAttribute(button, 'aria-checked', String(kind === this.kind));
      button.tabIndex = kind === this.kind ? 0 : -1;
    }
    const width = this.page.widths.of(this.body);
    for (const block of this.blocks) block.update(width);
    if (!this.revealing) return;
    this.revealing = false;
    this.blocks.find(block => block.layer === this.page.choices.selected?.layer)?.reveal();
  }

  /** Scrolls to a tensor once it has been drawn. */
  reveal(tensor: TensorRef): void {
    this.kind = kindOf(tensor.tensor);
    this.revealing = true;
    this.page.schedule();
  }

  private makeBlocks(): void {
    const { description } = this.page.model;
    if (!description) return;
    if (this.madeFor?.description === description && this.madeFor.kind === this.kind) return;
    this.madeFor = { description, kind: this.kind };
    this.blocks = description.layers.map(
      (_, layer) => new MatrixBlock(this.page, layer, this.kind),
    );
    this.body.replaceChildren(...this.blocks.map(block => block.element));
  }

  private switchButton(kind: MatrixKind): HTMLButtonElement {
    const button = element('button', {
      text: strings.matrixKinds[kind],
      attributes: {
        type: 'button',
        role: 'radio',
        title: strings.matrixKindTitles[kind],
        'aria-label': strings.matrixKindTitles[kind],
      },
    });
    button.addEventListener('click', () => this.show(kind));
    return button;
  }

  private switchByKey(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const count = MATRIX_KINDS.length;
    const next = MATRIX_KINDS[(MATRIX_KINDS.indexOf(this.kind) + step + count) % count];
    this.show(next);
    this.switches.get(next)?.focus();
  }

  private show(kind: MatrixKind): void {
    this.kind = kind;
    this.page.schedule();
  }
}
