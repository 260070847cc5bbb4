/** A computational graph, as far as its passes have been stepped. */
import type { ExpressionGraph, ExpressionSnapshot } from '../../src/protocol/expression';
import { cssColor } from '../drawing/colors';
import { element, setText } from '../kit/dom';
import { layoutOf } from './graphBoxes';
import type { GraphLayout } from './graphLayout';
import { drawGraph, gradientColor, measureIn } from './graphPaint';
import { graphStateAt, type GraphState } from './graphState';
import { graphTable, nodeNumbers } from './graphTable';
import { nodeName, positionWords, spokenWords, stepLines } from './graphWords';
import { Memo } from '../drawing/memo';
import { PictureTools, type Picture } from '../picture/tools';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { GraphCursor, type GraphPlace } from './graphCursor';
import { GraphFrame } from './graphFrame';
import { PassBar } from './passBar';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

export class GraphView implements View, Picture {
  readonly id = 'graph';
  readonly weight = 420;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly frame: GraphFrame;
  private readonly passBar: PassBar;
  private readonly gradientLegend = element('span', { class: 'graph-gradient' });
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;
  private readonly cursor: GraphCursor;
  private readonly layouts = new Memo<GraphLayout>();
  private readonly states = new Memo<GraphState>();
  /** The last step that was scrolled to. */
  private followed: unknown = undefined;

  constructor(private readonly page: PageContext) {
    this.passBar = new PassBar(position => page.goTo(position));
    this.frame = new GraphFrame(() => page.schedule());
    const legend = element(
      'div',
      { class: 'matrix-legend' },
      element('span', { text: strings.graphValue }),
      this.gradientLegend,
      element('span', { text: strings.graphLocal }),
    );
    this.drawing = element('div', {}, this.frame.element, legend);
    this.pictureTools = new PictureTools(this, page, this.drawing, () => page.schedule());
    this.cursor = new GraphCursor(
      page,
      this.frame.element,
      () => this.place(),
      node => this.numbers(node),
      node => this.scrollTo(node),
    );
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, this.passBar.element, this.drawing, table);
    this.tools = [this.pictureTools.element];
  }

  title(): string {
    return strings.graph;
  }

  present(): boolean {
    return this.graph !== null;
  }

  watch() {
    return WATCH_NOTHING;
  }

  update(): void {
    this.pictureTools.update();
    const { snapshot, graph, state } = this;
    if (!snapshot || !graph || !state) return;
    const words = positionWords(graph, snapshot.position);
    const lines = stepLines(graph, state);
    const forward = graph.trace.filter(({ pass }) => pass === 'forward').length;
    const steps = { all: graph.trace.length, forward };
    this.passBar.update(snapshot.position, steps, words, lines);
    if (this.pictureTools.showsTable) return;
    setText(this.gradientLegend, strings.graphGradient(nodeName(graph.nodes[graph.output])));
    this.gradientLegend.style.color = cssColor(gradientColor(this.page.theme));
    this.frame.label(strings.graphLabel(snapshot.title, words));
    this.frame.arrange(this.size(), this.page.widths.of(this.body));
    this.draw(canvasPen(this.frame.context));
    this.cursor.update();
    this.follow(snapshot, graph, [words, ...lines]);
  }

  size(): { width: number; height: number } {
    const { layout } = this;
    return { width: layout?.width ?? 1, height: layout?.height ?? 1 };
  }

  draw(pen: Pen): void {
    const { graph, layout, state } = this;
    const { theme } = this.page;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (!graph || !layout || !state) return;
    const picture = { graph, layout, state, marked: this.cursor.marked };
    drawGraph(pen, picture, theme, measureIn(theme, this.frame.context));
  }

  name(): string {
    return `${this.snapshot?.title ?? ''} ${strings.graph}`;
  }

  table(): TableData {
    const { graph, state } = this;
    return graphTable(graph, state, this.name());
  }

  private get snapshot(): ExpressionSnapshot | null {
    return this.page.model.expression;
  }

  private get graph(): ExpressionGraph | null {
    return this.snapshot?.graph ?? null;
  }

  private get state(): GraphState | null {
    const { graph, snapshot } = this;
    if (!graph || !snapshot) return null;
    const { position } = snapshot;
    return this.states.get([graph, position], () => graphStateAt(graph, position));
  }

  private get layout(): GraphLayout | null {
    const { graph } = this;
    const { theme } = this.page;
    return (
      graph &&
      this.layouts.get([graph, theme], () => layoutOf(graph, measureIn(theme, this.frame.context)))
    );
  }

  private place(): GraphPlace | null {
    const { graph, layout } = this;
    if (!graph || !layout) return null;
    const inputs = graph.nodes.map(node => node.inputs);
    return { layout, inputs, scale: this.frame.scale, ...this.frame.offset };
  }

  private numbers(node: number) {
    const { graph, state } = this;
    return graph && state && nodeNumbers(graph, state, node);
  }

  /** A step that is done is seen, and heard. */
  private follow({ position }: ExpressionSnapshot, graph: ExpressionGraph, words: string[]): void {
    const step = graph.trace[position - 1] ?? null;
    if (step === this.followed) return;
    const before = this.followed;
    this.followed = step;
    if (step && position < graph.trace.length) this.scrollTo(step.node);
    if (before !== undefined) this.page.announce(spokenWords(words));
  }

  private scrollTo(node: number): void {
    const place = this.layout?.nodes[node];
    if (place) this.frame.scrollTo(place);
  }
}
