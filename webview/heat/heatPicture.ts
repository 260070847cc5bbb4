/** What is drawn of a matrix as a heat map. */
import type { Cell } from '../run/choices';
import type { HeatLayout } from './heatGeometry';
import type { HeatScale } from './heatScale';

export interface HeatMatrix {
  rows: number;
  cols: number;
  data: ArrayLike<number>;
}

export interface HeatPicture {
  matrix: HeatMatrix;
  /** The biases below the matrix, in the same columns. */
  bias: ArrayLike<number> | null;
  rowLabels: (row: number) => string;
  colLabels: (col: number) => string;
  biasLabel: string;
  scale: HeatScale;
  layout: HeatLayout;
  /** Room for the labels at the left. */
  gutter: number;
  /** Marked cells; row = `matrix.rows` is the bias. */
  cursor: Cell | null;
  selected: Cell | null;
  /** A row that is framed; null: none. */
  framed: number | null;
}
