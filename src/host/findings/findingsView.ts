/** What is said of an experiment and its run, for all surfaces. Knows nothing of vscode. */
import { isDiagnosis } from '../../experiment/diagnosis/findingIds';
import type { Finding, Place } from '../../experiment/format/finding';
import type { FindingsReport, ListedFinding } from '../../protocol/findings';
import { Emitter, type Disposable } from '../events/events';
import { batchFindings, runFindings } from '../session/findings';
import type { Session } from '../session/session';
import type { FindingsLevel } from './findingsLevel';
import type { Laboratory } from './laboratory';

interface Context {
  session: Session;
  laboratory: Laboratory;
  level: () => FindingsLevel;
  /** Line of a place in the file, from 1; null where it has none. */
  lineOf: (place: Place) => number | null;
  canEdit: boolean;
}

const NOTHING_SAID = { findings: [], ruledOut: [], sanity: [] };

export class FindingsView implements Disposable {
  private readonly changes = new Emitter<void>();
  /** Fires when there is another report. */
  readonly onDidChange = this.changes.event;
  private text = '';
  private last: FindingsReport;

  constructor(private readonly context: Context) {
    this.last = { ...NOTHING_SAID, ofRun: false, canEdit: context.canEdit };
    context.session.onDidChange(change => {
      // While a run moves, what was found before it stands.
      const isRunning = context.session.view.status.state === 'running';
      if (change !== 'frame' || !isRunning) this.refresh();
    });
    context.laboratory.onDidChange(() => this.refresh());
  }

  /** The same object for as long as nothing in it has changed. */
  get report(): FindingsReport {
    return this.last;
  }

  /** The findings themselves, causes first; none where the setting hides them. */
  get findings(): Finding[] {
    return this.context.level() === 'all' ? this.all() : [];
  }

  /** Those about the batch that the run stands at. */
  get ofBatch(): Finding[] {
    const { session, level } = this.context;
    return level() === 'all' ? batchFindings(session.view) : [];
  }

  /** Those for the Problems, where what the reader has found stands already. */
  get problems(): Finding[] {
    const { session, level } = this.context;
    const said = runFindings(session);
    return level() === 'off' ? said.filter(isCheck) : said;
  }

  /** Makes it anew: a setting has changed. */
  refresh(): void {
    const report = this.made();
    const text = JSON.stringify(report, (_key, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    );
    if (text === this.text) return;
    this.text = text;
    this.last = report;
    this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }

  private all(): Finding[] {
    const { session } = this.context;
    const causes = session.checked.problems.filter(isDiagnosis);
    return [...causes, ...runFindings(session).filter(finding => !isCheck(finding))];
  }

  private made(): FindingsReport {
    const { session, laboratory, level, canEdit } = this.context;
    const hasRun = session.view.state !== null && !session.stale;
    const ofRun = hasRun && (session.view.state?.position.step ?? 0) > 0;
    if (level() !== 'all' || (!hasRun && !session.checked.summary)) {
      return { ...NOTHING_SAID, ofRun, canEdit };
    }
    const findings = this.all();
    return {
      findings: findings.map(finding => this.listed(finding)),
      ruledOut: hasRun ? (session.view.state?.ruledOut ?? []) : session.checked.ruledOut,
      ofRun,
      canEdit,
      sanity: laboratory.sanity,
    };
  }

  private listed(finding: Finding): ListedFinding {
    const { id, severity, message, place, since, picture, fixes, candidates } = finding;
    return {
      ...{ id, severity, message },
      field: fieldOf(place),
      line: this.context.lineOf(place),
      since: since ?? null,
      picture: picture ?? null,
      canTry: fixes.length > 0 || candidates !== undefined,
      examination: this.context.laboratory.examination(id),
    };
  }
}

function isCheck({ id }: Finding): boolean {
  return id === 'check';
}

/** The last name of a path: `learning_rate`. */
function fieldOf(place: Place): string {
  if (place.kind === 'file') return place.file;
  if (place.kind === 'text') return '';
  const name = place.path.findLast(key => typeof key === 'string');
  return typeof name === 'string' ? name : '';
}
