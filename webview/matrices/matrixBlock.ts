/** One layer's matrix: heading, heat map, legend. */
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { heatScale, type HeatScale } from './heatScale';
import { Memo } from '../drawing/memo';
import type { KnownTensor } from '../run/model';
import { exactNumber, formatNumber } from '../words/numbers';
import { PictureTools, type Titled } from '../picture/tools';
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
import { rampBar } from './rampBar';
import type { PageContext } from '../sections/view';
import type { TensorMark, TensorRef } from '../../src/protocol/tensors';

export class MatrixBlock implements Titled {
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
  private readonly matrix: LayerMatrix;
  private readonly face: MatrixFace;
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
    this.pictureTools = new PictureTools(this, page, this.face.element, this.face);
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
    const layer = description.layers[this.layer];
    this.updateHeading(tensor);
    this.element.classList.toggle('selected', matrix.isSelected);
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
    const { bias } = matrix;
    const scale = this.scale(tensor, bias);
    const { readable } = this.page;
    if (readable) this.updateWords(tensor, scale);
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
      width,
    );
    if (!readable) return;
    const shape = strings.shape(tensor.rows, tensor.cols);
    const [low, high] = [formatNumber(scale.low), formatNumber(scale.high)];
    this.face.label(title, strings.heatLabel(title, shape, low, high));
  }

  /** It makes room for another matrix. */
  leave(): void {
    this.face.leave();
  }

  /** Its numbers, or the offer to draw a large matrix, are on the page. */
  get drawn(): boolean {
    const later = this.page.model.mark(this.matrix.ref) === 'later';
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
    setText(this.heading, this.matrix.title + shape);
  }

  private updatePlaceholder(mark: TensorMark): void {
    if (mark === 'later') {
      setText(this.placeholderText, strings.later);
      setHidden(this.askButton, true);
      return;
    }
    const { words, asks } = waitingWords(this.matrix.entries, this.asked, this.isResting());
    setText(this.placeholderText, words);
    setHidden(this.askButton, !asks);
  }

  private updateWords(tensor: KnownTensor, scale: HeatScale): void {
    const { model, theme } = this.page;
    this.legend.update(scale, theme);
    const stats = model.stats(this.matrix.ref);
    setText(this.mean, stats ? strings.meanAbs(formatNumber(stats.meanAbs)) : '');
    this.mean.title = stats ? exactNumber(stats.meanAbs) : '';
    const step = model.frame?.position.step ?? tensor.step;
    setText(this.age, tensor.step < step ? strings.asOfStep(tensor.step) : '');
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

  table(): TableData {
    return this.matrix.table();
  }
}
