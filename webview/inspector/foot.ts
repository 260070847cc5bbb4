/** Below the rows: the tensor of the current row, its entries and how they are spread. */
import { tensorsFrom } from '../../src/engine/ground/tensors';
import type { InspectorPicture, RowRef } from '../../src/protocol/inspector/inspector';
import { element, setText, type Widths } from '../kit/dom';
import type { BoxHost } from '../picture/pictureBox';
import { Distribution } from './distribution';
import { inspectorStrings as strings } from './inspectorStrings';

const GRADIENTS = tensorsFrom('backward', 'penalty', 'update');

export class InspectorFoot {
  private readonly title = element('span', { class: 'foot-title' });
  private readonly count = element('span', { class: 'foot-facts' });
  private readonly mean = element('span', { class: 'foot-facts number' });
  private readonly range = element('span', { class: 'foot-facts foot-range number' });
  private readonly distribution: Distribution;
  readonly element: HTMLElement;

  constructor(host: BoxHost, widths: Widths) {
    this.distribution = new Distribution(host, widths);
    this.element = element(
      'footer',
      {},
      element('div', { class: 'foot-line' }, this.title, this.count),
      element('div', { class: 'foot-line' }, this.mean, this.range),
      this.distribution.box.element,
    );
  }

  update({ layers, distribution }: InspectorPicture, row: RowRef | null): void {
    const layer = row ? layers.at(row.layer) : undefined;
    const tensor = layer?.tensors.find(each => each.tensor === row?.tensor);
    const stats = tensor?.stats ?? null;
    const known = stats && stats.nonFinite < stats.rows * stats.cols ? stats : null;
    setText(this.title, layer && tensor ? strings.of(tensor.symbol, layer.name) : strings.choose);
    setText(this.count, stats ? strings.entries(stats) : '');
    setText(this.mean, known ? strings.meanAbs(known) : '');
    setText(this.range, known ? strings.range(known) : '');
    const isIts = distribution?.layer === row?.layer && distribution?.tensor === row?.tensor;
    const isGradient = GRADIENTS.some(name => name === tensor?.tensor);
    const spread = distribution && isIts && stats ? { histogram: distribution, isGradient } : null;
    const title =
      layer && tensor ? strings.distribution(tensor.symbol, layer.name) : strings.choose;
    this.distribution.update(spread, title);
  }
}
