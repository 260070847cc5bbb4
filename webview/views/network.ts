/** The whole network in one picture: connections by weight or gradient, units by activation. */
import type { RunDescription, TensorRef, Watch } from '../../src/protocol/snapshot';
import { cssColor } from '../colors';
import { context2d, element, setAttribute, setText, sizeCanvas } from '../dom';
import { heatScale, type HeatScale } from '../heatScale';
import { Memo } from '../memo';
import type { KnownTensor } from '../model';
import { columnMeans, networkLayout, type NetworkLayout } from '../networkLayout';
import { drawNetwork, type NetworkPicture } from '../networkPaint';
import { PictureTools, type Picture } from '../picture';
import { strings } from '../strings';
import { canvasPen, type Pen } from '../svgPen';
import type { TableData } from '../tableView';
import { columnName, isProbability } from '../tensorNames';
import { watchLimit } from '../watchPolicy';
import { NetworkCursor, type UnitNumbers } from './networkCursor';
import { radioSwitch, type RadioSwitch } from './radioSwitch';
import { rampBar } from './rampBar';
import { SubstepFollower } from './substepFollower';
import type { PageContext, View } from './view';

const EDGE_KINDS = ['weights', 'gradW'] as const;
type EdgeKind = (typeof EDGE_KINDS)[number];

const WIDEST = 620;

export class NetworkView implements View, Picture {
  readonly id = 'network';
  readonly weight = 260;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  private readonly box = element('div', {
    class: 'plot network',
    attributes: {
      tabindex: '0',
      role: 'application',
      'aria-label': strings.network,
      'aria-description': strings.networkHint,
    },
  });
  private readonly legend = rampBar();
  private readonly legendWords = element('span', { text: strings.networkEdges });
  private readonly age = element('span');
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;
  private readonly cursor: NetworkCursor;
  private readonly edgeScales = new Memo<HeatScale>();
  private edgeKind: EdgeKind = 'weights';
  private readonly kinds: RadioSwitch<EdgeKind>;
  private readonly follower = new SubstepFollower();
  private layout: NetworkLayout | null = null;
  private width = WIDEST;

  constructor(private readonly page: PageContext) {
    const legend = element(
      'div',
      { class: 'matrix-legend' },
      this.legendWords,
      this.legend.element,
    );
    legend.append(element('span', { text: strings.networkFill }), this.age);
    this.drawing = element('div', {}, this.box, legend);
    this.pictureTools = new PictureTools(this, page, this.drawing, () => page.schedule());
    this.cursor = new NetworkCursor(
      page,
      this.box,
      () => this.layout,
      unit => this.numbers(unit),
    );
    this.box.append(this.canvas);
    this.body = element('div', {}, this.drawing, this.pictureTools.table.element);
    this.kinds = radioSwitch(EDGE_KINDS, strings.matrixKinds, strings.matrixKindTitles, kind => {
      this.edgeKind = kind;
      page.schedule();
    });
    setAttribute(this.kinds.element, 'aria-label', strings.networkEdges);
    this.tools = [this.kinds.element, this.pictureTools.element];
  }

  title(): string {
    return strings.network;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null;
  }

  /** Wide layers keep their last picture until training rests. */
  watch(): Watch {
    const { model } = this.page;
    const { description } = model;
    const limit = watchLimit(false, model.status.state !== 'running');
    const tensors = (description?.layers ?? []).flatMap((layer, index): TensorRef[] => {
      const edges: TensorRef = { layer: index, tensor: this.edgeKind };
      const units: TensorRef = { layer: index, tensor: 'a' };
      const rows = description?.rowsPerBatch ?? 0;
      return [
        ...(layer.inputs * layer.units <= limit ? [edges] : []),
        ...(rows * layer.units <= limit ? [units] : []),
      ];
    });
    return { tensors, boundary: 0 };
  }

  update(): void {
    this.follow();
    this.kinds.choose(this.edgeKind);
    this.pictureTools.update();
    const { description } = this.page.model;
    if (!description || this.pictureTools.showsTable) return;
    this.width = Math.min(WIDEST, this.page.widths.of(this.body));
    const { width, height } = this.size();
    sizeCanvas(this.canvas, width, height);
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.draw(canvasPen(context));
    this.legend.update(this.edgeScale(), this.page.theme);
    setText(this.age, this.ageWords(description));
    setAttribute(this.canvas, 'aria-label', strings.networkLabel(sizesOf(description).join('-')));
    this.cursor.update();
  }

  size(): { width: number; height: number } {
    const { description } = this.page.model;
    this.layout = networkLayout(description ? sizesOf(description) : [1], this.width);
    return { width: this.width, height: this.layout.height };
  }

  draw(pen: Pen): void {
    const { description } = this.page.model;
    const { theme } = this.page;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (description && this.layout) drawNetwork(pen, this.picture(description, this.layout), theme);
  }

