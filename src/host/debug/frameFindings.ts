/** The findings of an autopsy of a frame as Problems, on the lines that assign the wrong arrays. */
import {
  DiagnosticSeverity,
  languages,
  Range,
  type Diagnostic,
  type DiagnosticCollection,
  type Disposable,
} from 'vscode';
import type { AutopsyReport } from '../../protocol/autopsy/arrays';
import { DIAGNOSTIC_SOURCE } from '../editor/diagnostics';
import { diagnostic } from '../surfaces/show';
import type { Snapshot } from './frameReader';

export class FrameFindings implements Disposable {
  private readonly collection: DiagnosticCollection =
    languages.createDiagnosticCollection('backprop.debug');

  /** Those of the frame in view: what was found at an earlier stop no longer counts. */
  show({ place, lines }: Snapshot, report: AutopsyReport): void {
    this.clear();
    if (!place.source) return;
    const shown = told(report).map(({ array, id, message }): Diagnostic => {
      const found = array === null ? undefined : lines.get(array);
      // A parameter was made by a caller: the line where the program stands is the nearest.
      const line = !found || found.how === 'parameter' ? place.line : found.line;
      const { Error: wrong, Warning: open } = DiagnosticSeverity;
      const range = new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
      const made = diagnostic(range, message, id === '' ? open : wrong);
      made.source = DIAGNOSTIC_SOURCE;
      made.code = id === '' ? undefined : id;
      return made;
    });
    this.collection.set(place.source, shown);
  }

  clear(): void {
    this.collection.clear();
  }

  dispose(): void {
    this.collection.dispose();
  }
}

interface Told {
  /** The array whose line is meant; null: none in particular. */
  array: string | null;
  /** Empty: no known mistake. */
  id: string;
  message: string;
}

function told({ findings, arrays, first, verdict, summary }: AutopsyReport): Told[] {
  const named = findings.map(({ id, message, reproduces }): Told => {
    return { array: earliest(reproduces?.arrays ?? [], arrays) ?? first, id, message };
  });
  // No known mistake makes the numbers, or the policy of the experiment does not let it be named.
  if (named.length > 0 || verdict === 'correct' || first === null) return named;
  return [{ array: first, id: '', message: summary }];
}

/** A wrong delta makes the gradients wrong that are computed of it. */
function earliest(names: readonly string[], arrays: AutopsyReport['arrays']): string | null {
  const own = arrays.filter(({ name }) => names.includes(name));
  const found = ['delta', 'gradW', 'gradB'].flatMap(
    part => own.find(({ is }) => is?.endsWith(part)) ?? [],
  );
  return found.at(0)?.name ?? null;
}
