/** The chosen tensor: what it is, its numbers, and beside them how large it is. */
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { heatScale, type HeatScale } from '../heat/heatScale';
import { Memo } from '../drawing/memo';
import type { KnownTensor } from '../run/model';
import { formatNumber } from '../words/numbers';
import { PictureTools, type FigureParts, type Titled } from '../picture/tools';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import {
  columnName,
  isWeightKind,
  rowName,
  tensorSymbol,
  tensorTitle,
  type MatrixKind,
} from '../words/tensorNames';
import { waitingWords, watchLimit } from '../run/watchPolicy';
import { LayerMatrix } from './layerMatrix';
import { MatrixFace } from './matrixFace';
import { MatrixFacts } from './matrixFacts';
import { matrixStrings as words } from './matrixStrings';
import type { RunDescription } from '../../src/protocol/snapshot';
import type { PageContext } from '../sections/view';
import type { TensorMark, TensorRef } from '../../src/protocol/tensors';

/** From this width (px) on the facts stand beside the matrix, which leaves them so much room. */
const BESIDE = 608;
const FACTS = 240;

export class MatrixBlock implements Titled {
  private readonly caption = element('span', { class: 'matrix-caption' });
  /** Stands at what was computed last, while the pass is followed layer by layer. */
  private readonly fresh = element('span', { class: 'badge', text: strings.justComputed });
  private readonly age = element('span', { class: 'matrix-age' });
  private readonly trouble = element('p', { class: 'trouble' });
  private readonly askButton = element('button', { class: 'link', text: strings.drawNow });
  private readonly placeholderText = element('span');
  private readonly placeholder = element(
    'p',
    { class: 'note' },
    this.placeholderText,
    this.askButton,
  );
  private readonly matrix: LayerMatrix;
  private readonly face: MatrixFace;
  private readonly facts: MatrixFacts;
  private readonly pair = element('div', { class: 'matrix-pair' });
  /** Beside the title of the section. */
  readonly tools = element('div', { class: 'tools' });
  private readonly scales = new Memo<HeatScale>();
  private readonly pictureTools: PictureTools;
  readonly element: HTMLElement;
  /** The viewer wants this large matrix even while training runs. */
  asked = false;

  constructor(
    private readonly page: PageContext,
    readonly layer: number,
    private readonly kind: MatrixKind,
  ) {
    this.matrix = new LayerMatrix(page, layer, kind);
    const { data } = page.model.description ?? {};
    const ofPixels = layer === 0 && isWeightKind(kind);
    this.face = new MatrixFace(page, (ofPixels && data?.image) || null, this.matrix);
    this.pictureTools = new PictureTools(this, page, this.face.element, this.face, () =>
      this.face.options(),
    );
    this.askButton.addEventListener('click', () => {
      this.asked = true;
      page.schedule();
    });
    this.facts = new MatrixFacts(page, this.matrix, this.face.words);
    this.tools.append(this.face.tools, this.pictureTools.element);
    this.pair.append(
      element('div', {}, this.face.element, this.pictureTools.table.element),
      this.facts.element,
    );
    this.element = element(
      'article',
      { class: 'matrix' },
      element('div', { class: 'matrix-heading' }, this.caption, this.fresh, this.age),
      this.placeholder,
      this.trouble,
      this.pair,
    );
  }

  /** The tensors it needs in each frame. */
  wanted(): TensorRef[] {
    const { entries, isSelected, refs } = this.matrix;
    return entries > watchLimit(this.asked || isSelected, this.isResting()) ? [] : refs;
  }

