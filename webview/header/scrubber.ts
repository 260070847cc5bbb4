/** The way of the run, step by step: drag to any step that was computed. */
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import type { PageModel } from '../run/model';
import { strings } from '../words/strings';

export class Scrubber {
  private readonly range = element('input', {
    class: 'scrubber-range',
    attributes: { type: 'range', step: '1', 'aria-label': strings.scrubber },
  });
  private readonly words = element('span', { class: 'scrubber-words number' });
  readonly element = element('div', { class: 'scrubber' }, this.range, this.words);
  /** Where the viewer has dragged it, until the run stands there. */
  private wanted: number | null = null;
  private held = false;

  constructor(
    private readonly model: PageModel,
    goTo: (step: number) => void,
  ) {
    const { range } = this;
    range.addEventListener('input', () => {
      this.wanted = Number(range.value);
      goTo(this.wanted);
      this.write(this.wanted);
    });
    range.addEventListener('pointerdown', () => (this.held = true));
    for (const end of ['pointerup', 'pointercancel', 'change']) {
      range.addEventListener(end, () => (this.held = false));
    }
  }

  update(): void {
    const { frame, description } = this.model;
    setHidden(this.element, description === null);
    const { start, head } = frame?.timeline ?? { start: 0, head: 0 };
    const step = frame?.position.step ?? 0;
    this.range.disabled = head <= start;
    this.range.title = frame && head > start ? strings.scrubberTitle(frame.timeline) : '';
    setAttribute(this.range, 'min', String(start));
    setAttribute(this.range, 'max', String(Math.max(head, start + 1)));
    if (step === this.wanted) this.wanted = null;
    // While it is being dragged it belongs to the hand.
    if (!this.held) this.range.value = String(this.wanted ?? step);
    this.write(this.wanted ?? step);
  }

  private write(step: number): void {
    const head = this.model.frame?.timeline.head ?? 0;
    const words = step < head ? strings.stepOfHead(step, head) : strings.stepAt(step);
    setText(this.words, words);
    setAttribute(this.range, 'aria-valuetext', words);
    const { min, max } = this.range;
    const share = (step - Number(min)) / (Number(max) - Number(min));
    this.range.style.setProperty('--share', `${(100 * share).toFixed(2)}%`);
  }
}
