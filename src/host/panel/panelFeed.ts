/**
 * Decides what to send to the page, and when: nothing before it is ready, few messages at a time,
 * always the newest state. Knows nothing of vscode.
 */
import type { Expression } from '../../experiment/expression/expression';
import type { ExpressionGraph } from '../../protocol/expression';
import type { Reveal, ToPanel } from '../../protocol/panel';
import type { RunsSummary } from '../../protocol/runs';
import type { Substep } from '../../protocol/snapshot';
import type { Disposable } from '../events/events';
import type { ExpressionView } from '../session/expressionView';
import type { GradientCheck } from '../session/gradientCheck';
import type { State } from '../session/run/state';
import type { Session } from '../session/session';
import { substepOf } from '../session/substeps';
import type { LastSweep } from '../sweep/sweepCurves';
import type { FeedClock } from './feedClock';
import { Outbox } from './outbox';
import { dataOf, FEEDS, PLANES, type Data, type FeedName } from '../../protocol/feeds';
import type { PanelChoices } from '../../protocol/choices';

/** Most messages on their way: the page reports its drawings only ten times a second. */
const MOST_UNDRAWN = 10;
/** Milliseconds, half of a screen's frame: a page that draws faster needs no rest. */
const QUICK = 8;
/** Longest time between two messages if drawing is slow, in milliseconds. */
const LONGEST_REST = 1000;

export interface FeedContext {
  session: Session;
  /** Replaces the session's run if the file is an expression. */
  expression: ExpressionView;
  gradients: Pick<GradientCheck, 'report'>;
  sweep: Pick<LastSweep, 'curves'>;
  /** Current address of the file, and the title while the experiment has no description. */
  place(): { uri: string; fallbackTitle: string };
  remembered(): PanelChoices | null;
}

/** The versions that the page has been sent. */
interface Sent {
  runs: number;
  run: number | null;
  frame: number | null;
  data: Data | null;
  answers: number;
  description: unknown;
  report: unknown;
  sweep: unknown;
}

export class PanelFeed {
  /** Whether the page is ready for messages. */
  private listening = false;
  private revision = 0;
  private readonly outbox: Outbox;
  /** The revision up to which the page has drawn, or will never draw. */
  private drawnUpTo = 0;
  /** Mean milliseconds of the last drawings; null: the page has not drawn yet. */
  private cost: number | null = null;
  /** The lower of the last two costs: one slow drawing is no reason to send fewer. */
  private slowness = 0;
  /** Timer of a rest: drawing may take at most half of the window's time. */
  private resting: Disposable | null = null;
  /** Whether anything has changed since the last message. */
  private changed = false;
  /** null: the next message has to hold everything. */
  private sent: Sent | null = null;
  /** Something for the page to show, until it has drawn the message with it; `since`: its revision. */
  private revealing: { what: Reveal; since: number | null } | null = null;

  constructor(
    private readonly context: FeedContext,
    post: (message: ToPanel) => void,
    private readonly clock: FeedClock,
  ) {
    this.outbox = new Outbox(post, clock);
  }

  /** Starts over with a page that has just been loaded, or has missed a message. */
  ready(): void {
    this.hidden();
    this.listening = true;
    this.sent = null;
    this.changed = true;
    this.pump();
  }

  /** Stops sending to a page that is hidden or cannot draw: it sends `ready` when it is back. */
  hidden(): void {
    this.listening = false;
    this.outbox.clear();
    this.forgetUndrawn();
    this.cost = null;
    this.slowness = 0;
    this.resting?.dispose();
    this.resting = null;
  }

  /** @param cost mean milliseconds of a drawing since the last call */
  drawn(revision: number, cost: number): void {
    if (revision <= this.drawnUpTo) return;
    this.drawnUpTo = revision;
    this.slowness = Math.min(cost, this.cost ?? cost);
    this.cost = cost;
    const shownSince = this.revealing?.since ?? null;
    if (shownSince !== null && shownSince <= revision) this.revealing = null;
    this.pump();
  }

  /** Handles a failed drawing: the next message holds everything again. */
  failed(): void {
    if (this.drawnUpTo === this.revision) return;
    this.forgetUndrawn();
    this.sent = null;
    this.rest(LONGEST_REST);
  }

  update(): void {
    this.changed = true;
    this.pump();
  }

  /** Sends everything again, also the parts that are usually sent once. */
  again(): void {
    this.sent = null;
    this.update();
  }

  reveal(what: Reveal): void {
    this.revealing = { what, since: null };
    this.update();
  }

  /** Counts messages on their way as drawn: the page will not draw them. */
  private forgetUndrawn(): void {
    this.drawnUpTo = this.revision;
    if (this.revealing) this.revealing.since = null;
  }

  private rest(milliseconds: number): void {
    this.resting?.dispose();
    this.resting = this.clock.after(milliseconds, () => {
      this.resting = null;
      this.pump();
    });
  }

