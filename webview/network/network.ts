/** The whole network in one picture: connections by weight or gradient, units by activation. */
import type { RunDescription, Watch } from '../../src/protocol/snapshot';
import { cssColor } from '../drawing/colors';
import { context2d, element, setAttribute, setHidden, setText, sizeCanvas } from '../kit/dom';
import { heatScale, type HeatScale } from '../matrices/heatScale';
import { Memo } from '../drawing/memo';
import { networkLayout, sideFor, type NetworkLayout } from './networkLayout';
import { drawNetwork, type NetworkPicture } from './networkPaint';
import { PictureTools, type Picture } from '../picture/tools';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { columnName, isProbability, kindNames, NO_WORDS } from '../words/tensorNames';
import { UnitImages } from './unitImages';
import { EDGE_KINDS, shownTensor, shownValues, unitNumbers, unitTable } from './unitNumbers';
import type { EdgeKind } from './unitNumbers';
import { watchLimit } from '../run/watchPolicy';
import { NetworkCursor } from './networkCursor';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import { rampBar } from '../matrices/rampBar';
import { RowPicker } from './rowPicker';
import { SubstepFollower } from '../run/substepFollower';
import type { PageContext, View } from '../sections/view';
import type { TensorRef, UnitRef } from '../../src/protocol/tensors';

/** What stands in the place of a unit; maps only where the network has a plane to show. */
const NODE_KINDS = ['map', 'a', 'delta'] as const;
type NodeKind = (typeof NODE_KINDS)[number];
const PLAIN_KINDS = ['a', 'delta'] as const;

