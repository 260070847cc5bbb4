/** Misclassified rows whose inputs are pictures, as one picture: its items are the rows. */
import type { Misclassified } from '../../src/protocol/confusion';
import type { ImageSize } from '../../src/protocol/snapshot';
import type { Pen } from '../drawing/pen';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import { PictureBox, type BoxHost, type Scene, type Size } from '../picture/pictureBox';
import { exactNumber, formatInteger } from '../words/numbers';
import { confusionStrings as words } from './confusionStrings';
import {
  tileAt,
  tileCorner,
  TilesPaint,
  tilesLayout,
  type TilesLayout,
} from './misclassifiedPaint';

export interface ShownRows {
  rows(): Misclassified | null;
  /** null: the inputs are no pictures. */
  image(): ImageSize | null;
  /** A name for each class. */
  names(): readonly string[];
  width(): number;
}

export class MisclassifiedScene implements Scene<number> {
  readonly box: PictureBox<number>;
  private readonly paint = new TilesPaint();

  constructor(
    private readonly page: BoxHost,
    private readonly shown: ShownRows,
  ) {
    const look = { class: 'misclassified', name: words.misclassified, hint: words.tilesHint };
    this.box = new PictureBox<number>(page, this, look);
  }

  private get layout(): TilesLayout {
    const image = this.shown.image() ?? { width: 1, height: 1 };
    const count = this.shown.rows()?.rows.length ?? 0;
    return tilesLayout(count, image, Math.max(1, this.shown.width()));
  }

  size(): Size {
    return this.layout;
  }

  key(at: number | null): readonly unknown[] {
    return [this.shown.rows(), at];
  }

  draw(pen: Pen, at: number | null = null): void {
    const { layout } = this;
    const [rows, image, names] = [this.shown.rows(), this.shown.image(), this.shown.names()];
    if (rows && image) this.paint.draw(pen, rows, { image, names, layout, at }, this.page.theme);
  }

  hit(at: Point): number | null {
    return tileAt(this.layout, at);
  }

  place(at: number): Place | null {
    return tileCorner(this.layout, at);
  }

  say(at: number): Said | null {
    const rows = this.shown.rows();
    const names = this.shown.names();
    if (!rows || at >= rows.rows.length) return null;
    return {
      title: words.taken(names[rows.truths[at]], names[rows.predicted[at]]),
      rows: [
        { label: words.row, value: formatInteger(rows.rows[at] + 1) },
        { label: words.output, value: exactNumber(rows.outputs[at]) },
      ],
    };
  }

  move(from: number | null, key: string): number | null {
    const { count, columns } = this.layout;
    const step = arrow(key);
    if (!step || count === 0) return null;
    return from === null ? 0 : clamped(from + step[0] + step[1] * columns, count);
  }
}
