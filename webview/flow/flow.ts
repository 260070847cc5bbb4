/** Gradient flow: how much of the error reaches each layer, step by step, and how it is spread. */
import type { TensorName, Watch } from '../../src/protocol/snapshot';
import { context2d, element, setAttribute, setHidden, setText, sizeCanvas } from '../kit/dom';
import { FLOW_KINDS, FlowFrames, type FlowFrame, type FlowKind } from './flowFrame';
import { drawFlow, type Size } from './flowPaint';
import { sameItems } from '../drawing/memo';
import { formatNumber } from '../words/numbers';
import { PictureTools, type Picture } from '../picture/tools';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { FlowCursor } from './flowCursor';
import { HistogramBlock } from './histograms';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import type { PageContext, View } from '../sections/view';

const HEIGHT = 210;
/** Where the entries themselves are shown, for each kind of norm. */
const TENSORS: Record<FlowKind, TensorName> = {
  delta: 'delta',
  gradW: 'gradW',
  ratio: 'updateW',
};

export class FlowView implements View, Picture {
  readonly id = 'flow';
  readonly weight = 380;
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  private readonly box = element('div', {
    class: 'flow',
    attributes: {
      tabindex: '0',
      role: 'application',
      'aria-label': strings.flow,
      'aria-description': strings.flowHint,
    },
  });
  private readonly note = element('p', { class: 'note' });
  private readonly findings = element('ul', { class: 'flow-warnings' });
  private readonly drawing = element('div', {}, this.box, this.note);
  private readonly histograms: HistogramBlock;
  private readonly pictureTools: PictureTools;
  private readonly cursor: FlowCursor;
  private readonly kinds: RadioSwitch<FlowKind>;
  private readonly frames = new FlowFrames();
  private kind: FlowKind = 'delta';
  private frame: FlowFrame | null = null;
  private shown: unknown[] = [];

  constructor(private readonly page: PageContext) {
    this.pictureTools = new PictureTools(this, page, this.drawing, () => page.schedule());
    this.cursor = new FlowCursor(page, this.box, {
      size: () => this.size(),
      frame: () => this.frame,
      value: (layer, row) => this.frames.value(page.model, this.kind, layer, row),
    });
    this.box.append(this.canvas, this.cursor.element);
    this.histograms = new HistogramBlock(page);
    this.body = element(
      'div',
      {},
      this.drawing,
      this.pictureTools.table.element,
      this.findings,
      this.histograms.element,
    );
    this.kinds = radioSwitch(FLOW_KINDS, strings.flowKinds, strings.flowKindTitles, kind => {
      this.kind = kind;
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
    return description !== null && frame !== null;
  }

  watch(): Watch {
    return { tensors: [], boundary: 0, norms: true, histograms: TENSORS[this.kind] };
  }

  update(): void {
    this.kinds.choose(this.kind);
    this.listFindings();
    this.histograms.update(TENSORS[this.kind]);
    const { steps } = this.page.model;
    const empty = steps.rows === 0;
    setHidden(this.box, empty);
    const note = this.noteWords();
    setHidden(this.note, note === '');
    setText(this.note, note);
    this.pictureTools.update();
    if (empty || this.pictureTools.showsTable) return;
    this.drawLines();
    this.cursor.update();
  }

  private drawLines(): void {
    const { model, theme } = this.page;
    const { width, height } = this.size();
    const { version } = model.steps;
    const paper = [width, devicePixelRatio, theme];
    const shown = [version, model.status.state, this.position(), ...paper, this.kind];
    if (sameItems(shown, this.shown)) return;
    this.shown = shown;
    sizeCanvas(this.canvas, width, height);
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.draw(canvasPen(context));
    setAttribute(this.canvas, 'aria-label', this.words());
  }

  size(): Size {
    return { width: Math.max(280, this.page.widths.of(this.body)), height: HEIGHT };
  }

  draw(pen: Pen): void {
    const { model, theme } = this.page;
    const size = this.size();
    this.frame = this.frames.build(model, this.kind, size.width);
    drawFlow(pen, this.frame, strings.flowKinds[this.kind], this.position(), theme, size);
  }

  private noteWords(): string {
    const { rows, numbers, thinned } = this.page.model.steps;
    if (rows === 0) return strings.flowEmpty;
    if (thinned > 1) return strings.flowThinned(thinned);
    return numbers.at(rows - 1) > rows ? strings.flowGaps : '';
  }

  /** Where the run stands, while that is not where the lines end. */
  private position(): number | null {
    const { frame } = this.page.model;
    return frame && frame.position.step < frame.timeline.head ? frame.position.step : null;
  }

  /** What stands out in the layers, as far as a pass followed layer by layer has come. */
  private listFindings(): void {
    const { model } = this.page;
    const lines = (model.frame?.findings ?? []).flatMap(({ layer, tensor, message }) => {
      if (layer === undefined || tensor === undefined) return [];
      return model.mark({ layer, tensor }) === 'later' ? [] : [message];
    });
    while (this.findings.children.length > lines.length) this.findings.lastElementChild?.remove();
    lines.forEach((line, index) => {
      const item = this.findings.children[index] ?? this.findings.appendChild(element('li'));
      setText(item, line);
    });
    setHidden(this.findings, lines.length === 0);
  }

  private words(): string {
    const { steps, description } = this.page.model;
    const last = steps.numbers.at(steps.rows - 1);
    const values = (description?.layers ?? []).map(({ name }, layer) => {
      const value = this.frames.value(this.page.model, this.kind, layer, steps.rows - 1);
      return `${name} ${formatNumber(value)}`;
    });
    return strings.flowLabel(strings.flowKindTitles[this.kind], last, values.join(', '));
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.flow} ${strings.flowKinds[this.kind]}`;
  }

  table(): TableData {
    const { model } = this.page;
    const { steps, description } = model;
    const note = this.noteWords();
    return {
      caption: [strings.flowKindTitles[this.kind], ...(note ? [note] : [])].join(' · '),
      columns: [strings.stepAxis, ...(description?.layers ?? []).map(({ name }) => name)],
      rows: steps.rows,
      thin: 'evenly',
      cell: (row, column) =>
        column === 0 ? steps.numbers.at(row) : this.frames.value(model, this.kind, column - 1, row),
    };
  }
}
