/** The last lines that the run has written, as the terminal prints them. */
import type { LogAct } from '../../src/protocol/panel';
import type { LogTail } from '../../src/protocol/snapshot';
import { sameItems } from '../drawing/memo';
import { element, setHidden, setText } from '../kit/dom';
import { roundedFrom } from '../run/rounded';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';
import { strings } from '../words/strings';
import { logStrings as words } from './logStrings';

/** Lines that have room; log.css has the height for them. */
const LINES = 6;

export class LogView implements View {
  readonly id = 'log';
  readonly place = 'train';
  readonly aside = true;
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly lines = element('pre', {
    class: 'log-lines number',
    // Not of role "log": that would be read out with every line.
    attributes: { role: 'group', tabindex: '0', 'aria-label': words.lines },
  });
  private shown: readonly unknown[] = [];
  private readonly note = element('p', { class: 'note' });
  private readonly buttons = [
    this.button('copy', words.copy, words.copyTitle),
    this.button('output', words.output, words.outputTitle),
  ];

  constructor(private readonly page: PageContext) {
    this.body = element('div', { class: 'log' }, this.lines, this.note);
    const compare = element('button', {
      class: 'toggle',
      text: words.compare,
      attributes: { type: 'button', title: words.compareTitle },
    });
    compare.addEventListener('click', () =>
      page.post({ type: 'command', command: 'compareWithMyLog' }),
    );
    this.tools = [compare, ...this.buttons];
  }

  title(): string {
    return words.title;
  }

  present(): boolean {
    return this.page.model.frame !== null;
  }

  watch() {
    return this.present() ? { log: LINES } : WATCH_NOTHING;
  }

  update(): void {
    const { data, findings } = this.page.model;
    const { log } = data;
    const lines = log?.lines ?? [];
    this.show(lines, roundedFrom(findings));
    setHidden(this.lines, lines.length === 0);
    setHidden(this.note, lines.length > 0);
    if (lines.length === 0) setText(this.note, log ? words.none(log.first) : words.unknown);
    for (const button of this.buttons) button.disabled = lines.length === 0;
  }

  /** Those whose digits depend on rounding are grey. */
  private show(lines: LogTail['lines'], from: number | null): void {
    const shown = [lines, from];
    if (sameItems(shown, this.shown)) return;
    this.shown = shown;
    const isRounded = ({ epoch }: LogTail['lines'][number]) => from !== null && epoch >= from;
    const textOf = (some: LogTail['lines']) => some.map(({ text }) => text).join('\n');
    const [sure, rounded] = [lines.filter(line => !isRounded(line)), lines.filter(isRounded)];
    this.lines.replaceChildren(textOf(sure));
    if (from === null || rounded.length === 0) return;
    const attributes = { title: strings.rounded(from) };
    const text = textOf(rounded);
    const grey = element('span', { class: 'rounded', text, attributes });
    this.lines.append(sure.length > 0 ? '\n' : '', grey);
  }

  private button(act: LogAct, text: string, title: string): HTMLButtonElement {
    const attributes = { type: 'button', title };
    const button = element('button', { class: 'toggle', text, attributes });
    button.addEventListener('click', () => {
      this.page.post({ type: 'log', act });
      if (act === 'copy') this.page.announce(words.copied);
    });
    return button;
  }
}
