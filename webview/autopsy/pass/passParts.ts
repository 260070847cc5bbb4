/** What a layout of a pass is made of. */
import type { ReportArray } from '../../../src/protocol/autopsy/arrays';

export const LANES = ['parameters', 'forward', 'backward', 'gradients'] as const;
export type Lane = (typeof LANES)[number];

export interface PassBox {
  lane: Lane;
  /** `x`, `layers.0.gradW`; its layer, null for the inputs and targets. */
  is: string;
  layer: number | null;
  /** null: the program did not give it. */
  array: ReportArray | null;
  name: string;
  state: 'agrees' | 'differs' | 'given' | 'missing';
  isFirst: boolean;
  /** The middle of the small picture, and its size (px); `textual`: its name alone, beside the weights. */
  x: number;
  y: number;
  width: number;
  height: number;
  textual: boolean;
  /** Room for the name (px). */
  room: number;
}

export interface PassArrow {
  /** From corner to corner; the tip is at the last. */
  points: readonly (readonly [x: number, y: number])[];
  isWrong: boolean;
  /** The activation on the way from z to a. */
  label: string;
}

export interface PassFold {
  x: number;
  width: number;
  words: string;
}

export interface PassLayout {
  width: number;
  height: number;
  /** Shapes below the names, biases as pictures. */
  isWide: boolean;
  lanes: Record<Lane, number>;
  boxes: PassBox[];
  arrows: PassArrow[];
  folds: PassFold[];
}

/** Of the small pictures and the room about them (px). */
export interface Sizes {
  width: number;
  height: number;
  gutter: number;
  across: number;
  below: number;
}
