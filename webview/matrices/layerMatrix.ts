/** One layer's tensor of a kind, with its biases: what is known of it, and what is said of its cells. */
import type { TensorRef } from '../../src/protocol/tensors';
import type { Cell } from '../run/choices';
import type { KnownTensor } from '../run/model';
import type { TableData } from '../kit/tableView';
import type { Said } from '../picture/cursor';
import type { PageContext } from '../sections/view';
import { exactNumber } from '../words/numbers';
import {
  biasOf,
  cellWords,
  isProbability,
  isWeightKind,
  tensorTitle,
  type MatrixKind,
} from '../words/tensorNames';
import type { CellActions } from '../heat/heatView';
import { matrixTable } from './matrixTable';

export class LayerMatrix implements CellActions {
  readonly ref: TensorRef;
  /** Of its biases; where the kind has none, the same. */
  readonly biasRef: TensorRef;

  constructor(
    private readonly page: PageContext,
    readonly layer: number,
    readonly kind: MatrixKind,
  ) {
    this.ref = { layer, tensor: kind };
    this.biasRef = { layer, tensor: biasOf(kind) ?? kind };
  }

  get title(): string {
    return tensorTitle(this.page.model.description, this.ref);
  }

  get tensor(): KnownTensor | null {
    return this.page.model.tensor(this.ref);
  }

  get hasBias(): boolean {
    const layer = this.page.model.description?.layers[this.layer];
    const bias = biasOf(this.kind);
    return bias !== null && (layer?.tensors.includes(bias) ?? false);
  }

  /** What is to be known of it. */
  get refs(): TensorRef[] {
    return this.hasBias ? [this.ref, this.biasRef] : [this.ref];
  }

  get bias(): KnownTensor | null {
    return this.hasBias ? this.page.model.tensor(this.biasRef) : null;
  }

  /** Numbers in it. */
  get entries(): number {
    const { model } = this.page;
    const { description } = model;
    const layer = description?.layers[this.layer];
    if (!description || !layer) return 0;
    if (isWeightKind(this.kind)) return layer.inputs * layer.units;
    return (model.stats(this.ref)?.rows ?? description.rowsPerBatch) * layer.units;
  }

  /** Are they shares of a whole? */
  get isProbability(): boolean {
    const { description } = this.page.model;
    return description !== null && isProbability(description, this.ref);
  }

  get isSelected(): boolean {
    const { selected } = this.page.choices;
    if (selected?.layer !== this.layer) return false;
    return selected.tensor === this.kind || selected.tensor === biasOf(this.kind);
  }

  /** The chosen cell; null: none of this matrix. */
  get selectedCell(): Cell | null {
    const { selected, selectedCell: cell } = this.page.choices;
    if (!this.isSelected || !cell || !this.tensor) return null;
    return selected?.tensor === biasOf(this.kind) ? { ...cell, row: this.tensor.rows } : cell;
  }

  say(cell: Cell): Said | null {
    const { description } = this.page.model;
    const { tensor } = this;
    const isBias = this.isBias(cell);
    const [ref, numbers] = isBias ? [this.biasRef, this.bias] : [this.ref, tensor];
    const { row, col } = cell;
    // The next batch may have fewer rows.
    if (!description || !tensor || !numbers || col >= numbers.cols) return null;
    if (!isBias && row >= tensor.rows) return null;
    const index = isBias ? `[${col + 1}]` : `[${row + 1}, ${col + 1}]`;
    const value = exactNumber(numbers.data[isBias ? col : row * tensor.cols + col]);
    const label = cellWords(description, ref, row, col, isBias);
    return { title: `${tensorTitle(description, ref)}${index}`, rows: [{ label, value }] };
  }

  choose(cell: Cell): void {
    if (this.isBias(cell)) this.page.select(this.biasRef, { row: 0, col: cell.col });
    else this.page.select(this.ref, cell);
  }

  table(): TableData {
    const { description } = this.page.model;
    return matrixTable(description, this.ref, this.tensor, this.biasRef, this.bias);
  }

  private isBias({ row }: Cell): boolean {
    return this.hasBias && row === this.tensor?.rows;
  }
}
