/** Owns the sessions: one for each experiment in an editor or a panel. */
import {
  l10n,
  TabInputText,
  TabInputTextDiff,
  window,
  workspace,
  type Disposable,
  type Uri,
} from 'vscode';
import { findingsLevel, FINDINGS_SETTING, threadsWanted } from '../surfaces/configuration';
import { CsvSource } from '../documents/csvSource';
import type { Place } from '../../experiment/format/finding';
import type { DocumentSource } from '../documents/documentSource';
import { ExperimentSource } from '../documents/experimentSource';
import { isTableFile, isExperiment } from '../documents/files';
import type { TableChoices } from '../documents/tableChoices';
import { Emitter } from '../events/events';
import { MyLogs } from '../logs/myLogs';
import { FindingsView } from '../findings/findingsView';
import { Laboratory } from '../findings/laboratory';
import { ExpressionView } from '../session/expressionView';
import { GradientCheck } from '../session/gradientCheck';
import type { SessionChange } from '../session/run/runView';
import { Session } from '../session/session';
import type { StartWorker } from '../session/workerLink';
import { LastSweep } from '../sweep/sweepCurves';

/** Milliseconds that a session outlives its last editor and panel: long enough to move a tab. */
const GRACE_MS = 3000;
/** Milliseconds that a worker without a run is kept for the next edit's check. */
const REST_MS = 20_000;

/** A session and the document it belongs to. */
export interface Opened {
  readonly uri: Uri;
  readonly source: DocumentSource;
  readonly session: Session;
  /** State of an experiment of kind "expression". */
  readonly expression: ExpressionView;
  readonly gradients: GradientCheck;
  readonly sweep: LastSweep;
  /** What is tried on copies of the experiment. */
  readonly laboratory: Laboratory;
  readonly findings: FindingsView;
  /** The log of a student's program. */
  readonly myLogs: MyLogs;
}

export interface OpenedChange {
  opened: Opened;
  /** The part that changed: the session, the expression, a sweep that begins or ends, or what is found. */
  change: SessionChange | 'expression' | 'sweep' | 'findings';
}

/** A session that belongs to another file from now on. */
export interface Renamed {
  opened: Opened;
  from: Uri;
}

interface Entry extends Opened {
  uri: Uri;
  holders: number;
  leaving: ReturnType<typeof setTimeout> | null;
  resting: ReturnType<typeof setTimeout> | null;
}

