/** What a person does with the page, and all that follows from it, as a text to read. */
import type { FromPanel } from '../../../../src/protocol/panel';
import type { Watch } from '../../../../src/protocol/snapshot';
import type { Panel } from '../panel';
import { changesOf } from './changes';
import { outlineOf } from './outline';
import {
  clipboardWords,
  focusWords,
  partsOfPage,
  postedWords,
  saidWords,
  tooltip,
  tooltipWords,
} from './sight';
import { quoted } from './words';

/** Messages that say nothing to a person. */
const SILENT: FromPanel['type'][] = ['drawn'];

/** Lines of a part that is not looked at closely. */
const AFAR = 4;

interface Sight {
  /** The page's parts: its headers, its sections, an open menu. */
  parts: Map<string, string[]>;
  said: string;
  tooltip: string;
  focus: string;
}

export class PageLog {
  private readonly lines: string[] = [];
  private sight: Sight;
  private posted: number;
  private watched: Partial<Watch> = {};

  /**
   * @param within only these parts of the page are looked at; all by default
   * @param closely of the others the first changes alone are written
   */
  constructor(
    readonly panel: Panel,
    private readonly within: (part: string) => boolean = () => true,
    private readonly closely: (part: string) => boolean = () => true,
  ) {
    this.sight = this.seen();
    this.posted = panel.posted.length;
    this.watched = panel.all('watch').at(-1)?.watch ?? {};
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  note(...lines: string[]): void {
    this.lines.push(...lines);
  }

  /** All that is on the page now. */
  page(title: string): void {
    this.look();
    const { parts, focus } = this.sight;
    this.note(`= ${title}`, '', ...[...parts.values()].flatMap(lines => [...lines, '']));
    const { lastElementChild: announcer } = this.panel.root;
    if (announcer) this.note(...outlineOf(announcer), '');
    const box = tooltip();
    if (box && !box.hidden) this.note(...outlineOf(box), '');
    if (focus) this.note(`focus on ${focus}`);
  }

  /** What has happened until now is not written down. */
  look(): void {
    this.sight = this.seen();
    this.posted = this.panel.posted.length;
    this.watched = this.panel.all('watch').at(-1)?.watch ?? {};
  }

  /** Does this, and writes down what is different afterwards. */
  async does(words: string, action: () => unknown): Promise<void> {
    this.tells(words, await this.tries(action));
  }

  /** Does something and the same again, as with a switch. */
  async doesTwice(words: string, action: () => unknown): Promise<void> {
    const before = this.sight;
    await this.does(words, action);
    const news = await this.tries(action);
    const isSame = [...before.parts].every(
      ([name, lines]) => this.sight.parts.get(name)?.join('\n') === lines.join('\n'),
    );
    this.tells(`${words}, again`, isSame ? ['as before'] : news);
  }

  /** What is different afterwards. */
  async tries(action: () => unknown): Promise<string[]> {
    const { clipboard } = this.panel.screen;
    const before = clipboard?.length ?? 0;
    await this.panel.does(action);
    const copied = await Promise.all((clipboard ?? []).slice(before).map(clipboardWords));
    return [...copied.flat(), ...this.news()];
  }

  tells(words: string, news: readonly string[]): void {
    this.note(`> ${words}`, ...news.map(line => `  ${line}`));
  }

  private news(): string[] {
    const before = this.sight;
    const now = this.seen();
    this.sight = now;
    const messages = this.panel.posted
      .slice(this.posted)
      .filter(each => !SILENT.includes(each.type));
    this.posted = this.panel.posted.length;
    const changed = (['said', 'tooltip', 'focus'] as const).filter(key => now[key] !== before[key]);
    const names = new Set([...before.parts.keys(), ...now.parts.keys()]);
    return [
      ...messages.flatMap(message => this.postedWords(message)),
      ...changed.map(key => wordsOf[key](now[key])),
      ...[...names].flatMap(name => {
        const lines = changesOf(before.parts.get(name) ?? [], now.parts.get(name) ?? []);
        if (lines.length > 0 && !now.parts.has(name)) return [`${name} has gone`];
        return lines.length > 0 ? [`in ${name}`, ...this.shown(name, lines)] : [];
      }),
    ];
  }

  /** Of what is not looked at closely the beginning. */
  private shown(part: string, lines: readonly string[]): string[] {
    const most = this.closely(part) ? Infinity : AFAR;
    const more = lines.length - most;
    const told = more > 1 ? [...lines.slice(0, most), `… ${more} more`] : lines;
    return told.map(line => `  ${line}`);
  }

  private postedWords(message: FromPanel): string[] {
    const words = postedWords(message, this.watched);
    if (message.type === 'watch') this.watched = message.watch;
    return words;
  }

  private seen(): Sight {
    return {
      parts: partsOfPage(this.panel.root, this.within),
      said: saidWords(this.panel.root),
      tooltip: tooltipWords(),
      focus: focusWords(),
    };
  }
}

const wordsOf = {
  said: (text: string) => `said ${quoted(text)}`,
  tooltip: (text: string) => text || 'no tooltip',
  focus: (text: string) => (text ? `focus on ${text}` : 'no focus'),
};
