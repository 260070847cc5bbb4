/** The unit that is pointed at in the network, by mouse or by arrow keys. */
import { neighbour, nodeAt, type NetworkLayout, type NetworkNode } from '../networkLayout';
import { exactNumber } from '../numbers';
import type { UnitNumbers } from '../unitNumbers';
import type { PageContext } from './view';

export class NetworkCursor {
  /** Column and unit: places change with the layout. */
  private at: { column: number; unit: number } | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly box: HTMLElement,
    private readonly layout: () => NetworkLayout | null,
    private readonly numbers: (at: { column: number; unit: number }) => UnitNumbers | null,
  ) {
    box.addEventListener('pointermove', event => this.pointerMoved(event));
    box.addEventListener('pointerleave', () => this.set(null));
    box.addEventListener('blur', () => this.set(null));
    box.addEventListener('click', () => this.choose());
    box.addEventListener('keydown', event => this.keyPressed(event));
  }

  marked(layout: NetworkLayout): NetworkNode | null {
    const { at } = this;
    return (at && layout.columns[at.column]?.nodes[at.unit]) ?? null;
  }

  update(): void {
    if (this.at) this.show();
  }

  private set(at: { column: number; unit: number } | null): void {
    const before = this.at;
    if (before?.column === at?.column && before?.unit === at?.unit) return;
    this.at = at;
    this.page.schedule();
    if (!at) this.page.tooltip.hide();
  }

  private pointerMoved(event: PointerEvent): void {
    const layout = this.layout();
    const box = this.box.getBoundingClientRect();
    this.set(layout && nodeAt(layout, event.clientX - box.left, event.clientY - box.top));
  }

  private keyPressed(event: KeyboardEvent): void {
    const layout = this.layout();
    if (!layout || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const move = moves[event.key];
    if (move) {
      const from = this.marked(layout);
      this.set(from ? neighbour(layout, from, ...move) : layout.columns[0].nodes[0]);
      const found = this.at && this.numbers(this.at);
      const words = (found?.rows ?? []).map(([label, value]) => `${label} ${exactNumber(value)}`);
      if (found) this.page.announce([found.title, ...words].join(', '));
    } else if (event.key === 'Enter') this.choose();
    else return;
    event.preventDefault();
  }

  private choose(): void {
    const found = this.at && this.numbers(this.at);
    if (!this.at || !found?.tensor) return;
    this.page.select(found.tensor, { row: 0, col: this.at.unit }, found.number ?? undefined);
  }

  private show(): void {
    const layout = this.layout();
    const node = layout && this.marked(layout);
    const found = this.at && this.numbers(this.at);
    if (!node || !found) return this.page.tooltip.hide();
    const box = this.box.getBoundingClientRect();
    const rows = found.rows.map(([label, value]) => ({ label, value: exactNumber(value) }));
    this.page.tooltip.show(box.left + node.x, box.top + node.y, found.title, rows);
  }
}
