/** A confusion matrix as a picture: its cells are pairs of classes. */
import type { Confusion } from '../../src/protocol/confusion';
import type { Pen } from '../drawing/pen';
import type { TableData } from '../kit/tableView';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import { PictureBox, type BoxHost, type Scene, type Size } from '../picture/pictureBox';
import { formatInteger, formatNumber } from '../words/numbers';
import {
  confusionCellAt,
  confusionLayout,
  drawConfusion,
  type ConfusionCell,
  type ConfusionLayout,
} from './confusionPaint';
import { confusionStrings as words } from './confusionStrings';
import { countOf, rowsOf } from './counts';

export interface ShownConfusion {
  confusion(): Confusion | null;
  /** A name for each class. */
  names(): readonly string[];
  width(): number;
}

export class ConfusionScene implements Scene<ConfusionCell> {
  readonly box: PictureBox<ConfusionCell>;

  constructor(
    private readonly page: BoxHost,
    private readonly shown: ShownConfusion,
  ) {
    const look = { class: 'confusion', name: words.title, hint: words.hint };
    this.box = new PictureBox<ConfusionCell>(page, this, look);
  }

  private get layout(): ConfusionLayout {
    return confusionLayout(this.shown.names(), Math.max(1, this.shown.width()), this.page.theme);
  }

  size(): Size {
    return this.layout;
  }

  key(at: ConfusionCell | null): readonly unknown[] {
    return [this.shown.confusion(), at];
  }

  draw(pen: Pen, at: ConfusionCell | null = null): void {
    const confusion = this.shown.confusion();
    if (!confusion) return;
    drawConfusion(pen, confusion, this.shown.names(), this.layout, this.page.theme, at);
  }

  hit(at: Point): ConfusionCell | null {
    const confusion = this.shown.confusion();
    return confusion && confusionCellAt(confusion, this.layout, at);
  }

  place({ truth, predicted }: ConfusionCell): Place | null {
    const { left, top, cell } = this.layout;
    return { x: left + (predicted + 0.5) * cell, y: top + (truth + 0.5) * cell };
  }

  say({ truth, predicted }: ConfusionCell): Said | null {
    const confusion = this.shown.confusion();
    if (!confusion || Math.max(truth, predicted) >= confusion.classes) return null;
    const names = this.shown.names();
    const rows = countOf(confusion, truth, predicted);
    const all = rowsOf(confusion, truth);
    const share = all > 0 ? formatNumber(rows / all) : formatInteger(0);
    const title =
      truth === predicted ? words.right(names[truth]) : words.taken(names[truth], names[predicted]);
    return {
      title,
      rows: [
        { label: words.rows, value: formatInteger(rows) },
        { label: words.share, value: `${share}, ${formatInteger(rows)} / ${formatInteger(all)}` },
      ],
    };
  }

  move(from: ConfusionCell | null, key: string): ConfusionCell | null {
    const { classes = 0 } = this.shown.confusion() ?? {};
    const step = arrow(key);
    if (!step || classes === 0) return null;
    if (from === null) return { truth: 0, predicted: 0 };
    const [right, down] = step;
    return {
      truth: clamped(from.truth + down, classes),
      predicted: clamped(from.predicted + right, classes),
    };
  }

  table(caption: string): TableData {
    const confusion = this.shown.confusion();
    const names = this.shown.names();
    return {
      caption,
      columns: [`${words.truth} \\ ${words.predicted}`, ...names],
      rows: confusion?.classes ?? 0,
      thin: 'first',
      cell: (row, column) =>
        column === 0 || !confusion ? names[row] : countOf(confusion, row, column - 1),
    };
  }
}
