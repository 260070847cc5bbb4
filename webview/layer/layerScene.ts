/** The equations of a layer on the page: any factor can be pointed at and chosen. */
import { hasShape, matrixOf } from '../../src/engine/ground/tensors';
import type { RunDescription } from '../../src/protocol/snapshot';
import type { TensorRef } from '../../src/protocol/tensors';
import { cssColor } from '../drawing/colors';
import { Memo } from '../drawing/memo';
import type { Pen } from '../drawing/pen';
import type { HeatMatrix } from '../heat/heatPicture';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { exactNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { tensorTitle } from '../words/tensorNames';
import { equationsOf, isFactor, isTensor, type Equation, type Factor } from './equations';
import { FactorPainter } from './factorPicture';
import {
  layerLayout,
  nextTile,
  tileAt,
  type LayerLayout,
  type Shape,
  type Tile,
} from './layerLayout';
import { drawLayer } from './layerPaint';
import { layerStrings as words } from './layerStrings';
import { limitsOf } from './limits';
import { byClass } from './rowOrder';
import { tensorWords } from '../words/tensorWords';

/** Which equation, and which of its pieces. */
interface Item {
  equation: number;
  at: number;
}

/** Wider than this, nothing is gained (px). */
const WIDEST = 900;

export class LayerScene implements Scene<Item> {
  readonly box: PictureBox<Item>;
  /** 0-based. */
  layer = 0;
  /** What was chosen here last. */
  chosen: TensorRef | null = null;
  private readonly written = new Memo<Equation[]>();
  private readonly arranged = new Memo<LayerLayout>();
  private readonly orders = new Memo<{ order: number[] | null }>();
  private readonly painters = new Map<string, FactorPainter>();

  /** @param width of the section */
  constructor(
    private readonly page: PageContext,
    private readonly width: () => number,
  ) {
    const look = { class: 'plot layer', name: words.title, hint: words.hint };
    this.box = new PictureBox<Item>(page, this, look);
  }

  equations(): Equation[] {
    const { description } = this.page.model;
    if (!description) return [];
    const { layer } = this;
    const rows = this.rows(description);
    return this.written.get([description, layer, rows], () =>
      equationsOf(description, layer, rows),
    );
  }

  factors(): Factor[] {
    return this.equations().flatMap(({ pieces }) => pieces.filter(isFactor));
  }

  /** The tensors among the factors. */
  tensors(): TensorRef[] {
    return this.factors().flatMap(({ of }) => (isTensor(of) ? [of] : []));
  }

  /** The numbers of a factor; null: not known yet, or to be computed later in this pass. */
  matrix({ of }: Factor): HeatMatrix | null {
    const { model } = this.page;
    if (!isTensor(of)) return model.data.batch.find(({ part }) => part === of.part) ?? null;
    return model.mark(of) === 'later' ? null : model.tensor(of);
  }

  /** The rows of the batch class by class; null: they have none. */
  order(): number[] | null {
    const { model } = this.page;
    const y = model.data.batch.find(({ part }) => part === 'y');
    const hasClasses = (model.description?.data.classNames ?? null) !== null;
    return this.orders.get([y?.data, hasClasses], () => ({
      order: y && hasClasses && y.rows > 1 ? byClass(y) : null,
    })).order;
  }

  size(): Size {
    const { width, height } = this.layout();
    return { width, height };
  }

  key(at: Item | null): readonly unknown[] {
    const { choices, model } = this.page;
    const { selected } = choices;
    return [model.revision, this.layer, selected?.layer, selected?.tensor, choices.row, at];
  }

  draw(pen: Pen, at: Item | null = null): void {
    const { theme, model } = this.page;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    const { description } = model;
    if (!description) return;
    const order = this.order();
    const painter = ({ factor }: Tile): FactorPainter => this.painter(factor);
    const picture = {
      layout: this.layout(),
      painter,
      picture: (tile: Tile) => {
        const matrix = this.matrix(tile.factor);
        const rows = isOfRows(tile.factor) ? order : null;
        return matrix && painter(tile).picture(description, tile.factor, matrix, rows, theme);
      },
      row: ({ factor }: Tile) => this.drawnRow(factor, order),
      isChosen: ({ factor }: Tile) => this.isChosen(factor),
      isFresh: ({ factor: { of } }: Tile) => isTensor(of) && model.mark(of) === 'new',
      cursor: at && this.tile(at),
    };
    drawLayer(pen, picture, theme);
  }

  hit({ x, y }: Point): Item | null {
    const tile = tileAt(this.layout(), x, y);
    return tile && { equation: tile.equation, at: tile.at };
  }

  place(item: Item): Place | null {
    const tile = this.tile(item);
    return tile && { x: tile.x + tile.width / 2, y: tile.y + tile.height };
  }

  say(item: Item): Said | null {
    const tile = this.tile(item);
    const { description } = this.page.model;
    if (!tile || !description) return null;
    const { of } = tile.factor;
    const matrix = this.matrix(tile.factor);
    const symbol = isTensor(of) ? tensorTitle(description, of) : tile.factor.symbol;
    const name = isTensor(of) ? tensorWords(of.tensor) : words.parts[of.part];
    const shape = matrix ? ` · ${strings.shape(matrix.rows, matrix.cols)}` : '';
    if (!matrix) return { title: symbol, rows: [{ label: name, value: strings.notYet }] };
    const { smallest, largest, norm } = limitsOf(matrix.data);
    return {
      title: `${symbol}${shape}: ${name}`,
      rows: [
        { label: words.norm, value: exactNumber(norm) },
        { label: words.smallest, value: exactNumber(smallest) },
        { label: words.largest, value: exactNumber(largest) },
      ],
    };
  }

  move(from: Item | null, key: string): Item | null {
    const direction = arrow(key);
    const layout = this.layout();
    if (!direction || layout.tiles.length === 0) return null;
    const tile = from && this.tile(from);
    const { equation, at } = tile ? nextTile(layout, tile, direction) : layout.tiles[0];
    return { equation, at };
  }

  choose(item: Item): void {
    const of = this.tile(item)?.factor.of;
    if (!of || !isTensor(of)) return;
    this.chosen = of;
    this.page.select(of, null);
  }

  isChosen({ of }: Factor): boolean {
    const { selected } = this.page.choices;
    if (this.page.paper) return false;
    return isTensor(of) && selected?.layer === of.layer && selected.tensor === of.tensor;
  }

  private layout(): LayerLayout {
    const { description } = this.page.model;
    const { fontSize } = this.page.theme;
    const width = Math.min(WIDEST, this.width());
    const equations = this.equations();
    return this.arranged.get([equations, width, fontSize], () => {
      const shape = (factor: Factor): Shape | null =>
        description && this.shape(description, factor);
      const sized = equations.map(({ name, pieces }) => ({
        name,
        pieces: pieces.map(piece => ({ piece, shape: isFactor(piece) ? shape(piece) : null })),
      }));
      return layerLayout(sized, width, fontSize);
    });
  }

  /** As it is drawn. */
  private shape(description: RunDescription, { of, transposed }: Factor): Shape {
    const rows = this.rows(description);
    const { layers, data } = description;
    const whole = (): Shape => {
      if (!isTensor(of)) return { rows, cols: of.part === 'x' ? layers[0].inputs : data.outputs };
      const { inputs, units } = layers[of.layer];
      if (hasShape(of.tensor, 'biases')) return { rows: 1, cols: units };
      return { rows: hasShape(of.tensor, 'kernel') ? inputs : rows, cols: units };
    };
    const { rows: down, cols: across } = whole();
    return transposed ? { rows: across, cols: down } : { rows: down, cols: across };
  }

  /** Rows of the next batch: the last of an epoch may have fewer than the others. */
  private rows({ rowsPerBatch, layers }: RunDescription): number {
    const last = { layer: layers.length - 1, tensor: 'a' } as const;
    return this.page.model.stats(last)?.rows ?? rowsPerBatch;
  }

  private drawnRow(factor: Factor, order: readonly number[] | null): number | null {
    const { row } = this.page.choices;
    const matrix = this.matrix(factor);
    if (row === null || this.page.paper || !isOfRows(factor) || !matrix || row >= matrix.rows)
      return null;
    return order?.length === matrix.rows ? order.indexOf(row) : row;
  }

  private painter({ symbol }: Factor): FactorPainter {
    const known = this.painters.get(symbol) ?? new FactorPainter();
    this.painters.set(symbol, known);
    return known;
  }

  private tile({ equation, at }: Item): Tile | null {
    return this.layout().tiles.find(tile => tile.equation === equation && tile.at === at) ?? null;
  }
}

/** Whether a factor has a row for each row of the batch. */
function isOfRows({ of }: Factor): boolean {
  return !isTensor(of) || hasShape(matrixOf(of.tensor), 'rows');
}
