/** The whole network in one picture: connections by weight or gradient, units by activation. */
import type { RunDescription, Watch } from '../../src/protocol/snapshot';
import { cssColor } from '../drawing/colors';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { NetworkScene, NODE_KINDS, sizesOf, type NodeKind } from './networkScene';
import { PictureTools, type FigureParts, type Titled } from '../picture/tools';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import { hasTensor, kindNames, NO_WORDS, showsTensor } from '../words/tensorNames';
import { EDGE_KINDS, unitTable, type EdgeKind } from './unitNumbers';
import { watchLimit } from '../run/watchPolicy';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import { rampBar } from '../heat/rampBar';
import { linesFigure, numbersFigure } from './networkFigure';
import { NumbersScene } from './numbersScene';
import { RowPicker } from './rowPicker';
import { PassStepper } from '../pass/passStepper';
import { SubstepFollower } from '../run/substepFollower';
import type { PageContext, View } from '../sections/view';
import { NETWORK_FACES } from '../../src/protocol/choices';
import type { TensorRef } from '../../src/protocol/tensors';

/** Numbers on a small network, or a picture of any. */
type Face = (typeof NETWORK_FACES)[number];

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
  private readonly numbers: NumbersScene;
  private readonly faces: RadioSwitch<Face>;
  private readonly pictureLegend = element('span', { class: 'legend-part' });
  private readonly numbersLegend = element('span', { class: 'legend-part' });
  private readonly gradientWords = element('span');
  private readonly someWords = element('span', { text: strings.numbersSome });
  private readonly legend = rampBar({ low: '−', high: '+' });
  private readonly fillWords = element('span');
  private readonly picker = new RowPicker(row => {
    this.page.choices.row = row;
    this.page.schedule();
  });
  private readonly age = element('span');
  private readonly pass: PassStepper;
  private readonly pictureTools: PictureTools;
  private readonly kinds: RadioSwitch<EdgeKind>;
  /** With maps and without. */
  private readonly nodes: { ofPlanes: RadioSwitch<NodeKind>; plain: RadioSwitch<NodeKind> };
  private readonly follower = new SubstepFollower();

  constructor(private readonly page: PageContext) {
    const scene = new NetworkScene(page, () => page.widths.of(this.body));
    this.scene = scene;
    const edgeWords = element('span', { text: strings.networkEdges });
    this.numbers = new NumbersScene(page, () => page.widths.of(this.body));
    this.pictureLegend.append(edgeWords, this.legend.element, this.fillWords);
    this.numbersLegend.append(
      element('span', { class: 'legend-value', text: strings.numbersValue }),
      this.gradientWords,
      element('span', { text: strings.numbersWidth }),
      this.someWords,
    );
    const legend = element('div', { class: 'matrix-legend' });
    legend.append(this.pictureLegend, this.numbersLegend, this.picker.element, this.age);
    const drawing = element('div', {}, scene.box.element, this.numbers.box.element, legend);
    this.pictureTools = new PictureTools(this, page, drawing, {
      size: () => this.shown.size(),
      draw: pen => this.shown.draw(pen),
    });
    const { networkFaceNames, networkFaceTitles } = strings;
    this.faces = radioSwitch<Face>(NETWORK_FACES, networkFaceNames, networkFaceTitles, face => {
      page.choices.show({ network: face });
      page.schedule();
    });
    setAttribute(this.faces.element, 'aria-label', strings.networkFaces);
    this.pass = new PassStepper(page);
    this.body = element('div', {}, this.pass.element, drawing, this.pictureTools.table.element);
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
    this.tools = [this.faces.element, ...switches, this.kinds.element, this.pictureTools.element];
  }

  private get face(): Face {
    if (!this.numbers.isOffered) return 'picture';
    // Else what the size of the network, and of the page, suggests.
    return this.page.choices.shown.network ?? (this.numbers.isUsual ? 'numbers' : 'picture');
  }

  private get shown(): NetworkScene | NumbersScene {
    return this.face === 'numbers' ? this.numbers : this.scene;
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
    if (description && this.face === 'numbers') return this.numbersWatch(description);
    const limit = watchLimit(false, model.status.state !== 'running');
    const tensors = (description?.layers ?? []).flatMap((layer, index): TensorRef[] =>
      layer.inputs * layer.units <= limit ? [{ layer: index, tensor: this.scene.edgeKind }] : [],
    );
    const maps = this.scene.shownKind === 'map' && {
      resolution: MAP_POINTS,
      units: this.scene.shownUnits().slice(0, MOST_MAPS),
    };
    const { row, range } = this.page.choices;
    return { tensors, boundary: 0, units: { row }, maps: maps || null, range };
  }

  update(): void {
    const { scene } = this;
    this.pass.update();
    this.follow();
    this.offer();
    this.kinds.choose(scene.edgeKind);
    const kind = scene.shownKind;
    const showsNumbers = this.updateFace();
    this.nodes.ofPlanes.choose(kind);
    this.nodes.plain.choose(kind);
    setHidden(this.nodes.ofPlanes.element, showsNumbers || !scene.hasPlane);
    setHidden(this.nodes.plain.element, showsNumbers || scene.hasPlane);
    this.pictureTools.update();
    const { description } = this.page.model;
    if (!description || this.pictureTools.showsTable) return;
    this.shown.box.update();
    this.shown.box.label(strings.networkLabel(sizesOf(description).join('-')));
    if (this.page.readable) this.legend.update(scene.edgeScales()[0], this.page.theme);
    setText(this.fillWords, strings.networkFills[kind]);
    const { units } = this.page.model.data;
    this.picker.update(this.page.choices.row, units?.rows ?? description.rowsPerBatch);
    setText(this.age, this.ageWords(description));
  }

  /** Only what the file lets be seen can be chosen. */
  private offer(): void {
    const { description } = this.page.model;
    if (!description) return;
    const { scene } = this;
    const edges = EDGE_KINDS.filter(kind => showsTensor(description, kind));
    const nodes = NODE_KINDS.filter(kind => kind === 'map' || showsTensor(description, kind));
    this.kinds.offer(edges);
    this.nodes.ofPlanes.offer(nodes);
    this.nodes.plain.offer(nodes);
    if (!edges.includes(scene.edgeKind)) scene.edgeKind = 'weights';
    if (!nodes.includes(scene.nodeKind)) scene.nodeKind = 'map';
  }

  /** Shows one of the two; answers whether that has the numbers. */
  private updateFace(): boolean {
    const { face, numbers, scene } = this;
    const showsNumbers = face === 'numbers';
    const { plainFaceNames, plainFaceTitles, networkFaceNames, networkFaceTitles } = strings;
    if (scene.hasPlane) this.faces.name(networkFaceNames, networkFaceTitles);
    else this.faces.name(plainFaceNames, plainFaceTitles);
    this.faces.choose(face);
    setHidden(this.faces.element, !numbers.isOffered);
    setHidden(this.kinds.element, showsNumbers);
    (showsNumbers ? scene : numbers).box.cursor.leave();
    setHidden(numbers.box.element, !showsNumbers);
    setHidden(scene.box.element, showsNumbers);
    setHidden(this.numbersLegend, !showsNumbers);
    setHidden(this.pictureLegend, showsNumbers);
    setHidden(this.someWords, numbers.isUsual);
    const { symbols } = this.page.model.description ?? {};
    setText(this.gradientWords, strings.numbersGradient(symbols?.loss.text ?? ''));
    this.gradientWords.style.color = cssColor(this.page.theme.gradient);
    return showsNumbers;
  }

  private numbersWatch(description: RunDescription): Partial<Watch> {
    const kinds = ['weights', 'gradW', 'biases'] as const;
    const tensors = description.layers.flatMap((_, layer) =>
      kinds.flatMap(tensor => (hasTensor(description, { layer, tensor }) ? { layer, tensor } : [])),
    );
    return { tensors, units: { row: this.page.choices.row } };
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

  figure(): FigureParts {
    const { description } = this.page.model;
    if (!description) return {};
    if (this.face === 'numbers') return numbersFigure(this.page, description);
    return linesFigure(this.page, description, this.scene);
  }

  table(): TableData {
    return unitTable(this.page.model, this.name());
  }
}