  private pump(): void {
    if (!this.listening || this.resting || !this.changed) return;
    const most = this.cost === null ? 1 : MOST_UNDRAWN;
    if (this.revision - this.drawnUpTo >= most) return;
    this.changed = false;
    const isAlone = this.revision === this.drawnUpTo;
    const isSlow = this.slowness > QUICK;
    this.revision++;
    this.outbox.add(this.message(), isAlone || isSlow || !this.goesOn);
    if (isSlow) this.rest(Math.min(2 * this.slowness, LONGEST_REST));
  }

  /** Whether another message follows soon. */
  private get goesOn(): boolean {
    const { expression, session } = this.context;
    return !expression.active && session.view.status.state === 'running';
  }

  /** What to show now: a tensor only once the page has its network. */
  private reveals(): Reveal | null {
    const { revealing } = this;
    const { expression, session } = this.context;
    const known = expression.active
      ? revealing?.what === 'gradients'
      : session.view.description !== null;
    if (!revealing || !known || revealing.since !== null) return null;
    revealing.since = this.revision;
    return revealing.what;
  }

  private message(): ToPanel {
    if (this.context.expression.active) return this.graph();
    return this.needsSnapshot() ? this.snapshot() : this.news();
  }

  private graph(): ToPanel {
    const { expression: view } = this.context;
    const { uri, fallbackTitle } = this.context.place();
    const { expression, position, error } = view;
    // The page drops its run when it gets an expression.
    this.sent = null;
    const snapshot = {
      uri,
      remembered: this.context.remembered(),
      title: expression?.name ?? fallbackTitle,
      message: error?.message ?? '',
      graph: expression && graphOf(expression),
      position,
      gradients: this.context.gradients.report,
    };
    const reveal = this.reveals();
    return { type: 'expression', revision: this.revision, reveal, runs: null, snapshot };
  }

  private needsSnapshot(): boolean {
    const { description, state } = this.context.session.view;
    const { sent } = this;
    return !sent || sent.description !== description || sent.run !== (state?.run ?? null);
  }

  private snapshot(): ToPanel {
    const { session } = this.context;
    const { uri, fallbackTitle } = this.context.place();
    const { view, stale } = session;
    const { description, status, state } = view;
    const title = description?.name ?? fallbackTitle;
    const logs = { history: view.history.all(), steps: view.steps.all() };
    const frame = state && { ...state, status, ...logs };
    const remembered = this.context.remembered();
    const substep = this.substep();
    const gradients = this.context.gradients.report;
    const sweep = this.context.sweep.curves;
    const run = { stale, description, status, substep, frame, gradients, sweep };
    const snapshot = { uri, remembered, title, ...run };
    return { type: 'snapshot', ...this.common(), snapshot };
  }

  private news(): ToPanel {
    const { view, stale } = this.context.session;
    const { state, status } = view;
    const isNew = state && state.revision !== this.sent?.frame;
    const logs = isNew && { history: view.history.changes(), steps: view.steps.changes() };
    const frame = logs ? { ...state, status, ...logs, ...this.planes(state) } : null;
    const substep = this.substep();
    const { report } = this.context.gradients;
    const answered = state && !isNew && view.answers !== this.sent?.answers;
    const answer = answered ? { answer: { derivation: state.derivation } } : {};
    const checked = report === this.sent?.report ? {} : { gradients: report };
    const { curves } = this.context.sweep;
    const swept = curves === this.sent?.sweep ? {} : { sweep: curves };
    const run = { stale, status, substep, frame, ...answer, ...checked, ...swept };
    return { type: 'update', ...this.common(), ...run };
  }

  /** Boundary and maps; empty for what the page already has. */
  private planes(state: State): Data {
    const sent = this.sent?.data;
    const news = <Name extends FeedName>(name: Name): Data[Name] =>
      state[name] === sent?.[name] ? FEEDS[name].none : state[name];
    return dataOf(PLANES, news, state);
  }

  /** The common part of all messages; notes the state as sent. */
  private common(): Pick<ToPanel, 'revision' | 'reveal' | 'runs'> {
    const runs = this.runs();
    this.note();
    return { revision: this.revision, reveal: this.reveals(), runs };
  }

  private substep(): Substep | null {
    const { description, substep } = this.context.session.view;
    return description && substep !== null ? substepOf(substep, description.layers.length) : null;
  }

  /** null if the page already has them. */
  private runs(): RunsSummary | null {
    const { pastRuns, definition } = this.context.session.view;
    return this.sent?.runs === pastRuns.version ? null : pastRuns.summary(definition);
  }

  private note(): void {
    const { description, state, pastRuns, answers } = this.context.session.view;
    this.sent = {
      answers,
      runs: pastRuns.version,
      run: state?.run ?? null,
      frame: state?.revision ?? null,
      data: state,
      description,
      report: this.context.gradients.report,
      sweep: this.context.sweep.curves,
    };
  }
}

function graphOf({ nodes, output, trace }: Expression): ExpressionGraph {
  return { nodes, output, trace };
}
