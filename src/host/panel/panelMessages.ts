/** What a page is told next: everything, or only what it has not been sent. Knows nothing of vscode. */
import type { Expression } from '../../experiment/expression/expression';
import type { PanelChoices } from '../../protocol/choices';
import type { ExpressionGraph } from '../../protocol/expression';
import { dataOf, FEEDS, PLANES, type Data, type FeedName } from '../../protocol/feeds';
import type { Reveal, ToPanel, ReadWords } from '../../protocol/panel';
import type { RunsSummary } from '../../protocol/runs';
import type { Substep } from '../../protocol/snapshot';
import type { FindingsView } from '../findings/findingsView';
import type { MyLogs } from '../logs/myLogs';
import type { ExpressionView } from '../session/expressionView';
import type { GradientCheck } from '../session/gradientCheck';
import type { State } from '../session/run/state';
import type { Session } from '../session/session';
import { substepOf } from '../session/substeps';
import type { LastSweep } from '../sweep/sweepCurves';

export interface MessageContext {
  session: Session;
  /** Replaces the session's run if the file is an expression. */
  expression: ExpressionView;
  gradients: Pick<GradientCheck, 'report'>;
  sweep: Pick<LastSweep, 'curves'>;
  findings: Pick<FindingsView, 'report'>;
  myLogs: Pick<MyLogs, 'report'>;
  /** Current address of the file, and the title while the experiment has no description. */
  place(): { uri: string; fallbackTitle: string };
  /** How the data of the run was read; null: as the file says. */
  read(): ReadWords | null;
  remembered(): PanelChoices | null;
}

type Head = Pick<ToPanel, 'revision' | 'reveal'>;

/** The versions that the page has been sent. */
interface Sent {
  runs: number;
  run: number | null;
  frame: number | null;
  data: Data | null;
  answers: number;
  description: unknown;
  task: string | null;
  report: unknown;
  sweep: unknown;
  findings: unknown;
  myLog: unknown;
}

export class PanelMessages {
  /** null: the next message has to hold everything. */
  private sent: Sent | null = null;

  constructor(private readonly context: MessageContext) {}

  /** What the page lacks; it counts as sent. */
  next(revision: number, reveal: Reveal | null): ToPanel {
    const head = { revision, reveal };
    if (this.context.expression.active) return this.graph(head);
    return this.needsSnapshot() ? this.snapshot(head) : this.news(head);
  }

  /** The next message has to hold everything. */
  forget(): void {
    this.sent = null;
  }

  private graph(head: Head): ToPanel {
    const { expression: view } = this.context;
    const { uri, fallbackTitle } = this.context.place();
    const { expression, position, error } = view;
    // The page drops its run when it gets an expression.
    this.sent = null;
    const snapshot = {
      uri,
      remembered: this.context.remembered(),
      title: expression?.name ?? fallbackTitle,
      task: expression?.description ?? null,
      message: error?.message ?? '',
      graph: expression && graphOf(expression),
      position,
      gradients: this.context.gradients.report,
    };
    return { type: 'expression', ...head, runs: null, snapshot };
  }

  private needsSnapshot(): boolean {
    const { description, state } = this.context.session.view;
    const { sent } = this;
    return !sent || sent.description !== description || sent.run !== (state?.run ?? null);
  }

  private snapshot(head: Head): ToPanel {
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
    const findings = this.context.findings.report;
    const myLog = this.context.myLogs.report;
    const run = { stale, description, status, substep, frame, gradients, sweep, findings, myLog };
    const read = this.context.read();
    const snapshot = { uri, remembered, title, task: view.task, read, ...run };
    return { type: 'snapshot', ...head, runs: this.runs(), snapshot };
  }

  private news(head: Head): ToPanel {
    const { view, stale } = this.context.session;
    const { state, status } = view;
    const isNew = state && state.revision !== this.sent?.frame;
    const logs = isNew && { history: view.history.changes(), steps: view.steps.changes() };
    const frame = logs ? { ...state, status, ...logs, ...this.planes(state) } : null;
    const substep = this.substep();
    const task = view.task === this.sent?.task ? {} : { task: view.task };
    const { report } = this.context.gradients;
    const answered = state && !isNew && view.answers !== this.sent?.answers;
    const answer = answered
      ? { answer: { derivation: state.derivation, formula: state.formula } }
      : {};
    const checked = report === this.sent?.report ? {} : { gradients: report };
    const { curves } = this.context.sweep;
    const swept = curves === this.sent?.sweep ? {} : { sweep: curves };
    const said = this.context.findings.report;
    const found = said === this.sent?.findings ? {} : { findings: said };
    const { report: logged } = this.context.myLogs;
    const compared = logged === this.sent?.myLog ? {} : { myLog: logged };
    const run = {
      stale,
      status,
      substep,
      frame,
      ...task,
      ...answer,
      ...checked,
      ...swept,
      ...found,
      ...compared,
    };
    return { type: 'update', ...head, runs: this.runs(), ...run };
  }

  /** Boundary and maps; empty for what the page already has. */
  private planes(state: State): Data {
    const sent = this.sent?.data;
    const news = <Name extends FeedName>(name: Name): Data[Name] =>
      state[name] === sent?.[name] ? FEEDS[name].none : state[name];
    return dataOf(PLANES, news, state);
  }

  private substep(): Substep | null {
    const { description, substep } = this.context.session.view;
    return description && substep !== null ? substepOf(substep, description.layers.length) : null;
  }

  /** null if the page already has them. Notes everything as sent. */
  private runs(): RunsSummary | null {
    const { pastRuns, definition } = this.context.session.view;
    const known = this.sent?.runs === pastRuns.version;
    this.note();
    return known ? null : pastRuns.summary(definition);
  }

  private note(): void {
    const { description, state, pastRuns, answers, task } = this.context.session.view;
    this.sent = {
      answers,
      runs: pastRuns.version,
      run: state?.run ?? null,
      frame: state?.revision ?? null,
      data: state,
      description,
      task,
      report: this.context.gradients.report,
      sweep: this.context.sweep.curves,
      findings: this.context.findings.report,
      myLog: this.context.myLogs.report,
    };
  }
}

function graphOf({ nodes, output, trace }: Expression): ExpressionGraph {
  return { nodes, output, trace };
}
