/** The whole network in one picture: connections by weight or gradient, units by activation. */
import type { RunDescription, Watch } from '../../src/protocol/snapshot';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { NetworkScene, NODE_KINDS, sizesOf, type NodeKind } from './networkScene';
import { PictureTools, type Titled } from '../picture/tools';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import { kindNames, NO_WORDS } from '../words/tensorNames';
import { EDGE_KINDS, unitTable, type EdgeKind } from './unitNumbers';
import { watchLimit } from '../run/watchPolicy';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import { rampBar } from '../matrices/rampBar';
import { RowPicker } from './rowPicker';
import { SubstepFollower } from '../run/substepFollower';
import type { PageContext, View } from '../sections/view';
import type { TensorRef } from '../../src/protocol/tensors';

const PLAIN_KINDS = ['a', 'delta'] as const;

/** Points per side of a map, and the most that are asked for. */
const MAP_POINTS = 24;
const MOST_MAPS = 200;

export class NetworkView implements View, Titled {
  readonly id = 'network';
  readonly place = 'inspect';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: NetworkScene;
  private readonly legend = rampBar();
  private readonly fillWords = element('span');
  private readonly picker = new RowPicker(row => {
    this.page.choices.row = row;
    this.page.schedule();
  });
  private readonly age = element('span');
  private readonly pictureTools: PictureTools;
  private readonly kinds: RadioSwitch<EdgeKind>;
  /** With maps and without. */
  private readonly nodes: { ofPlanes: RadioSwitch<NodeKind>; plain: RadioSwitch<NodeKind> };
  private readonly follower = new SubstepFollower();

  constructor(private readonly page: PageContext) {
    const scene = new NetworkScene(page, () => page.widths.of(this.body));
    this.scene = scene;
    const edgeWords = element('span', { text: strings.networkEdges });
    const legend = element('div', { class: 'matrix-legend' }, edgeWords, this.legend.element);
    legend.append(this.fillWords, this.picker.element, this.age);
    const drawing = element('div', {}, scene.box.element, legend);
    this.pictureTools = new PictureTools(this, page, drawing, scene);
    this.body = element('div', {}, drawing, this.pictureTools.table.element);
    this.kinds = radioSwitch(EDGE_KINDS, NO_WORDS, NO_WORDS, kind => {
      scene.edgeKind = kind;
      page.schedule();
    });
    setAttribute(this.kinds.element, 'aria-label', strings.networkEdgesLabel);
    const takeNodes = (kind: NodeKind): void => {
      scene.nodeKind = kind;
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
      layer.inputs * layer.units <= limit ? [{ layer: index, tensor: this.scene.edgeKind }] : [],
    );
    const maps = this.scene.shownKind === 'map' && {
      resolution: MAP_POINTS,
      units: this.scene.shownUnits().slice(0, MOST_MAPS),
    };
    return { tensors, boundary: 0, units: { row: this.page.choices.row }, maps: maps || null };
  }

  update(): void {
    const { scene } = this;
    this.follow();
    this.kinds.choose(scene.edgeKind);
    const kind = scene.shownKind;
    this.nodes.ofPlanes.choose(kind);
    this.nodes.plain.choose(kind);
    setHidden(this.nodes.ofPlanes.element, !scene.hasPlane);
    setHidden(this.nodes.plain.element, scene.hasPlane);
    this.pictureTools.update();
    const { description } = this.page.model;
    if (!description || this.pictureTools.showsTable) return;
    scene.box.update();
    scene.box.label(strings.networkLabel(sizesOf(description).join('-')));
    if (this.page.readable) this.legend.update(scene.edgeScale(), this.page.theme);
    setText(this.fillWords, strings.networkFills[kind]);
    const { units } = this.page.model.data;
    this.picker.update(this.page.choices.row, units?.rows ?? description.rowsPerBatch);
    setText(this.age, this.ageWords(description));
  }

  /** Wide layers are not sent with every frame: then the lines are from an earlier step. */
  private ageWords(description: RunDescription): string {
    const { model } = this.page;
    const steps = description.layers.flatMap((_, layer) => {
      const tensor = model.tensor({ layer, tensor: this.scene.edgeKind });
      return tensor ? [tensor.step] : [];
    });
    const oldest = Math.min(...steps);
    return oldest < (model.frame?.position.step ?? 0) ? strings.wideAsOfStep(oldest) : '';
  }

  /** Weights on the way forward, gradients on the way back. */
  private follow(): void {
    const substep = this.follower.news(this.page.model);
    if (substep) this.scene.edgeKind = substep.kind === 'backward' ? 'gradW' : 'weights';
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.network}`;
  }

  table(): TableData {
    return unitTable(this.page.model, this.name());
  }
}
