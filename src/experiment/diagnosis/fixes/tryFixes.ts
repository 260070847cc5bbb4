/** Tries what may help against a finding: only what has helped from other seeds, too, is offered. */
import type { DataFiles } from '../../format/experiment';
import type { Finding } from '../../format/finding';
import { type Candidate, candidatesOf, edited, type Json } from './candidates';
import { type Measure, type Outcome, trial } from './trial';

/** An edit that was tried. */
export interface TriedFix extends Candidate {
  measure: Measure;
  /** Means over the seeds. */
  before: number;
  after: number;
  seeds: number;
  /** The runs from each seed, in the same order. */
  runs: { before: Outcome[]; after: Outcome[] };
  helps: boolean;
}

/** Where trying stands: this run is about to go on. */
export interface TryProgress {
  /** Edits that have been tried. */
  tried: readonly TriedFix[];
  /** Of how many; 0 while the file itself is run. */
  edit: number;
  edits: number;
  /** From 1. */
  seed: number;
}

/** Runs of each candidate, each from a seed of its own. */
export const SEEDS = 3;
/** Most fixes of a finding. */
const MOST = 3;
/** A gain in accuracy that is worth an edit; a fall of a loss by this factor. */
const GAIN = 0.03;
const FALL = 0.8;
/** Accuracy that an edit may be behind the best one, and by how many times its loss may be larger. */
const NEAR = 0.05;
const TIMES = 10;

/**
 * Tries the edits that may help against a finding, one after the other. All runs have the epochs of
 * the file, but for edits of these. Stops for a breath every few updates.
 * @param file as JSON reads it
 */
export function* tryFixes(
  finding: Finding,
  file: Json,
  files: DataFiles,
): Generator<TryProgress, TriedFix[]> {
  const candidates = candidatesOf(finding, file);
  const tried: TriedFix[] = [];
  if (candidates.length === 0) return tried;
  const at = (edit: number) => (seed: number) => ({ tried, edit, edits: candidates.length, seed });
  const before = yield* runsOf(file, files, at(0));
  if (!before) return tried;
  const measure = measureFor(finding, before);
  for (const [i, candidate] of candidates.entries()) {
    const after = yield* runsOf(edited(file, candidate), files, at(i + 1));
    if (!after) continue;
    const [from, to] = [before, after].map(all => meanOf(all, measure));
    const helps = isHelp(measure, before, after);
    const runs = { before, after };
    tried.push({ ...candidate, measure, before: from, after: to, seeds: SEEDS, runs, helps });
  }
  return tried;
}

/** What is offered of the edits that were tried, the best first. */
export function offered(tried: readonly TriedFix[]): TriedFix[] {
  const helpful = tried.filter(({ helps }) => helps);
  const isAccuracy = tried.some(({ measure }) => measure === 'accuracy');
  helpful.sort((a, b) => (isAccuracy ? b.after - a.after : a.after - b.after));
  // What helps much less than the best is help by luck.
  const isNear = ({ after }: TriedFix): boolean =>
    isAccuracy ? after > helpful[0].after - NEAR : after < TIMES * helpful[0].after;
  return helpful.filter(isNear).slice(0, MOST);
}

/** What a run from each seed comes to; null where one cannot run. */
function* runsOf(
  file: Json,
  files: DataFiles,
  at: (seed: number) => TryProgress,
): Generator<TryProgress, Outcome[] | null> {
  const first = typeof file.seed === 'number' ? file.seed : 0;
  const all: Outcome[] = [];
  for (let i = 0; i < SEEDS; i++) {
    const run = trial({ ...file, seed: first + i }, files);
    let step = run.next();
    for (; !step.done; step = run.next()) yield at(i + 1);
    if (!step.value) return null;
    all.push(step.value);
  }
  return all;
}

/** The accuracy where there are classes that are not all answered; of overfitting the validation loss. */
function measureFor({ id }: Finding, before: readonly Outcome[]): Measure {
  if (id === 'overfitting') return 'val_loss';
  const hasRoom = before.some(
    ({ scores: { accuracy } }) => accuracy !== undefined && accuracy < 1 - GAIN,
  );
  return hasRoom ? 'accuracy' : 'loss';
}

/** On most seeds much, and on none the other way. */
function isHelp(measure: Measure, before: readonly Outcome[], after: readonly Outcome[]): boolean {
  const changes = after.map((outcome, i) => changeOf(measure, before[i], outcome));
  const better = changes.filter(change => change === 'better').length;
  return 2 * better > SEEDS && !changes.includes('worse');
}

function changeOf(measure: Measure, before: Outcome, after: Outcome): 'better' | 'same' | 'worse' {
  const [from = NaN, to = NaN] = [before.scores[measure], after.scores[measure]];
  const [gained, lost] =
    measure === 'accuracy' ? [to >= from + GAIN, !(to >= from)] : [to < FALL * from, !(to <= from)];
  return gained ? 'better' : lost ? 'worse' : 'same';
}

function meanOf(all: readonly Outcome[], measure: Measure): number {
  return all.reduce((sum, { scores }) => sum + (scores[measure] ?? NaN), 0) / all.length;
}
