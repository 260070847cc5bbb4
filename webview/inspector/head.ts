/** Above the rows: which network, at which step, its loss, and at most one finding. */
import type { InspectorPicture } from '../../src/protocol/inspector/inspector';
import { claimOf } from '../findings/findingWords';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon } from '../kit/icons';
import { formatInteger, formatNumber } from '../words/numbers';
import { inspectorStrings as strings } from './inspectorStrings';

export class InspectorHead {
  private readonly name = element('h1');
  private readonly step = element('input', {
    class: 'step number',
    attributes: { type: 'text', inputmode: 'numeric', 'aria-label': strings.step },
  });
  private readonly loss = element('span', { class: 'number' });
  private readonly claim = element('span');
  private readonly link = element('button', { class: 'link', attributes: { type: 'button' } });
  private readonly finding = element('p', { class: 'finding' });
  readonly element: HTMLElement;
  private head = 0;

  /** @param goTo a step that has been computed */
  constructor(
    private readonly goTo: (step: number) => void,
    findings: () => void,
    /** The field is left. */
    private readonly leave: () => void,
  ) {
    this.finding.append(
      icon('warning'),
      element('span', {}, this.claim, document.createTextNode(' '), this.link),
    );
    this.link.addEventListener('click', findings);
    this.step.addEventListener('keydown', event => this.pressed(event));
    this.step.addEventListener('blur', () => this.restore());
    this.step.addEventListener('input', () => this.check());
    const label = element('label', {}, document.createTextNode(`${strings.step} `), this.step);
    const loss = element('span', {
      class: 'loss',
      attributes: { title: strings.batchLossTitle },
    });
    loss.append(`${strings.batchLoss} `, this.loss);
    const line = element('div', { class: 'numbers' }, label, loss);
    this.element = element('header', {}, this.name, line, this.finding);
  }

  update({ name, step, head, batchLoss, finding, findings }: InspectorPicture): void {
    setText(this.name, name);
    setAttribute(this.name, 'title', name);
    this.head = head;
    this.step.defaultValue = formatInteger(step);
    if (document.activeElement !== this.step) this.restore();
    setText(this.loss, formatNumber(batchLoss));
    this.loss.classList.toggle('odd', !Number.isFinite(batchLoss));
    setHidden(this.finding, finding === null);
    if (finding === null) return;
    setText(this.claim, `${claimOf(finding).claim}.`);
    setAttribute(this.finding, 'title', finding);
    setText(this.link, strings.findings(findings));
  }

  /** null: what is written is no step that has been computed. */
  private get wanted(): number | null {
    const text = this.step.value.replace(/[,\s]/g, '');
    const step = /^\d+$/.test(text) ? Number(text) : NaN;
    return step <= this.head ? step : null;
  }

  private check(): void {
    const isWrong = this.wanted === null;
    setAttribute(this.step, 'aria-invalid', String(isWrong));
    const title = isWrong ? strings.noStep(this.head) : strings.stepTitle(this.head);
    setAttribute(this.step, 'title', title);
  }

  private restore(): void {
    if (this.step.value !== this.step.defaultValue) this.step.value = this.step.defaultValue;
    this.check();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      const { wanted } = this;
      if (wanted === null) return;
      this.goTo(wanted);
    } else if (event.key !== 'Escape') return;
    else this.restore();
    event.stopPropagation();
    this.leave();
  }
}
