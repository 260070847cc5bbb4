/** The page: its header, its tabs with their sections, and when they are drawn. */
import type { FromPanel, PanelCommand, ToPanel } from '../../src/protocol/panel';
import type { Place } from '../../src/protocol/snapshot';
import { Announcer } from './announcer';
import { Choices, type Cell } from '../run/choices';
import { Frame } from '../sections/frame';
import { Widths } from '../kit/dom';
import { DrawingLoop } from './drawingLoop';
import { Filled } from './filled';
import { Guide } from './guide';
import type { Host } from './host';
import { Inbox } from '../run/inbox';
import { PageModel } from '../run/model';
import { Pace } from './pace';
import { Receipts } from './receipts';
import { listenForKeys } from './pageKeys';
import { observeSights } from '../sections/sights';
import type { Paper } from '../drawing/paper';
import type { Theme } from '../drawing/theme';
import { factsOf } from './facts';
import type { Subject } from '../picture/tools';
import { Surroundings } from './surroundings';
import { Tooltip } from '../kit/tooltip';
import { Wall } from '../sections/wall';
import { Wishes } from './wishes';
import { createViews, type Views } from './views';
import { combinedWatch, EARLY } from '../run/watches';
import { ExpressionHeader } from '../graph/expressionHeader';
import { Header } from '../header/header';
import { progressWords } from '../header/statusLine';
import { Section } from '../sections/section';
import type { PageContext, TimelineLook, View } from '../sections/view';
import type { Tab } from '../../src/protocol/choices';
import type { TensorRef } from '../../src/protocol/tensors';

/** Words and curves that change more often than this cannot be read (ms). */
const READABLE = 50;

