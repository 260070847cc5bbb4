/** Above the rows: which network, at which step, its loss, and at most one finding. */
import type { InspectorPicture } from '../../src/protocol/inspector/inspector';
import { claimOf } from '../findings/findingWords';
import { StepField, type StepModel } from '../header/stepField';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon } from '../kit/icons';
import { formatNumber } from '../words/numbers';
import { inspectorStrings as strings } from './inspectorStrings';

export class InspectorHead {
  private readonly name = element('h1');
  private readonly run: StepModel = { frame: null, description: null };
  private readonly step: StepField;
  private readonly loss = element('span', { class: 'number' });
  private readonly claim = element('span');
  private readonly link = element('button', { class: 'link', attributes: { type: 'button' } });
  private readonly finding = element('p', { class: 'finding' });
  readonly element: HTMLElement;

  /** @param goTo another step has been typed */
  constructor(goTo: (step: number) => void, findings: () => void) {
    this.step = new StepField(this.run, goTo, strings.stepTitle);
    const words = element('span', {}, this.claim, document.createTextNode(' '), this.link);
    this.finding.append(icon('warning'), words);
    this.link.addEventListener('click', findings);
    const loss = element('span', {
      class: 'loss',
      attributes: { title: strings.batchLossTitle },
    });
    loss.append(`${strings.batchLoss} `, this.loss);
    const line = element('div', { class: 'numbers' }, this.step.element, loss);
    this.element = element('header', {}, this.name, line, this.finding);
  }

  update(picture: InspectorPicture): void {
    const { name, step, timeline, batchesPerEpoch, batchLoss, finding, findings } = picture;
    setText(this.name, name);
    setAttribute(this.name, 'title', name);
    this.run.frame = { position: { step }, timeline };
    this.run.description = { batchesPerEpoch };
    this.step.update();
    setText(this.loss, formatNumber(batchLoss));
    this.loss.classList.toggle('odd', !Number.isFinite(batchLoss));
    setHidden(this.finding, finding === null);
    if (finding === null) return;
    setText(this.claim, `${claimOf(finding).claim}.`);
    setAttribute(this.finding, 'title', finding);
    setText(this.link, strings.findings(findings));
  }
}
