/** One layer's matrix: heading, heat map, legend. */
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { heatScale, type HeatScale } from './heatScale';
import { matrixTable } from './matrixTable';
import { Memo } from '../drawing/memo';
import type { KnownTensor } from '../run/model';
import { exactNumber, formatNumber } from '../words/numbers';
import { PictureTools, type Picture } from '../picture/tools';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import {
  biasOf,
  cellWords,
  columnName,
  isProbability,
  isWeightKind,
  rowName,
  tensorSymbol,
  tensorTitle,
  type MatrixKind,
} from '../words/tensorNames';
import { waitingWords, watchLimit } from '../run/watchPolicy';
import { MatrixFace } from './matrixFace';
import { rampBar } from './rampBar';
import type { PageContext } from '../sections/view';
import type { TensorMark, TensorRef } from '../../src/protocol/tensors';

export class MatrixBlock implements Picture {
  private readonly heading = element('h3', { class: 'matrix-title' });
  private readonly caption = element('span', { class: 'matrix-caption' });
  private readonly legend = rampBar();
  private readonly legendBox = element('div', { class: 'matrix-legend' });
  /** Stands at what was computed last, while the pass is followed layer by layer. */
  private readonly fresh = element('span', { class: 'badge', text: strings.justComputed });
  private readonly mean = element('span', { class: 'matrix-mean number' });
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
  private readonly face: MatrixFace;
  private readonly scales = new Memo<HeatScale>();
  private readonly pictureTools: PictureTools;
  readonly element: HTMLElement;
  /** The viewer wants this large matrix even while training runs. */
  asked = false;

  constructor(
    private readonly page: PageContext,
    readonly layer: number,
    readonly kind: MatrixKind,
  ) {
    const { data } = page.model.description ?? {};
    const ofPixels = layer === 0 && isWeightKind(kind);
    this.face = new MatrixFace(page, (ofPixels && data?.image) || null, {
      describe: (cell, bias) => this.describe(cell.row, cell.col, bias),
      choose: (cell, bias) => page.select(this.ref(bias), cell),
    });
    this.pictureTools = new PictureTools(this, page, this.face.element, () => page.schedule());
    this.askButton.addEventListener('click', () => {
      this.asked = true;
      page.schedule();
    });
    this.legendBox.append(this.legend.element, this.face.words, this.mean, this.age);
    this.element = element(
      'article',
      { class: 'matrix' },
      element(
        'div',
        { class: 'matrix-heading' },
        this.heading,
        this.caption,
        this.fresh,
        this.face.tools,
        this.pictureTools.element,
      ),
      this.placeholder,
      this.trouble,
      this.face.element,
      this.pictureTools.table.element,
      this.legendBox,
    );
  }

  /** The tensors it needs in each frame. */
  wanted(): TensorRef[] {
    if (this.entries() > watchLimit(this.asked || this.isSelected(), this.isResting())) return [];
    return this.hasBias() ? [this.ref(false), this.ref(true)] : [this.ref(false)];
  }

  update(width: number): void {
    const { model, choices } = this.page;
    const { description } = model;
    if (!description) return;
    const mark = model.mark(this.ref(false));
    const tensor = mark === 'later' ? null : model.tensor(this.ref(false));
    const layer = description.layers[this.layer];
    this.updateHeading(tensor);
    const selected = this.isSelected();
    this.element.classList.toggle('selected', selected);
    this.element.classList.toggle('fresh', mark === 'new');
    setHidden(this.fresh, mark !== 'new');
    setText(this.caption, `${layer.name} · ${layer.activation}`);
    setHidden(this.placeholder, tensor !== null);
    setHidden(this.legendBox, mark === 'later');
    if (!tensor) this.updatePlaceholder(mark);
    setHidden(this.face.element, !tensor || this.pictureTools.showsTable);
    for (const tools of [this.face.tools, this.pictureTools.element]) setHidden(tools, !tensor);
    this.updateTrouble();
    if (!tensor) return;
    this.pictureTools.update();
    const bias = this.biasTensor();
    const scale = this.scale(tensor, bias);
    const { readable } = this.page;
    if (readable) this.updateWords(tensor, scale);
    if (this.pictureTools.showsTable) return;
    const cell = selected ? choices.selectedCell : null;
    this.face.update(
      {
        matrix: tensor,
        bias: bias?.data ?? null,
        rowLabels: row => rowName(description, this.ref(false), row),
        colLabels: col => columnName(description, this.ref(false), col),
        biasLabel: tensorSymbol(description, this.ref(true)),
        scale,
        framed: isWeightKind(this.kind) ? null : choices.row,
        selected: cell && { ...cell, row: this.selectsBias() ? tensor.rows : cell.row },
      },
      width,
    );
    if (!readable) return;
    const shape = strings.shape(tensor.rows, tensor.cols);
    const [low, high] = [formatNumber(scale.low), formatNumber(scale.high)];
    this.face.label(this.title(), strings.heatLabel(this.title(), shape, low, high));
  }

  /** It makes room for another matrix. */
  leave(): void {
    this.face.leave();
  }

