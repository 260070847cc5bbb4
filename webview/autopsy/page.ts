/** The page of an autopsy: the pass, the mistake, an array beside what it should be, what was tried. */
import type { AutopsyReport } from '../../src/protocol/autopsy/arrays';
import type {
  AutopsyCommand,
  AutopsyView,
  FromAutopsy,
  ToAutopsy,
} from '../../src/protocol/autopsy/page';
import type { Paper } from '../drawing/paper';
import type { Theme } from '../drawing/theme';
import { element, setHidden, setText, Widths } from '../kit/dom';
import { Tooltip } from '../kit/tooltip';
import { Announcer } from '../page/announcer';
import { DrawingLoop } from '../page/drawingLoop';
import { Surroundings } from '../page/surroundings';
import type { BoxHost } from '../picture/pictureBox';
import { PictureTools, type Subject, type ToolsHost } from '../picture/tools';
import { autopsyStrings as words } from '../words/autopsyStrings';
import { Comparison } from '../comparison/comparison';
import { AutopsyHeader } from './header';
import { Mistake } from './mistake';
import { PassScene } from './passScene';
import { MOST_SHOWN, TriedScene } from './triedScene';

export interface AutopsyHost {
  post(message: FromAutopsy): void;
  listen(receive: (message: ToAutopsy) => void): void;
}

export class AutopsyPage implements BoxHost, ToolsHost {
  readonly tooltip: Tooltip;
  private readonly widths = new Widths(() => this.schedule());
  private readonly drawing = new DrawingLoop(() => this.draw());
  private readonly surroundings = new Surroundings(
    () => this.schedule(),
    () => this.host.post({ type: 'ready' }),
  );
  private readonly announcer = new Announcer();
  private readonly header: AutopsyHeader;
  private readonly body = element('main', { class: 'autopsy' });
  private readonly pass: PassScene;
  private readonly passPart: HTMLElement;
  private readonly mistake = new Mistake();
  private readonly comparison: Comparison;
  private readonly tried: TriedScene;
  private readonly triedTitle = element('span', { class: 'part-words' });
  private readonly triedMore = element('p', { class: 'note' });
  private readonly triedPart: HTMLElement;
  private readonly tools: PictureTools[] = [];
  private readonly notes = element('section', { class: 'part notes' });
  private view: AutopsyView | null = null;
  /** Name of the array that is shown beside what it should be. */
  private chosen: string | null = null;

  constructor(
    root: HTMLElement,
    private readonly host: AutopsyHost,
  ) {
    this.tooltip = new Tooltip(document.body);
    this.header = new AutopsyHeader((command: AutopsyCommand) =>
      host.post({ type: 'autopsyCommand', command }),
    );
    const report = (): AutopsyReport | null => this.view?.report ?? null;
    const width = (): number => this.widths.of(this.body) - 32;
    this.pass = new PassScene(this, report, width, {
      chosen: () => this.chosen,
      choose: name => this.choose(name),
    });
    this.passPart = this.part(words.pass, this.pass.element, {
      name: () => `${this.view?.name ?? ''} pass`,
      size: () => this.pass.wholeSize(),
      draw: pen => this.pass.drawWhole(pen),
      table: () => this.pass.table(),
    });
    this.comparison = new Comparison(this, report, () => this.chosen, width);
    this.tried = new TriedScene(this, report, width);
    const list = element('div', {}, this.tried.box.element, this.triedMore);
    this.triedPart = this.part(words.tried, list, {
      name: () => `${this.view?.name ?? ''} mistakes`,
      size: () => this.tried.wholeSize(),
      draw: pen => this.tried.drawWhole(pen),
      table: () => this.tried.table(),
    });
    this.triedPart.querySelector('.part-title')?.after(this.triedTitle);
    this.body.append(this.passPart, this.mistake.element, this.comparison.element);
    this.body.append(this.triedPart, this.notes);
    root.append(this.header.element, this.body, this.announcer.element);
  }

  get theme(): Theme {
    return this.surroundings.theme;
  }

  get paper(): Paper | null {
    return this.surroundings.paper;
  }

  get subject(): Subject {
    return { name: this.view?.name ?? '', facts: '' };
  }

  onPaper<Result>(paper: Paper, work: () => Result): Result {
    // What is shown may have been laid out for the paper.
    this.schedule();
    return this.surroundings.onPaper(paper, this.widths, work);
  }

  start(): void {
    this.host.listen(({ view }) => this.receive(view));
    this.schedule();
    this.host.post({ type: 'ready' });
  }

  post(message: Parameters<ToolsHost['post']>[0]): void {
    this.host.post(message);
  }

  announce(text: string): void {
    this.announcer.say(text);
  }

  schedule(): void {
    this.drawing.schedule();
  }

  private receive(view: AutopsyView): void {
    const isNew = this.view?.report !== view.report;
    this.view = view;
    const arrays = view.report?.arrays ?? [];
    const isThere = arrays.some(({ name, data }) => name === this.chosen && data);
    if (isNew || !isThere) this.chosen = startWith(view.report, isThere ? this.chosen : null);
    this.announce(this.header.words(view));
    this.schedule();
  }

  private choose(name: string): void {
    this.chosen = name;
    this.schedule();
  }

  private draw(): void {
    const { view } = this;
    const report = view?.report ?? null;
    this.header.update(view);
    setHidden(this.passPart, !report?.model);
    setHidden(this.triedPart, !report || report.tried.length === 0);
    this.mistake.update(report);
    for (const tools of this.tools) tools.update();
    if (report?.model) this.pass.update();
    this.comparison.update();
    if (report && report.tried.length > 0) {
      setText(this.triedTitle, words.triedCaption(report.first ?? ''));
      const more = report.tried.length - MOST_SHOWN;
      setHidden(this.triedMore, more <= 0);
      if (more > 0) setText(this.triedMore, words.triedMore(more));
      this.tried.update();
    }
    this.updateNotes();
  }

  private updateNotes(): void {
    const { notes = [], report } = this.view ?? {};
    const told = [...notes, ...(report?.left ?? [])];
    setHidden(this.notes, told.length === 0);
    if (this.notes.dataset.told === told.join('\n')) return;
    this.notes.dataset.told = told.join('\n');
    const list = element('ul', {}, ...told.map(text => element('li', { text })));
    this.notes.replaceChildren(element('h2', { class: 'part-title', text: words.left }), list);
  }

  private part(
    title: string,
    picture: HTMLElement,
    what: ConstructorParameters<typeof PictureTools>[0] &
      ConstructorParameters<typeof PictureTools>[3],
  ): HTMLElement {
    const tools = new PictureTools(what, this, picture, what);
    this.tools.push(tools);
    const head = element(
      'div',
      { class: 'part-head' },
      element('h2', { class: 'part-title', text: title }),
    );
    head.append(element('div', { class: 'part-tools' }, tools.element));
    return element('section', { class: 'part' }, head, picture, tools.table.element);
  }
}

/** The first that is wrong; else what was looked at before, or the last gradient that was compared. */
function startWith(report: AutopsyReport | null, before: string | null): string | null {
  if (!report) return null;
  if (report.first !== null) return report.first;
  if (before !== null) return before;
  const compared = report.arrays.filter(
    ({ is, agrees }) => agrees !== null && is?.endsWith('gradW'),
  );
  return compared.at(0)?.name ?? null;
}
