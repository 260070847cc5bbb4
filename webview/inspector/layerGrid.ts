/** The rows of the inspector as a treegrid: layers to compare, and their tensors. */
import type {
  InspectedLayer,
  InspectorPicture,
  Measure,
  RowAct,
  RowRef,
} from '../../src/protocol/inspector/inspector';
import type { TensorName } from '../../src/protocol/snapshot';
import type { TensorRef } from '../../src/protocol/tensors';
import { element } from '../kit/dom';
import { barScale, type BarScale } from './barScale';
import { isSameRow, shownRows, type ShownRow } from './folds';
import { LayerRow, TensorRow } from './gridRow';
import { inspectorStrings as strings } from './inspectorStrings';
import { letterRow, stepOf } from './rowKeys';

/** What a layer is opened at, by what it was compared by. */
const OPENED: Record<Measure, TensorName> = {
  delta: 'delta',
  gradW: 'gradW',
  ratio: 'updateW',
  saturated: 'a',
};

export interface GridHost {
  /** A tensor is to be shown in the panel. */
  choose(tensor: TensorRef): void;
  act(act: RowAct, row: RowRef): void;
  /** Keys are about this row from now on. */
  current(row: RowRef | null): void;
  fold(layer: number, isOpen: boolean): void;
  findings: () => void;
}

export interface GridChoice {
  measure: Measure;
  /** Indices of the unfolded layers. */
  open: readonly number[];
  filter: string;
}

export class LayerGrid {
  readonly element = element('div', {
    class: 'grid',
    attributes: { role: 'treegrid', 'aria-label': strings.title },
  });
  private rows: readonly ShownRow[] = [];
  private readonly layerRows = new Map<string, LayerRow>();
  private readonly tensorRows = new Map<string, TensorRow>();
  private picture: InspectorPicture | null = null;
  private measure: Measure = 'delta';
  private at: RowRef | null = null;
  private scales: { of: string; scale: BarScale | null } = { of: '', scale: null };

  constructor(private readonly host: GridHost) {
    this.element.addEventListener('keydown', event => this.pressed(event));
    this.element.addEventListener('click', event => this.clicked(event));
    this.element.addEventListener('focusin', event => this.focused(event));
  }

  /** The row that keys are about. */
  get current(): RowRef | null {
    return this.at;
  }

  get scale(): BarScale | null {
    return this.scales.scale;
  }

  /** Number of rows that the filter leaves. */
  get length(): number {
    return this.rows.length;
  }

  update(picture: InspectorPicture, { measure, open, filter }: GridChoice): void {
    this.picture = picture;
    this.measure = measure;
    this.rows = shownRows(picture.layers, open, filter);
    this.rescale(picture);
    this.setColumns(picture.layers);
    if (!this.rows.some(row => isSameRow(row, this.at))) this.go(this.nearest());
    const had = this.element.contains(document.activeElement);
    this.arrange(this.rows.map(row => this.rowOf(row, picture)));
    if (had && !this.element.contains(document.activeElement)) this.focus();
  }

  /** Makes this the current row, and brings it into sight. */
  show(row: RowRef): void {
    this.go(row);
    this.elementOf(row)?.scrollIntoView({ block: 'nearest' });
  }

  focus(): void {
    this.elementOf(this.at)?.focus();
  }

  /** As wide as the longest name and the longest symbol, so that all bars begin side by side. */
  private setColumns(layers: readonly InspectedLayer[]): void {
    const widest = (texts: readonly string[]): string =>
      `${Math.max(0, ...texts.map(({ length }) => length))}ch`;
    const symbols = layers.flatMap(({ tensors }) => tensors.map(({ symbol }) => symbol));
    const { style } = this.element;
    style.setProperty('--names', widest(layers.map(({ name }) => name)));
    style.setProperty('--symbols', widest(symbols));
  }

  /** Bars of one run and one measure keep their scale: it only grows. */
  private rescale({ run, layers }: InspectorPicture): void {
    const of = `${run} ${this.measure}`;
    const before = this.scales.of === of ? this.scales.scale : null;
    const values = layers.map(({ measures }) => measures[this.measure]);
    this.scales = { of, scale: barScale(this.measure, values, before) };
  }

  /** The layer of a row that is folded away, or the first row. */
  private nearest(): RowRef | null {
    const layer = this.rows.find(row => row.layer === this.at?.layer && row.tensor === null);
    const { layer: index, tensor } = layer ?? this.rows.at(0) ?? {};
    return index === undefined ? null : { layer: index, tensor: tensor ?? null };
  }

