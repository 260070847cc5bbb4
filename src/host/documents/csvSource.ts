/** A bare CSV document: the experiment is inferred from it, and it is its own data file. */
import { Location, Range, workspace, type Uri, type TextDocument } from 'vscode';
import type { Place } from '../../experiment/problem';
import { readExperiment } from '../../experiment/read';
import type { AskWorker, FileContents, Reading } from '../session/source';
import { locateInFile, type DocumentSource } from './documentSource';
import { baseName } from './files';

export class CsvSource implements DocumentSource {
  readonly fileName: string;
  private last: { document: TextDocument; version: number; reading: Reading } | null = null;

  constructor(readonly uri: Uri) {
    this.fileName = baseName(uri);
  }

  async read(ask: AskWorker): Promise<Reading> {
    const document = await workspace.openTextDocument(this.uri);
    const { version } = document;
    if (this.last?.document !== document || this.last.version !== version) {
      const { problems, experimentText } = await inferFrom(document, this.fileName, ask);
      const read = problems.some(problem => problem.severity === 'error')
        ? { experiment: null, problems: [] }
        : readExperiment(experimentText);
      const reading = {
        experiment: read.experiment,
        kind: 'network' as const,
        expression: null,
        problems: [...problems, ...read.problems],
      };
      this.last = { document, version, reading };
    }
    return this.last.reading;
  }

  /** The text in the editor, saved or not. */
  async readFiles(): Promise<FileContents> {
    const document = await workspace.openTextDocument(this.uri);
    const content = new TextEncoder().encode(document.getText());
    return { files: [[this.fileName, content]], problems: [] };
  }

  /** What is wrong with the inferred experiment has no place in the CSV: its first line stands for it. */
  locate(place: Place): Location {
    if (place.kind === 'file') return locateInFile(this.uri, place);
    const firstLine = this.last?.document.lineAt(0).range ?? new Range(0, 0, 0, 0);
    return new Location(this.uri, firstLine);
  }

  dataFiles(): Uri[] {
    return [this.uri];
  }
}

export function inferFrom(document: TextDocument, fileName: string, ask: AskWorker) {
  const content = new TextEncoder().encode(document.getText());
  return ask('infer', { content, fileName });
}
