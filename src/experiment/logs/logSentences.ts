/** What is said of a log beside a run. */
import { formatInteger, shortNumber } from '../../engine/ground/numbers';
import { isPlain, type ColumnJudgement, type Explanation } from './judge';
import type { Measured } from './measures';
import { plural, t } from '../words/say';
import { sentences } from '../words/sentences';

/** What the sentences need to know of the run. */
export interface Circumstances {
  isFullBatch: boolean;
  measured: Pick<Measured, 'epochs' | 'ended'>;
  /** Whether reasons are told, or only where the numbers part. */
  mayExplain: boolean;
}

/** One sentence for each of the columns, those that agree together. */
export function sentencesOf(columns: readonly ColumnJudgement[], told: Circumstances): string {
  const agreeing = columns.filter(({ verdict }) => verdict === 'agrees');
  const others = columns.filter(({ verdict }) => verdict !== 'agrees');
  const parts = others.map(each => sentenceOf(each, told));
  if (agreeing.length > 0) parts.push(agreement(agreeing, others.length > 0));
  const beyond = Math.max(...columns.map(each => each.beyond));
  if (beyond > 0) {
    parts.push(
      plural(
        beyond,
        '{0} line was left out: this run has no such epoch.',
        '{0} lines were left out: this run has no such epochs.',
      ),
    );
  }
  return sentences(parts);
}

function agreement(columns: readonly ColumnJudgement[], isLast: boolean): string {
  const names = listed(columns.map(({ column }) => titleOf(column)));
  const isOne = columns.length === 1;
  if (isLast) return t(isOne ? 'Your {0} agrees.' : 'Your {0} agree.', names);
  const most = Math.max(...columns.map(({ compared }) => compared));
  const lines = plural(most, 'the one line', 'all {0} lines');
  return t(
    isOne
      ? 'Your {0} agrees with this run in {1}, to the digits that you printed.'
      : 'Your {0} agree with this run in {1}, to the digits that you printed.',
    names,
    lines,
  );
}

function sentenceOf(judgement: ColumnJudgement, told: Circumstances): string {
  const { column, explanation, first } = judgement;
  const name = titleOf(column);
  const reason = explanation && !isPlain(explanation) && told.mayExplain ? explanation : null;
  if (!first) {
    if (!reason) return t('Your {0} differs from this run, and always in the same way.', name);
    return t(
      'Your {0} is {1}: so it agrees in all {2} lines.',
      name,
      wordsOf(reason, name, told),
      formatInteger(judgement.compared),
    );
  }
  const { entry, ours } = first;
  const epoch = formatInteger(entry.epoch);
  const here = Number.isNaN(ours) ? t('none') : shortNumber(ours, 7);
  const numbers = t(reason ? '{0} in yours, {1} so' : '{0} in yours, {1} here', entry.text, here);
  if (reason) {
    return t(
      'Your {0} is {1}; the first epoch that differs even so is {2}: {3}.',
      name,
      wordsOf(reason, name, told),
      epoch,
      numbers,
    );
  }
  if (!explanation)
    return t('Your {0} differs from its first line on, epoch {1}: {2}.', name, epoch, numbers);
  return t(
    'Your {0} agrees with this run at first; the first epoch that differs is {1}: {2}.',
    name,
    epoch,
    numbers,
  );
}

/** "½ × ours (…), measured …, one epoch late" */
export function wordsOf(
  { factor, measure, shift }: Explanation,
  name: string,
  { isFullBatch }: Pick<Circumstances, 'isFullBatch'>,
): string {
  const what = factor.value === 1 ? t('ours') : t('{0} × ours ({1})', factor.text, factor.why);
  const parts = [what];
  if (measure.isObjective) parts.push(t('with the penalty in it'));
  if (!measure.isOwn) parts.push(...whenMeasured(measure.name, isFullBatch));
  if (shift !== 0) {
    const [their, our] = shift > 0 ? ['e', 'e + 1'] : ['e', 'e − 1'];
    parts.push(t('shifted by one (your epoch {0} is our epoch {1})', their, our));
  }
  // "ours, …" alone would name nothing that differs.
  return factor.value === 1 && parts.length > 1
    ? t('our {0} {1}', name, clauses(parts.slice(1)))
    : clauses(parts);
}

function whenMeasured(measure: string, isFullBatch: boolean): string[] {
  switch (measure) {
    case 'end':
      return [
        isFullBatch
          ? t('measured after the update of each epoch, where ours is measured before it')
          : t(
              'measured over all rows after each epoch, where ours is the mean of its batches on the way',
            ),
      ];
    case 'running':
      return [
        isFullBatch
          ? t('measured before the update of each epoch, where ours is measured after it')
          : t(
              'measured as the mean of the batches while they train, where ours is measured after each epoch',
            ),
      ];
    case 'batches':
      return [
        t(
          'measured as the mean of the batches with equal weights, where ours weights them by their rows',
        ),
      ];
    default:
      return [t('measured on the last batch of each epoch alone')];
  }
}

function titleOf(column: string): string {
  const name = column.replaceAll('_', ' ');
  return name.startsWith('val ') ? t('validation {0}', name.slice(4)) : name;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : t('{0} and {1}', names.slice(0, -1).join(', '), last);
}

function clauses(parts: readonly string[]): string {
  return parts.reduce((before, part) => t('{0}, {1}', before, part));
}
