/** What the lines and points of a fit mean. */
import type { PageModel } from '../run/model';
import { partSample } from '../boundary/boundaryLegend';
import { strokeSample } from '../chart/samples';
import { cssColor } from '../drawing/colors';
import { sameItems } from '../drawing/memo';
import type { Theme } from '../drawing/theme';
import { element } from '../kit/dom';
import type { LegendItem } from '../picture/figure';
import { formatInteger } from '../words/numbers';
import { strings } from '../words/strings';
import { START_DASH, startColor } from './fitPaint';
import { curveColor, curvesOf, outputName } from './fitParts';
import { fitStrings as words } from './fitStrings';

export class FitLegend {
  readonly element = element('div', { class: 'boundary-legend' });
  private madeFor: unknown[] = [];

  update({ description, frame }: PageModel, theme: Theme): void {
    const start = frame?.timeline.start ?? 0;
    const madeFor = [theme, devicePixelRatio, description, start];
    if (!description || sameItems(madeFor, this.madeFor)) return;
    this.madeFor = madeFor;
    const lines = element('div', { class: 'legend-grid fit-lines' });
    for (let output = 0; output < curvesOf(description); output++) {
      const name = outputName(description, output);
      const color = cssColor(curveColor(description, output, theme));
      lines.append(...row(strokeSample(color, [], theme), words.now(name)));
    }
    const { outputs } = description.data;
    if (outputs > curvesOf(description))
      lines.append(...row(element('span'), strings.more(String(outputs - curvesOf(description)))));
    const sample = strokeSample(cssColor(startColor(theme)), START_DASH, theme);
    lines.append(...row(sample, words.start(strings.output, start)));
    if (description.threshold !== null) {
      const threshold = strokeSample(cssColor(theme.grid), [], theme);
      lines.append(...row(threshold, strings.threshold(description.threshold)));
    }
    const parts = element('div', { class: 'legend-grid' });
    for (const { part, x } of description.pairs) {
      const color = outputs === 1 ? theme.parts[part] : theme.muted;
      const shape = partSample(part, theme, color);
      parts.append(...row(shape, strings.parts[part], formatInteger(x.length)));
    }
    this.element.replaceChildren(lines, parts);
  }
}

/** The same for a figure. */
export function fitLegendItems({ description, frame }: PageModel, theme: Theme): LegendItem[] {
  if (!description) return [];
  const { pairs, threshold } = description;
  const curves = Array.from({ length: curvesOf(description) }, (_, output) => ({
    text: strings.lineIs(words.now(outputName(description, output))),
    color: cssColor(curveColor(description, output, theme)),
  }));
  const start = words.dashed(words.start(strings.output, frame?.timeline.start ?? 0));
  const marks = pairs.map(({ part }) => strings.partMarks[part]);
  return [
    ...curves,
    { text: start },
    ...(threshold === null ? [] : [{ text: strings.lineIs(strings.threshold(threshold)) }]),
    ...(marks.length > 1 ? [{ text: marks.join(', ') }] : []),
  ];
}

function row(sample: HTMLElement, name: string, number = ''): HTMLElement[] {
  const label = element('span', { class: 'legend-name', text: name });
  return [sample, label, element('span', { class: 'number', text: number }), element('span')];
}
