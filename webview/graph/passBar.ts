/** How far the passes of an expression have come, as a slider, and what the last step did. */
import { element, setAttribute, setText } from '../kit/dom';
import { strings } from '../words/strings';

export class PassBar {
  private readonly slider = element('input', {
    class: 'pass-slider',
    attributes: { type: 'range', min: '0', step: '1', 'aria-label': strings.graphSteps },
  });
  private readonly lines = element('div', { class: 'pass-lines' });
  private readonly forward = element('span', { text: strings.passes.forward });
  private readonly backward = element('span', { text: strings.passes.backward });
  readonly element = element(
    'div',
    { class: 'pass-bar' },
    this.slider,
    element(
      'div',
      { class: 'pass-names', attributes: { 'aria-hidden': 'true' } },
      this.forward,
      this.backward,
    ),
    this.lines,
  );
  /** The largest height that the lines have had: what stands below does not move. */
  private height = 0;
  /** The pointer holds the slider: it stands where it is held. */
  private held = false;

  constructor(goTo: (position: number) => void) {
    this.slider.addEventListener('input', () => goTo(this.slider.valueAsNumber));
    this.slider.addEventListener('pointerdown', () => (this.held = true));
    this.slider.addEventListener('change', () => (this.held = false));
  }

  /** @param forward how many of the steps belong to the forward pass */
  update(
    position: number,
    steps: { all: number; forward: number },
    words: string,
    lines: readonly string[],
  ): void {
    setAttribute(this.slider, 'max', String(steps.all));
    if (!this.held) this.slider.value = String(position);
    this.forward.style.flexGrow = String(steps.forward);
    this.backward.style.flexGrow = String(steps.all - steps.forward);
    setAttribute(this.slider, 'aria-valuetext', words);
    while (this.lines.children.length < lines.length) {
      this.lines.append(element('div', { class: 'number' }));
    }
    [...this.lines.children].forEach((line, at) => setText(line, lines[at] ?? ''));
    const { scrollHeight } = this.lines;
    if (scrollHeight <= this.height) return;
    this.height = scrollHeight;
    this.lines.style.minHeight = `${scrollHeight}px`;
  }
}
