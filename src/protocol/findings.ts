/**
 * What is said of an experiment: its checks, what stands out in it, and what has come of trying edits and
 * small experiments on copies of it.
 */
import type { Chart, Picture } from '../experiment/evidence/picture';
import type { Measure } from '../experiment/diagnosis/fixes/trial';
import type { RuledOut } from '../experiment/diagnosis/producer';
import type { SanityName } from '../experiment/diagnosis/sanity/sanity';
import type { JsonPath, Severity } from '../experiment/format/finding';
import type { CheckResult } from '../experiment/verify/result';

export type { CheckResult } from '../experiment/verify/result';
export type { JsonPath } from '../experiment/format/finding';
export type { Chart, Picture } from '../experiment/evidence/picture';
export type { RuledOut } from '../experiment/diagnosis/producer';
export type { SanityName } from '../experiment/diagnosis/sanity/sanity';

/** In the order in which they are offered. */
export const SANITY_NAMES = [
  'overfit_batch',
  'zero_inputs',
  'shuffle_labels',
  'double_batch',
  'ten_seeds',
] as const satisfies readonly SanityName[];

/** Results of a file's `checks` in a run. */
export interface ChecksReport {
  /** Number of checks in the file. */
  total: number;
  /** Results of the checks run so far, in their order. */
  results: CheckResult[];
}

/** A finding as the panel lists it. */
export interface ListedFinding {
  id: string;
  severity: Severity;
  message: string;
  /** What it is about, in the file: `learning_rate`, and the line, from 1; null: a file without lines. */
  field: string;
  line: number | null;
  /** Epoch in which it shows first; null: from the start on. */
  since: number | null;
  picture: Picture | null;
  /** Whether there are edits that may help. */
  canTry: boolean;
  /** null: nothing has been tried. */
  examination: Examination | null;
}

export interface FindingsReport {
  /** Causes first. */
  findings: ListedFinding[];
  /** Causes that were looked for and not found. */
  ruledOut: RuledOut[];
  /** Whether it is about a run; else about what file and data decide. */
  ofRun: boolean;
  /** Whether edits can be made: an experiment that was inferred from a table has no text of its own. */
  canEdit: boolean;
  sanity: SanityOutcome[];
}

/** An edit of the file that was tried. */
export interface TriedEdit {
  title: string;
  path: JsonPath;
  /** The value that it sets, as JSON. */
  text: string;
  measure: Measure;
  /** A run from each seed, without and with the edit. */
  before: number[];
  after: number[];
  /** Epochs in which the loss rises, as a mean over the seeds. */
  rises: readonly [before: number, after: number];
  /** The loss of the first seed over the epochs, at even distances. */
  courses: readonly [before: number[], after: number[]];
  /** It helps, about as much as the best of them. */
  offered: boolean;
}

/** `stopped`: there was no time for all of them, or it was cancelled. */
export type ExaminationState = 'running' | 'done' | 'stopped';

/** What was found out about a finding by running its experiment again. */
export interface Examination {
  state: ExaminationState;
  /** What is offered first, the best first of all. */
  edits: TriedEdit[];
  /** The run that goes on now: edit 0 is the file as it is; seeds count from 1. */
  at: { edit: number; edits: number; seed: number; seeds: number } | null;
  /** λ_max along the run, where that is the evidence. */
  curvature: Chart | null;
  /** Epoch from which on the digits of the run depend on rounding; null: they do not, or it was not looked for. */
  roundedFrom: number | null;
}

export interface SanityOutcome {
  name: SanityName;
  /** null while it waits or runs. */
  words: string | null;
  /** When it ended, in milliseconds since 1970. */
  ended: number;
}
