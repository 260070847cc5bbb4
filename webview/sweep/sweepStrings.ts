/** The words of a sweep's section. */
import { columnTitle } from '../chart/curveSeries';
import { formatInteger } from '../words/numbers';

export const sweepStrings = {
  title: 'Sweep',
  hint: 'Arrow keys move the cursor; drag to zoom, double click or 0 to see everything.',
  label: (metric: string, groups: number, words: string) =>
    `${columnTitle(metric)} over the epochs, ${groups} ${groups === 1 ? 'curve' : 'curves'}. At the end: ${words}.`,
  /** `validation loss: mean ± standard deviation over seed · 12 of 16 runs` */
  note: (metric: string, over: readonly string[], done: number, of: number) => {
    const what = columnTitle(metric);
    const spread = over.length > 0 ? `: mean ± standard deviation over ${over.join(', ')}` : '';
    return `${what}${spread} · ${formatInteger(done)} of ${formatInteger(of)} runs`;
  },
  best: (drawn: number, all: number) =>
    ` · the best ${formatInteger(drawn)} of ${formatInteger(all)} are drawn`,
  allRuns: 'all runs',
  std: 'std',
};
