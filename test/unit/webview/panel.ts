/**
 * The whole page on a window without a screen, with a real session and its worker behind it: the
 * same data flow as in the editor, in one thread.
 */
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { TableReading } from '../../../src/experiment/newExperiment/tableReading';
import { PanelFeed } from '../../../src/host/panel/panelFeed';
import { readWords } from '../../../src/host/panel/readWords';
import type { FindingsReport } from '../../../src/protocol/findings';
import { checkedState } from '../../../webview/page/checkedState';
import type { FromPanel, ToPanel } from '../../../src/protocol/panel';
import type { Host } from '../../../webview/page/host';
import type { Page } from '../../../webview/page/page';
import { FakeSource, sessionOf } from '../host/support';
import { recordingOf, type Screen } from './dom';
import { texts, type Recording } from './recordedCanvas';
import type { PanelChoices, PanelState, PredictionFace } from '../../../src/protocol/choices';

/** Turns without an event after which no more events will come. */
const QUIET = 12;
/** A page that never comes to rest is a defect. */
const MOST_TURNS = 20_000;

type Posted<Type extends FromPanel['type']> = Extract<FromPanel, { type: Type }>;

export interface PanelOptions {
  state?: PanelState | null;
  remembered?: PanelChoices | null;
  /** What a bare table was taken for. */
  reading?: TableReading | null;
  /** Beside the experiment. */
  files?: Readonly<Record<string, string>>;
}

export class Panel {
  readonly posted: FromPanel[] = [];
  /** What the page was sent. */
  readonly sent: ToPanel[] = [];
  readonly root = document.createElement('div');
  kept: PanelState | null;
  readonly session;
  readonly expression;
  readonly gradients;
  readonly sweep;
  readonly laboratory;
  readonly findings;
  readonly myLogs;
  /** Where findings are shown. */
  readonly level;
  private readonly feed: PanelFeed;
  private readonly pending = new Set<Promise<unknown>>();
  private receive: (message: ToPanel) => void = () => undefined;
  private happened = false;
  /** Commands are only written down. */
  deaf = false;

  private constructor(
    readonly screen: Screen,
    readonly source: FakeSource,
    { state = null, remembered = null, reading = null }: PanelOptions,
  ) {
    this.kept = state;
    const parts = sessionOf(source);
    this.session = parts.session;
    this.expression = parts.expression;
    this.gradients = parts.gradients;
    this.sweep = parts.sweep;
    this.laboratory = parts.laboratory;
    this.findings = parts.findings;
    this.myLogs = parts.myLogs;
    this.level = parts.level;
    const context = {
      ...parts,
      place: () => ({ uri: 'test:/small', fallbackTitle: 'fallback' }),
      read: () => readWords(reading, this.session.view.description?.data ?? null),
      remembered: () => remembered,
    };
    const clock = {
      after: (time: number, run: () => void) => {
        const id = screen.wait(run, time);
        return { dispose: () => screen.forget(id) };
      },
    };
    this.feed = new PanelFeed(context, message => this.send(message), clock);
    const update = (): void => this.feed.update();
    this.session.onDidChange(change => {
      if (change !== 'checked') update();
    });
    for (const part of [this.expression, this.gradients, this.sweep, parts.findings, parts.myLogs])
      part.onDidChange(update);
  }

  /** A page of this experiment, drawn. */
  static async open(screen: Screen, text?: string, options: PanelOptions = {}): Promise<Panel> {
    const source = new FakeSource(text);
    for (const [path, content] of Object.entries(options.files ?? {}))
      source.files.set(path, content);
    const panel = new Panel(screen, source, options);
    screen.clear();
    document.body.className = '';
    document.documentElement.removeAttribute('style');
    document.body.replaceChildren(panel.root);
    await panel.load();
    await panel.startPage();
    return panel;
  }

  /** Another page of the same session, as after a reload of the panel. */
  async reload(): Promise<void> {
    this.feed.hidden();
    this.root.replaceChildren();
    await this.startPage();
  }

  page: Page | null = null;

  private async startPage(): Promise<void> {
    const { Page: PageOfWindow } = await import('../../../webview/page/page');
    this.page = new PageOfWindow(this.root, this.host());
    this.page.start();
    await this.settle();
  }

  private host(): Host {
    return {
      post: message => this.take(message),
      state: () => checkedState(this.kept),
      keep: state => (this.kept = structuredClone(state)),
      listen: receive => (this.receive = receive),
    };
  }

  private async load(): Promise<void> {
    this.expression.take(await this.source.read());
    // What is refused is said by the session's status.
    if (!this.expression.active) await this.session.ensureRun().catch(() => false);
  }

  /** Does something, and waits until all that follows from it is on the page. */
  async does(action: () => unknown): Promise<void> {
    this.expect(action());
    await this.settle();
  }

