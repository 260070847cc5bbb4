/**
 * The pass through the next batch as a stepper, in the symbols of the file: `x · h · o · E · δ² · δ¹ · ΔW`.
 * A click follows the pass up to there.
 */
import type { RunDescription, Substep } from '../../src/protocol/snapshot';
import { element, setText } from '../kit/dom';
import type { PageContext } from '../sections/view';
import { strings } from '../words/strings';
import { passWords } from './passWords';

type Host = Pick<PageContext, 'model' | 'post' | 'announce'>;

const STEPS: Readonly<Partial<Record<string, number>>> = { ArrowLeft: -1, ArrowRight: 1 };

export class PassStepper {
  private readonly stations = element('ol', { class: 'stations' });
  private readonly words = element('p', { class: 'pass-words' });
  readonly element = element(
    'div',
    { class: 'pass', attributes: { role: 'group', 'aria-label': strings.pass } },
    this.stations,
    this.words,
  );
  private buttons: HTMLButtonElement[] = [];
  private madeFor: RunDescription | null = null;
  private shown = '';
  /** The largest height that the words have had: what stands below does not move. */
  private height = 0;

  constructor(private readonly host: Host) {
    this.stations.addEventListener('keydown', event => {
      const step = STEPS[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const at = this.buttons.findIndex(button => button === document.activeElement);
      const next = Math.max(0, Math.min(this.buttons.length - 1, at + step));
      this.stop(next);
      this.buttons[next]?.focus();
    });
  }

  update(): void {
    const { substep, description, frame } = this.host.model;
    if (!description || !frame) return;
    if (description !== this.madeFor) this.make(description);
    const { run, position } = frame;
    const shown = substep ? `${run}/${position.step}/${substep.done}` : '';
    if (shown === this.shown) return;
    this.shown = shown;
    this.mark(substep);
    const words = substep
      ? passWords(substep, description, { step: position.step, loss: frame.batchLoss })
      : strings.passWhole;
    setText(this.words, words);
    if (substep) this.host.announce(words);
    const { scrollHeight } = this.words;
    if (scrollHeight <= this.height) return;
    this.height = scrollHeight;
    this.words.style.minHeight = `${scrollHeight}px`;
  }

  private make(description: RunDescription): void {
    this.madeFor = description;
    this.shown = 'new';
    this.buttons = stationsOf(description).map(({ name, title }, part) => {
      const attributes = { type: 'button', title };
      const button = element('button', { class: 'station', text: name, attributes });
      button.addEventListener('click', () => this.host.post({ type: 'follow', part }));
      return button;
    });
    this.stations.replaceChildren(...this.buttons.map(button => element('li', {}, button)));
    this.stop(0);
  }

  /** What is not computed yet is dimmed; without a pass that is followed, everything is. */
  private mark(substep: Substep | null): void {
    const done = substep?.done ?? this.buttons.length;
    this.buttons.forEach((button, part) => {
      button.classList.toggle('later', part > done);
      button.classList.toggle('now', part === done);
      if (part === done) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    });
    if (substep) this.stop(done);
  }

  /** The one that the Tab key leads to. */
  private stop(at: number): void {
    this.buttons.forEach((button, part) => (button.tabIndex = part === at ? 0 : -1));
  }
}

/** The inputs, each layer's activation, the loss, each layer's delta from the last one on, the update. */
function stationsOf({ symbols, layers }: RunDescription): { name: string; title: string }[] {
  const { input, loss } = symbols;
  const forward = symbols.layers.map(({ a }, layer) => ({
    name: a.text,
    title: strings.passForward(layers[layer].name),
  }));
  const backward = symbols.layers.map(({ delta }, layer) => ({
    name: delta.text,
    title: strings.passBackward(layers[layer].name),
  }));
  return [
    { name: input.text, title: strings.passInput },
    ...forward,
    { name: loss.text, title: strings.passLoss },
    ...backward.reverse(),
    { name: strings.updateStation(symbols.layers[0].weights.name), title: strings.passUpdate },
  ];
}
