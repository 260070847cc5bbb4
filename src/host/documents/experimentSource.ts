/** The experiment in a `*.backprop.json` document. */
import { Location, Range, workspace, type Uri, type TextDocument } from 'vscode';
import type { Experiment } from '../../experiment/fields/experiment';
import { requiredFiles } from '../../experiment/prepare';
import type { Finding, Place } from '../../experiment/format/finding';
import { rangeOf } from '../../experiment/read';
import type { FileContents, IsHeld, Reading } from '../session/file/source';
import { locateInFile, rangeIn, type DocumentSource } from './documentSource';
import {
  baseName,
  EXPERIMENT_SUFFIX,
  exists,
  goneMessage,
  readDataFiles,
  resolveDataFile,
} from './files';
import { ReadText } from './readText';

export class ExperimentSource implements DocumentSource {
  readonly reading = null;
  private last: { document: TextDocument; version: number; text: ReadText } | null = null;

  constructor(private file: Uri) {}

  get uri(): Uri {
    return this.file;
  }

  get fileName(): string {
    return baseName(this.file).slice(0, -EXPERIMENT_SUFFIX.length);
  }

  moveTo(uri: Uri): void {
    this.file = uri;
    this.last = null;
  }

  async read(): Promise<Reading> {
    const document = await this.document();
    const { version } = document;
    if (this.last?.document !== document || this.last.version !== version) {
      this.last = { document, version, text: new ReadText(document.getText()) };
    }
    return this.last.text.read;
  }

  private async document(): Promise<TextDocument> {
    try {
      return await workspace.openTextDocument(this.file);
    } catch (error) {
      // VS Code's own message is long, and names internal addresses.
      if (await exists(this.file)) throw error;
      throw new Error(goneMessage(baseName(this.file)), { cause: error });
    }
  }

  readFiles(experiment: Experiment, isHeld: IsHeld): Promise<FileContents> {
    // The text may have changed since this experiment was read.
    const paths = [...requiredFiles(experiment), ...(this.last?.text.files ?? [])];
    return readDataFiles(this.uri, experiment, paths, isHeld);
  }

  worded(problems: Finding[]): Finding[] {
    return problems;
  }

  locate(place: Place): Location {
    if (place.kind === 'file') return locateInFile(this.uri, place);
    if (!this.last) return new Location(this.uri, new Range(0, 0, 0, 0));
    const { document, text } = this.last;
    const { offset, length } = rangeOf(text.read.tree, place);
    return new Location(this.uri, rangeIn(document, offset, length));
  }

  dataFiles(): Uri[] {
    const paths = this.last?.text.files ?? [];
    return paths.flatMap(path => resolveDataFile(this.uri, path) ?? []);
  }
}