  private rowOf(row: ShownRow, { layers, chosen }: InspectorPicture): HTMLElement {
    const layer = layers[row.layer];
    const isCurrent = isSameRow(row, this.at);
    const tensor = layer.tensors.find(each => each.tensor === row.tensor);
    if (!tensor) {
      const shown = known(this.layerRows, keyOf(row), () => new LayerRow(this.host.findings));
      shown.update(layer, row, this.measure, this.scale);
      shown.place(row, isCurrent, false);
      return shown.element;
    }
    const shown = known(this.tensorRows, keyOf(row), () => new TensorRow());
    shown.update(tensor, layer, row);
    shown.place(row, isCurrent, isSameRow(row, chosen));
    return shown.element;
  }

  /** Puts the rows into their order; where it is theirs already, nothing is moved. */
  private arrange(wanted: readonly HTMLElement[]): void {
    const { children } = this.element;
    if (children.length === wanted.length && wanted.every((each, at) => each === children[at]))
      return;
    this.element.replaceChildren(...wanted);
  }

  private elementOf(row: RowRef | null): HTMLElement | undefined {
    if (!row) return undefined;
    const rows: Map<string, { element: HTMLElement }> =
      row.tensor === null ? this.layerRows : this.tensorRows;
    return rows.get(keyOf(row))?.element;
  }

  private rowAt(target: EventTarget | null): ShownRow | undefined {
    if (!(target instanceof Node)) return undefined;
    return this.rows.find(row => this.elementOf(row)?.contains(target));
  }

  private go(row: RowRef | null): void {
    if (isSameRow(row, this.at)) return;
    this.elementOf(this.at)?.setAttribute('tabindex', '-1');
    this.at = row && { layer: row.layer, tensor: row.tensor };
    this.elementOf(this.at)?.setAttribute('tabindex', '0');
    this.host.current(this.at);
  }

  private focused({ target }: FocusEvent): void {
    const row = this.rowAt(target);
    if (row) this.go(row);
  }

  private clicked({ target }: MouseEvent): void {
    const row = this.rowAt(target);
    if (!row) return;
    this.go(row);
    this.focus();
    if (row.tensor === null) this.host.fold(row.layer, !row.isOpen);
    else this.open(row);
  }

  private open({ layer, tensor }: RowRef): void {
    const chosen = tensor ?? OPENED[this.measure];
    const has = this.picture?.layers[layer].tensors.some(each => each.tensor === chosen) ?? false;
    if (has) this.host.choose({ layer, tensor: chosen });
  }

  private pressed(event: KeyboardEvent): void {
    const at = this.rows.findIndex(row => isSameRow(row, this.at));
    if (at < 0 || !this.press(event, at)) return;
    event.preventDefault();
    // VS Code would act on the key once more: what it does is done.
    event.stopPropagation();
  }

  /** @returns whether the key is the grid's */
  private press(event: KeyboardEvent, at: number): boolean {
    const { key, altKey, shiftKey } = event;
    const row = this.rows[at];
    const isControl = event.ctrlKey || event.metaKey;
    if (altKey) return false;
    if (isControl) {
      if (key.toLowerCase() !== 'c' || row.tensor === null) return false;
      this.host.act(shiftKey ? 'copyCsv' : 'copyNumPy', row);
      return true;
    }
    if (shiftKey) return false;
    if (key === 'Enter') this.open(row);
    else if (key === 'F12') this.host.act('goToLine', row);
    else if (key === ' ' && row.tensor !== null) this.open(row);
    else if (key === ' ') this.host.fold(row.layer, !row.isOpen);
    else return this.moved(key, at);
    return true;
  }

  private moved(key: string, at: number): boolean {
    const step = stepOf(key, this.rows, at);
    if (step && 'fold' in step) this.host.fold(step.fold, step.isOpen);
    else if (step) this.reach(step.to);
    else if (/^[\p{L}\p{S}]$/u.test(key)) this.reach(letterRow(key, this.texts(), at) ?? at);
    else return false;
    return true;
  }

  private reach(index: number): void {
    this.show(this.rows[index]);
    this.focus();
  }

  private texts(): string[] {
    return this.rows.map(({ layer, tensor }) => {
      const { name, tensors } = this.picture?.layers[layer] ?? { name: '', tensors: [] };
      return tensor === null ? name : (tensors.find(each => each.tensor === tensor)?.symbol ?? '');
    });
  }
}

function keyOf({ layer, tensor }: RowRef): string {
  return `${layer}/${tensor ?? ''}`;
}

function known<Row>(rows: Map<string, Row>, key: string, make: () => Row): Row {
  const row = rows.get(key) ?? make();
  rows.set(key, row);
  return row;
}
