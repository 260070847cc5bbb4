/** The finding that is open: its claim, what is said beyond it, its evidence, and what was tried. */
import type { FindingAct, EditAct } from '../../src/protocol/panel';
import type { FindingsReport, ListedFinding } from '../../src/protocol/findings';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon, setIcon, type IconName } from '../kit/icons';
import { PictureTools } from '../picture/tools';
import type { PageContext } from '../sections/view';
import { EvidenceScene } from './evidence/evidenceScene';
import { claimOf } from './findingWords';
import { findingsStrings as words } from './findingsStrings';
import { FixRows } from './fixRows';

export const SEVERITY_ICONS: Record<ListedFinding['severity'], IconName> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
};

export class FindingCard {
  private readonly sign = icon('warning');
  private readonly claim = element('span');
  private readonly rest = element('p', { class: 'finding-rest' });
  private readonly place = this.link(words.goTo, 'goTo');
  private readonly since = element('span');
  private readonly id = this.link('', 'explain');
  private readonly caption = element('p', { class: 'note' });
  private readonly scene: EvidenceScene;
  private readonly tools: PictureTools;
  private readonly evidence: HTMLElement;
  private readonly fixes: FixRows;
  private readonly rounded = element('p');
  private readonly follows = element(
    'div',
    { class: 'follows' },
    element('div', { class: 'part-head' }, element('h3', { text: words.follows })),
    this.rounded,
  );
  readonly element: HTMLElement;
  private finding: ListedFinding | null = null;

  constructor(private readonly page: PageContext) {
    this.scene = new EvidenceScene(page, () => page.widths.of(this.evidence));
    const drawing = element('div', {}, this.scene.box.element);
    const titled = {
      name: () => `${this.finding?.id ?? ''} ${words.evidence}`.trim(),
      figure: () => ({ shows: this.caption.textContent ?? '' }),
      table: () => this.scene.table(),
    };
    this.tools = new PictureTools(titled, page, drawing, {
      size: () => this.scene.size(),
      draw: pen => this.scene.draw(pen, null),
    });
    this.evidence = element(
      'div',
      { class: 'finding-evidence' },
      drawing,
      this.tools.table.element,
      element('div', { class: 'evidence-foot' }, this.caption, this.tools.element),
    );
    this.fixes = new FixRows({
      get theme() {
        return page.theme;
      },
      act: (act, edit) => this.edit(act, edit),
      tryAgain: () => this.act('examine'),
      cancel: () => page.post({ type: 'stopTrying' }),
    });
    this.element = element(
      'article',
      { class: 'finding' },
      element('h3', { class: 'finding-claim' }, this.sign, this.claim),
      this.rest,
      element('p', { class: 'finding-meta' }, this.place, this.since, this.id),
      this.evidence,
      this.fixes.element,
      this.follows,
    );
  }

  update(finding: ListedFinding, { canEdit }: FindingsReport): void {
    this.finding = finding;
    const { id, severity, message, field, line, since, examination, canTry } = finding;
    const { claim, rest } = claimOf(message);
    setIcon(this.sign, SEVERITY_ICONS[severity]);
    setAttribute(this.element, 'data-severity', severity);
    setText(this.claim, claim);
    setText(this.rest, rest);
    setHidden(this.rest, rest === '');
    setText(this.place, words.where(field, line));
    setHidden(this.place, field === '');
    setText(this.since, since === null ? words.fromStart : words.since(since));
    setText(this.id, id);
    setAttribute(this.id, 'title', words.explain(id));
    const picture = examination?.curvature ?? finding.picture;
    this.scene.picture = picture;
    setHidden(this.evidence, picture === null);
    if (picture) {
      setText(this.caption, picture.caption);
      this.scene.box.label(picture.caption);
      this.tools.update();
      if (!this.tools.showsTable) this.scene.box.update();
    }
    this.fixes.update(examination, canTry, canEdit);
    const roundedFrom = examination?.roundedFrom ?? null;
    setHidden(this.follows, roundedFrom === null);
    if (roundedFrom !== null) setText(this.rounded, words.rounded(roundedFrom));
  }

  private act(act: FindingAct): void {
    if (this.finding) this.page.post({ type: 'finding', act, id: this.finding.id });
  }

  private edit(act: EditAct, edit: number): void {
    if (!this.finding) return;
    this.page.post({ type: 'edit', act, id: this.finding.id, edit });
    if (act === 'runBoth') this.page.showTab('compare');
  }

  private link(title: string, act: FindingAct): HTMLButtonElement {
    const button = element('button', { class: 'link', attributes: { type: 'button', title } });
    button.addEventListener('click', () => this.act(act));
    return button;
  }
}