  update(width: number): void {
    const { model, choices } = this.page;
    const { description } = model;
    if (!description) return;
    const { matrix } = this;
    const { ref, biasRef, title } = matrix;
    const mark = model.mark(ref);
    const tensor = mark === 'later' ? null : matrix.tensor;
    this.updateCaption(description, tensor);
    this.element.classList.toggle('selected', matrix.isSelected);
    this.element.classList.toggle('fresh', mark === 'new');
    setHidden(this.fresh, mark !== 'new');
    setHidden(this.placeholder, tensor !== null);
    if (!tensor) this.updatePlaceholder(mark);
    setHidden(this.face.element, !tensor || this.pictureTools.showsTable);
    for (const part of [this.tools, this.pair]) setHidden(part, !tensor);
    this.updateTrouble();
    if (!tensor) return;
    this.pictureTools.update();
    const { bias } = matrix;
    const scale = this.scale(tensor, bias);
    const { readable } = this.page;
    if (readable) this.facts.update(tensor, scale);
    const step = model.frame?.position.step ?? tensor.step;
    setText(this.age, tensor.step < step ? strings.asOfStep(tensor.step) : '');
    if (this.pictureTools.showsTable) return;
    this.face.update(
      {
        matrix: tensor,
        bias: bias?.data ?? null,
        rowLabels: row => rowName(description, ref, row),
        colLabels: col => columnName(description, ref, col),
        biasLabel: tensorSymbol(description, biasRef),
        scale,
        framed: isWeightKind(this.kind) ? null : choices.row,
        selected: matrix.selectedCell,
      },
      width >= BESIDE ? width - FACTS : width,
    );
    if (!readable) return;
    const shape = strings.shape(tensor.rows, tensor.cols);
    const [low, high] = [formatNumber(scale.low), formatNumber(scale.high)];
    this.face.label(title, strings.heatLabel(title, shape, low, high));
  }

  /** It makes room for another matrix. */
  leave(): void {
    this.face.leave();
    this.facts.leave();
  }

  /** Its numbers, or the offer to draw a large matrix, are on the page. */
  get drawn(): boolean {
    const later = this.page.model.mark(this.matrix.ref) === 'later';
    const offers = !this.askButton.hidden;
    return later || offers || !this.face.element.hidden || this.pictureTools.showsTable;
  }

  private updateCaption({ layers, loss }: RunDescription, tensor: KnownTensor | null): void {
    // All weights of a layer have one shape; ΔW has statistics only where its numbers are watched.
    const shaped = isWeightKind(this.kind) ? 'weights' : this.kind;
    const { model } = this.page;
    const stats = model.stats({ layer: this.layer, tensor: shaped });
    const rows = tensor?.rows ?? stats?.rows;
    const cols = tensor?.cols ?? stats?.cols;
    const shape = rows && cols ? `${strings.shape(rows, cols)} · ` : '';
    const batch = model.stats({ layer: this.layer, tensor: 'a' })?.rows ?? 1;
    const what = words.caption(this.kind, batch, loss.batch_reduction);
    const { name, activation } = layers[this.layer];
    setText(this.caption, `${what} · ${shape}${name} · ${activation}`);
  }

  private updatePlaceholder(mark: TensorMark): void {
    if (mark === 'later') {
      setText(this.placeholderText, strings.later);
      setHidden(this.askButton, true);
      return;
    }
    const step = this.page.model.frame?.position.step ?? 0;
    const { entries } = this.matrix;
    const { words: why, asks } = waitingWords(entries, this.asked, this.isResting(), step);
    setText(this.placeholderText, why);
    setHidden(this.askButton, !asks);
  }

  private updateTrouble(): void {
    const { model } = this.page;
    const { refs, title } = this.matrix;
    const troubled = refs
      .map(each => ({ name: tensorTitle(model.description, each), stats: model.stats(each) }))
      .filter(({ stats }) => stats !== null && stats.nonFinite > 0);
    const step = model.frame?.position.step ?? 0;
    setText(
      this.trouble,
      troubled
        .map(({ name, stats }) => strings.nonFinite(stats?.nonFinite ?? 0, name, step))
        .join(' '),
    );
    setHidden(this.trouble, troubled.length === 0);
    setAttribute(this.element, 'data-tensor', title);
  }

  private isResting(): boolean {
    return this.page.model.status.state !== 'running';
  }

  private scale(tensor: KnownTensor, bias: KnownTensor | null): HeatScale {
    const values = bias ? [tensor.data, bias.data] : [tensor.data];
    const { theme } = this.page;
    const { isProbability } = this.matrix;
    return this.scales.get([theme, ...values], () => heatScale(values, isProbability, theme));
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${this.matrix.title}`;
  }

  figure(): FigureParts {
    const { model } = this.page;
    const { tensor, bias, title } = this.matrix;
    if (!tensor) return {};
    const { low, high, ramp } = this.scale(tensor, bias);
    const isOld = tensor.step < (model.frame?.position.step ?? 0);
    const age = isOld ? [strings.asOfStep(tensor.step)] : [];
    const ends = words.ends(low, high);
    return {
      shows: [`${title}, ${this.caption.textContent ?? ''}`, ...age].join(' · '),
      legend: [{ text: [ends, this.face.words.textContent ?? ''].join(' ').trim(), ramp }],
    };
  }

  table(): TableData {
    return this.matrix.table();
  }
}
