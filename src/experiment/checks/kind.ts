/** What a kind of check is: its field in the section `checks`, its rules, and how it looks at a run. */
import type { Node } from 'jsonc-parser';
import type { CheckProgress } from '../../engine/checking/gradientCheck';
import type { Dtype, ModelSpec, OptimizerSpec } from '../../engine/ground/spec';
import type { Run } from '../../engine/training/run';
import type { Field, Report } from '../format/core';
import type { DataFiles, NotationSpec } from '../format/experiment';
import type { JsonPath } from '../format/finding';
import type { Solution } from '../policy/policy';
import type { LayerShapes } from '../verify/inspectPath';
import type { CheckResult } from '../verify/result';

/** The file's text, and its tree. */
export interface Written {
  tree: Node;
  text: string;
}

/** The parts of an experiment that checks are about. */
export interface Subject {
  model: { layers: LayerShapes };
  optimizer: Pick<OptimizerSpec, 'type' | 'weight_decay' | 'l1' | 'decay_biases'>;
  notation: NotationSpec | null;
}

/** What is known of a run before it begins. */
export interface Start {
  model: ModelSpec;
  dtype: Dtype;
  notation: NotationSpec | null;
  /** Rows of a whole batch: the last of an epoch may be shorter. */
  batchRows: number;
  files: DataFiles;
  /** What a complaint may say of what would be right. */
  solution: Solution;
}

/** A check that is ready. */
export interface Check {
  /** Updates before it is made. */
  step: number;
  /** Number of its results. */
  count: number;
  /** Looks at the run and changes nothing; entry by entry where it takes a while. */
  make(run: Run): CheckResult[] | Generator<CheckProgress, CheckResult[]>;
  /**
   * The result where the run has ended before that step.
   * @param updates done by then
   */
  missed?(updates: number): CheckResult;
}

/** A file that an experiment names, and the place where it does. */
export interface NamedFile {
  path: JsonPath;
  file: string;
}

/** A kind is its own field in the section. */
export interface CheckKind<S = unknown> extends Field<S> {
  /** What can be said before anything runs. */
  check?(spec: S, subject: Subject, written: Written, report: Report): void;
  /** The files that it names. */
  files?(spec: S): NamedFile[];
  /** The checks that a file asks for, once its data are known; of no account after an error. */
  prepare(spec: S, start: Start, report: Report): Check[];
}

/** The kind itself, with the type of its field in its functions. */
export function checkKind<S>(kind: CheckKind<S>): CheckKind<S> {
  return kind;
}
