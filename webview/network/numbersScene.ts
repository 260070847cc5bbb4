/** A small network with its numbers on the page: any unit, and any weight, can be pointed at and chosen. */
import { hasShape } from '../../src/engine/ground/tensors';
import type { RunDescription } from '../../src/protocol/snapshot';
import { cssColor } from '../drawing/colors';
import { SMALLEST_TEXT } from '../drawing/paper';
import { Memo } from '../drawing/memo';
import type { Pen } from '../drawing/pen';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { exactNumber, subscript } from '../words/numbers';
import { strings } from '../words/strings';
import { cellWords, hasTensor, tensorSymbol, tensorTitle } from '../words/tensorNames';
import { MOST_UNITS } from './networkLayout';
import {
  areFew,
  isEdge,
  itemAt,
  nextItem,
  numbersLayout,
  type EdgeRef,
  type NumbersItem,
  type NumbersLayout,
  type UnitPlace,
} from './numbersLayout';
import { drawNumbers, type EdgeNumbers } from './numbersPaint';
import { shownTensor, unitNumbers } from './unitNumbers';
import { unitTexts } from './unitTexts';

const WIDEST = 760;

export class NumbersScene implements Scene<NumbersItem> {
  readonly box: PictureBox<NumbersItem>;
  private readonly arranged = new Memo<NumbersLayout>();

  /** @param width of the section */
  constructor(
    private readonly page: PageContext,
    private readonly width: () => number,
  ) {
    const words = { name: strings.network, hint: strings.numbersHint };
    this.box = new PictureBox<NumbersItem>(page, this, { class: 'plot numbers', ...words });
  }

  /** Whether the network is small enough, and the page wide enough, for any numbers on its edges. */
  get isOffered(): boolean {
    return this.sizes().every(size => size <= MOST_UNITS) && this.layout().fits;
  }

  /** Whether the numbers of all edges can be read at once. */
  get isUsual(): boolean {
    return this.isOffered && areFew(this.sizes(), this.width());
  }

  size(): Size {
    const { width, height } = this.layout();
    return { width, height };
  }

  key(at: NumbersItem | null): readonly unknown[] {
    const { model, choices } = this.page;
    const { selected, selectedCell: cell } = choices;
    return [model.revision, selected, cell?.row, cell?.col, at];
  }

  draw(pen: Pen, at: NumbersItem | null = null): void {
    const { model, theme } = this.page;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    const { description } = model;
    if (!description) return;
    const layout = this.layout();
    const sizes = layout.labels.map(edge => Math.abs(this.edge(edge).weight ?? 0));
    const picture = {
      layout,
      units: unitTexts(model, description, theme, layout.digits),
      edge: (edge: EdgeRef) => this.edge(edge),
      isLabelled: (edge: EdgeRef) => this.isLabelled(edge, at),
      chosenName: (edge: EdgeRef) => this.chosenName(description, edge),
      largest: Math.max(0, ...sizes.filter(Number.isFinite)),
      cursor: at,
      isMarked: (column: number, unit: number) => this.isMarked(column, unit),
    };
    drawNumbers(pen, picture, theme);
  }

  hit({ x, y }: Point): NumbersItem | null {
    return itemAt(this.layout(), x, y, edge => this.isLabelled(edge, null));
  }

  place(item: NumbersItem): Place | null {
    const { columns, labels } = this.layout();
    if (!isEdge(item)) {
      const { x, ys } = columns[item.column] ?? { x: 0, ys: [] };
      return item.unit < ys.length ? { x, y: ys[item.unit] } : null;
    }
    return labels.find(label => isSameEdge(label, item)) ?? null;
  }

  say(item: NumbersItem): Said | null {
    const { model } = this.page;
    const { description } = model;
    if (!isEdge(item)) {
      const found = unitNumbers(model, item, 'weights');
      const rows = found?.rows.map(([label, value]) => ({ label, value: exactNumber(value) }));
      return found && rows ? { title: found.title, rows } : null;
    }
    const { layer, from, to } = item;
    if (!description || !this.place(item)) return null;
    const { weight, gradient } = this.edge(item);
    const ref = { layer, tensor: 'weights' } as const;
    const title = `${tensorTitle(description, ref)}[${from + 1}, ${to + 1}]`;
    const row = (label: string, value: number | null) =>
      value === null ? [] : [{ label, value: exactNumber(value) }];
    return {
      title,
      rows: [
        ...row(cellWords(description, ref, from, to, false), weight),
        ...row(tensorSymbol(description, { layer, tensor: 'gradW' }), gradient),
      ],
    };
  }

