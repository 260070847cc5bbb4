/** Why it does not learn: what was found, causes first, one of them open; what was tried; small experiments. */
import type { FindingsReport, ListedFinding } from '../../src/protocol/findings';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon } from '../kit/icons';
import { sameItems } from '../drawing/memo';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';
import { FindingCard, SEVERITY_ICONS } from './findingCard';
import { claimOf } from './findingWords';
import { findingsStrings as words } from './findingsStrings';
import { RuledOutList } from './ruledOut';
import { SanityPart } from './sanity';

export class FindingsView implements View {
  readonly id = 'findings';
  readonly place = 'findings';
  readonly tools: HTMLElement[] = [];
  private readonly nothing = element('p', { class: 'note' });
  private readonly before = element('div', { class: 'finding-list' });
  private readonly after = element('div', { class: 'finding-list' });
  private readonly card: FindingCard;
  private readonly sanity: SanityPart;
  private readonly ruledOut: RuledOutList;
  readonly body: HTMLElement;
  /** Id of the finding that a person has opened. */
  /** Findings for which trying has been asked: each once, as long as it says the same. */
  private readonly asked = new Set<string>();
  private shown: readonly unknown[] = [];

  constructor(private readonly page: PageContext) {
    this.card = new FindingCard(page);
    this.sanity = new SanityPart(
      name => page.post({ type: 'sanity', name }),
      text => page.announce(text),
    );
    this.ruledOut = new RuledOutList(id => page.post({ type: 'finding', act: 'explain', id }));
    this.body = element(
      'div',
      { class: 'findings' },
      this.nothing,
      this.before,
      this.card.element,
      this.after,
      this.sanity.element,
      this.ruledOut.element,
    );
  }

  title(): string {
    return words.title(this.report?.findings.length ?? 0);
  }

  present(): boolean {
    const { report } = this;
    return report !== null && report.findings.length + report.ruledOut.length > 0;
  }

  watch() {
    return WATCH_NOTHING;
  }

  /** The next drawing shows this one. */
  open(id: string): void {
    this.page.choices.show({ finding: id });
  }

  /** What is claimed, for a screen reader. */
  words(): string {
    const { report } = this;
    if (!report) return '';
    const { findings, ruledOut, ofRun } = report;
    if (findings.length > 0) return findings.map(({ message }) => message).join(' ');
    return ofRun ? words.nothing(ruledOut.length) : words.nothingYet(ruledOut.length);
  }

  drawnSelection(): HTMLElement | null {
    return this.shown.length > 0 ? this.body : null;
  }

  update(): void {
    const { report } = this;
    if (!report) return;
    const { findings, ruledOut } = report;
    const open =
      findings.find(({ id }) => id === this.page.choices.shown.finding) ?? findings.at(0);
    const shown = [findings, open?.id];
    if (!sameItems(shown, this.shown)) {
      this.shown = shown;
      const at = open ? findings.indexOf(open) : 0;
      this.list(this.before, findings.slice(0, at));
      this.list(this.after, findings.slice(at + 1));
    }
    setHidden(this.nothing, open !== undefined);
    setText(this.nothing, open ? '' : this.words());
    setHidden(this.card.element, !open);
    if (open) this.card.update(open, report);
    this.sanity.update(report.sanity);
    this.ruledOut.update(ruledOut, findings.length === 0);
    if (open) this.tryFor(open);
  }

  private get report(): FindingsReport | null {
    return this.page.model.findings;
  }

  /** The others, a row each, which opens it. */
  private list(place: HTMLElement, findings: readonly ListedFinding[]): void {
    const rows = findings.map(({ id, message, severity }) => {
      const { claim } = claimOf(message);
      const row = element(
        'button',
        { class: 'finding-row', attributes: { type: 'button', title: message } },
        icon('right'),
        icon(SEVERITY_ICONS[severity]),
        element('span', { text: claim }),
      );
      setAttribute(row, 'aria-label', words.open(claim));
      row.addEventListener('click', () => {
        this.page.choices.show({ finding: id });
        this.page.schedule();
      });
      return row;
    });
    place.replaceChildren(...rows);
  }

  /** What may help is tried as soon as the finding is in sight and the run rests. */
  private tryFor({ id, message, canTry, examination }: ListedFinding): void {
    const { status, snapshot } = this.page.model;
    const key = `${id} ${message}`;
    const isDue = canTry && examination === null && status.state !== 'running' && !snapshot?.stale;
    if (!isDue || this.asked.has(key)) return;
    this.asked.add(key);
    this.page.post({ type: 'finding', act: 'examine', id });
  }
}
