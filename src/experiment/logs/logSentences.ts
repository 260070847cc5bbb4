/** What is said of a log beside a run. */
import { counted, formatInteger, shortNumber } from '../../engine/ground/numbers';
import { isPlain, type ColumnJudgement, type Explanation } from './judge';
import type { Measured } from './measures';

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
    const [verb, noun] = beyond === 1 ? ['was', 'epoch'] : ['were', 'epochs'];
    parts.push(`${counted(beyond, 'line')} ${verb} left out: this run has no such ${noun}.`);
  }
  return parts.join(' ');
}

function agreement(columns: readonly ColumnJudgement[], isLast: boolean): string {
  const names = listed(columns.map(({ column }) => titleOf(column)));
  const verb = columns.length === 1 ? 'agrees' : 'agree';
  if (isLast) return `Your ${names} ${verb}.`;
  const most = Math.max(...columns.map(({ compared }) => compared));
  return `Your ${names} ${verb} with this run in ${most === 1 ? 'the one line' : `all ${formatInteger(most)} lines`}, to the digits that you printed.`;
}

function sentenceOf(judgement: ColumnJudgement, told: Circumstances): string {
  const { column, explanation, first } = judgement;
  const name = titleOf(column);
  const reason = explanation && !isPlain(explanation) && told.mayExplain ? explanation : null;
  if (!first) {
    if (!reason) return `Your ${name} differs from this run, and always in the same way.`;
    return `Your ${name} is ${wordsOf(reason, name, told)}: so it agrees in all ${formatInteger(judgement.compared)} lines.`;
  }
  const { entry, ours } = first;
  const epoch = formatInteger(entry.epoch);
  const numbers = `${entry.text} in yours, ${Number.isNaN(ours) ? 'none' : shortNumber(ours, 7)} ${reason ? 'so' : 'here'}`;
  if (reason) {
    return `Your ${name} is ${wordsOf(reason, name, told)}; the first epoch that differs even so is ${epoch}: ${numbers}.`;
  }
  if (!explanation)
    return `Your ${name} differs from its first line on, epoch ${epoch}: ${numbers}.`;
  return `Your ${name} agrees with this run at first; the first epoch that differs is ${epoch}: ${numbers}.`;
}

/** "½ × ours (…), measured …, one epoch late" */
export function wordsOf(
  { factor, measure, shift }: Explanation,
  name: string,
  { isFullBatch }: Pick<Circumstances, 'isFullBatch'>,
): string {
  const what = factor.value === 1 ? 'ours' : `${factor.text} × ours (${factor.why})`;
  const parts = [what];
  if (measure.isObjective) parts.push('with the penalty in it');
  if (!measure.isOwn) parts.push(...whenMeasured(measure.name, isFullBatch));
  if (shift !== 0) {
    const [their, our] = shift > 0 ? ['e', 'e + 1'] : ['e', 'e − 1'];
    parts.push(`shifted by one (your epoch ${their} is our epoch ${our})`);
  }
  // "ours, …" alone would name nothing that differs.
  return factor.value === 1 && parts.length > 1
    ? `our ${name} ${parts.slice(1).join(', ')}`
    : parts.join(', ');
}

function whenMeasured(measure: string, isFullBatch: boolean): string[] {
  switch (measure) {
    case 'end':
      return [
        isFullBatch
          ? 'measured after the update of each epoch, where ours is measured before it'
          : 'measured over all rows after each epoch, where ours is the mean of its batches on the way',
      ];
    case 'running':
      return [
        isFullBatch
          ? 'measured before the update of each epoch, where ours is measured after it'
          : 'measured as the mean of the batches while they train, where ours is measured after each epoch',
      ];
    case 'batches':
      return [
        'measured as the mean of the batches with equal weights, where ours weights them by their rows',
      ];
    default:
      return ['measured on the last batch of each epoch alone'];
  }
}

function titleOf(column: string): string {
  return column.replaceAll('_', ' ').replace(/^val /, 'validation ');
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
