/** The gate that is pointed at in a computational graph, by mouse or by arrow keys. */
import type { GraphLayout } from './graphLayout';
import type { TooltipRow } from '../kit/tooltip';
import type { PageContext } from '../sections/view';

export interface NodeNumbers {
  title: string;
  rows: TooltipRow[];
}

/** How far from a node's middle it is still meant (px). */
const REACH = { x: 30, y: 34 };

export interface GraphPlace {
  layout: GraphLayout;
  inputs: readonly (readonly number[])[];
  /** From the layout to the frame (px): scaled, then moved. */
  scale: number;
  left: number;
  top: number;
}

export class GraphCursor {
  private at: number | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly box: HTMLElement,
    private readonly place: () => GraphPlace | null,
    private readonly numbers: (node: number) => NodeNumbers | null,
    /** A node has been reached by keyboard: it is to be seen. */
    private readonly reached: (node: number) => void,
  ) {
    box.addEventListener('pointermove', event => this.pointerMoved(event));
    box.addEventListener('pointerleave', () => this.set(null));
    box.addEventListener('blur', () => this.set(null));
    box.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** null also where an edit of the file has taken the gate away. */
  get marked(): number | null {
    const nodes = this.place()?.layout.nodes ?? [];
    return this.at !== null && this.at < nodes.length ? this.at : null;
  }

  update(): void {
    if (this.at === null) return;
    if (this.marked === null) this.set(null);
    else this.show(this.at);
  }

  private set(node: number | null): void {
    if (this.at === node) return;
    this.at = node;
    this.page.schedule();
    if (node === null) this.page.tooltip.hide();
  }

  private pointerMoved(event: PointerEvent): void {
    const place = this.place();
    if (!place) return;
    const { left, top } = this.box.getBoundingClientRect();
    const x = (event.clientX - left - place.left) / place.scale;
    const y = (event.clientY - top - place.top) / place.scale;
    const distance = (node: number): number => {
      const { x: nodeX, y: nodeY } = place.layout.nodes[node];
      const [dx, dy] = [Math.abs(nodeX - x) / REACH.x, Math.abs(nodeY - y) / REACH.y];
      return Math.max(dx, dy);
    };
    const nodes = [...place.layout.nodes.keys()].filter(node => distance(node) <= 1);
    this.set(nodes.sort((a, b) => distance(a) - distance(b))[0] ?? null);
  }

  private keyPressed(event: KeyboardEvent): void {
    const place = this.place();
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nodeInDirection(place, this.marked, event.key);
    if (next === null) return;
    event.preventDefault();
    this.set(next);
    this.reached(next);
    const found = this.numbers(next);
    const words = (found?.rows ?? []).map(({ label, value }) => `${label} ${value}`);
    if (found) this.page.announce([found.title, ...words].join(', '));
  }

  private show(node: number): void {
    const place = this.place();
    const found = this.numbers(node);
    if (!place || !found) return this.page.tooltip.hide();
    const { x, y } = place.layout.nodes[node];
    const { left, top } = this.box.getBoundingClientRect();
    const [px, py] = [left + place.left + x * place.scale, top + place.top + y * place.scale];
    this.page.tooltip.show(px, py, found.title, found.rows);
  }
}

/** To an input, to a gate that uses this one, or up and down in its column; null for another key. */
export function nodeInDirection(
  { layout, inputs }: GraphPlace,
  from: number | null,
  key: string,
): number | null {
  if (!key.startsWith('Arrow')) return null;
  if (from === null) return 0;
  if (key === 'ArrowLeft') return inputs[from][0] ?? from;
  if (key === 'ArrowRight') {
    const user = inputs.findIndex(each => each.includes(from));
    return user < 0 ? from : user;
  }
  const { column } = layout.nodes[from];
  const inColumn = [...layout.nodes.keys()]
    .filter(node => layout.nodes[node].column === column)
    .sort((a, b) => layout.nodes[a].y - layout.nodes[b].y);
  const place = inColumn.indexOf(from) + (key === 'ArrowUp' ? -1 : 1);
  return inColumn[Math.max(0, Math.min(inColumn.length - 1, place))];
}
