/** The loss and the accuracy of the last finished epoch, or before training, large, each with something to compare with. */
import { measured } from '../run/course';
import { columnTitle, curveStrips, type Series } from '../chart/curveSeries';
import { element, setHidden, setText } from '../kit/dom';
import type { PageModel } from '../run/model';
import { roundedFrom } from '../run/rounded';
import { exactNumber, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';

export interface ComparedStat {
  /** Of the metric, as the file has it. */
  name: string;
  /** undefined: not known yet. */
  value: number | undefined;
  beside: { name: string; title: string; value: number } | null;
}

/** More metrics stand in the curves. */
const MOST_SHOWN = 2;

export class Numbers {
  readonly element = element('dl', { class: 'numbers' });
  private readonly blocks = Array.from({ length: MOST_SHOWN }, () => {
    const name = element('dt');
    const value = element('dd', { class: 'number' });
    const beside = element('dd', { class: 'beside' });
    const block = element('div', { class: 'stat' }, name, value, beside);
    this.element.append(block);
    return { block, name, value, beside };
  });

  update(model: PageModel): void {
    const stats = currentStats(model);
    const rounded = roundedFrom(model.findings);
    const isRounded = rounded !== null && (model.frame?.position.epoch ?? 0) >= rounded;
    this.blocks.forEach(({ block, name, value, beside }, at) => {
      const stat = stats.at(at);
      setHidden(block, !stat);
      if (!stat) return;
      setText(name, columnTitle(stat.name));
      setText(value, stat.value === undefined ? strings.notYet : formatNumber(stat.value));
      const digits = stat.value === undefined ? '' : exactNumber(stat.value);
      value.title = isRounded ? `${digits}\n${strings.rounded(rounded)}` : digits;
      value.classList.toggle('rounded', isRounded);
      value.classList.toggle('failed', stat.value !== undefined && !Number.isFinite(stat.value));
      setText(beside, stat.beside ? `${stat.beside.name} ${formatNumber(stat.beside.value)}` : '');
      beside.title = stat.beside ? `${stat.beside.title}${exactNumber(stat.beside.value)}` : '';
    });
  }
}

/** Of the first metrics: what the training data came to, and the test, the validation, or a guess. */
export function currentStats({ description, frame }: PageModel): ComparedStat[] {
  if (!description) return [];
  const valueOf = (series: Series | undefined): number | undefined =>
    frame && series
      ? measured(frame.lastEpoch[series.column], frame.position.epoch, frame.timeline.origin.epoch)
      : undefined;
  return curveStrips(description.columns)
    .slice(0, MOST_SHOWN)
    .map(({ metric, series }) => {
      const of = (part: Series['part']): Series | undefined =>
        series.find(each => each.part === part);
      const parts = (['test', 'validation'] as const).flatMap(part => {
        const value = valueOf(of(part));
        const known = value !== undefined && !Number.isNaN(value);
        return known ? [{ name: strings.parts[part], title: '', value }] : [];
      });
      const guess = description.guesses[metric];
      const guessed =
        guess === undefined
          ? []
          : [{ name: strings.guessShort(metric), title: strings.guessTitle(metric), value: guess }];
      return {
        name: metric,
        value: valueOf(of('train') ?? series[0]),
        beside: [...parts, ...guessed].at(0) ?? null,
      };
    });
}