  move(from: NumbersItem | null, key: string, far: boolean): NumbersItem | null {
    const direction = arrow(key);
    if (!direction) return null;
    return from ? nextItem(this.layout(), from, direction, far) : { column: 0, unit: 0 };
  }

  choose(item: NumbersItem): void {
    const { model, choices } = this.page;
    const { description } = model;
    if (!description) return;
    if (isEdge(item)) {
      const { layer, from, to } = item;
      const gradient = { layer, tensor: 'gradW' } as const;
      const ref = hasTensor(description, gradient)
        ? gradient
        : { layer, tensor: 'weights' as const };
      return this.page.select(ref, { row: from, col: to });
    }
    if (item.column === 0) return;
    const ref = { layer: item.column - 1, tensor: 'a' } as const;
    this.page.select(ref, { row: choices.row ?? 0, col: item.unit });
  }

  private layout(): NumbersLayout {
    const sizes = this.sizes();
    const width = Math.min(WIDEST, this.width());
    const fontSize = this.page.paper ? SMALLEST_TEXT : undefined;
    return this.arranged.get([sizes.join(), width, fontSize], () =>
      numbersLayout(sizes, width, fontSize),
    );
  }

  private sizes(): number[] {
    const layers = this.page.model.description?.layers ?? [];
    return layers.length > 0 ? [layers[0].inputs, ...layers.map(({ units }) => units)] : [1];
  }

  private edge({ layer, from, to }: EdgeRef): EdgeNumbers {
    const at = (tensor: 'weights' | 'gradW'): number | null => {
      const known = shownTensor(this.page.model, { layer, tensor });
      return known && from < known.rows ? known.data[from * known.cols + to] : null;
    };
    return { weight: at('weights'), gradient: at('gradW') };
  }

  /** All where there are few; else those of the unit that is chosen or pointed at, and a chosen edge. */
  private isLabelled(edge: EdgeRef, at: NumbersItem | null): boolean {
    if (this.isUsual || this.isChosen(edge)) return true;
    const touches = ({ column, unit }: UnitPlace): boolean =>
      (edge.layer === column && edge.from === unit) ||
      (edge.layer === column - 1 && edge.to === unit);
    const chosen = this.chosenUnit();
    if (chosen && touches(chosen)) return true;
    return at !== null && (isEdge(at) ? isSameEdge(at, edge) : touches(at));
  }

  private isChosen({ layer, from, to }: EdgeRef): boolean {
    const { selected, selectedCell: cell } = this.page.choices;
    if (selected?.layer !== layer || !hasShape(selected.tensor, 'kernel')) return false;
    return cell?.row === from && cell.col === to;
  }

  private chosenName(description: RunDescription, edge: EdgeRef): string | null {
    if (!this.isChosen(edge) || this.page.paper) return null;
    const symbol = tensorTitle(description, { layer: edge.layer, tensor: 'weights' });
    const [from, to] = [edge.from + 1, edge.to + 1];
    const isShort = from < 10 && to < 10;
    return symbol + (isShort ? subscript(from) + subscript(to) : `[${from}, ${to}]`);
  }

  private chosenUnit(): UnitPlace | null {
    const { selected, selectedCell: cell } = this.page.choices;
    if (!selected || !cell || hasShape(selected.tensor, 'kernel')) return null;
    return { column: selected.layer + 1, unit: cell.col };
  }

  /** Chosen, or of the layer that a pass computes. */
  private isMarked(column: number, unit: number): boolean {
    if (this.page.paper) return false;
    const chosen = this.chosenUnit();
    const { substep } = this.page.model;
    const isActive = substep?.kind === 'forward' || substep?.kind === 'backward';
    return (
      (chosen?.column === column && chosen.unit === unit) ||
      (isActive && substep.layer === column - 1)
    );
  }
}

function isSameEdge(a: EdgeRef, b: EdgeRef): boolean {
  return a.layer === b.layer && a.from === b.from && a.to === b.to;
}
