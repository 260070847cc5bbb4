/** The unit that is pointed at in the network, by mouse or by arrow keys. */
import {
  foldAt,
  neighbour,
  nextSlice,
  nodeAt,
  nodeOf,
  type NetworkLayout,
  type NetworkNode,
} from './networkLayout';
import { exactNumber } from '../words/numbers';
import type { UnitNumbers } from './unitNumbers';
import type { PageContext } from '../sections/view';

/** Units that Page Up and Page Down pass over. */
const PAGE = 8;

interface NetworkActions {
  layout(): NetworkLayout | null;
  numbers(at: { column: number; unit: number }): UnitNumbers | null;
  /** Shows another slice of a wide layer, from this unit on. */
  unfold(column: number, from: number): void;
}

export class NetworkCursor {
  /** Column and unit: places change with the layout. */
  private at: { column: number; unit: number } | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly box: HTMLElement,
    private readonly actions: NetworkActions,
  ) {
    box.addEventListener('pointermove', event => this.pointerMoved(event));
    box.addEventListener('pointerleave', () => this.set(null));
    box.addEventListener('blur', () => this.set(null));
    box.addEventListener('click', event => this.clicked(event));
    box.addEventListener('keydown', event => this.keyPressed(event));
  }

  marked(layout: NetworkLayout): NetworkNode | null {
    const { at } = this;
    return at && nodeOf(layout, at.column, at.unit);
  }

  update(): void {
    if (!this.at) return;
    if (this.actions.numbers(this.at)) this.show();
    else this.set(null);
  }

  private set(at: { column: number; unit: number } | null): void {
    const before = this.at;
    if (before?.column === at?.column && before?.unit === at?.unit) return;
    this.at = at;
    this.page.schedule();
    if (!at) this.page.tooltip.hide();
  }

  private pointerMoved(event: PointerEvent): void {
    const layout = this.actions.layout();
    if (!layout) return;
    const [x, y] = this.placeOf(event);
    this.set(nodeAt(layout, x, y));
    this.box.classList.toggle('over-fold', foldAt(layout, x, y) !== null);
  }

  private placeOf({ clientX, clientY }: MouseEvent): [x: number, y: number] {
    const box = this.box.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  private clicked(event: MouseEvent): void {
    const layout = this.actions.layout();
    const fold = layout && foldAt(layout, ...this.placeOf(event));
    if (!fold) return this.choose();
    this.actions.unfold(fold.column, nextSlice(layout.columns[fold.column], fold.to));
  }

  private keyPressed(event: KeyboardEvent): void {
    const layout = this.actions.layout();
    if (!layout || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      PageUp: [0, -PAGE],
      PageDown: [0, PAGE],
    };
    const move = moves[event.key];
    if (move) {
      const from = this.at && this.actions.numbers(this.at) ? this.at : null;
      const at = from ? neighbour(layout, from, ...move) : layout.columns[0].nodes[0];
      if (!nodeOf(layout, at.column, at.unit)) {
        this.actions.unfold(at.column, nextSlice(layout.columns[at.column], at.unit));
      }
      this.set(at);
      const found = this.actions.numbers(at);
      const words = (found?.rows ?? []).map(([label, value]) => `${label} ${exactNumber(value)}`);
      if (found) this.page.announce([found.title, ...words].join(', '));
    } else if (event.key === 'Enter') this.choose();
    else return;
    event.preventDefault();
  }

  private choose(): void {
    const found = this.at && this.actions.numbers(this.at);
    if (!this.at || !found?.tensor) return;
    this.page.select(found.tensor, { row: 0, col: this.at.unit }, found.number ?? undefined);
  }

  private show(): void {
    const layout = this.actions.layout();
    const node = layout && this.marked(layout);
    const found = this.at && this.actions.numbers(this.at);
    if (!node || !found) return this.page.tooltip.hide();
    const box = this.box.getBoundingClientRect();
    const rows = found.rows.map(([label, value]) => ({ label, value: exactNumber(value) }));
    this.page.tooltip.show(box.left + node.x, box.top + node.y, found.title, rows);
  }
}