  /** Its numbers, or the offer to draw a large matrix, are on the page. */
  get drawn(): boolean {
    const later = this.page.model.mark(this.ref(false)) === 'later';
    const offers = !this.askButton.hidden;
    return later || offers || !this.face.element.hidden || this.pictureTools.showsTable;
  }

  private updateHeading(tensor: KnownTensor | null): void {
    // All weights of a layer have one shape; ΔW has statistics only where its numbers are watched.
    const shaped = isWeightKind(this.kind) ? 'weights' : this.kind;
    const stats = this.page.model.stats({ layer: this.layer, tensor: shaped });
    const rows = tensor?.rows ?? stats?.rows;
    const cols = tensor?.cols ?? stats?.cols;
    const shape = rows && cols ? ` · ${strings.shape(rows, cols)}` : '';
    setText(this.heading, this.title() + shape);
  }

  private updatePlaceholder(mark: TensorMark): void {
    if (mark === 'later') {
      setText(this.placeholderText, strings.later);
      setHidden(this.askButton, true);
      return;
    }
    const { words, asks } = waitingWords(this.entries(), this.asked, this.isResting());
    setText(this.placeholderText, words);
    setHidden(this.askButton, !asks);
  }

  private updateWords(tensor: KnownTensor, scale: HeatScale): void {
    const { model, theme } = this.page;
    this.legend.update(scale, theme);
    const stats = model.stats(this.ref(false));
    setText(this.mean, stats ? strings.meanAbs(formatNumber(stats.meanAbs)) : '');
    this.mean.title = stats ? exactNumber(stats.meanAbs) : '';
    const step = model.frame?.position.step ?? tensor.step;
    setText(this.age, tensor.step < step ? strings.asOfStep(tensor.step) : '');
  }

  private updateTrouble(): void {
    const { model } = this.page;
    const troubled = [false, true]
      .map(bias => ({ ref: this.ref(bias), stats: model.stats(this.ref(bias)) }))
      .filter(({ stats }) => stats !== null && stats.nonFinite > 0);
    const step = model.frame?.position.step ?? 0;
    setText(
      this.trouble,
      troubled
        .map(({ ref, stats }) => strings.nonFinite(stats?.nonFinite ?? 0, this.title(ref), step))
        .join(' '),
    );
    setHidden(this.trouble, troubled.length === 0);
    setAttribute(this.element, 'data-tensor', this.title());
  }

  private describe(row: number, col: number, bias: boolean) {
    const { model } = this.page;
    const { description } = model;
    const tensor = model.tensor(this.ref(bias));
    if (!description || !tensor || col >= tensor.cols) return null;
    // The next batch may have fewer rows.
    if (bias ? !this.hasBias() : row >= tensor.rows) return null;
    const index = bias ? `[${col + 1}]` : `[${row + 1}, ${col + 1}]`;
    const value = tensor.data[bias ? col : row * tensor.cols + col];
    const words = cellWords(description, this.ref(bias), row, col, bias);
    return { title: `${this.title(this.ref(bias))}${index}`, words, value: exactNumber(value) };
  }

  private title(ref = this.ref(false)): string {
    return tensorTitle(this.page.model.description, ref);
  }

  private ref(bias: boolean): TensorRef {
    const tensor = bias ? (biasOf(this.kind) ?? this.kind) : this.kind;
    return { layer: this.layer, tensor };
  }

  private hasBias(): boolean {
    const layer = this.page.model.description?.layers[this.layer];
    const bias = biasOf(this.kind);
    return bias !== null && (layer?.tensors.includes(bias) ?? false);
  }

  private biasTensor(): KnownTensor | null {
    return this.hasBias() ? this.page.model.tensor(this.ref(true)) : null;
  }

  private isResting(): boolean {
    return this.page.model.status.state !== 'running';
  }

  private entries(): number {
    const { model } = this.page;
    const { description } = model;
    const layer = description?.layers[this.layer];
    if (!description || !layer) return 0;
    if (isWeightKind(this.kind)) return layer.inputs * layer.units;
    return (model.stats(this.ref(false))?.rows ?? description.rowsPerBatch) * layer.units;
  }

  private isSelected(): boolean {
    const { selected } = this.page.choices;
    if (selected?.layer !== this.layer) return false;
    return selected.tensor === this.kind || selected.tensor === biasOf(this.kind);
  }

  private selectsBias(): boolean {
    return this.page.choices.selected?.tensor === biasOf(this.kind);
  }

  private scale(tensor: KnownTensor, bias: KnownTensor | null): HeatScale {
    const { description } = this.page.model;
    const shares = description !== null && isProbability(description, this.ref(false));
    const values = bias ? [tensor.data, bias.data] : [tensor.data];
    const { theme } = this.page;
    return this.scales.get([theme, ...values], () => heatScale(values, shares, theme));
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${this.title()}`;
  }

  size(): { width: number; height: number } {
    return this.face.pictureSize();
  }

  draw(pen: Pen): void {
    this.face.drawPicture(pen);
  }

  table(): TableData {
    const { description } = this.page.model;
    const [ref, biasRef] = [this.ref(false), this.ref(true)];
    return matrixTable(description, ref, this.page.model.tensor(ref), biasRef, this.biasTensor());
  }
}
