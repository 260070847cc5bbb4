/** One layer's equations as pictures: what it computes, how its error comes about, and its gradients. */
import type { RunDescription, Watch } from '../../src/protocol/snapshot';
import type { BatchPart, TensorRef } from '../../src/protocol/tensors';
import { element, setHidden, setText } from '../kit/dom';
import { segments, type Segments } from '../picture/segments';
import type { TableData } from '../kit/tableView';
import { PictureTools, type FigureParts, type Titled } from '../picture/tools';
import { SubstepFollower } from '../run/substepFollower';
import { watchLimit } from '../run/watchPolicy';
import type { PageContext, View } from '../sections/view';
import { strings } from '../words/strings';
import { hasTensor } from '../words/tensorNames';
import { isFactor, isTensor } from './equations';
import { LayerScene } from './layerScene';
import { layerStrings as words } from './layerStrings';
import { limitsOf } from './limits';

/** Beside the choice of the layer the heading has its title, its facts and its tools (px). */
const HEADING = 220;

export class LayerView implements View, Titled {
  readonly id = 'layer';
  readonly place = 'inspect';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: LayerScene;
  private readonly pictureTools: PictureTools;
  private readonly caption = element('p', { class: 'note layer-caption' });
  private readonly facts = element('span', { class: 'layer-facts' });
  private readonly choice = element('div');
  private layers: Segments<string> | null = null;
  private madeFor: RunDescription | null = null;
  private readonly follower = new SubstepFollower();
  /** What the shown layer has been chosen for. */
  private selected: TensorRef | null = null;

