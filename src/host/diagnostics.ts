/** The Problems of every experiment, at their places in the experiment or in its data files. */
import {
  Diagnostic,
  DiagnosticSeverity,
  languages,
  type DiagnosticCollection,
  type Disposable,
  type Uri,
} from 'vscode';
import type { Problem, Severity } from '../experiment/problem';
import type { Opened, Sessions } from './sessions';

export const DIAGNOSTIC_SOURCE = 'Backprop';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** A problem as the editor shows it. */
export interface Shown {
  uri: Uri;
  diagnostic: Diagnostic;
  problem: Problem;
  opened: Opened;
}

export class Diagnostics implements Disposable {
  private readonly collection: DiagnosticCollection;
  private readonly bySession = new Map<Opened, Shown[]>();
  private readonly subscriptions: Disposable[];

  constructor(sessions: Sessions) {
    this.collection = languages.createDiagnosticCollection('backprop');
    this.subscriptions = [
      this.collection,
      sessions.onDidChange(({ opened, change }) => {
        if (change === 'checked') this.show(opened);
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

  private show(opened: Opened): void {
    const before = this.bySession.get(opened) ?? [];
    const now = opened.session.checked.problems.map(problem => toShown(opened, problem));
    this.bySession.set(opened, now);
    this.publish([...before, ...now]);
  }

  private clear(opened: Opened): void {
    const before = this.bySession.get(opened) ?? [];
    this.bySession.delete(opened);
    this.publish(before);
  }

  /** A data file may be named by several experiments: its problems are those of all of them. */
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

function toShown(opened: Opened, problem: Problem): Shown {
  const { uri, range } = opened.source.locate(problem.place);
  const diagnostic = new Diagnostic(range, problem.message, SEVERITIES[problem.severity]);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = problem.code;
  return { uri, diagnostic, problem, opened };
}