/** Points per side of a map, and the most that are asked for. */
const MAP_POINTS = 24;
const MOST_MAPS = 200;

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
  private readonly fillWords = element('span');
  private readonly picker = new RowPicker(row => {
    this.page.choices.row = row;
    this.page.schedule();
  });
  private readonly age = element('span');
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;
  private readonly cursor: NetworkCursor;
  private readonly edgeScales = new Memo<HeatScale>();
  private edgeKind: EdgeKind = 'weights';
  private nodeKind: NodeKind = 'map';
  private readonly kinds: RadioSwitch<EdgeKind>;
  /** With maps and without. */
  private readonly nodes: { ofPlanes: RadioSwitch<NodeKind>; plain: RadioSwitch<NodeKind> };
  private readonly images = new UnitImages();
  private readonly follower = new SubstepFollower();
  private layout: NetworkLayout | null = null;
  /** The unit that each column's slice begins with. */
  private first: number[] = [];
  private width = WIDEST;

  constructor(private readonly page: PageContext) {
    const legend = element(
      'div',
      { class: 'matrix-legend' },
      this.legendWords,
      this.legend.element,
    );
    legend.append(this.fillWords, this.picker.element, this.age);
    this.drawing = element('div', {}, this.box, legend);
    this.pictureTools = new PictureTools(this, page, this.drawing, () => page.schedule());
    this.cursor = new NetworkCursor(page, this.box, {
      layout: () => this.layout,
      numbers: at => unitNumbers(page.model, at, this.edgeKind),
      unfold: (column, from) => {
        this.first[column] = from;
        page.schedule();
      },
    });
    this.box.append(this.canvas);
    this.body = element('div', {}, this.drawing, this.pictureTools.table.element);
    this.kinds = radioSwitch(EDGE_KINDS, NO_WORDS, NO_WORDS, kind => {
      this.edgeKind = kind;
      page.schedule();
    });
    setAttribute(this.kinds.element, 'aria-label', strings.networkEdgesLabel);
    const takeNodes = (kind: NodeKind): void => {
      this.nodeKind = kind;
      page.schedule();
    };
    const { nodeKinds, nodeKindTitles } = strings;
    this.nodes = {
      ofPlanes: radioSwitch(NODE_KINDS, nodeKinds, nodeKindTitles, takeNodes),
      plain: radioSwitch<NodeKind>(PLAIN_KINDS, nodeKinds, nodeKindTitles, takeNodes),
    };
    const switches = [this.nodes.ofPlanes.element, this.nodes.plain.element];
    for (const each of switches) setAttribute(each, 'aria-label', strings.networkNodes);
    this.tools = [...switches, this.kinds.element, this.pictureTools.element];
  }

  title(): string {
    const { description } = this.page.model;
    // Also where the section is out of sight: its switch can be reached all the same.
    if (description) this.kinds.name(...kindNames(description));
    return strings.network;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null;
  }

  /** Wide layers keep their last picture until training rests. */
  watch(): Partial<Watch> {
    const { model } = this.page;
    const { description } = model;
    const limit = watchLimit(false, model.status.state !== 'running');
    const tensors = (description?.layers ?? []).flatMap((layer, index): TensorRef[] =>
      layer.inputs * layer.units <= limit ? [{ layer: index, tensor: this.edgeKind }] : [],
    );
    const maps = this.shownKind() === 'map' && {
      resolution: MAP_POINTS,
      units: this.shownUnits().slice(0, MOST_MAPS),
    };
    return { tensors, boundary: 0, units: { row: this.page.choices.row }, maps: maps || null };
  }

  /** Those that are not folded away. */
  private shownUnits(): UnitRef[] {
    const [, ...columns] = this.layout?.columns ?? [];
    return columns.flatMap(({ nodes }, layer) => nodes.map(({ unit }) => ({ layer, unit })));
  }

  private shownKind(): NodeKind {
    return this.nodeKind === 'map' && !this.hasPlane() ? 'a' : this.nodeKind;
  }

  private hasPlane(): boolean {
    return (this.page.model.description?.points.length ?? 0) > 0;
  }

  update(): void {
    this.follow();
    this.kinds.choose(this.edgeKind);
    const kind = this.shownKind();
    this.nodes.ofPlanes.choose(kind);
    this.nodes.plain.choose(kind);
    setHidden(this.nodes.ofPlanes.element, !this.hasPlane());
    setHidden(this.nodes.plain.element, this.hasPlane());
    this.pictureTools.update();
    const { description } = this.page.model;
    if (!description) return;
    if (this.pictureTools.showsTable) return;
    this.width = Math.min(WIDEST, this.page.widths.of(this.body));
    const { width, height } = this.size();
    sizeCanvas(this.canvas, width, height);
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.draw(canvasPen(context));
    if (this.page.readable) this.legend.update(this.edgeScale(), this.page.theme);
    setText(this.fillWords, strings.networkFills[kind]);
    const { units } = this.page.model.data;
    this.picker.update(this.page.choices.row, units?.rows ?? description.rowsPerBatch);
    setText(this.age, this.ageWords(description));
    setAttribute(this.canvas, 'aria-label', strings.networkLabel(sizesOf(description).join('-')));
    this.cursor.update();
  }

  size(): { width: number; height: number } {
    const { description } = this.page.model;
    const sizes = description ? sizesOf(description) : [1];
    const { featureNames = [], classNames, outputs = 1 } = description?.data ?? {};
    const size = this.page.theme.fontSize - 2;
    const left = sideFor(featureNames, size);
    const right = sideFor(outputs > 1 ? (classNames ?? []) : [], size);
    this.layout = networkLayout(sizes, this.width, this.first, { left, right });
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
    const { theme, model } = this.page;
    const { layers, data } = description;
    const last = { layer: layers.length - 1, tensor: 'a' } as const;
    const kind = this.shownKind();
    const tensor = kind === 'delta' ? 'delta' : 'a';
    const fills = layers.map((_, layer) => shownValues(model, layer, tensor));
    return {
      layout,
      edges: layers.map((_, layer) => shownTensor(model, { layer, tensor: this.edgeKind })),
      edgeScale: this.edgeScale(),
      fills,
      fillScales: fills.map((values, layer) => {
        const shares = isProbability(description, { layer, tensor });
        return heatScale(values ? [values] : [], shares, theme);
      }),
      image: ({ column, unit }) =>
        kind !== 'map' || !fills[column - 1]
          ? null
          : this.images.get(model.data.maps, description, theme, { layer: column - 1, unit }),
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

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.network}`;
  }

  table(): TableData {
    return unitTable(this.page.model, this.name());
  }
}

function sizesOf(description: RunDescription): number[] {
  const { layers } = description;
  return [layers[0].inputs, ...layers.map(layer => layer.units)];
}
