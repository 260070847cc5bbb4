/** A computational graph, as far as its passes have been stepped. */
import { cssColor } from '../drawing/colors';
import { element, setText } from '../kit/dom';
import { GraphScene } from './graphScene';
import { graphTable } from './graphTable';
import { nodeName, positionWords, spokenWords, stepLines } from './graphWords';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import type { Size } from '../picture/pictureBox';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { TableData } from '../kit/tableView';
import { PassBar } from './passBar';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

export class GraphView implements View, Picture {
  readonly id = 'graph';
  readonly place = 'train';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: GraphScene;
  private readonly passBar: PassBar;
  private readonly gradientLegend = element('span', { class: 'graph-gradient' });
  private readonly pictureTools: PictureTools;
  /** The last step that was scrolled to. */
  private followed: unknown = undefined;

  constructor(private readonly page: PageContext) {
    this.passBar = new PassBar(position => page.goTo(position));
    this.scene = new GraphScene(page, () => page.widths.of(this.body));
    const legend = element(
      'div',
      { class: 'matrix-legend' },
      element('span', { text: strings.graphValue }),
      this.gradientLegend,
      element('span', { text: strings.graphLocal }),
    );
    const drawing = element('div', {}, this.scene.box.element, legend);
    this.pictureTools = new PictureTools(this, page, drawing, this);
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, this.passBar.element, drawing, table);
    this.tools = [this.pictureTools.element];
  }

  title(): string {
    return strings.graph;
  }

  present(): boolean {
    return Boolean(this.page.model.expression?.graph);
  }

  watch() {
    return WATCH_NOTHING;
  }

  update(): void {
    this.pictureTools.update();
    const { expression } = this.page.model;
    const { stepped, box } = this.scene;
    if (!expression || !stepped) return;
    const { graph, state } = stepped;
    const words = positionWords(graph, expression.position);
    const lines = stepLines(graph, state);
    const forward = graph.trace.filter(({ pass }) => pass === 'forward').length;
    const steps = { all: graph.trace.length, forward };
    this.passBar.update(expression.position, steps, words, lines);
    if (this.pictureTools.showsTable) return;
    setText(this.gradientLegend, strings.graphGradient(nodeName(graph.nodes[graph.output])));
    this.gradientLegend.style.color = cssColor(this.page.theme.gradient);
    box.label(strings.graphLabel(expression.title, words));
    box.update();
    this.follow([words, ...lines]);
  }

  size(): Size {
    return this.scene.wholeSize();
  }

  draw(pen: Pen): void {
    this.scene.draw(pen);
  }

  name(): string {
    return `${this.page.model.expression?.title ?? ''} ${strings.graph}`;
  }

  figure(): FigureParts {
    const { expression } = this.page.model;
    const { stepped } = this.scene;
    if (!expression || !stepped) return {};
    const { graph } = stepped;
    const gradient = strings.graphGradient(nodeName(graph.nodes[graph.output]));
    return {
      shows: strings.graphShows(positionWords(graph, expression.position)),
      legend: [
        { text: strings.graphValue },
        { text: gradient, color: cssColor(this.page.theme.gradient) },
        { text: strings.graphLocal },
      ],
    };
  }

  table(): TableData {
    const { graph = null, state = null } = this.scene.stepped ?? {};
    return graphTable(graph, state, this.name());
  }

  /** A step that is done is seen, and heard. */
  private follow(words: string[]): void {
    const step = this.scene.stepped?.state.last ?? null;
    if (step === this.followed) return;
    const before = this.followed;
    this.followed = step;
    if (step && this.scene.stepped?.state.next) this.scene.reach(step.node);
    if (before !== undefined) this.page.announce(spokenWords(words));
  }
}
