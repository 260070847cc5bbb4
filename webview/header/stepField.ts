/** The step at which everything on the page stands, to be typed: `400`, `+100`, `e50`. */
import type { Position, RunDescription, TimelineSpan } from '../../src/protocol/snapshot';
import { stepAfterEpoch } from '../run/course';
import { element, setAttribute } from '../kit/dom';
import { headerStrings as strings } from '../words/headerStrings';

/** Where a run stands, and the steps that it has; null: there is none. */
export interface StepModel {
  frame: {
    position: Pick<Position, 'step'>;
    timeline: Pick<TimelineSpan, 'start' | 'origin'>;
  } | null;
  description: Pick<RunDescription, 'batchesPerEpoch'> | null;
}

export class StepField {
  private readonly input = element('input', {
    class: 'step-field number',
    attributes: { type: 'text', 'aria-label': strings.stepField, spellcheck: 'false' },
  });
  readonly element = element(
    'label',
    { class: 'step' },
    element('span', { text: strings.stepWord }),
    this.input,
  );

  constructor(
    private readonly model: StepModel,
    private readonly goTo: (step: number) => void,
    private readonly title: string = strings.stepFieldTitle,
  ) {
    const { input } = this;
    input.addEventListener('focus', () => input.select());
    input.addEventListener('blur', () => this.leave());
    input.addEventListener('input', () => this.tell(''));
    input.addEventListener('keydown', event => {
      // Enter and Escape mean something else on the rest of the page.
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.stopPropagation();
      event.preventDefault();
      if (event.key === 'Escape') input.blur();
      else this.run();
    });
  }

  focus(): void {
    this.input.focus();
  }

  update(): void {
    const { frame, description } = this.model;
    this.input.disabled = !description || !frame;
    // While somebody types it belongs to the hand.
    if (document.activeElement !== this.input) this.write();
  }

  private write(): void {
    const step = String(this.model.frame?.position.step ?? 0);
    if (this.input.value !== step) this.input.value = step;
  }

  private run(): void {
    const { frame, description } = this.model;
    if (!frame || !description) return;
    const step = wantedStep(this.input.value, frame.position.step, epoch =>
      stepAfterEpoch(description, frame.timeline, epoch),
    );
    if (step === null) return this.tell(strings.stepFieldError);
    if (step < frame.timeline.start) return this.tell(strings.stepTooEarly(frame.timeline.start));
    this.input.blur();
    this.goTo(step);
  }

  private leave(): void {
    this.tell('');
    this.write();
  }

  /** @param error empty: what stands there may be typed */
  private tell(error: string): void {
    setAttribute(this.input, 'aria-invalid', String(error !== ''));
    this.input.title = error === '' ? this.title : error;
  }
}

/**
 * The step that is meant: `400` itself, `+100` counted from `now`, `e50` the end of epoch 50; null where
 * the text is none of these.
 */
export function wantedStep(
  text: string,
  now: number,
  endOf: (epoch: number) => number,
): number | null {
  const [, sign, digits] = /^([+e]?)(\d[\d,]*)$/i.exec(text.replace(/\s+/g, '')) ?? [];
  if (digits === undefined) return null;
  const count = Number(digits.replaceAll(',', ''));
  if (!Number.isSafeInteger(count)) return null;
  if (sign === '+') return now + count;
  return sign === '' ? count : endOf(count);
}
