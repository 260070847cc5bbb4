/** How the entries of a tensor are spread in each layer, for the next batch. */
import type { TensorName } from '../../src/protocol/snapshot';
import { cssColor } from '../drawing/colors';
import { context2d, element, setAttribute, setHidden, setText, sizeCanvas } from '../kit/dom';
import {
  barOf,
  drawHistograms,
  entriesWords,
  histogramBoxes,
  histogramsHeight,
} from './histogramPaint';
import { exactNumber } from '../words/numbers';
import { PictureTools, type Picture } from '../picture/tools';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { tensorSymbols, tensorTitle } from '../words/tensorNames';
import type { PageContext } from '../sections/view';
import type { Histogram } from '../../src/protocol/tensors';

export class HistogramBlock implements Picture {
  readonly element: HTMLElement;
  private readonly title = element('span', { class: 'matrix-title' });
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  private readonly box = element('div', {
    class: 'flow',
    attributes: {
      tabindex: '0',
      role: 'application',
      'aria-label': strings.spread,
      'aria-description': strings.spreadHint,
    },
  });
  private readonly tools: PictureTools;
  private tensor: TensorName = 'delta';
  /** The bar that is pointed at. */
  private at: { index: number; bar: number } | null = null;

  constructor(private readonly page: PageContext) {
    this.tools = new PictureTools(this, page, this.box, () => page.schedule());
    this.box.append(this.canvas);
    const head = element('div', { class: 'matrix-heading' }, this.title, this.tools.element);
    this.element = element('div', {}, head, this.box, this.tools.table.element);
    this.box.addEventListener('pointermove', event => this.pointerMoved(event));
    this.box.addEventListener('pointerleave', () => this.set(null));
    this.box.addEventListener('blur', () => this.set(null));
    this.box.addEventListener('keydown', event => this.keyPressed(event));
  }

  update(tensor: TensorName): void {
    this.tensor = tensor;
    setText(this.title, strings.spreadOf(this.symbols()));
    const empty = this.histograms().length === 0;
    setHidden(this.element, empty);
    if (empty) return;
    this.tools.update();
    if (this.tools.showsTable) return;
    const { width, height } = this.size();
    sizeCanvas(this.canvas, width, height);
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.draw(canvasPen(context));
    setAttribute(this.canvas, 'aria-label', strings.spreadOf(this.symbols()));
    if (this.at) this.show(this.at);
  }

  /** Nothing of what comes later, while the pass is followed layer by layer. */
  private histograms(): Histogram[] {
    const { model } = this.page;
    return model.data.histograms.filter(
      histogram => histogram.tensor === this.tensor && model.mark(histogram) !== 'later',
    );
  }

  private symbols(): string {
    return tensorSymbols(this.page.model.description, this.tensor);
  }

  private titleOf(histogram: Histogram): string {
    return tensorTitle(this.page.model.description, histogram);
  }

  private boxes() {
    return histogramBoxes(
      this.histograms().length,
      Math.max(260, this.page.widths.of(this.element)),
    );
  }

  size(): { width: number; height: number } {
    return {
      width: Math.max(260, this.page.widths.of(this.element)),
      height: histogramsHeight(this.boxes()),
    };
  }

  draw(pen: Pen): void {
    const { width, height } = this.size();
    pen.fillStyle = cssColor(this.page.theme.background);
    pen.fillRect(0, 0, width, height);
    const titled = this.histograms().map(histogram => {
      return { histogram, title: this.titleOf(histogram) };
    });
    drawHistograms(pen, titled, this.boxes(), this.at, this.page.theme);
  }

  private pointerMoved({ clientX, clientY }: PointerEvent): void {
    const frame = this.box.getBoundingClientRect();
    const [x, y] = [clientX - frame.left, clientY - frame.top];
    const boxes = this.boxes();
    const index = boxes.findIndex(
      ({ left, top, width, height }) =>
        x >= left && x < left + width && y >= top - 12 && y <= top + height + 12,
    );
    if (index < 0) return this.set(null);
    const { left, width } = boxes[index];
    const bars = this.histograms()[index].counts.length;
    this.set({ index, bar: Math.min(bars - 1, Math.floor(((x - left) / width) * bars)) });
  }

  private keyPressed(event: KeyboardEvent): void {
    const histograms = this.histograms();
    if (histograms.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const { index, bar } = this.at ?? { index: 0, bar: -1 };
    const moves: Record<string, { index: number; bar: number }> = {
      ArrowLeft: { index, bar: bar - 1 },
      ArrowRight: { index, bar: bar + 1 },
      ArrowUp: { index: index - 1, bar },
      ArrowDown: { index: index + 1, bar },
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const { index: wanted, bar: next } = moves[event.key];
    const layer = Math.max(0, Math.min(histograms.length - 1, wanted));
    const last = histograms[layer].counts.length - 1;
    this.set({ index: layer, bar: Math.max(0, Math.min(last, next)) });
    if (this.at) this.page.announce(Object.values(this.wordsOf(this.at)).join(', '));
  }

  private set(at: { index: number; bar: number } | null): void {
    if (this.at?.index === at?.index && this.at?.bar === at?.bar) return;
    this.at = at;
    if (!at) this.page.tooltip.hide();
    this.page.schedule();
  }

  private show(at: { index: number; bar: number }): void {
    const place = this.boxes()[at.index];
    const histogram = this.histograms().at(at.index);
    if (!histogram) return this.set(null);
    const frame = this.box.getBoundingClientRect();
    const x = frame.left + place.left + ((at.bar + 0.5) / histogram.counts.length) * place.width;
    const { title, limits, count } = this.wordsOf(at);
    this.page.tooltip.show(x, frame.top + place.top, title, [{ label: limits, value: count }]);
  }

  private wordsOf({ index, bar }: { index: number; bar: number }) {
    const histogram = this.histograms()[index];
    const { from, to, count } = barOf(histogram, bar);
    const limits = `${exactNumber(rounded(from))} … ${exactNumber(rounded(to))}`;
    return { title: this.titleOf(histogram), limits, count: entriesWords(count) };
  }

  name(): string {
    const { snapshot } = this.page.model;
    return `${snapshot?.title ?? ''} ${strings.spread} ${this.symbols()}`;
  }

  table(): TableData {
    const { description } = this.page.model;
    const rows = this.histograms().flatMap(histogram => {
      const name = description?.layers[histogram.layer].name ?? '';
      return Array.from(histogram.counts, (_, bar) => ({ name, ...barOf(histogram, bar) }));
    });
    return {
      caption: strings.spreadOf(this.symbols()),
      columns: [strings.layer, strings.from, strings.to, strings.count],
      rows: rows.length,
      thin: 'first',
      cell: (row, column) => {
        const { name, from, to, count } = rows[row];
        return [name, rounded(from), rounded(to), count][column];
      },
    };
  }
}

/** Without the last bits of noise: limits are round numbers. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
