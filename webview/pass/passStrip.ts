/** A pass followed layer by layer: where it stands, and what was computed last, in symbols. */
import type { RunDescription, Substep } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../kit/dom';
import type { PageModel } from '../run/model';
import { passWords } from './passWords';
import { strings } from '../words/strings';

export class PassStrip {
  private readonly stations = element('ol', { class: 'stations' });
  private readonly words = element('p', { class: 'pass-words' });
  readonly element = element(
    'div',
    { class: 'pass', attributes: { role: 'group', 'aria-label': strings.pass } },
    this.stations,
    this.words,
  );
  private shown = '';

  constructor(
    private readonly model: PageModel,
    private readonly announce: (text: string) => void,
  ) {}

  update(): void {
    const { substep, description, frame } = this.model;
    setHidden(this.element, !substep || !description);
    if (!substep || !description || !frame) {
      this.shown = '';
      return;
    }
    const shown = `${frame.position.step}/${substep.done}/${substep.of}`;
    if (shown === this.shown) return;
    this.shown = shown;
    this.stations.replaceChildren(...stationsOf(substep, description));
    const words = passWords(substep, description, frame.batchLoss);
    setText(this.words, words);
    this.announce(words);
  }
}

/** `1 2 3 L 3 2 1 ΔW`: those that are done filled, the last one marked. */
function stationsOf({ done, of }: Substep, { symbols }: RunDescription): HTMLElement[] {
  const depth = (of - 2) / 2;
  const names = [
    ...Array.from({ length: depth }, (_, layer) => String(layer + 1)),
    symbols.loss.text,
    ...Array.from({ length: depth }, (_, i) => String(depth - i)),
    strings.updateStation(symbols.layers[0].weights.name),
  ];
  return names.map((name, index) => {
    const state = index < done - 1 ? 'done' : index === done - 1 ? 'now' : 'later';
    const station = element('li', { class: `station ${state}`, text: name });
    if (state === 'now') station.setAttribute('aria-current', 'step');
    return station;
  });
}