  constructor(private readonly page: PageContext) {
    this.scene = new LayerScene(page, () => page.widths.of(this.body));
    const drawing = element('div', {}, this.scene.box.element);
    this.pictureTools = new PictureTools(this, page, drawing, this.scene);
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, drawing, table, this.caption);
    this.tools = [this.choice, this.facts, this.pictureTools.element];
  }

  title(): string {
    return words.title;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null;
  }

  watch(): Partial<Watch> {
    const { description, status } = this.page.model;
    if (!description) return {};
    this.follow(description);
    const limit = watchLimit(false, status.state !== 'running');
    const { layers, rowsPerBatch, data } = description;
    const widths = { x: layers[0].inputs, y: data.outputs };
    const parts = this.scene.factors().flatMap(({ of }) => (isTensor(of) ? [] : [of.part]));
    // Targets also tell which rows are of one class.
    const batch = [...new Set<BatchPart>([...parts, 'y'])];
    return {
      tensors: this.scene.tensors().filter(ref => this.entries(description, ref) <= limit),
      batch: batch.filter(part => rowsPerBatch * widths[part] <= limit),
    };
  }

  update(): void {
    const { description } = this.page.model;
    if (!description) return;
    this.follow(description);
    const { scene } = this;
    const layer = description.layers[scene.layer];
    const room = this.page.widths.of(this.body) - HEADING;
    this.layers?.choose(String(scene.layer), room);
    setHidden(this.choice, description.layers.length === 1);
    setText(this.facts, words.facts(layer.inputs, layer.units, layer.activation));
    if (this.page.readable) setText(this.caption, this.captionWords(description));
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    scene.box.update();
    scene.box.label(words.label(layer.name, this.spoken()));
  }

  name(): string {
    const { description, snapshot } = this.page.model;
    return `${snapshot?.title ?? ''} ${description?.layers[this.scene.layer]?.name ?? ''}`;
  }

  figure(): FigureParts {
    const { description } = this.page.model;
    const layer = description?.layers[this.scene.layer];
    if (!description || !layer) return {};
    return {
      shows: words.shows(layer.name, words.facts(layer.inputs, layer.units, layer.activation)),
      legend: [{ text: this.captionWords(description) }],
    };
  }

  table(): TableData {
    const rows = this.scene
      .equations()
      .flatMap(({ name, pieces }) => pieces.filter(isFactor).map(factor => ({ name, factor })));
    return {
      caption: words.label(this.name(), this.spoken()),
      columns: [
        ...[words.equation, words.matrix, words.shape],
        ...[words.norm, words.smallest, words.largest],
      ],
      rows: rows.length,
      thin: 'first',
      cell: (row, column) => {
        const { name, factor } = rows[row];
        if (column === 0) return words.names[name];
        if (column === 1) return factor.symbol;
        const matrix = this.scene.matrix(factor);
        if (!matrix) return strings.notYet;
        const { rows: down, cols: across } = matrix;
        const shape = factor.transposed ? [across, down] : [down, across];
        if (column === 2) return strings.shape(shape[0], shape[1]);
        const { norm, smallest, largest } = limitsOf(matrix.data);
        return [norm, smallest, largest][column - 3];
      },
    };
  }

  /** Goes to the layer of what is selected, but not by a click into its own equations: nothing moves. */
  private follow(description: RunDescription): void {
    const { scene, page } = this;
    this.offerLayers(description);
    const substep = this.follower.news(page.model);
    if (substep && substep.kind !== 'update') scene.layer = substep.layer;
    scene.layer = Math.min(scene.layer, description.layers.length - 1);
    const { selected } = page.choices;
    if (selected === this.selected) return;
    this.selected = selected;
    if (selected && !substep && selected !== scene.chosen) scene.layer = selected.layer;
  }

  private offerLayers(description: RunDescription): void {
    if (this.madeFor === description) return;
    this.madeFor = description;
    const numbers = description.layers.map((_, layer) => String(layer));
    const named = (word: (layer: number) => string): Record<string, string> =>
      Object.fromEntries(numbers.map((number, layer) => [number, word(layer)]));
    this.layers = segments(numbers, words.layers, number => this.show(Number(number)));
    this.layers.name(
      named(layer => String(layer + 1)),
      named(layer => words.layerTitle(description.layers[layer].name, layer + 1)),
    );
    this.choice.replaceChildren(this.layers.element);
  }

  /** The same tensor of another layer is selected, where that has it. */
  private show(layer: number): void {
    const { choices, model } = this.page;
    this.scene.layer = layer;
    const same = { layer, tensor: choices.selected?.tensor ?? 'weights' } as const;
    const has = model.description && hasTensor(model.description, same);
    this.page.highlight(has ? same : { layer, tensor: 'weights' }, null);
  }

  private entries({ layers, rowsPerBatch }: RunDescription, ref: TensorRef): number {
    const { inputs, units } = layers[ref.layer];
    return Math.max(inputs, rowsPerBatch) * units;
  }

  private captionWords({ loss, rowsPerBatch, columns }: RunDescription): string {
    const { frame, history, data } = this.page.model;
    if (!frame) return '';
    const rows = data.batch.find(({ part }) => part === 'y')?.rows ?? rowsPerBatch;
    const grouped = this.scene.order() ? [words.grouped] : [];
    const plotted = frame.lastEpoch[columns.indexOf('loss')];
    const { epoch } = frame.position;
    const curve = epoch > 0 && history.rows > 0 ? [words.plotted(plotted, epoch)] : [];
    return [
      ...grouped,
      words.loss(frame.batchLoss, rows, loss.batch_reduction),
      ...curve,
      ...this.age(),
    ].join(' ');
  }

  /** Wide layers are not sent with every frame. */
  private age(): string[] {
    const { model } = this.page;
    const steps = this.scene.tensors().flatMap(ref => model.tensor(ref)?.step ?? []);
    const oldest = Math.min(...steps);
    return oldest < (model.frame?.position.step ?? 0) ? [strings.wideAsOfStep(oldest)] : [];
  }

  private spoken(): string {
    return this.scene
      .equations()
      .map(({ pieces }) => pieces.map(piece => (isFactor(piece) ? piece.symbol : piece)).join(' '))
      .join('; ');
  }
}
