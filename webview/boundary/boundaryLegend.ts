/** What the colours and shapes of the boundary mean, and how many points are misclassified. */
import type { Points } from '../../src/protocol/snapshot';
import { classColor, cssColor, mix, type Rgb } from '../drawing/colors';
import { context2d, element, setText, sizeCanvas } from '../kit/dom';
import { fitText } from '../drawing/fitText';
import { sameItems } from '../drawing/memo';
import { exactNumber, formatInteger, shortNumber } from '../words/numbers';
import { valueRange } from './points';
import { readingOf, scorePoints, type Reading } from './reading';
import { classShape, drawShape } from '../drawing/shapes';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { shapeSample } from '../chart/samples';
import type { PageContext } from '../sections/view';
import type { Boundary } from '../../src/protocol/tensors';

/** Further classes are told by hovering. */
const MOST_CLASSES = 10;
/** The width of the legend in a file (px). */
const PICTURE_WIDTH = 120;
const PICTURE_LINE = 20;

export class BoundaryLegend {
  readonly element = element('div', { class: 'boundary-legend' });
  private madeFor: unknown[] = [];
  private counters: (() => void)[] = [];
  private boundary: Boundary | null = null;

  constructor(private readonly page: PageContext) {}

  update(theme: Theme, boundary: Boundary | null): void {
    const { description } = this.page.model;
    if (!description) return;
    this.boundary = boundary;
    const madeFor = [theme, devicePixelRatio, description];
    if (!sameItems(madeFor, this.madeFor)) {
      this.madeFor = madeFor;
      this.counters = [];
      const reading = readingOf(description);
      this.element.replaceChildren(
        ...(reading.classes ? this.classRows(reading, theme) : this.valueRows(theme)),
      );
    }
    for (const count of this.counters) count();
  }

  /** Room that `draw` needs at the right of a picture. */
  pictureSize(): { width: number; height: number } {
    const names = this.page.model.description?.data.classNames?.length ?? 0;
    const lines = Math.min(MOST_CLASSES, names);
    return { width: lines > 0 ? PICTURE_WIDTH : 0, height: lines * PICTURE_LINE };
  }

