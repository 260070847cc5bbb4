/** Publishes what is found about every experiment and its run, in the experiment or its data files. */
import {
  DiagnosticSeverity,
  extensions,
  languages,
  type Diagnostic,
  type DiagnosticCollection,
  type Disposable,
  workspace,
  type Uri,
} from 'vscode';
import type { Finding, Severity } from '../../experiment/format/finding';
import { JSON_IDS } from '../../experiment/format/syntax';
import type { Opened, Sessions } from '../sessions/sessions';
import { FINDINGS_SETTING } from '../surfaces/configuration';
import { diagnostic as diagnosticOf } from '../surfaces/show';

export const DIAGNOSTIC_SOURCE = 'Backprop';
/** The setting that switches VS Code's own JSON problems off. */
const JSON_VALIDATION = 'json.validate.enable';
const OF_JSON: readonly string[] = Object.values(JSON_IDS);

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** A finding as VS Code shows it. */
export interface Shown {
  uri: Uri;
  diagnostic: Diagnostic;
  finding: Finding;
  opened: Opened;
  /** Whether it is about the run; else it is about the file. */
  ofRun: boolean;
}

export class Diagnostics implements Disposable {
  private readonly collection: DiagnosticCollection;
  private readonly bySession = new Map<Opened, Shown[]>();
  private readonly subscriptions: Disposable[];

  constructor(sessions: Sessions) {
    this.collection = languages.createDiagnosticCollection('backprop');
    this.subscriptions = [
      this.collection,
      workspace.onDidChangeConfiguration(event => {
        const isOurs = [JSON_VALIDATION, FINDINGS_SETTING].some(setting =>
          event.affectsConfiguration(setting),
        );
        if (!isOurs) return;
        for (const opened of sessions.all()) this.show(opened);
      }),
      extensions.onDidChange(() => {
        for (const opened of sessions.all()) this.show(opened);
      }),
      sessions.onDidChange(({ opened, change }) => {
        if (change === 'checked' || this.hasNews(opened)) this.show(opened);
      }),
      sessions.onDidClose(opened => this.clear(opened)),
    ];
  }

  /** The problems shown in a file. */
  in(uri: Uri): Shown[] {
    const key = uri.toString();
    return this.shown().filter(shown => shown.uri.toString() === key);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Whether the findings of the run differ from those shown; their numbers count once it rests. */
  private hasNews(opened: Opened): boolean {
    const before = (this.bySession.get(opened) ?? []).filter(({ ofRun }) => ofRun);
    const now = opened.findings.problems;
    const running = opened.session.view.status.state === 'running';
    return (
      before.length !== now.length ||
      before.some(({ finding }, i) => !isSame(finding, now[i], !running))
    );
  }

  private show(opened: Opened): void {
    const before = this.bySession.get(opened) ?? [];
    const judged = isJudgedAsJson(opened.uri);
    const problems = opened.session.checked.problems.filter(
      ({ id }) => !(judged && OF_JSON.includes(id)),
    );
    const now = [
      ...problems.map(finding => toShown(opened, finding, false)),
      ...opened.findings.problems.map(finding => toShown(opened, finding, true)),
    ];
    this.bySession.set(opened, now);
    this.publish([...before, ...now]);
  }

  private clear(opened: Opened): void {
    const before = this.bySession.get(opened) ?? [];
    this.bySession.delete(opened);
    this.publish(before);
  }

  /** Publishes the problems of a file; several experiments may name a data file, and all of theirs count. */
  private publish(touched: Shown[]): void {
    const files = new Map(touched.map(({ uri }) => [uri.toString(), uri]));
    for (const uri of files.values()) {
      this.collection.set(
        uri,
        this.in(uri).map(({ diagnostic }) => diagnostic),
      );
    }
  }

  private shown(): Shown[] {
    return [...this.bySession.values()].flat();
  }
}

/** Whether VS Code itself reports JSON syntax errors in this file: it is not to be said twice. */
function isJudgedAsJson(uri: Uri): boolean {
  const key = uri.toString();
  const document = workspace.textDocuments.find(each => each.uri.toString() === key);
  if (!document || !['json', 'jsonc'].includes(document.languageId)) return false;
  const judges = extensions.getExtension('vscode.json-language-features') !== undefined;
  return judges && workspace.getConfiguration(undefined, uri).get(JSON_VALIDATION, true);
}

function isSame(a: Finding, b: Finding, exactly: boolean): boolean {
  if (a.id !== b.id || (exactly && a.message !== b.message)) return false;
  return JSON.stringify(a.place) === JSON.stringify(b.place);
}

function toShown(opened: Opened, finding: Finding, ofRun: boolean): Shown {
  const { uri, range } = opened.source.locate(finding.place);
  const diagnostic = diagnosticOf(range, finding.message, SEVERITIES[finding.severity]);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = finding.id;
  return { uri, diagnostic, finding, opened, ofRun };
}
