/** A computational graph on the page: gate by gate, scrolled where it is larger than the page. */
import type { ExpressionGraph } from '../../src/protocol/expression';
import { cssColor } from '../drawing/colors';
import { Memo } from '../drawing/memo';
import type { Pen } from '../drawing/pen';
import { scrollBarSize } from '../kit/dom';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import { PictureBox, type BoxSize, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { strings } from '../words/strings';
import { layoutOf } from './graphBoxes';
import type { GraphLayout } from './graphLayout';
import { drawGraph, measureIn } from './graphPaint';
import { graphStateAt, type GraphState } from './graphState';
import { nodeNumbers } from './graphTable';

/** How far from a node's middle it is still meant (px). */
const REACH = { x: 30, y: 34 };
/** A graph is at most this high on the page; more scrolls (px). */
const MAX_HEIGHT = 520;
/** A picture that is a little too wide is drawn smaller; one that is much too wide scrolls. */
const SMALLEST = 0.75;
/** A small picture is drawn larger. */
const LARGEST = 1.5;

/** A graph as far as its passes have been stepped, and where its nodes stand. */
interface Stepped {
  graph: ExpressionGraph;
  state: GraphState;
  layout: GraphLayout;
}

/** An item is the index of a node. */
export class GraphScene implements Scene<number> {
  readonly box: PictureBox<number>;
  private readonly layouts = new Memo<GraphLayout>();
  private readonly states = new Memo<GraphState>();

  /** @param width of the section */
  constructor(
    private readonly page: PageContext,
    private readonly width: () => number,
  ) {
    const words = { name: strings.graph, hint: strings.graphHint };
    this.box = new PictureBox<number>(page, this, { class: 'graph', ...words, scrolls: true });
  }

  get stepped(): Stepped | null {
    const { theme, model } = this.page;
    const { graph, position } = model.expression ?? {};
    if (!graph || position === undefined) return null;
    const measure = (): GraphLayout => layoutOf(graph, measureIn(theme, this.box.context));
    return {
      graph,
      state: this.states.get([graph, position], () => graphStateAt(graph, position)),
      layout: this.layouts.get([graph, theme], measure),
    };
  }

  /** Of the whole graph, neither enlarged nor cut. */
  wholeSize(): Size {
    const { width, height } = this.stepped?.layout ?? { width: 1, height: 1 };
    return { width, height };
  }

  size(): BoxSize {
    const { width, height } = this.wholeSize();
    const available = this.width();
    const fits = available / width;
    const larger = Math.max(1, Math.min(fits, LARGEST, MAX_HEIGHT / height));
    const scale = fits >= 1 ? larger : fits < SMALLEST ? 1 : fits;
    const content = { width: width * scale, height: height * scale };
    const bar = content.height > MAX_HEIGHT ? scrollBarSize() : 0;
    const { x, y } = this.box.scroll;
    return {
      width: Math.min(content.width, available - bar),
      height: Math.min(content.height, MAX_HEIGHT),
      content,
      origin: { x: -x, y: -y, scale },
    };
  }

  key(at: number | null): readonly unknown[] {
    const { graph, state } = this.stepped ?? {};
    return [graph, state, at];
  }

  draw(pen: Pen, marked: number | null = null): void {
    const { theme } = this.page;
    const { width, height } = this.wholeSize();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (!this.stepped) return;
    const picture = { ...this.stepped, marked };
    drawGraph(pen, picture, theme, measureIn(theme, this.box.context));
  }

  hit({ x, y }: Point): number | null {
    const nodes = this.stepped?.layout.nodes ?? [];
    const distance = (node: number): number =>
      Math.max(Math.abs(nodes[node].x - x) / REACH.x, Math.abs(nodes[node].y - y) / REACH.y);
    const near = [...nodes.keys()].filter(node => distance(node) <= 1);
    return near.sort((a, b) => distance(a) - distance(b))[0] ?? null;
  }

  place(node: number): Place | null {
    const { x, y } = this.stepped?.layout.nodes[node] ?? {};
    return x === undefined || y === undefined ? null : { x, y };
  }

  /** null also where an edit of the file has taken the gate away. */
  say(node: number): Said | null {
    if (!this.stepped) return null;
    const { graph, state } = this.stepped;
    return node < graph.nodes.length ? nodeNumbers(graph, state, node) : null;
  }

  move(from: number | null, key: string): number | null {
    return this.stepped && nodeInDirection(this.stepped, from, key);
  }

  /** Brings a node into the middle, as far as that goes. */
  reach(node: number): void {
    const place = this.place(node);
    if (!place) return;
    const { width, height, origin } = this.size();
    const scale = origin?.scale ?? 1;
    this.box.scrollTo({ x: place.x * scale - width / 2, y: place.y * scale - height / 2 });
  }
}

/** To an input, to a gate that uses this one, or up and down in its column; null for another key. */
export function nodeInDirection(
  { graph, layout }: Pick<Stepped, 'graph' | 'layout'>,
  from: number | null,
  key: string,
): number | null {
  const direction = arrow(key);
  if (!direction) return null;
  if (from === null) return 0;
  const [right, down] = direction;
  if (right < 0) return graph.nodes[from].inputs[0] ?? from;
  if (right > 0) {
    const user = graph.nodes.findIndex(({ inputs }) => inputs.includes(from));
    return user < 0 ? from : user;
  }
  const { column } = layout.nodes[from];
  const inColumn = [...layout.nodes.keys()]
    .filter(node => layout.nodes[node].column === column)
    .sort((a, b) => layout.nodes[a].y - layout.nodes[b].y);
  return inColumn[clamped(inColumn.indexOf(from) + down, inColumn.length)];
}
