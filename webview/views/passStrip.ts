/** A pass followed layer by layer: where it stands, and what was computed last, in symbols. */
import type { RunDescription, Substep } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../dom';
import type { PageModel } from '../model';
import { formatNumber } from '../numbers';
import { strings } from '../strings';

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
    this.stations.replaceChildren(...stationsOf(substep));
    const words = passWords(substep, description, frame.batchLoss);
    setText(this.words, words);
    this.announce(words);
  }
}

/** `1 2 3 L 3 2 1 ΔW`: those that are done filled, the last one marked. */
function stationsOf({ done, of }: Substep): HTMLElement[] {
  const depth = (of - 2) / 2;
  const names = [
    ...Array.from({ length: depth }, (_, layer) => String(layer + 1)),
    strings.lossStation,
    ...Array.from({ length: depth }, (_, i) => String(depth - i)),
    strings.updateStation,
  ];
  return names.map((name, index) => {
    const state = index < done - 1 ? 'done' : index === done - 1 ? 'now' : 'later';
    const station = element('li', { class: `station ${state}`, text: name });
    if (state === 'now') station.setAttribute('aria-current', 'step');
    return station;
  });
}

/** What was computed in this substep, as the conventions of the engine write it. */
export function passWords(substep: Substep, description: RunDescription, loss: number): string {
  const { kind, layer } = substep;
  const { layers } = description;
  const { activation, useBias, name } = layers[layer];
  const [n, below, above] = [layer + 1, layer, layer + 2];
  switch (kind) {
    case 'forward':
      return strings.forwardWords(name, n, below, activation, useBias);
    case 'loss':
      return strings.lossWords(formatNumber(loss), n);
    case 'backward': {
      const next = layer + 1 < layers.length ? above : null;
      return strings.backwardWords(name, n, below, next, activation, useBias);
    }
    case 'update':
      return strings.updateWords;
    default:
      return kind satisfies never;
  }
}
