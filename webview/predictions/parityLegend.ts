/** What the points and the line of outputs over targets mean, and how well the two agree. */
import type { Predictions } from '../../src/protocol/confusion';
import { partSample } from '../boundary/boundaryLegend';
import { strokeSample } from '../chart/samples';
import { confusionStrings } from '../confusion/confusionStrings';
import { cssColor } from '../drawing/colors';
import { sameItems } from '../drawing/memo';
import type { Theme } from '../drawing/theme';
import { element } from '../kit/dom';
import type { LegendItem } from '../picture/figure';
import { formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { outputColor } from './parityPaint';
import { agreement, shownOutputs, type ParityPoint } from './parityParts';
import { predictionsStrings as words } from './predictionsStrings';

export class ParityLegend {
  readonly element = element('div', { class: 'boundary-legend' });
  private madeFor: unknown[] = [];

  update(predictions: Predictions, points: readonly ParityPoint[], theme: Theme): void {
    const madeFor = [theme, devicePixelRatio, points];
    if (sameItems(madeFor, this.madeFor)) return;
    this.madeFor = madeFor;
    const { part, cols } = predictions;
    const heads = ['', cols === 1 ? '' : words.output, words.r2, words.rmse];
    const grid = element('div', { class: 'legend-grid' });
    grid.append(...heads.map(text => element('span', { class: 'legend-head', text })));
    for (const output of shownOutputs(predictions)) {
      const color = outputColor({ part, outputs: cols }, output, theme);
      const { r2, rmse } = agreement(points, output);
      const own = cols === 1 ? confusionStrings.parts[part] : String(output + 1);
      const name = element('span', { class: 'legend-name', text: own });
      const numbers = [r2 === null ? strings.notYet : formatNumber(r2), formatNumber(rmse)];
      grid.append(partSample(part, theme, color), name);
      grid.append(...numbers.map(text => element('span', { class: 'number', text })));
    }
    const line = element('div', { class: 'legend-item' });
    line.append(strokeSample(cssColor(theme.muted), [], theme));
    line.append(element('span', { text: words.agree }));
    const more = cols - shownOutputs(predictions).length;
    const rest = more > 0 ? [element('div', { text: strings.more(String(more)) })] : [];
    this.element.replaceChildren(grid, line, ...rest);
  }
}

/** The same for a figure. */
export function parityLegendItems(
  predictions: Predictions,
  points: readonly ParityPoint[],
  theme: Theme,
): LegendItem[] {
  const { part, cols } = predictions;
  const outputs = shownOutputs(predictions).map(output => {
    const { r2, rmse } = agreement(points, output);
    const measured = [
      ...(r2 === null ? [] : [`${words.r2} ${formatNumber(r2)}`]),
      `${words.rmse} ${formatNumber(rmse)}`,
    ].join(', ');
    const color = cssColor(outputColor({ part, outputs: cols }, output, theme));
    return { text: `${outputName(cols, output)}: ${measured}`, color };
  });
  return [...outputs, { text: strings.lineIs(words.agree) }];
}

function outputName(outputs: number, output: number): string {
  return words.numbered(words.output, outputs === 1 ? '' : String(output + 1));
}
