/** Gradient flow: how much of the error reaches each layer, step by step, and how it is spread. */
import type { TensorName, Watch } from '../../src/protocol/snapshot';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { FLOW_KINDS, type FlowKind } from './flowFrame';
import { PictureTools, type FigureParts, type Titled } from '../picture/tools';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import { layerColor } from './flowPaint';
import { FlowScene } from './flowScene';
import { HistogramBlock } from './histograms';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import { showsTensor } from '../words/tensorNames';
import type { PageContext, View } from '../sections/view';

/** Where the entries themselves are shown, for each kind of norm. */
const TENSORS: Record<FlowKind, TensorName> = {
  delta: 'delta',
  gradW: 'gradW',
  ratio: 'updateW',
};

export class FlowView implements View, Titled {
  readonly id = 'flow';
  readonly place = 'inspect';
  readonly aside = true;
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: FlowScene;
  private readonly note = element('p', { class: 'note' });
  private readonly histograms: HistogramBlock;
  private readonly pictureTools: PictureTools;
  private readonly kinds: RadioSwitch<FlowKind>;

  constructor(private readonly page: PageContext) {
    this.scene = new FlowScene(page, () => page.widths.of(this.body));
    const drawing = element('div', {}, this.scene.box.element, this.note);
    this.pictureTools = new PictureTools(this, page, drawing, this.scene);
    this.histograms = new HistogramBlock(page);
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, drawing, table, this.histograms.element);
    this.kinds = radioSwitch(FLOW_KINDS, strings.flowKinds, strings.flowKindTitles, kind => {
      this.scene.kind = kind;
      page.schedule();
    });
    setAttribute(this.kinds.element, 'aria-label', strings.flowKindsLabel);
    this.tools = [this.kinds.element, this.pictureTools.element];
  }

  title(): string {
    return strings.flow;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null && showsTensor(description, 'delta');
  }

  watch(): Watch {
    return { tensors: [], boundary: 0, norms: true, histograms: TENSORS[this.scene.kind] };
  }

  update(): void {
    const { scene } = this;
    this.kinds.choose(scene.kind);
    this.histograms.update(TENSORS[scene.kind]);
    const empty = this.page.model.steps.rows === 0;
    setHidden(scene.box.element, empty);
    const note = this.noteWords();
    setHidden(this.note, note === '');
    setText(this.note, note);
    this.pictureTools.update();
    if (empty || this.pictureTools.showsTable) return;
    scene.box.update();
    scene.box.label(scene.words());
  }

  private noteWords(): string {
    const { rows, numbers, thinned } = this.page.model.steps;
    if (rows === 0) return strings.flowEmpty;
    if (thinned > 1) return strings.flowThinned(thinned);
    return numbers.at(rows - 1) > rows ? strings.flowGaps : '';
  }

  name(): string {
    const { kind } = this.scene;
    return `${this.page.model.snapshot?.title ?? ''} ${strings.flow} ${strings.flowKinds[kind]}`;
  }

  figure(): FigureParts {
    const { theme, model } = this.page;
    const layers = model.description?.layers ?? [];
    const legend = layers.map(({ name }, layer) => ({
      text: `${layer + 1} ${name}`,
      color: layerColor(layer, layers.length, theme),
    }));
    return { shows: strings.flowKindTitles[this.scene.kind], legend };
  }

  table(): TableData {
    const { steps, description } = this.page.model;
    const note = this.noteWords();
    return {
      caption: [strings.flowKindTitles[this.scene.kind], ...(note ? [note] : [])].join(' · '),
      columns: [strings.stepAxis, ...(description?.layers ?? []).map(({ name }) => name)],
      rows: steps.rows,
      thin: 'evenly',
      cell: (row, column) =>
        column === 0 ? steps.numbers.at(row) : this.scene.value(column - 1, row),
    };
  }
}
