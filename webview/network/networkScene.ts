/** The units and connections of a network on the page: any unit can be pointed at, or unfolded. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { UnitRef } from '../../src/protocol/tensors';
import { cssColor } from '../drawing/colors';
import { Memo } from '../drawing/memo';
import type { Pen } from '../drawing/pen';
import { heatScale, type HeatScale } from '../heat/heatScale';
import { BUTTON, type Place, type Point, type Said } from '../picture/cursor';
import { arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { exactNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { columnName, isProbability } from '../words/tensorNames';
import * as layouts from './networkLayout';
import { drawNetwork, type NetworkPicture } from './networkPaint';
import { UnitImages } from './unitImages';
import { shownTensor, shownValues, unitNumbers, type EdgeKind } from './unitNumbers';

/** What stands in the place of a unit; maps only where the network has a plane to show. */
export const NODE_KINDS = ['map', 'a', 'delta'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Units that Page Up and Page Down pass over. */
const PAGE = 8;
const WIDEST = 620;

/** Column and index: places change with the layout. */
interface Unit {
  column: number;
  unit: number;
}

/** A unit, or a line that stands for units which are folded away. */
type Item = Unit | layouts.FoldRef;

export class NetworkScene implements Scene<Item> {
  readonly box: PictureBox<Item>;
  edgeKind: EdgeKind = 'weights';
  nodeKind: NodeKind = 'map';
  private readonly arranged = new Memo<layouts.NetworkLayout>();
  private readonly scales = new Memo<HeatScale[]>();
  private readonly images = new UnitImages();
  /** The unit that each column's slice begins with. */
  private first: number[] = [];

  /** @param width of the section */
  constructor(
    private readonly page: PageContext,
    private readonly width: () => number,
  ) {
    const words = { name: strings.network, hint: strings.networkHint };
    this.box = new PictureBox<Item>(page, this, { class: 'plot network', ...words });
  }

  /** What the units can show. */
  get shownKind(): NodeKind {
    return this.nodeKind === 'map' && !this.hasPlane ? 'a' : this.nodeKind;
  }

  get hasPlane(): boolean {
    return (this.page.model.description?.points.length ?? 0) > 0;
  }

  /** Those that are not folded away. */
  shownUnits(): UnitRef[] {
    const [, ...columns] = this.layout().columns;
    return columns.flatMap(({ nodes }, layer) => nodes.map(({ unit }) => ({ layer, unit })));
  }

  /** Of the lines of each layer: a layer of small weights is read as well as one of large ones. */
  edgeScales(): HeatScale[] {
    const { model, theme } = this.page;
    const layers = model.description?.layers ?? [];
    const values = layers.map(
      (_, layer) => model.tensor({ layer, tensor: this.edgeKind })?.data ?? null,
    );
    return this.scales.get([theme, ...values], () =>
      values.map(data => heatScale(data ? [data] : [], false, theme)),
    );
  }

  size(): Size {
    return { width: Math.min(WIDEST, this.width()), height: this.layout().height };
  }

  key(at: Item | null): readonly unknown[] {
    const { revision } = this.page.model;
    return [revision, this.edgeKind, this.shownKind, this.first.join(), at];
  }

  draw(pen: Pen, at: Item | null = null): void {
    const { description } = this.page.model;
    const { theme } = this.page;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (description) drawNetwork(pen, this.picture(description, at), theme);
  }

  hit({ x, y }: Point): Item | null {
    const layout = this.layout();
    const { column, unit } = layouts.nodeAt(layout, x, y) ?? {};
    if (column !== undefined && unit !== undefined) return { column, unit };
    return layouts.foldAt(layout, x, y);
  }

  place(item: Item): Place | null {
    if ('to' in item) return null;
    const node = layouts.nodeOf(this.layout(), item.column, item.unit);
    return node && { x: node.x, y: node.y };
  }

  say(item: Item): Said | null {
    if ('to' in item) return BUTTON;
    const found = unitNumbers(this.page.model, item, this.edgeKind);
    if (!found) return null;
    const rows = found.rows.map(([label, value]) => ({ label, value: exactNumber(value) }));
    return { title: found.title, rows };
  }

  move(from: Item | null, key: string): Item | null {
    const pages: Partial<Record<string, number>> = { PageUp: -PAGE, PageDown: PAGE };
    const page = pages[key];
    const direction = page === undefined ? arrow(key) : ([0, page] as const);
    if (!direction) return null;
    const layout = this.layout();
    if (from && 'unit' in from) return layouts.neighbour(layout, from, ...direction);
    const { column, unit } = layout.columns[0].nodes[0];
    return { column, unit };
  }

  /** Shows the slice of a wide layer that has the unit. */
  reach(item: Item): void {
    if (this.place(item)) return;
    const { column } = item;
    const to = 'to' in item ? item.to : item.unit;
    this.first[column] = layouts.nextSlice(this.layout().columns[column], to);
    this.page.schedule();
  }

  choose(item: Item): void {
    if ('to' in item) return this.reach(item);
    const found = unitNumbers(this.page.model, item, this.edgeKind);
    if (!found?.tensor) return;
    this.page.select(found.tensor, { row: 0, col: item.unit }, found.number ?? undefined);
  }

  private layout(): layouts.NetworkLayout {
    const { description } = this.page.model;
    const fontSize = this.page.theme.fontSize - 2;
    const width = Math.min(WIDEST, this.width());
    return this.arranged.get([description, fontSize, width, this.first.join()], () => {
      const sizes = description ? sizesOf(description) : [1];
      const { featureNames = [], classNames, outputs = 1 } = description?.data ?? {};
      const left = layouts.sideFor(featureNames, fontSize);
      const right = layouts.sideFor(outputs > 1 ? (classNames ?? []) : [], fontSize);
      return layouts.networkLayout(sizes, width, this.first, { left, right });
    });
  }

  private picture(description: RunDescription, at: Item | null): NetworkPicture {
    const { theme, model } = this.page;
    const { layers, data } = description;
    const layout = this.layout();
    const last = { layer: layers.length - 1, tensor: 'a' } as const;
    const kind = this.shownKind;
    const tensor = kind === 'delta' ? 'delta' : 'a';
    const fills = layers.map((_, layer) => shownValues(model, layer, tensor));
    return {
      layout,
      edges: layers.map((_, layer) => shownTensor(model, { layer, tensor: this.edgeKind })),
      edgeScales: this.edgeScales(),
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
      marked: at && 'unit' in at ? layouts.nodeOf(layout, at.column, at.unit) : null,
      activeLayer: this.activeLayer(),
    };
  }

  private activeLayer(): number | null {
    const { substep } = this.page.model;
    return substep?.kind === 'forward' || substep?.kind === 'backward' ? substep.layer : null;
  }
}

/** Number of inputs, then of the units of each layer. */
export function sizesOf({ layers }: RunDescription): number[] {
  return [layers[0].inputs, ...layers.map(layer => layer.units)];
}
