/** A bare CSV document: its experiment is inferred, and it is the data file itself. */
import { Location, Range, type Uri } from 'vscode';
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import type { TableChoice } from '../../experiment/newExperiment/target';
import type { Experiment } from '../../experiment/fields/experiment';
import type { Place } from '../../experiment/format/finding';
import { readExperiment } from '../../experiment/read';
import { largestDataFile, MEGABYTE } from '../surfaces/configuration';
import type { AskWorker, FileContents, IsHeld, Reading } from '../session/file/source';
import { locateInFile, type DocumentSource } from './documentSource';
import { baseName, goneMessage, refusalOf, stateOf, type FileState } from './files';

/** Bytes from which the kinds of the columns are inferred. */
const HEAD = 4 * MEGABYTE;
const NEWLINE = 10;

export class CsvSource implements DocumentSource {
  private last: { version: string; reading: Reading } | null = null;
  /** What a person decided about the table. */
  private decided: TableChoice = {};

  constructor(private file: Uri) {}

  get uri(): Uri {
    return this.file;
  }

  get fileName(): string {
    return baseName(this.file);
  }

  get choice(): TableChoice {
    return this.decided;
  }

  /** Makes the next reading one of these columns. */
  choose(choice: TableChoice): void {
    this.decided = choice;
    this.last = null;
  }

  moveTo(uri: Uri): void {
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
    const { problems, experimentText: text } = await inferFrom(
      state,
      this.fileName,
      ask,
      this.decided,
    );
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

  /** Problems of the inferred experiment have no place in the CSV: they are shown at its beginning. */
  locate(place: Place): Location {
    if (place.kind === 'file') return locateInFile(this.uri, place);
    return new Location(this.uri, new Range(0, 0, 0, 0));
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

/** @param choice what a person decided about the table */
export async function inferFrom(
  { read }: FileState,
  fileName: string,
  ask: AskWorker,
  choice: TableChoice,
): Promise<Inferred> {
  const content = await read();
  const whole = content.length <= HEAD;
  // Up to the end of a row; copied, because the content may be a view of a larger buffer.
  const end = whole ? content.length : content.subarray(0, HEAD).lastIndexOf(NEWLINE) + 1;
  const head = new Uint8Array(content.subarray(0, end));
  return ask('infer', { content: head, whole, fileName, choice }, [head.buffer]);
}
