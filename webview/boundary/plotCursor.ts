/** The cursor over the boundary: what the network says there, in words. */
import { element } from '../kit/dom';
import { exactNumber, formatNumber } from '../words/numbers';
import { fromPaper, insideArea, toPaper, type PlotArea } from '../chart/plot';
import { outputsAt, predictedClass, readingOf, type Reading } from './reading';
import { strings } from '../words/strings';
import type { TooltipRow } from '../kit/tooltip';
import type { PageContext } from '../sections/view';

/** A point within this distance of the cursor (px) is what is meant. */
const NEAR = 7;

interface Spot {
  /** In the units of the file. */
  x: number;
  y: number;
  /** By keyboard: then a mark shows where. */
  marked: boolean;
}

export class PlotCursor {
  readonly element = element('div', { class: 'plot-cursor' });
  private spot: Spot | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly box: HTMLElement,
    private readonly area: () => PlotArea | null,
  ) {
    this.element.hidden = true;
    box.addEventListener('pointermove', event => this.pointerMoved(event));
    box.addEventListener('pointerleave', () => this.set(null));
    box.addEventListener('blur', () => this.set(null));
    box.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** The numbers below a resting cursor change with the run. */
  update(): void {
    if (this.spot) this.show(this.spot);
  }

  private pointerMoved(event: PointerEvent): void {
    const area = this.area();
    const box = this.box.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    if (!area || !insideArea(area, px, py)) return this.set(null);
    const [x, y] = fromPaper(area, px, py);
    this.set({ x, y, marked: false });
  }

  private keyPressed(event: KeyboardEvent): void {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    };
    const move = moves[event.key];
    const area = this.area();
    if (!move || !area || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { x, y } = area;
    const from = this.spot ?? { x: (x.min + x.max) / 2, y: (y.min + y.max) / 2 };
    const share = event.shiftKey ? 0.1 : 0.02;
    const clamp = (value: number, limits: PlotArea['x']) =>
      Math.max(limits.min, Math.min(limits.max, value));
    this.set({
      x: clamp(from.x + move[0] * share * (x.max - x.min), x),
      y: clamp(from.y + move[1] * share * (y.max - y.min), y),
      marked: true,
    });
    const rows = this.spot ? this.rows(this.spot, area).rows : [];
    this.page.announce(rows.map(row => `${row.label} ${row.value}`).join(', '));
  }

  private set(spot: Spot | null): void {
    const shown = this.spot !== null;
    this.spot = spot;
    if (spot) return this.show(spot);
    this.element.hidden = true;
    if (shown) this.page.tooltip.hide();
  }

  private show(spot: Spot): void {
    const area = this.area();
    if (!area) return;
    const [px, py] = toPaper(area, spot.x, spot.y);
    this.element.hidden = !spot.marked;
    this.element.style.transform = `translate(${Math.round(px)}px, ${Math.round(py)}px)`;
    const { title, rows } = this.rows(spot, area);
    const box = this.box.getBoundingClientRect();
    this.page.tooltip.show(box.left + px, box.top + py, title, rows);
  }

  private rows(spot: Spot, area: PlotArea): { title: string; rows: TooltipRow[] } {
    const { description } = this.page.model;
    const { boundary } = this.page.model.data;
    if (!description) return { title: '', rows: [] };
    const reading = readingOf(description);
    const [nameX, nameY] = description.data.featureNames;
    const point = this.nearestPoint(spot, area);
    if (point) {
      const rows = [
        { label: nameX, value: exactNumber(point.x) },
        { label: nameY, value: exactNumber(point.y) },
        { label: strings.truth, value: reading.classes?.[point.label] ?? exactNumber(point.label) },
        ...outputRows(reading, point.outputs, exactNumber),
      ];
      return { title: point.title, rows };
    }
    const rows = [
      { label: nameX, value: formatNumber(spot.x) },
      { label: nameY, value: formatNumber(spot.y) },
      ...outputRows(reading, boundary && outputsAt(boundary, spot.x, spot.y), formatNumber),
    ];
    return { title: '', rows };
  }

  private nearestPoint(spot: Spot, area: PlotArea) {
    const { description } = this.page.model;
    const { boundary } = this.page.model.data;
    const [px, py] = toPaper(area, spot.x, spot.y);
    let best = NEAR;
    let found: {
      title: string;
      x: number;
      y: number;
      label: number;
      outputs: number[] | null;
    } | null = null;
    description?.points.forEach((part, place) => {
      for (let i = 0; i < part.labels.length; i++) {
        const [x, y] = [part.xy[2 * i], part.xy[2 * i + 1]];
        const [ax, ay] = toPaper(area, x, y);
        const distance = Math.hypot(ax - px, ay - py);
        if (distance >= best) continue;
        best = distance;
        const values = boundary?.atPoints[place];
        const count = description.data.outputs;
        const outputs = values ? Array.from(values.subarray(i * count, (i + 1) * count)) : null;
        const title = strings.pointOf(strings.parts[part.part], i);
        found = { title, x, y, label: part.labels[i], outputs };
      }
    });
    return found as {
      title: string;
      x: number;
      y: number;
      label: number;
      outputs: number[] | null;
    } | null;
  }
}

/** The decision, and every output that led to it. */
function outputRows(
  reading: Reading,
  outputs: number[] | null,
  format: (value: number) => string,
): TooltipRow[] {
  if (!outputs) return [];
  const values = outputs.map((value, index) => ({
    label:
      outputs.length === 1
        ? strings.output
        : strings.outputOf(reading.classes?.[index] ?? String(index + 1)),
    value: format(value),
  }));
  if (!reading.classes) return values;
  const predicted = reading.classes[predictedClass(reading, outputs, 0)];
  return [{ label: strings.predicted, value: predicted }, ...values];
}
