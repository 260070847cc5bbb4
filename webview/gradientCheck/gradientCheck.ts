/** What the last gradient check has found: a verdict, each tensor, and the entries that differ most. */
import type { CheckedParameters, GradientReport, Verdict } from '../../src/protocol/gradientCheck';
import { element, setAttribute, setText } from '../kit/dom';
import {
  gradientRef,
  gradientTitle,
  kinkWords,
  sampleWords,
  scopeWords,
  verdictOfAll,
  worstEntries,
  type WorstEntry,
} from './gradientCheckWords';
import { icon, setIcon, type IconName } from '../kit/icons';
import { Memo } from '../drawing/memo';
import { alignSign, exactNumber, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

const { gradientCheck: words } = strings;
const ICONS: Record<Verdict, IconName> = { agrees: 'pass', differs: 'error', unknown: 'info' };

export class GradientCheckView implements View {
  readonly id = 'gradientCheck';
  readonly place = 'findings';
  readonly aside = true;
  readonly tools: HTMLElement[];
  private readonly sign = icon('pass');
  private readonly sentence = element('span');
  private readonly age = element('span', { class: 'badge' });
  private readonly verdict = element('p', { class: 'verdict' }, this.sign, this.sentence, this.age);
  private readonly scope = element('p', { class: 'note' });
  private readonly tables = element('div', { class: 'check-tables' });
  private readonly kinks = element('div', { class: 'note' });
  readonly body = element(
    'div',
    { class: 'gradient-check' },
    this.verdict,
    this.scope,
    this.tables,
    this.kinks,
  );
  private readonly drawn = new Memo<true>();

  constructor(private readonly page: PageContext) {
    const again = element('button', {
      class: 'toggle',
      text: words.again,
      attributes: { type: 'button', title: words.againTitle },
    });
    again.addEventListener('click', () =>
      page.post({ type: 'command', command: 'checkGradients' }),
    );
    this.tools = [again];
  }

  title(): string {
    return words.title;
  }

  present(): boolean {
    return this.page.model.gradients !== null;
  }

  watch() {
    return WATCH_NOTHING;
  }

  /** The verdict, for a screen reader. */
  words(): string {
    const { gradients, description } = this.page.model;
    return gradients ? verdictOfAll(gradients, description).text : '';
  }

  drawnSelection(): HTMLElement | null {
    return this.tables.childElementCount > 0 ? this.body : null;
  }

  update(): void {
    const { model } = this.page;
    const { gradients: report, description } = model;
    if (!report) return;
    this.drawn.get([report, description], () => {
      this.draw(report);
      return true;
    });
    const step = model.frame?.position.step ?? 0;
    const old = report.step !== null && report.step !== step;
    setText(this.age, old ? strings.asOfStep(report.step ?? 0) : '');
    this.age.hidden = !old;
  }

  private draw(report: GradientReport): void {
    const { description } = this.page.model;
    const { verdict, text } = verdictOfAll(report, description);
    setIcon(this.sign, ICONS[verdict]);
    setText(this.sentence, text);
    setAttribute(this.verdict, 'data-verdict', verdict);
    setText(this.scope, scopeWords(report));
    const entries = worstEntries(report, description);
    this.tables.replaceChildren(
      this.tensorTable(report),
      ...(entries.length > 0 && description ? [this.worstTable(entries)] : []),
    );
    const sentences = kinkWords(report, description);
    this.kinks.replaceChildren(...sentences.map(sentence => element('p', { text: sentence })));
  }

  /** The table of an expression has the numbers themselves: each input is one. */
  private tensorTable(report: GradientReport): HTMLElement {
    const { parameters } = report;
    const ofInputs = parameters.every(({ layer }) => layer === null);
    const { tensor, compared, error, verdict } = words.columns;
    const { analytic, numeric } = words.worstColumns;
    const heads = ofInputs
      ? [tensor, analytic, numeric, error, verdict]
      : [tensor, compared, error, verdict];
    const rows = parameters.map(each => {
      const found = each.verdict;
      const [entry] = each.worst;
      const own = ofInputs
        ? [number(entry?.analytic), number(entry?.numeric)]
        : [element('td', { class: 'counts', text: sampleWords(each) })];
      return [
        this.nameCell(each),
        ...own,
        number(found === 'unknown' ? undefined : each.maxRelativeError),
        element(
          'td',
          { class: 'words', attributes: { 'data-verdict': found } },
          icon(ICONS[found]),
          element('span', { text: words.verdicts[found] }),
        ),
      ];
    });
    return table(ofInputs ? words.inputs : words.tensors, heads, rows);
  }

  private worstTable(entries: WorstEntry[]): HTMLElement {
    const { entry, place, analytic, numeric, error } = words.worstColumns;
    const rows = entries.map(each => {
      const { target } = each;
      const derive = target && (() => this.page.select(target.tensor, target.cell));
      return [
        head(each.name, words.derive(each.name), derive),
        element('td', { class: 'words', text: each.place }),
        number(each.analytic),
        number(each.numeric),
        number(each.error),
      ];
    });
    return table(words.worst, [entry, place, analytic, numeric, error], rows);
  }

  private nameCell(parameters: CheckedParameters): HTMLElement {
    const ref = gradientRef(parameters);
    const name = gradientTitle(parameters, this.page.model.description);
    return head(name, words.show(name), ref && (() => this.page.showMatrix(ref)));
  }
}

function table(caption: string, heads: readonly string[], rows: HTMLElement[][]): HTMLElement {
  const line = (cells: HTMLElement[]): HTMLElement => element('tr', {}, ...cells);
  const titles = heads.map((text, column) => {
    const isWords = rows.at(0)?.[column]?.classList.contains('words');
    const kind = isWords ? { class: 'words' } : {};
    return element('th', { ...kind, text, attributes: { scope: 'col' } });
  });
  return element(
    'div',
    { class: 'table-frame', attributes: { tabindex: '0' } },
    element(
      'table',
      {},
      element('caption', { text: caption }),
      element('thead', {}, line(titles)),
      element('tbody', {}, ...rows.map(line)),
    ),
  );
}

/** The name of a row, which may be pressed. */
function head(name: string, title: string, press: (() => void) | null): HTMLElement {
  if (!press) return element('th', { text: name, attributes: { scope: 'row' } });
  const button = element('button', {
    class: 'link',
    text: name,
    attributes: { type: 'button', title },
  });
  button.addEventListener('click', press);
  return element('th', { attributes: { scope: 'row' } }, button);
}

/** Rounded, every digit on hover. undefined: there is none; null: it is not finite. */
function number(value: number | null | undefined): HTMLElement {
  if (value === undefined) return element('td', { text: strings.notYet });
  if (value === null || !Number.isFinite(value)) return element('td', { text: words.notFinite });
  const text = alignSign(formatNumber(value));
  return element('td', { text, attributes: { title: exactNumber(value) } });
}
