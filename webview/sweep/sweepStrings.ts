/** The words of a sweep's sections. */
import type { SweepCurves } from '../../src/protocol/runs';
import { columnHead, columnTitle } from '../chart/curveSeries';
import { formatInteger } from '../words/numbers';
import type { SweepMap } from './sweepMap';
import { plural, t } from '../words/say';

const doneOf = ({ done, of }: Pick<SweepCurves, 'done' | 'of'>): string =>
  t`${formatInteger(done)} of ${formatInteger(of)} runs`;

export const sweepStrings = {
  title: t('Sweep'),
  shows: (metric: string) => t`${metric} of a sweep`,
  mapHint: t('Arrow keys move from run to run; Enter adds one to the list of runs.'),
  none: t(
    'The same experiment with other values, or with other seeds for a mean ± standard deviation.',
  ),
  run: t('run'),
  toCome: t('to come'),
  failed: t('failed'),
  hasFailed: t('its numbers left the finite range'),
  meanStd: t('mean ± std'),
  /** `mean ± std of loss, 4 runs` */
  meanOf: (runs: number, metric: string) =>
    t`mean ± std of ${metric}, ${plural(runs, '{0} run', '{0} runs')}`,
  segment: columnHead,
  size: (rows: number, columns: number) =>
    t`${formatInteger(rows)} rows by ${formatInteger(columns)} columns`,
  bestIs: ({ heads, rows, columns, across, best }: SweepMap) => {
    if (!best) return '';
    const names = heads.map((head, at) => `${head} ${rows[best.row].labels[at]}`);
    const own = best.col === null || across === '' ? [] : [`${across} ${columns[best.col]}`];
    return t`The best: ${[...names, ...own].join(', ')}.`;
  },
  done: (sweep: SweepCurves) => {
    const states = {
      running: t('running'),
      done: t('done'),
      cancelled: t('cancelled'),
      failed: t`stopped: ${sweep.message}`,
    };
    return `${doneOf(sweep)}, ${states[sweep.state]}`;
  },
  note: (sweep: SweepCurves) => {
    const { state, done } = sweep;
    const ends = {
      running: '',
      done: '',
      cancelled: t(', cancelled'),
      failed: t`, stopped: ${sweep.message}`,
    };
    const hint =
      done > 0 ? t(' · A click on a cell adds that run to the list and to the curves.') : '';
    return `${doneOf(sweep)}${ends[state]}${hint}`;
  },
  added: t('The run is being trained again; it will stand in the list of runs.'),
  copied: t('Copied.'),
  acts: {
    file: { text: t('Run Sweep'), title: t("Run the file's sweep") },
    seeds: {
      text: t('Ten Seeds'),
      title: t('Run the experiment with ten seeds: mean ± standard deviation'),
    },
    goOn: { text: t('Go On'), title: t('Run what is missing; what has ended stays') },
    cancel: { text: t('Cancel'), title: t('End the sweep; what has ended stays') },
    copy: { text: t('Copy as Markdown'), title: t('Copy the results as tables of Markdown') },
  },
  curves: t('Sweep over the Epochs'),
  hint: t('Arrow keys move the cursor; drag to zoom, double click or 0 to see everything.'),
  label: (metric: string, groups: number, words: string) =>
    t`${columnTitle(metric)} over the epochs, ${groups} ${groups === 1 ? t('curve') : t('curves')}. At the end: ${words}.`,
  /** `validation loss: mean ± standard deviation over seed · 12 of 16 runs` */
  curvesNote: (metric: string, over: readonly string[], done: number, of: number) => {
    const spread = over.length > 0 ? t`: mean ± standard deviation over ${over.join(', ')}` : '';
    return `${columnTitle(metric)}${spread} · ${doneOf({ done, of })}`;
  },
  best: (drawn: number, all: number) =>
    t` · the best ${formatInteger(drawn)} of ${formatInteger(all)} are drawn`,
  allRuns: t('all runs'),
  std: t('std'),
};
