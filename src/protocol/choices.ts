/** The part of a panel's view that outlives it. */
import type { EvaluatedPart } from './confusion';
import type { Boundary, TensorRef } from './tensors';

/** The questions that the panel answers, each on a tab of its own. */
export const TABS = ['train', 'inspect', 'findings', 'compare'] as const;
export type Tab = (typeof TABS)[number];

/** What the predictions of a run can be shown as. */
export const PREDICTION_FACES = [
  'boundary',
  'surface',
  'fit',
  'truth',
  'before',
  'parity',
  'confusion',
  'table',
] as const;
export type PredictionFace = (typeof PREDICTION_FACES)[number];

/** What shows a part of the data at a time. */
export const PART_CHOOSERS = ['table', 'confusion'] as const;
export type PartChooser = (typeof PART_CHOOSERS)[number];

/** What the network and a matrix can be shown as, and with how many digits a derivation. */
export const NETWORK_FACES = ['numbers', 'picture'] as const;
export const MATRIX_FACES = ['pictures', 'numbers'] as const;
export const DIGITS = ['few', 'all'] as const;

/** What single views were last asked to show. */
export interface ShownParts {
  /** Of the selected tensor. */
  cell: { row: number; col: number } | null;
  /** Of the batch, from 0; null: the mean of all. */
  row: number | null;
  /** Epochs that the curves are limited to; null: all. */
  zoom: { min: number; max: number } | null;
  network: (typeof NETWORK_FACES)[number];
  matrix: (typeof MATRIX_FACES)[number];
  digits: (typeof DIGITS)[number];
  /** The open finding, by its id. */
  finding: string;
  /** Numbers of the runs whose curves are not drawn. */
  hiddenRuns: number[];
  /** Numbers of the chosen run, and of the one that the others are compared with. */
  run: number;
  reference: number;
  /** Column of the epoch log that a sweep shows. */
  sweepColumn: string;
}

/** View choices that the next panel starts with. */
export interface PanelChoices {
  logLoss: boolean;
  /** Ids of the folded sections. */
  collapsed: string[];
}

/** State that the page keeps with `setState`; after a reload of the window, `uri` names the experiment. */
export interface PanelState extends PanelChoices {
  uri: string;
  /** The tab that is shown. */
  tab: Tab;
  /** The tab that stands beside Train where there is room for both. */
  beside: Tab;
  /** How far each tab is scrolled down (px); missing: not at all. */
  scroll: Partial<Record<Tab, number>>;
  selected: TensorRef | null;
  /** Of the predictions; null: what the data suggests. */
  face: PredictionFace | null;
  /** The part of the data in the outputs as numbers and over their targets, and in confusions; missing: the usual one. */
  parts: Partial<Record<PartChooser, EvaluatedPart>>;
  /** Of the plane of the inputs, or of input and output, in the units of the file; null: around all points. */
  range: Boundary['extent'] | null;
  /** Formulas that a person has typed, by tensor and layer as `gradW.0`; missing: none. */
  formulas?: Readonly<Record<string, string>>;
  /** Where something is missing, a view shows what it would of its own accord. */
  shown?: Partial<ShownParts>;
}
