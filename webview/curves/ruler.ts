/** Where the run stands in its time: a line over the curves, and a ruler below them to drag it along. */
import { epochsAt, stepAfterEpoch, stepAtEpochs } from '../run/course';
import type { CurveChart } from '../chart/curveChart';
import { element, setAttribute, setHidden } from '../kit/dom';
import type { PageContext } from '../sections/view';
import { formatInteger, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';

/** Epochs that the arrow keys go with Shift. */
const FAR = 10;

export class Ruler {
  private readonly line = element('div', { class: 'playhead' });
  private readonly done = element('div', { class: 'ruler-done' });
  private readonly grip = element('div', { class: 'ruler-grip' });
  private readonly track = element(
    'div',
    {
      class: 'ruler',
      attributes: { role: 'slider', tabindex: '0', 'aria-label': strings.ruler },
    },
    this.done,
    this.grip,
  );
  readonly elements = [this.line, this.track];
  private chart: CurveChart | null = null;
  /** Where the viewer has dragged it, until the run stands there. */
  private wanted: number | null = null;
  private held = false;

  constructor(private readonly page: PageContext) {
    for (const part of this.elements) part.hidden = true;
    const { track } = this;
    track.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      this.held = true;
      track.setPointerCapture(event.pointerId);
      this.drag(event);
      // The plot below would take it for the beginning of a zoom.
      event.stopPropagation();
    });
    track.addEventListener('pointermove', event => {
      if (this.held) this.drag(event);
      event.stopPropagation();
    });
    for (const end of ['pointerup', 'pointercancel'] as const)
      track.addEventListener(end, () => (this.held = false));
    track.addEventListener('click', event => event.stopPropagation());
    track.addEventListener('keydown', event => this.pressed(event));
  }

  /** Follows the run, and the axes after they have changed. */
  update(chart: CurveChart | null): void {
    this.chart = chart;
    const { frame, description, history } = this.page.model;
    const known = chart && frame && description;
    for (const part of this.elements) setHidden(part, !known);
    if (!known) return;
    const { position, timeline } = frame;
    if (position.step === this.wanted) this.wanted = null;
    // While it is being dragged it belongs to the hand.
    const epochs =
      this.wanted === null ? epochsAt(description, position) : this.epochsOf(this.wanted);
    const { left, right, top, bottom } = chart.plot;
    const at = chart.xOf(epochs);
    const x = clamp(at, left, right);
    const isInSight = Math.abs(at - x) < 1;
    for (const part of [this.line, this.grip]) setHidden(part, !isInSight);
    const head = clamp(chart.xOf(this.epochsOf(timeline.head)), left, right);
    place(this.line, x, top, { height: bottom - top });
    place(this.track, left, bottom, { width: right - left });
    this.done.style.width = `${Math.round(head - left)}px`;
    this.grip.style.transform = `translate(${Math.round(x - left)}px)`;
    const loss = history.columns.at(0)?.at(history.rows - 1);
    const shown = position.step === timeline.head ? loss : frame.lastEpoch.at(0);
    const words = shown === undefined || Number.isNaN(shown) ? null : formatNumber(shown);
    setAttribute(this.track, 'aria-valuemin', String(timeline.start));
    setAttribute(this.track, 'aria-valuemax', String(timeline.head));
    setAttribute(this.track, 'aria-valuenow', String(position.step));
    const text = strings.rulerAt(formatInteger(position.epoch), description.epochs, words);
    setAttribute(this.track, 'aria-valuetext', text);
    this.track.title = strings.rulerTitle(timeline);
  }

  private drag({ clientX }: PointerEvent): void {
    const { chart } = this;
    if (!chart) return;
    const { left, width } = this.track.getBoundingClientRect();
    const { left: first, right: last } = chart.plot;
    const x = first + ((clientX - left) / width) * (last - first);
    this.goTo(this.stepAt(chart.epochOf(clamp(x, first, last))));
  }

  private pressed(event: KeyboardEvent): void {
    const to = this.stepFor(event.key, event.shiftKey ? FAR : 1);
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.goTo(to);
  }

  private stepFor(key: string, epochs: number): number | null {
    const { frame, description } = this.page.model;
    if (!frame || !description) return null;
    const { timeline, position } = frame;
    const now = this.wanted ?? position.step;
    const epoch = Math.floor(this.epochsOf(now));
    const isWhole = stepAfterEpoch(description, timeline, epoch) === now;
    switch (key) {
      case 'ArrowLeft':
        return stepAfterEpoch(description, timeline, epoch - epochs + (isWhole ? 0 : 1));
      case 'ArrowRight':
        return stepAfterEpoch(description, timeline, epoch + epochs);
      case 'Home':
        return timeline.start;
      case 'End':
        return timeline.head;
      default:
        return null;
    }
  }

  private goTo(step: number): void {
    const { start, head } = this.page.model.frame?.timeline ?? { start: 0, head: 0 };
    const to = clamp(step, start, head);
    if (to === (this.wanted ?? this.page.model.frame?.position.step)) return;
    this.wanted = to;
    this.page.goTo(to);
    this.page.schedule();
  }

  private stepAt(epochs: number): number {
    const { description, frame } = this.page.model;
    return description && frame ? stepAtEpochs(description, frame.timeline, epochs) : 0;
  }

  private epochsOf(step: number): number {
    const { description, frame } = this.page.model;
    if (!description || !frame) return 0;
    const { origin } = frame.timeline;
    return origin.epoch + (step - origin.step) / description.batchesPerEpoch;
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}

function place(part: HTMLElement, x: number, y: number, size: Record<string, number>): void {
  for (const [side, pixels] of Object.entries(size))
    part.style.setProperty(side, `${Math.round(pixels)}px`);
  part.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
