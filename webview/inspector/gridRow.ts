/** One row of the inspector: its cells, kept and only changed where something is new. */
import { tensorsFrom } from '../../src/engine/ground/tensors';
import type {
  InspectedLayer,
  InspectedTensor,
  Measure,
} from '../../src/protocol/inspector/inspector';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon, setIcon } from '../kit/icons';
import { barShare, type BarScale } from './barScale';
import { courseOf, LINE } from './course';
import type { ShownRow } from './folds';
import { inspectorStrings as strings } from './inspectorStrings';

const GRADIENTS = tensorsFrom('backward', 'penalty', 'update');
const SVG = 'http://www.w3.org/2000/svg';

function cell(name: string, ...children: Node[]): HTMLElement {
  return element('span', { class: name, attributes: { role: 'gridcell' } }, ...children);
}

/** What the menu of VS Code is told of a part of the page. */
function setContext(part: HTMLElement, context: Record<string, unknown>): void {
  const told = JSON.stringify({ ...context, preventDefaultContextMenuItems: true });
  setAttribute(part, 'data-vscode-context', told);
}

abstract class GridRow {
  readonly element: HTMLElement;

  constructor(kind: 'layer' | 'tensor', cells: readonly HTMLElement[]) {
    const attributes = { role: 'row', tabindex: '-1', 'aria-level': kind === 'layer' ? '1' : '2' };
    this.element = element('div', { class: `row ${kind}`, attributes }, ...cells);
  }

  protected say(spoken: string, details: string): void {
    setAttribute(this.element, 'aria-label', spoken);
    setAttribute(this.element, 'title', details);
  }

  /** @param isCurrent whether keys are about it */
  place({ place, siblings }: ShownRow, isCurrent: boolean, isChosen: boolean): void {
    setAttribute(this.element, 'aria-posinset', String(place));
    setAttribute(this.element, 'aria-setsize', String(siblings));
    setAttribute(this.element, 'aria-selected', String(isChosen));
    setAttribute(this.element, 'tabindex', isCurrent ? '0' : '-1');
  }
}

export class LayerRow extends GridRow {
  private readonly fold = icon('right');
  private readonly name = element('span', { class: 'name' });
  private readonly bar = element('span', { class: 'fill' });
  private readonly value = cell('value number');
  private readonly mark = element('button', {
    class: 'mark',
    attributes: { type: 'button', tabindex: '-1', 'aria-label': strings.showFindings },
  });

  constructor(warn: () => void) {
    const name = element('span', { class: 'named', attributes: { role: 'rowheader' } });
    const bar = cell('bar');
    const mark = cell('marked');
    super('layer', [name, bar]);
    name.append(this.fold, this.name);
    bar.append(this.bar);
    mark.append(this.mark);
    this.mark.append(icon('warning'));
    this.mark.addEventListener('click', event => {
      event.stopPropagation();
      warn();
    });
    this.element.append(this.value, mark);
  }

  update(layer: InspectedLayer, row: ShownRow, measure: Measure, scale: BarScale | null): void {
    setText(this.name, layer.name);
    setIcon(this.fold, row.isOpen ? 'down' : 'right');
    setAttribute(this.element, 'aria-expanded', String(row.isOpen));
    const value = layer.measures[measure];
    setText(this.value, strings.value(value, measure));
    const share = barShare(value, scale);
    this.bar.style.width = `${((share ?? 0) * 100).toFixed(2)}%`;
    setAttribute(this.bar, 'data-measure', measure);
    const [finding] = layer.findings;
    setHidden(this.mark, !finding);
    this.say(strings.layerSpoken(layer, measure), strings.layerDetails(layer));
    const { layer: index } = row;
    setContext(this.element, { webviewSection: finding ? 'warned' : 'layer', layer: index });
    if (finding) setContext(this.mark, { webviewSection: 'finding', finding: finding.id });
  }
}

export class TensorRow extends GridRow {
  private readonly isNew = icon('right');
  private readonly symbol = element('span', { class: 'name' });
  private readonly shape = cell('shape number');
  private readonly norm = cell('value number');
  private readonly line = document.createElementNS(SVG, 'polyline');
  private readonly end = element('span', { class: 'end' });
  private drawn: Float64Array | null = null;

  constructor() {
    const name = element('span', { class: 'named', attributes: { role: 'rowheader' } });
    super('tensor', [name]);
    name.append(this.isNew, this.symbol);
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${LINE.width} ${LINE.height}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(this.line);
    this.element.append(this.shape, this.norm, cell('course', svg, this.end));
  }

  update(tensor: InspectedTensor, layer: InspectedLayer, row: ShownRow): void {
    const { symbol, stats, mark, course } = tensor;
    setText(this.symbol, symbol);
    this.element.classList.toggle(
      'gradient',
      GRADIENTS.some(name => name === tensor.tensor),
    );
    this.element.classList.toggle('odd', (stats?.nonFinite ?? 0) > 0);
    setAttribute(this.isNew, 'data-mark', mark);
    setText(this.shape, stats ? strings.shape(stats) : '');
    setText(this.norm, stats ? strings.norm(stats) : mark === 'later' ? strings.later : '');
    this.draw(course);
    this.say(strings.tensorSpoken(layer.name, tensor), strings.tensorDetails(layer.name, tensor));
    const { layer: index } = row;
    setContext(this.element, { webviewSection: 'tensor', layer: index, tensor: tensor.tensor });
  }

  private draw(norms: Float64Array): void {
    if (norms === this.drawn) return;
    this.drawn = norms;
    const { points, end } = courseOf(norms);
    setAttribute(this.line, 'points', points);
    setHidden(this.end, end === null);
    this.end.style.top = `${((end ?? 0) / LINE.height) * 100}%`;
  }
}