  /** Writes another text into the file, as an edit would. */
  async edit(text: string): Promise<void> {
    this.source.text = text;
    this.expression.take(await this.source.read());
    if (!this.expression.active) await this.session.check();
    await this.settle();
  }

  /** A message that no session sends by itself. */
  async tell(message: ToPanel): Promise<void> {
    this.receive(message);
    await this.settle();
  }

  /** As if this had been found, whatever the session says: it is not heard any more. */
  async finds(findings: FindingsReport): Promise<void> {
    this.deaf = true;
    const { model } = this.page ?? assert.fail();
    const head = { revision: model.revision + 1, reveal: null, runs: null };
    const same = { stale: false, status: model.status, substep: null, frame: null };
    await this.tell({ type: 'update', ...head, ...same, findings });
  }

  async reveal(what: Parameters<PanelFeed['reveal']>[0]): Promise<void> {
    this.feed.reveal(what);
    await this.settle();
  }

  private expect(result: unknown): void {
    if (!(result instanceof Promise)) return;
    this.pending.add(result);
    void result.finally(() => this.pending.delete(result));
  }

  private send(message: ToPanel): void {
    this.happened = true;
    const copy = structuredClone(message);
    this.sent.push(copy);
    queueMicrotask(() => this.receive(copy));
  }

  async settle(): Promise<void> {
    let quiet = 0;
    for (let turns = 0; quiet < QUIET; turns++) {
      assert.ok(turns < MOST_TURNS, 'the page never comes to rest');
      await turn();
      const drew = this.screen.frame();
      const rang = !drew && this.screen.tick();
      const busy = drew || rang || this.happened || this.pending.size > 0;
      this.happened = false;
      quiet = busy ? 0 : quiet + 1;
    }
  }

  private take(message: FromPanel): void {
    this.happened = true;
    this.posted.push(structuredClone(message));
    switch (message.type) {
      case 'ready':
        return this.feed.ready();
      case 'drawn':
        return this.feed.drawn(message.revision, message.cost);
      case 'watch':
        return this.expect(this.session.watch(message.watch));
      case 'command':
        return this.deaf ? undefined : this.expect(this.command(message.command));
      case 'goTo':
        if (this.expression.active) return this.expression.goTo(message.step);
        return this.expect(this.session.goTo(message.step));
      case 'finding': {
        const finding = this.findings.findings.find(({ id }) => id === message.id);
        if (!finding || message.act !== 'examine' || this.deaf) return;
        return this.expect(this.laboratory.examine(finding));
      }
      case 'edit': {
        const edit = this.laboratory.examination(message.id)?.edits[message.edit];
        return edit && message.act === 'runBoth'
          ? this.expect(this.laboratory.runBoth(edit))
          : undefined;
      }
      case 'sanity':
        return this.expect(this.laboratory.runSanity(message.name));
      case 'stopTrying':
        return this.laboratory.stop();
      case 'forgetRun':
        return this.session.view.forgetRun(message.run);
      case 'follow':
        return this.expect(this.session.stepLayer(message.part));
      case 'openRun':
        return this.expect(this.session.openRun(message.run));
      default:
        return;
    }
  }

  private command(command: Posted<'command'>['command']): unknown {
    const { session, expression } = this;
    switch (command) {
      case 'train':
        return session.train();
      case 'pause':
        return session.pause();
      case 'step':
        return session.step(1);
      case 'stepEpoch':
        return session.stepEpoch();
      case 'stepLayer':
        return session.stepLayer();
      case 'stepBack':
        return expression.active ? expression.stepBack() : session.stepBack();
      case 'reset':
        return expression.active ? expression.reset() : session.reset();
      case 'fork':
        return session.fork();
      case 'stepGate':
        return expression.step();
      case 'checkGradients':
        return this.gradients.run().then(done => done && this.feed.reveal('gradients'));
      case 'stopWhen':
      case 'compareRuns':
      case 'compareWithMyLog':
      case 'chooseColumns':
        return undefined;
      default:
        return command satisfies never;
    }
  }

  /** What the page has posted of this kind. */
  all<Type extends FromPanel['type']>(type: Type): Posted<Type>[] {
    return this.posted.filter((message): message is Posted<Type> => message.type === type);
  }

  last<Type extends FromPanel['type']>(type: Type): Posted<Type> {
    const found = this.all(type).at(-1);
    assert.ok(found, `the page posted no "${type}"`);
    return found;
  }

  find(selector: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(selector);
    assert.ok(found, `there is no ${selector}`);
    return found;
  }

  /** Has this section something to show, on whichever tab? */
  shows(id: string): boolean {
    return !this.section(id).hidden;
  }

