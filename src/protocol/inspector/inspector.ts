/** Messages between the extension host and the page of the inspector. */
import type { TensorName, TimelineSpan, UnitHealth } from '../snapshot';
import type { Histogram, TensorMark, TensorRef, TensorStats } from '../tensors';

/**
 * What the layers are compared by: ‖δ‖, ‖∂L/∂W‖, ‖ΔW‖ : ‖W‖, and the share of z where the slope of the
 * activation is almost 0.
 */
export const MEASURES = ['delta', 'gradW', 'ratio', 'saturated'] as const;
export type Measure = (typeof MEASURES)[number];

/** A row: a layer, or a tensor of it. */
export interface RowRef {
  /** 0-based index of the layer. */
  layer: number;
  /** null: the layer itself. */
  tensor: TensorName | null;
}

export interface InspectedTensor {
  tensor: TensorName;
  /** What the file calls it. */
  symbol: string;
  mark: TensorMark;
  /** null: it comes later in this pass, or has not been computed yet. */
  stats: TensorStats | null;
  /** Its norm over the steps up to this one, earliest first. */
  course: Float64Array;
}

export interface InspectedFinding {
  id: string;
  message: string;
}

export interface InspectedLayer {
  name: string;
  activation: string;
  units: number;
  parameters: number;
  /** null: the layer has no such number, or a pass that is followed has not come to it. */
  measures: Record<Measure, number | null>;
  health: UnitHealth | null;
  findings: InspectedFinding[];
  tensors: InspectedTensor[];
}

export interface InspectorPicture {
  /** Changes with the network: what is folded belongs to one. */
  network: string;
  name: string;
  /** Counts runs: scales are kept within one. */
  run: number;
  step: number;
  batchesPerEpoch: number;
  timeline: Pick<TimelineSpan, 'start' | 'origin'>;
  /** Loss of the next batch. */
  batchLoss: number;
  parameters: number;
  /** The first of what was found, causes first; null: nothing was. */
  finding: string | null;
  /** How many there are. */
  findings: number;
  layers: InspectedLayer[];
  /** The tensor that was chosen last, wherever it was. */
  chosen: TensorRef | null;
  /** Entries of the tensor of the current row; null: it has none yet. */
  distribution: Histogram | null;
}

/** Where there is no run: why, and what can be done about it. */
export type Welcome = 'nothing' | 'idle' | 'expression';

export type ToInspector =
  /** Replaces what was shown. */
  | { type: 'inspector'; picture: InspectorPicture }
  | { type: 'welcome'; welcome: Welcome }
  /** Puts the focus on the current row, or on the first. */
  | { type: 'focus' };

export const ROW_ACTS = ['copyNumPy', 'copyCsv', 'goToLine'] as const;
export type RowAct = (typeof ROW_ACTS)[number];

export const INSPECTOR_COMMANDS = [
  'findings',
  'inspect',
  'step',
  'stepGate',
  'train',
  'openSample',
] as const;
export type InspectorCommand = (typeof INSPECTOR_COMMANDS)[number];

/**
 * What keys are about on the page of the inspector: its rows, a text that is typed, or nothing of it,
 * as in an open list of choices, which Escape closes.
 */
export const INSPECTOR_FOCUSES = ['rows', 'text', 'none'] as const;
export type InspectorFocus = (typeof INSPECTOR_FOCUSES)[number];

export type FromInspector =
  | { type: 'ready' }
  | { type: 'focused'; focus: InspectorFocus }
  /** The row that keys are about; null: there is none. */
  | { type: 'current'; row: RowRef | null }
  /** Show this tensor in the panel. */
  | { type: 'choose'; tensor: TensorRef }
  | { type: 'row'; act: RowAct; row: RowRef }
  /** Show the run after this many updates; from its furthest step on it trains up to there. */
  | { type: 'goTo'; step: number }
  | { type: 'inspectorCommand'; command: InspectorCommand }
  /** An error on the page, for the log. */
  | { type: 'failure'; message: string };