  /** The classes with their shapes, for a file. */
  draw(pen: Pen, x: number, y: number): void {
    const { theme, model } = this.page;
    const names = model.description?.data.classNames?.slice(0, MOST_CLASSES) ?? [];
    pen.font = `${theme.fontSize - 1}px ${theme.font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    names.forEach((name, index) => {
      pen.beginPath();
      drawShape(pen, classShape(index), x + 5, y + index * PICTURE_LINE, 4.5);
      pen.fillStyle = cssColor(classColor(index, theme.kind));
      pen.fill();
      pen.fillStyle = cssColor(theme.foreground);
      const words = fitText(name, PICTURE_WIDTH - 30, theme.fontSize - 1);
      pen.fillText(words, x + 16, y + index * PICTURE_LINE);
    });
  }

  private points(): Points[] {
    return this.page.model.description?.points ?? [];
  }

  private classRows(reading: Reading, theme: Theme): HTMLElement[] {
    const names = (reading.classes ?? []).slice(0, MOST_CLASSES);
    const classes = legendGrid(strings.class);
    names.forEach((name, index) => {
      const color = classColor(index, theme.kind);
      this.addRow(classes, shapeSample(classShape(index), color, theme.background), name, index);
    });
    const parts = legendGrid(strings.part);
    this.points().forEach((part, place) => {
      this.addRow(parts, partSample(part.part, theme), strings.parts[part.part], null, place);
    });
    const border =
      reading.outputs === 1 ? strings.threshold(reading.threshold) : strings.decisionBoundary;
    const line = element('div', { class: 'legend-item' }, lineOf(theme.foreground));
    line.append(element('span', { text: border }));
    const ring = element(
      'div',
      { class: 'legend-item' },
      shapeSample('circle', null, theme.foreground),
    );
    ring.append(element('span', { text: strings.misclassified }));
    const fill = colorBar(theme, share => classFill(share, names.length, theme));
    const confidence = element('div', { class: 'legend-scale' }, fill);
    confidence.append(scaleWords(strings.uncertain, strings.certain));
    return [classes, parts, line, ring, confidence];
  }

  /** name · rows · wrong, counted anew with every frame */
  private addRow(
    grid: HTMLElement,
    sample: HTMLElement,
    name: string,
    ofClass: number | null,
    place: number | null = null,
  ): void {
    const rows = element('span', { class: 'number' });
    const wrong = element('span', { class: 'number' });
    grid.append(sample, element('span', { class: 'legend-name', text: name }), rows, wrong);
    this.counters.push(() => {
      const { description } = this.page.model;
      if (!description) return;
      const reading = readingOf(description);
      let total = 0;
      let missed = 0;
      this.points().forEach((part, index) => {
        if (place !== null && index !== place) return;
        const outputs = this.boundary?.atPoints[index];
        const score = scorePoints(reading, part.labels, outputs ?? [], ofClass);
        total += score.rows;
        missed += score.wrong;
      });
      setText(rows, formatInteger(total));
      setText(wrong, this.boundary ? formatInteger(missed) : strings.notYet);
    });
  }

  private valueRows(theme: Theme): HTMLElement[] {
    const limits = valueRange(this.points());
    const bar = colorBar(theme, share => valueFill(share, theme));
    const scale = element('div', { class: 'legend-scale' }, bar);
    scale.append(scaleWords(shortNumber(limits.min), shortNumber(limits.max)));
    bar.title = `${exactNumber(limits.min)} … ${exactNumber(limits.max)}`;
    const parts = element('div', { class: 'legend-grid' });
    this.points().forEach(part => {
      const count = element('span', { class: 'number', text: formatInteger(part.labels.length) });
      const name = element('span', { class: 'legend-name', text: strings.parts[part.part] });
      parts.append(partSample(part.part, theme), name, count, element('span'));
    });
    return [element('div', { text: strings.output }), scale, parts];
  }
}

/** Its first line says what the columns are. */
function legendGrid(name: string): HTMLElement {
  const heads = [name, strings.points, strings.wrong].map(text =>
    element('span', { class: 'legend-head', text }),
  );
  return element('div', { class: 'legend-grid' }, element('span'), ...heads);
}

/** A point of a part of the data. */
export function partSample(
  part: Points['part'],
  theme: Theme,
  color: Rgb = theme.muted,
): HTMLElement {
  const full = part === 'train';
  const sample = shapeSample('circle', full ? color : theme.background, color);
  if (part === 'validation') {
    const context = context2d(sample);
    context.fillStyle = cssColor(color);
    context.fillRect(5, 5, 2, 2);
  }
  return sample;
}

function lineOf(color: Rgb): HTMLElement {
  const canvas = element('canvas', { class: 'sample', attributes: { 'aria-hidden': 'true' } });
  sizeCanvas(canvas, 18, 10);
  const context = context2d(canvas);
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = cssColor(color);
  context.fillRect(0, 4, 18, 1.5);
  return canvas;
}

/** The classes' fills beside each other, from uncertain to certain. */
function classFill(share: number, classes: number, theme: Theme): (row: number) => Rgb {
  return row => {
    const index = Math.min(classes - 1, Math.floor(row * classes));
    const strong = theme.highContrast ? 0.35 : 0.5;
    return mix(theme.background, classColor(index, theme.kind), 0.07 + share * (strong - 0.07));
  };
}

function valueFill(share: number, theme: Theme): (row: number) => Rgb {
  const packed = theme.value[Math.round(share * (theme.value.length - 1))];
  const color: Rgb = [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255];
  return () => mix(theme.background, color, 0.6);
}

function colorBar(theme: Theme, fill: (share: number) => (row: number) => Rgb): HTMLCanvasElement {
  const canvas = element('canvas', { class: 'color-bar', attributes: { 'aria-hidden': 'true' } });
  const [width, height] = [120, 12];
  canvas.width = width;
  canvas.height = height;
  const context = context2d(canvas);
  for (let x = 0; x < width; x++) {
    const column = fill(x / (width - 1));
    for (let y = 0; y < height; y++) {
      context.fillStyle = cssColor(column(y / height));
      context.fillRect(x, y, 1, 1);
    }
  }
  canvas.style.borderColor = cssColor(theme.line);
  return canvas;
}

function scaleWords(low: string, high: string): HTMLElement {
  const words = element('div', { class: 'scale-words' }, element('span', { text: low }));
  words.append(element('span', { text: high }));
  return words;
}
