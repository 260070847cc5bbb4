/** The experiment in a `*.backprop.json` document. */
import { Location, Range, workspace, type Uri, type TextDocument } from 'vscode';
import type { Experiment } from '../../experiment/experiment';
import { requiredFiles } from '../../experiment/prepare';
import type { Place } from '../../experiment/problem';
import { rangeOf, readExperiment } from '../../experiment/read';
import { sweptFiles } from '../../experiment/sweep/validate';
import type { FileContents, IsHeld, Reading } from '../session/source';
import { locateInFile, rangeIn, type DocumentSource } from './documentSource';
import { baseName, EXPERIMENT_SUFFIX, readDataFiles, resolveDataFile } from './files';

type Read = ReturnType<typeof readExperiment> & { text: string };

export class ExperimentSource implements DocumentSource {
  readonly fileName: string;
  private last: { document: TextDocument; version: number; read: Read } | null = null;

  constructor(readonly uri: Uri) {
    this.fileName = baseName(uri).slice(0, -EXPERIMENT_SUFFIX.length);
  }

  async read(): Promise<Reading> {
    const document = await workspace.openTextDocument(this.uri);
    const { version } = document;
    if (this.last?.document !== document || this.last.version !== version) {
      const text = document.getText();
      this.last = { document, version, read: { ...readExperiment(text), text } };
    }
    return this.last.read;
  }

  readFiles(experiment: Experiment, isHeld: IsHeld): Promise<FileContents> {
    return readDataFiles(this.uri, experiment, this.pathsOf(experiment), isHeld);
  }

  locate(place: Place): Location {
    if (place.kind === 'file') return locateInFile(this.uri, place);
    if (!this.last) return new Location(this.uri, new Range(0, 0, 0, 0));
    const { document, read } = this.last;
    const { offset, length } = rangeOf(read.tree, place);
    return new Location(this.uri, rangeIn(document, offset, length));
  }

  dataFiles(): Uri[] {
    const experiment = this.last?.read.experiment;
    if (!experiment) return [];
    return this.pathsOf(experiment).flatMap(path => resolveDataFile(this.uri, path) ?? []);
  }

  /** Of every file that the experiment or a run of its sweep names. */
  private pathsOf(experiment: Experiment): string[] {
    const swept = experiment.sweep && this.last ? sweptFiles(this.last.read) : [];
    return [...requiredFiles(experiment), ...swept];
  }
}
