/** A bare CSV document: its experiment is inferred, and it is the data file itself. */
import type { Location, Uri } from 'vscode';
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import type { TableReading } from '../../experiment/newExperiment/tableReading';
import type { TableChoice } from '../../experiment/newExperiment/target';
import type { TableChoices } from './tableChoices';
import type { Experiment } from '../../experiment/fields/experiment';
import type { Finding, Place } from '../../experiment/format/finding';
import { cellOf, inTermsOfTable, type TableCells } from '../../experiment/newExperiment/tableCells';
import { readExperiment } from '../../experiment/read';
import { largestDataFile } from '../surfaces/configuration';
import { buffersOf } from '../session/file/dataFeed';
import type { AskWorker, FileContents, IsHeld, Reading } from '../session/file/source';
import { locateInFile, type DocumentSource } from './documentSource';
import { baseName, goneMessage, refusalOf, stateOf, type FileState } from './files';

export class CsvSource implements DocumentSource {
  private last: { version: string; reading: Reading } | null = null;
  private inferred: (TableCells & Pick<Inferred, 'reading'>) | null = null;

  constructor(
    private file: Uri,
    private readonly choices: TableChoices,
  ) {}

  get uri(): Uri {
    return this.file;
  }

  get reading(): TableReading | null {
    return this.inferred?.reading ?? null;
  }

  get fileName(): string {
    return baseName(this.file);
  }

  /** Makes the next reading one of these columns. */
  choose(choice: TableChoice): void {
    this.choices.keep(this.file, choice);
    this.last = null;
  }

  moveTo(uri: Uri): void {
    this.choices.move(this.file, uri);
    this.file = uri;
    this.last = null;
  }

  async read(ask: AskWorker): Promise<Reading> {
    const state = await this.state();
    if (this.last?.version !== state.version) {
      const reading = await this.infer(state, ask);
      this.last = { version: state.version, reading };
    }
    return this.last.reading;
  }

  /** Infers the experiment, and reads it. */
  private async infer(state: FileState, ask: AskWorker): Promise<Reading> {
    const inferred = await inferFrom(state, this.fileName, ask, this.choices.of(this.file), true);
    const { problems, experimentText: text } = inferred;
    this.inferred = inferred;
    const nothing = { experiment: null, kind: 'network' as const, expression: null, text };
    if (problems.some(({ severity }) => severity === 'error')) return { ...nothing, problems };
    const read = readExperiment(text);
    return { ...nothing, experiment: read.experiment, problems: [...problems, ...read.problems] };
  }

  async readFiles(_experiment: Experiment, isHeld: IsHeld): Promise<FileContents> {
    const { version, read } = await this.state();
    const content = isHeld(this.fileName, version) ? null : await read();
    return { files: [{ path: this.fileName, version, content }], problems: [] };
  }

  /** Problems of the inferred experiment are shown at the cells that they come from. */
  locate(place: Place): Location {
    const cell = cellOf(place, this.inferred ?? { choice: null, firstCells: [] });
    return locateInFile(this.uri, { kind: 'file', file: this.fileName, ...cell });
  }

  worded(problems: Finding[]): Finding[] {
    return inTermsOfTable(problems);
  }

  private async state(): Promise<FileState> {
    const state = await stateOf(this.uri);
    if (!state) throw new Error(goneMessage(this.fileName));
    const refusal = refusalOf(state, this.fileName, largestDataFile(this.uri));
    if (refusal) throw new Error(refusal.message);
    return state;
  }

  dataFiles(): Uri[] {
    return [this.uri];
  }
}

/**
 * @param choice what a person decided about the table
 * @param thorough whether all rows are read; else a sample is looked at
 */
export async function inferFrom(
  { read, version }: FileState,
  fileName: string,
  ask: AskWorker,
  choice: TableChoice,
  thorough: boolean,
): Promise<Inferred> {
  const file = { path: fileName, version, content: await read() };
  return ask('infer', { file, choice, thorough }, buffersOf([file]));
}
