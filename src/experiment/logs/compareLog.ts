/** Where the epochs that a student's program printed part from those of an experiment. */
import { metricsOf } from '../../engine/training/recording/epochRecorder';
import { LogLines } from '../notation/logLines';
import { mayShow } from '../policy/policy';
import type { Prepared } from '../prepare';
import { accuracyFactors, lossFactors, type Factor, type Sizes } from './factors';
import { isPlain, judgeColumn, type ColumnJudgement } from './judge';
import { sentencesOf, wordsOf } from './logSentences';
import { measured, type Measured } from './measures';
import { readLog, type GivenColumn } from './readLog';
import { logShape } from './shape';

/** The number that is the first to differ. */
export interface FirstDifference {
  epoch: number;
  column: string;
  /** Line of the log, from 1. */
  line: number;
  yours: number;
  /** null: the run has no such number. */
  ours: number | null;
}

/** How a column of the log is ours. */
export interface LogReason {
  shift: number;
  factor: number;
  measured: string;
  objective: boolean;
  words: string;
}

export interface ComparedColumn {
  column: string;
  verdict: ColumnJudgement['verdict'];
  reason: LogReason | null;
  /** What was printed, by rising epochs. */
  epochs: number[];
  values: number[];
}

export interface LogComparison {
  verdict: ColumnJudgement['verdict'];
  message: string;
  /** The earliest number that differs from what it should be; null: none does. */
  first: FirstDifference | null;
  columns: ComparedColumn[];
}

/** What rounding leaves between two right programs, as a fraction of a number. */
const NOISE = { float64: 1e-9, float32: 1e-5 };
/** Epochs that are computed at most. */
const MOST_EPOCHS = 1_000_000;

/**
 * Trains a run of the experiment as far as the log goes; stops for a breath every few updates.
 * @returns a sentence where the text holds no log
 */
export function* comparison(
  prepared: Prepared,
  text: string,
): Generator<void, LogComparison | string> {
  const { spec, solution } = prepared;
  const shape = logShape(prepared);
  const lines = new LogLines(spec, shape.columns);
  const { epochs, log_every: every, log_format: format } = spec.trainer;
  const count = Math.floor((epochs - lines.first) / every) + 1;
  const numbering = { first: lines.first, every, lines: count };
  const log = readLog(text, { ...shape, format }, numbering);
  if (typeof log === 'string') return log;
  const last = Math.max(...log.map(({ entries }) => entries[entries.length - 1].epoch));
  const seen = yield* measured(prepared, Math.min(last + 1, MOST_EPOCHS));
  const judged = log.flatMap(given => {
    const measures = seen.measures.filter(({ column }) => column === given.column);
    const judgement = judgeColumn(
      given,
      measures,
      factorsFor(given, prepared, shape.sizes),
      NOISE[spec.dtype],
    );
    return judgement ? [{ given, judgement }] : [];
  });
  const isFullBatch = shape.sizes.batches === 1;
  const told = { isFullBatch, measured: seen, mayExplain: mayShow(solution, 'hint') };
  const columns = judged.map(each => comparedColumn(each.given, each.judgement, told));
  const judgements = judged.map(({ judgement }) => judgement);
  const verdicts = judgements.map(({ verdict }) => verdict);
  const verdict =
    (['differs', 'explained'] as const).find(each => verdicts.includes(each)) ?? 'agrees';
  return { verdict, message: sentencesOf(judgements, told), first: firstOf(judgements), columns };
}

function factorsFor({ column }: GivenColumn, { spec }: Prepared, sizes: Sizes): Factor[] {
  return column.includes('accuracy')
    ? accuracyFactors(sizes)
    : lossFactors(metricsOf(spec)[0], sizes);
}

function comparedColumn(
  { column, entries }: GivenColumn,
  { verdict, explanation }: ColumnJudgement,
  told: { isFullBatch: boolean; measured: Measured; mayExplain: boolean },
): ComparedColumn {
  const isReason = explanation !== null && !isPlain(explanation) && told.mayExplain;
  const reason = isReason
    ? {
        shift: explanation.shift,
        factor: explanation.factor.value,
        measured: explanation.measure.name,
        objective: explanation.measure.isObjective,
        words: wordsOf(explanation, column, told),
      }
    : null;
  return {
    column,
    verdict,
    reason,
    epochs: entries.map(({ epoch }) => epoch),
    values: entries.map(({ value }) => value),
  };
}

function firstOf(judgements: readonly ColumnJudgement[]): FirstDifference | null {
  const all = judgements.flatMap(({ column, first }) => (first ? [{ column, ...first }] : []));
  const [earliest] = all.sort((a, b) => a.entry.epoch - b.entry.epoch);
  if (earliest === undefined) return null;
  const { column, entry, ours } = earliest;
  const { epoch, line, value } = entry;
  return { epoch, column, line, yours: value, ours: Number.isNaN(ours) ? null : ours };
}