export class Page implements PageContext {
  readonly model = new PageModel();
  readonly choices: Choices;
  readonly tooltip: Tooltip;
  readonly widths = new Widths(() => this.schedule());
  readable = true;
  private readonly drawing = new DrawingLoop(() => this.draw());
  private readonly surroundings = new Surroundings(
    () => this.schedule(),
    () => this.resynchronise(),
  );
  private readonly announcer = new Announcer();
  private readonly header: Header;
  private readonly expressionHeader: ExpressionHeader;
  private readonly views: Views;
  private readonly sections: Section[];
  private readonly filled: Filled;
  private readonly frame: Frame;
  private readonly wishes = new Wishes(watch => this.post({ type: 'watch', watch }));
  private readonly wall = new Wall(message => this.post({ type: 'failure', message }));
  private readonly guide: Guide;
  /** The pace of what is read: the header, and words beside the pictures. */
  private readonly pace = new Pace(READABLE, () => this.schedule());
  private readonly inbox = new Inbox();
  private readonly receipts = new Receipts(
    () => this.schedule(),
    (revision, cost) => this.post({ type: 'drawn', revision, cost }),
  );
  /** What the next drawing shows, where it is new. */
  private undrawn: number | null = null;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
  ) {
    this.choices = new Choices({
      load: () => host.state(),
      save: state => host.keep(state),
      remember: choices => host.post({ type: 'remember', choices }),
    });
    this.model.pastRuns.hide(this.choices.shown.hiddenRuns ?? []);
    this.tooltip = new Tooltip(document.body);
    this.filled = new Filled(this, root);
    const command = (name: PanelCommand): void => this.post({ type: 'command', command: name });
    this.header = new Header(this.model, {
      command,
      goTo: step => this.goTo(step, true),
      showProblem: () => this.post({ type: 'showProblem' }),
      showFindings: () => this.showTab('findings'),
    });
    this.expressionHeader = new ExpressionHeader(this.model, command, step => this.goTo(step));
    this.views = createViews(this);
    this.sections = this.views.all.map(view => {
      const toggled = (collapsed: boolean): void => this.collapse(view, collapsed);
      const failed = (message: string): void => this.post({ type: 'failure', message });
      const section: Section = new Section(view, toggled, failed, () => this.fill(section.element));
      return section;
    });
    this.guide = new Guide(this, this.views, this.sections, view => this.collapse(view, false));
    this.frame = new Frame(this.sections, this.choices, tab => this.showTab(tab));
    root.append(this.header.element, this.expressionHeader.element);
    root.append(this.frame.element, this.announcer.element);
    observeSights(this.sections, () => this.schedule());
    const typeStep = (): void => this.header.step.focus();
    listenForKeys(
      tab => this.showTab(tab),
      typeStep,
      () => this.filled.leave(),
    );
    new ResizeObserver(() => this.schedule()).observe(this.frame.element);
  }

  get theme(): Theme {
    return this.surroundings.theme;
  }

  get paper(): Paper | null {
    return this.surroundings.paper;
  }

  get subject(): Subject {
    return {
      name: (this.model.expression ?? this.model.snapshot)?.title ?? '',
      facts: factsOf(this.model),
    };
  }

  onPaper<Result>(paper: Paper, work: () => Result): Result {
    // What is shown may have been laid out for the paper.
    this.schedule();
    return this.surroundings.onPaper(paper, this.widths, work);
  }

  get timeline(): TimelineLook {
    return this.frame.timelineOn(this.choices.tab);
  }

  start(): void {
    this.host.listen(message => {
      this.inbox.add(message);
      this.schedule();
    });
    this.schedule();
    this.post({ type: 'ready' });
  }

  post(message: FromPanel): void {
    this.host.post(message);
  }

  announce(text: string): void {
    this.announcer.say(text);
  }

  schedule(): void {
    this.drawing.schedule();
  }

  select(tensor: TensorRef, cell: Cell | null, number: Place | null = null): void {
    this.highlight(tensor, cell);
    this.views.derivation.choose(number ?? tensor, cell);
    if (cell && !this.isFilled) this.guide.goTo(this.views.derivation);
    this.ask();
  }

  highlight(tensor: TensorRef, cell: Cell | null): void {
    this.choices.select(tensor, cell);
    this.post({ type: 'select', tensor });
    this.schedule();
  }

  showMatrix(tensor: TensorRef): void {
    this.post({ type: 'select', tensor });
    this.guide.reveal(tensor);
  }

  get isFilled(): boolean {
    return this.filled.section !== null;
  }

  fill(picture: Element): void {
    this.filled.toggle(this.sections, picture);
  }

  showTab(tab: Tab): void {
    this.filled.leave();
    this.tooltip.dismiss();
    this.choices.setTab(tab);
    this.schedule();
  }

  showFinding(id: string): void {
    this.views.findings.open(id);
    this.guide.goTo(this.views.findings);
  }

  goTo(step: number, ahead = false): void {
    this.post({ type: 'goTo', step, ahead });
  }

  private get running(): boolean {
    return this.model.status.state === 'running';
  }

  private receive(message: ToPanel): void {
    const followed = this.model.substep !== null;
    const outcome = this.model.apply(message);
    if (outcome === 'gap') this.resynchronise();
    if (outcome !== 'applied') return;
    if (message.type !== 'update') {
      this.choices.adopt(message.snapshot.uri, message.snapshot.remembered);
      const { description } = this.model;
      // What was chosen in another network may not be there in this one.
      if (description) this.choices.fit(description);
      if (description) this.views.derivation.fit(description);
    }
    // Where the layers are followed one by one.
    if (this.model.substep !== null && !followed && !this.isFilled) this.showTab('inspect');
    if (message.reveal) this.guide.reveal(message.reveal);
    this.undrawn = this.model.revision;
  }

  private resynchronise(): void {
    this.wishes.forget();
    this.post({ type: 'ready' });
  }

  private collapse({ id }: View, collapsed: boolean): void {
    this.choices.setCollapsed(id, collapsed);
    this.schedule();
  }

  private draw(): void {
    const started = performance.now();
    for (const message of this.inbox.take(this.running)) this.receive(message);
    if (!this.inbox.empty) this.schedule();
    const { running } = this;
    this.readable = this.pace.allows(started, running);
    this.wall.guard(() => {
      if (this.readable) this.header.update();
      this.expressionHeader.update();
    });
    this.arrange();
    this.updateSections();
    this.frame.settle();
    this.wall.guard(() => this.guide.update());
    this.ask();
    if (this.undrawn !== null) this.receipts.note(this.undrawn, this.drawing.costSince(started));
    this.undrawn = null;
    this.receipts.update(started, running);
    const { model } = this;
    if (model.frame) this.announcer.progress(model.status.state, () => progressWords(model));
  }

  private updateSections(): void {
    const begun = this.views.curves.begun;
    for (const section of this.sections) {
      const { visible, view } = section;
      if (!visible || (view.unhurried && !this.readable)) continue;
      section.update(this.model.revision);
      // The first curve waits for nothing else: the other pictures come with the next frame.
      if (view === this.views.curves && this.views.curves.begun !== begun) return this.schedule();
    }
  }

  /** Shows the sections that have something to say. */
  private arrange(): void {
    for (const section of this.sections) {
      const { id, place } = section.view;
      section.arrange(place !== 'timeline' && this.choices.isCollapsed(id));
    }
    const badges = {
      findings: this.model.findings?.findings.length,
      compare: this.model.pastRuns.list.length,
    };
    this.filled.update();
    this.frame.arrange(this.choices, badges, this.model.expression !== null, this.filled.section);
  }

  /** Only what can be seen is computed and sent. */
  ask(): void {
    const { description, snapshot } = this.model;
    if (!snapshot) return;
    const wanted = this.sections.filter(({ visible, view }) => visible || this.guide.goesTo(view));
    const watch = combinedWatch(wanted.map(section => section.watch()));
    // Asked for before anything is known of the run, so that its first frame already has it.
    const isEarly = !description && !this.choices.isCollapsed('predictions');
    if (isEarly) Object.assign(watch, EARLY, { range: this.choices.range });
    this.wishes.ask(watch);
  }
}