  private picture(description: RunDescription, layout: NetworkLayout): NetworkPicture {
    const { theme } = this.page;
    const { layers, data } = description;
    const last = { layer: layers.length - 1, tensor: 'a' } as const;
    const fills = layers.map((_, layer) => this.shownMeans({ layer, tensor: 'a' }));
    return {
      layout,
      edges: layers.map((_, layer) => this.shownTensor({ layer, tensor: this.edgeKind })),
      edgeScale: this.edgeScale(),
      fills,
      fillScales: fills.map((values, layer) => {
        const shares = isProbability(description, { layer, tensor: 'a' });
        return heatScale(values ? [values] : [], shares, theme);
      }),
      inputNames: unit => data.featureNames[unit] ?? String(unit + 1),
      outputNames: unit => (data.outputs > 1 ? columnName(description, last, unit) : ''),
      columnNames: [[strings.inputs], ...layers.map(({ name, activation }) => [name, activation])],
      marked: this.cursor.marked(layout),
      activeLayer: this.activeLayer(),
    };
  }

  private edgeScale(): HeatScale {
    const { model, theme } = this.page;
    const layers = model.description?.layers ?? [];
    const values = layers.flatMap((_, layer) => {
      const tensor = model.tensor({ layer, tensor: this.edgeKind });
      return tensor ? [tensor.data] : [];
    });
    return this.edgeScales.get([theme, ...values], () => heatScale(values, false, theme));
  }

  /** Wide layers are not sent with every frame: then the lines are from an earlier step. */
  private ageWords(description: RunDescription): string {
    const { model } = this.page;
    const steps = description.layers.flatMap((_, layer) => {
      const tensor = model.tensor({ layer, tensor: this.edgeKind });
      return tensor ? [tensor.step] : [];
    });
    const oldest = Math.min(...steps);
    return oldest < (model.frame?.position.step ?? 0) ? strings.wideAsOfStep(oldest) : '';
  }

  /** Weights on the way forward, gradients on the way back. */
  private follow(): void {
    const substep = this.follower.news(this.page.model);
    if (substep) this.edgeKind = substep.kind === 'backward' ? 'gradW' : 'weights';
  }

  private activeLayer(): number | null {
    const { substep } = this.page.model;
    return substep?.kind === 'forward' || substep?.kind === 'backward' ? substep.layer : null;
  }

  /** Nothing of what comes later, while the pass is followed layer by layer. */
  private shownTensor(ref: TensorRef): KnownTensor | null {
    const { model } = this.page;
    return model.mark(ref) === 'later' ? null : model.tensor(ref);
  }

  private shownMeans(ref: TensorRef): number[] | null {
    return this.page.model.mark(ref) === 'later' ? null : this.means(ref);
  }

  private means(ref: TensorRef): number[] | null {
    const tensor = this.page.model.tensor(ref);
    return tensor && columnMeans(tensor.data, tensor.rows, tensor.cols);
  }

  /** What is known of one unit. */
  private numbers({ column, unit }: { column: number; unit: number }): UnitNumbers | null {
    const { model } = this.page;
    const { description } = model;
    if (!description) return null;
    if (column === 0) {
      const name = description.data.featureNames[unit] ?? String(unit + 1);
      return { title: `${strings.input} ${name}`, rows: [], tensor: null };
    }
    const layer = column - 1;
    const name = columnName(description, { layer, tensor: 'a' }, unit);
    const mean = this.means({ layer, tensor: 'a' })?.[unit];
    const incoming = model.tensor({ layer, tensor: this.edgeKind });
    const rows: [string, number][] = mean === undefined ? [] : [[strings.meanActivation, mean]];
    const { featureNames } = description.data;
    for (let from = 0; incoming && from < Math.min(incoming.rows, 8); from++) {
      const source = layer === 0 ? featureNames[from] : `${strings.unit} ${from + 1}`;
      const symbol = strings.matrixKinds[this.edgeKind];
      rows.push([`${symbol} ${source} →`, incoming.data[from * incoming.cols + unit]]);
    }
    const tensor = { layer, tensor: this.edgeKind } as const;
    return { title: `${description.layers[layer].name}, ${strings.unit} ${name}`, rows, tensor };
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.network}`;
  }

  table(): TableData {
    const { description } = this.page.model;
    const layers = description?.layers ?? [];
    const units = layers.flatMap((layer, index) =>
      Array.from({ length: layer.units }, (_, unit) => ({ layer: index, unit })),
    );
    const means = layers.map((_, layer) => this.means({ layer, tensor: 'a' }));
    return {
      caption: this.name(),
      columns: [strings.layer, strings.unit, strings.activation, strings.meanActivation],
      rows: units.length,
      thin: 'first',
      cell: (row, column) => {
        const { layer, unit } = units[row];
        if (column === 0) return layers[layer].name;
        if (column === 1) return unit + 1;
        if (column === 2) return layers[layer].activation;
        return means[layer]?.[unit] ?? strings.notYet;
      },
    };
  }
}

function sizesOf(description: RunDescription): number[] {
  const { layers } = description;
  return [layers[0].inputs, ...layers.map(layer => layer.units)];
}