  /** Opens the tab on which this section stands. */
  async visit(id: string): Promise<HTMLElement> {
    const section = this.section(id);
    const panel = section.closest<HTMLElement>('.panel');
    if (panel?.hidden) {
      this.find(`[aria-controls="${panel.id}"]`).click();
      await this.settle();
    }
    return section;
  }

  /** Chooses a face of the predictions. @returns what it is drawn in, without its tools */
  async face(name: PredictionFace): Promise<HTMLElement> {
    const section = this.section('predictions');
    const list = section.querySelector<HTMLSelectElement>('.segments-list') ?? assert.fail();
    list.value = name;
    await this.does(() => list.dispatchEvent(new Event('change')));
    const bodies = section.querySelectorAll<HTMLElement>('.section-body > div > div');
    return [...bodies].find(({ hidden }) => !hidden) ?? assert.fail();
  }

  section(id: string): HTMLElement {
    return this.find(`[data-section="${id}"]`);
  }

  /** A button, also one of the toolkit's, or of a menu that is open, by its words or by its label. */
  button(name: string, within: Element = document.body): HTMLElement {
    const all = [...within.querySelectorAll<HTMLElement>('button, vscode-button')];
    const named = all.filter(
      each => each.textContent.trim() === name || each.getAttribute('aria-label') === name,
    );
    const found = named.find(each => each.closest('[hidden]') === null) ?? named.at(0);
    assert.ok(found, `there is no button "${name}" among ${all.map(nameOf).join(' | ')}`);
    return found;
  }

  async press(name: string, within?: Element): Promise<void> {
    this.button(name, within).click();
    await this.settle();
  }

  /** An entry of the menu of the first picture in there, and one of the menu that this opens. */
  async choose(entry: string, within: Element, next?: string): Promise<void> {
    await this.press('Picture Actions…', within);
    for (const each of next === undefined ? [entry] : [entry, next])
      await this.press(each, document.querySelector('.menu') ?? assert.fail());
  }

  /** A key on an element, which gets the focus; returns whether the page used it. */
  async key(target: HTMLElement, key: string, shiftKey = false): Promise<boolean> {
    const event = new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true });
    target.dispatchEvent(event);
    await this.settle();
    return event.defaultPrevented;
  }

  /** The pointer, at this place inside of a box. */
  async point(target: HTMLElement, x: number, y: number, type = 'pointermove'): Promise<void> {
    const { left, top } = target.getBoundingClientRect();
    const at = { clientX: left + x, clientY: top + y, bubbles: true, cancelable: true };
    target.dispatchEvent(
      type.startsWith('pointer') ? new PointerEvent(type, at) : new MouseEvent(type, at),
    );
    await this.settle();
  }

  /** What the tooltip says, line by line; empty while it is hidden. */
  tooltip(): string[] {
    const box = document.body.querySelector<HTMLElement>('.tooltip');
    if (!box || box.hidden) return [];
    const title = box.querySelector('.tooltip-title')?.textContent ?? '';
    const labels = [...box.querySelectorAll('.tooltip-label')].map(each => each.textContent);
    const values = [...box.querySelectorAll('.tooltip-value')].map(each => each.textContent);
    return [title, ...labels.map((label, at) => `${label}: ${values[at]}`)];
  }

  /** What a screen reader was told last. */
  said(): string {
    return this.find('[role="status"]').textContent;
  }

  drawing(within: Element, at = 0): Recording {
    const canvas = within.querySelectorAll('canvas[role="img"]')[at];
    assert.ok(canvas, 'there is no picture');
    return recordingOf(canvas);
  }

  /** What is written on a picture now. */
  texts(within: Element, at = 0): string[] {
    return texts(this.drawing(within, at));
  }

  /** Lines of the first table in a section, cell by cell. */
  table(within: Element): string[][] {
    const first = within.querySelector('table') ?? assert.fail('there is no table');
    return [...first.querySelectorAll('tr')].map(line =>
      [...line.children].map(cell => cell.textContent),
    );
  }

  /** Takes the editor's colours, as it does when another theme is chosen. */
  async setTheme(kind: string, variables: Record<string, string> = {}): Promise<void> {
    const root = document.documentElement;
    root.removeAttribute('style');
    for (const [name, value] of Object.entries(variables)) {
      root.style.setProperty(`--vscode-${name}`, value);
    }
    document.body.className = kind;
    await this.settle();
  }
}

function nameOf(button: Element): string {
  return button.getAttribute('aria-label') ?? button.textContent;
}

/** The text of an experiment that is an expression of x and y. */
export function expressionOf(steps: string[]): string {
  return JSON.stringify({
    ...{ version: 1, kind: 'expression', name: 'gates' },
    expression: { inputs: { x: -2, y: 5 }, steps },
  });
}
