/** Where there is nothing to see yet: what to do, with the buttons right there. */
import { element, setHidden, setText } from '../kit/dom';
import { strings } from '../words/strings';
import { toolkitButton } from '../kit/toolkit';
import type { PageContext } from './view';

export class EmptyHint {
  private readonly text = element('p');
  private readonly buttons: HTMLElement;
  readonly element: HTMLElement;

  constructor(private readonly page: PageContext) {
    const train = toolkitButton(
      { appearance: 'secondary', icon: 'play', label: strings.train, title: strings.trainTitle },
      () => page.post({ type: 'command', command: 'train' }),
    );
    const step = toolkitButton(
      { appearance: 'secondary', icon: 'step', label: strings.step, title: strings.stepTitle },
      () => page.post({ type: 'command', command: 'step' }),
    );
    this.buttons = element('div', { class: 'hint-buttons' }, train.element, step.element);
    this.element = element('div', { class: 'hint' }, this.text, this.buttons);
  }

  update(shown: boolean): void {
    setHidden(this.element, !shown);
    if (!shown) return;
    const { frame, description, status } = this.page.model;
    // Their room stays: the words do not move.
    this.buttons.style.visibility = status.state === 'running' ? 'hidden' : '';
    const begun = frame && description && frame.position.step > 0;
    setText(
      this.text,
      begun
        ? strings.firstEpoch(frame.position.batch, description.batchesPerEpoch)
        : strings.noRunHint(strings.trainKeys),
    );
  }
}
