/** How the entries of a tensor are spread in each layer, for the next batch. */
import type { TensorName } from '../../src/protocol/snapshot';
import { cssColor } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import { element, setHidden, setText } from '../kit/dom';
import type { TableData } from '../kit/tableView';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import type { PageContext } from '../sections/view';
import { exactNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { tensorSymbols, tensorTitle } from '../words/tensorNames';
import {
  barOf,
  drawHistograms,
  entriesWords,
  histogramBoxes,
  histogramsHeight,
} from './histogramPaint';
import type { Histogram } from '../../src/protocol/tensors';

/** Index of a histogram, and of one of its bars. */
interface Bar {
  index: number;
  bar: number;
}

export class HistogramBlock implements Picture, Scene<Bar> {
  readonly element: HTMLElement;
  private readonly title = element('span', { class: 'matrix-title' });
  private readonly box: PictureBox<Bar>;
  private readonly tools: PictureTools;
  private tensor: TensorName = 'delta';

  constructor(private readonly page: PageContext) {
    const words = { name: strings.spread, hint: strings.spreadHint };
    this.box = new PictureBox<Bar>(page, this, { class: 'flow', ...words });
    this.tools = new PictureTools(this, page, this.box.element, this);
    const head = element('div', { class: 'matrix-heading' }, this.title, this.tools.element);
    this.element = element('div', {}, head, this.box.element, this.tools.table.element);
  }

  update(tensor: TensorName): void {
    this.tensor = tensor;
    setText(this.title, strings.spreadOf(this.symbols()));
    const empty = this.histograms().length === 0;
    setHidden(this.element, empty);
    if (empty) return;
    this.tools.update();
    if (this.tools.showsTable) return;
    this.box.update();
    this.box.label(strings.spreadOf(this.symbols()));
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

  private width(): number {
    return Math.max(260, this.page.widths.of(this.element));
  }

  private boxes() {
    return histogramBoxes(this.histograms().length, this.width());
  }

  size(): Size {
    return { width: this.width(), height: histogramsHeight(this.boxes()) };
  }

  key(at: Bar | null): readonly unknown[] {
    return [this.page.model.revision, this.tensor, at];
  }

  draw(pen: Pen, at: Bar | null = null): void {
    const { width, height } = this.size();
    pen.fillStyle = cssColor(this.page.theme.background);
    pen.fillRect(0, 0, width, height);
    const titled = this.histograms().map(histogram => {
      return { histogram, title: this.titleOf(histogram) };
    });
    drawHistograms(pen, titled, this.boxes(), at, this.page.theme);
  }

  hit({ x, y }: Point): Bar | null {
    const boxes = this.boxes();
    const index = boxes.findIndex(
      ({ left, top, width, height }) =>
        x >= left && x < left + width && y >= top - 12 && y <= top + height + 12,
    );
    if (index < 0) return null;
    const { left, width } = boxes[index];
    const bars = this.histograms()[index].counts.length;
    return { index, bar: Math.min(bars - 1, Math.floor(((x - left) / width) * bars)) };
  }

  move(from: Bar | null, key: string): Bar | null {
    const histograms = this.histograms();
    const direction = arrow(key);
    if (!direction || histograms.length === 0) return null;
    const { index, bar } = from ?? { index: 0, bar: -1 };
    const layer = clamped(index + direction[1], histograms.length);
    return { index: layer, bar: clamped(bar + direction[0], histograms[layer].counts.length) };
  }

  place({ index, bar }: Bar): Place {
    const { left, top, width } = this.boxes()[index];
    const { counts } = this.histograms()[index];
    return { x: left + ((bar + 0.5) / counts.length) * width, y: top };
  }

  say({ index, bar }: Bar): Said | null {
    const histogram = this.histograms().at(index);
    if (!histogram) return null;
    const { from, to, count } = barOf(histogram, bar);
    const label = `${exactNumber(rounded(from))} … ${exactNumber(rounded(to))}`;
    return { title: this.titleOf(histogram), rows: [{ label, value: entriesWords(count) }] };
  }

  name(): string {
    const { snapshot } = this.page.model;
    return `${snapshot?.title ?? ''} ${strings.spread} ${this.symbols()}`;
  }

  figure(): FigureParts {
    return { shows: strings.spreadOf(this.symbols()) };
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
