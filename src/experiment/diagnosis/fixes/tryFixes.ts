/** Tries what may help against a finding: only what has helped from other seeds, too, is offered. */
import type { DataFiles } from '../../format/experiment';
import type { Finding } from '../../format/finding';
import { type Candidate, candidatesOf, edited, type Json } from './candidates';
import { type Measure, type Scores, trial } from './trial';

export interface TriedFix extends Candidate {
  measure: Measure;
  /** Means over the seeds. */
  before: number;
  after: number;
  seeds: number;
}

/** Runs of each candidate, each from a seed of its own. */
const SEEDS = 3;
/** Most fixes of a finding. */
const MOST = 3;
/** A gain in accuracy that is worth an edit; a fall of a loss by this factor. */
const GAIN = 0.03;
const FALL = 0.8;
/** Accuracy that an edit may be behind the best one, and by how many times its loss may be larger. */
const NEAR = 0.05;
const TIMES = 10;

/**
 * The edits that help against a finding, the best first. All runs have the epochs of the file, but for
 * edits of these. Stops for a breath every few updates.
 * @param file as JSON reads it
 */
export function* triedFixes(
  finding: Finding,
  file: Json,
  files: DataFiles,
): Generator<void, TriedFix[]> {
  const candidates = candidatesOf(finding, file);
  if (candidates.length === 0) return [];
  const before = yield* runsOf(file, files);
  if (!before) return [];
  const measure = measureFor(finding, before);
  const helpful: TriedFix[] = [];
  for (const candidate of candidates) {
    const after = yield* runsOf(edited(file, candidate), files);
    if (!after || !helps(measure, before, after)) continue;
    const [from, to] = [before, after].map(all => meanOf(all, measure));
    helpful.push({ ...candidate, measure, before: from, after: to, seeds: SEEDS });
  }
  const sign = measure === 'accuracy' ? -1 : 1;
  helpful.sort((a, b) => sign * (a.after - b.after));
  // What helps much less than the best is help by luck.
  const isNear = ({ after }: TriedFix): boolean =>
    measure === 'accuracy' ? after > helpful[0].after - NEAR : after < TIMES * helpful[0].after;
  return helpful.filter(isNear).slice(0, MOST);
}

/** What a run from each seed comes to; null where one cannot run. */
function* runsOf(file: Json, files: DataFiles): Generator<void, Scores[] | null> {
  const seed = typeof file.seed === 'number' ? file.seed : 0;
  const all: Scores[] = [];
  for (let i = 0; i < SEEDS; i++) {
    const scores = yield* trial({ ...file, seed: seed + i }, files);
    if (!scores) return null;
    all.push(scores);
  }
  return all;
}

/** The accuracy where there are classes that are not all answered; of overfitting the validation loss. */
function measureFor({ id }: Finding, before: readonly Scores[]): Measure {
  if (id === 'overfitting') return 'val_loss';
  const hasRoom = before.some(({ accuracy }) => accuracy !== undefined && accuracy < 1 - GAIN);
  return hasRoom ? 'accuracy' : 'loss';
}

/** On most seeds much, and on none the other way. */
function helps(measure: Measure, before: readonly Scores[], after: readonly Scores[]): boolean {
  const changes = after.map((scores, i) => changeOf(measure, before[i], scores));
  const better = changes.filter(change => change === 'better').length;
  return 2 * better > SEEDS && !changes.includes('worse');
}

function changeOf(measure: Measure, before: Scores, after: Scores): 'better' | 'same' | 'worse' {
  const [from = NaN, to = NaN] = [before[measure], after[measure]];
  const [gained, lost] =
    measure === 'accuracy' ? [to >= from + GAIN, !(to >= from)] : [to < FALL * from, !(to <= from)];
  return gained ? 'better' : lost ? 'worse' : 'same';
}

function meanOf(all: readonly Scores[], measure: Measure): number {
  return all.reduce((sum, scores) => sum + (scores[measure] ?? NaN), 0) / all.length;
}