export class Sessions implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly opens = new Emitter<Opened>();
  private readonly changes = new Emitter<OpenedChange>();
  private readonly closes = new Emitter<Opened>();
  private readonly renames = new Emitter<Renamed>();
  private readonly losses = new Emitter<Opened>();
  readonly onDidOpen = this.opens.event;
  readonly onDidChange = this.changes.event;
  readonly onDidClose = this.closes.event;
  readonly onDidRename = this.renames.event;
  /** Fires when the file was deleted; its run stays. */
  readonly onDidLose = this.losses.event;
  private readonly tabs = window.tabGroups.onDidChangeTabs(() => this.sweep());
  private readonly settings = workspace.onDidChangeConfiguration(event => {
    if (!event.affectsConfiguration(FINDINGS_SETTING)) return;
    for (const { findings } of this.entries.values()) findings.refresh();
  });

  constructor(
    private readonly startWorker: StartWorker,
    private readonly choices: TableChoices,
  ) {}

  get(uri: Uri): Opened | undefined {
    return this.entries.get(uri.toString());
  }

  all(): Opened[] {
    return [...this.entries.values()];
  }

  /** The session of this file; opens one if there is none. */
  open(uri: Uri): Opened {
    const known = this.entries.get(uri.toString());
    if (known) return known;
    if (!isExperiment(uri) && !isTableFile(uri))
      throw new Error(l10n.t('{0} is not an experiment.', uri.path));
    const source = isExperiment(uri) ? new ExperimentSource(uri) : new CsvSource(uri, this.choices);
    const session = new Session(source, this.startWorker, () => threadsWanted(source.uri));
    const expression = new ExpressionView();
    const gradients = new GradientCheck(session, expression);
    const sweep = new LastSweep();
    const laboratory = new Laboratory(session, this.startWorker, Date.now);
    const findings = new FindingsView({
      ...{ session, laboratory, canEdit: isExperiment(uri) },
      level: () => findingsLevel(source.uri),
      lineOf: place => lineOf(source, place),
    });
    const myLogs = new MyLogs(session, this.startWorker);
    const parts = { uri, source, session, expression, gradients, sweep, laboratory, findings };
    const entry: Entry = { ...parts, myLogs, holders: 0, leaving: null, resting: null };
    session.onDidChange(change => {
      if (change === 'checked') this.letRest(entry);
      this.changes.fire({ opened: entry, change });
    });
    expression.onDidChange(() => this.changes.fire({ opened: entry, change: 'expression' }));
    findings.onDidChange(() => this.changes.fire({ opened: entry, change: 'findings' }));
    sweep.onDidTurn(() => this.changes.fire({ opened: entry, change: 'sweep' }));
    this.entries.set(uri.toString(), entry);
    this.opens.fire(entry);
    this.sweep();
    return entry;
  }

  /** Keeps the session of this file open until the hold is disposed. */
  hold(uri: Uri): Disposable {
    const entry = this.open(uri) as Entry;
    entry.holders++;
    this.sweep();
    let held = true;
    return {
      dispose: () => {
        if (!held) return;
        held = false;
        entry.holders--;
        this.sweep();
      },
    };
  }

  /** Moves the session of a renamed file, with its run and everything that shows it. */
  rename(from: Uri, to: Uri): void {
    const entry = this.entries.get(from.toString());
    const isAlike = isExperiment(from) ? isExperiment(to) : isTableFile(to);
    if (!entry || !isAlike) return this.lose(from);
    const other = this.entries.get(to.toString());
    // A panel of a file that was replaced now belongs to the new file there.
    if (other && other.holders > 0) return this.lose(from);
    if (other) this.close(other);
    this.entries.delete(from.toString());
    entry.uri = to;
    entry.source.moveTo(to);
    this.entries.set(to.toString(), entry);
    this.renames.fire({ opened: entry, from });
    this.sweep();
  }

  /** Notes that the file was deleted: its run stays while a panel shows it. */
  lose(uri: Uri): void {
    const entry = this.entries.get(uri.toString());
    if (!entry) return;
    this.losses.fire(entry);
    this.sweep();
  }

  dispose(): void {
    this.tabs.dispose();
    this.settings.dispose();
    // No close events: the window ends, the experiments do not.
    const { opens, changes, closes, renames, losses } = this;
    for (const emitter of [opens, changes, closes, renames, losses]) emitter.dispose();
    for (const entry of [...this.entries.values()]) this.close(entry);
  }

  /** Ends sessions that nothing shows at once, without the grace. */
  endUnused(): void {
    this.sweep();
    for (const entry of this.all() as Entry[]) if (entry.leaving) this.close(entry);
  }

  /** Ends sessions that nothing shows after a grace; those that are shown again stay. */
  private sweep(): void {
    const shown = shownFiles();
    for (const entry of this.entries.values()) {
      if (entry.holders > 0 || shown.has(entry.uri.toString())) {
        if (entry.leaving) clearTimeout(entry.leaving);
        entry.leaving = null;
      } else {
        entry.leaving ??= setTimeout(() => this.close(entry), GRACE_MS);
      }
    }
  }

  private letRest(entry: Entry): void {
    if (entry.resting) clearTimeout(entry.resting);
    entry.resting = setTimeout(() => entry.session.rest(), REST_MS);
  }

  private close(entry: Entry): void {
    for (const timer of [entry.leaving, entry.resting]) if (timer) clearTimeout(timer);
    this.entries.delete(entry.uri.toString());
    entry.session.dispose();
    entry.expression.dispose();
    entry.gradients.dispose();
    entry.sweep.dispose();
    entry.laboratory.dispose();
    entry.findings.dispose();
    entry.myLogs.dispose();
    this.closes.fire(entry);
  }
}

/** Line of a place in an experiment's own file, from 1; null elsewhere. */
function lineOf(source: DocumentSource, place: Place): number | null {
  if (!isExperiment(source.uri)) return null;
  const { uri, range } = source.locate(place);
  return uri.toString() === source.uri.toString() ? range.start.line + 1 : null;
}

/** The files of all tabs, visible or not. */
function shownFiles(): Set<string> {
  const files = new Set<string>();
  for (const { input } of window.tabGroups.all.flatMap(group => group.tabs)) {
    if (input instanceof TabInputText) files.add(input.uri.toString());
    if (input instanceof TabInputTextDiff) files.add(input.modified.toString());
  }
  return files;
}
