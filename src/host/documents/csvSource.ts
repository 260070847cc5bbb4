/** A bare CSV document: its experiment is inferred, and it is the data file itself. */
import { Location, Range, type Uri } from 'vscode';
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import type { TableChoice } from '../../experiment/newExperiment/target';
import type { Experiment } from '../../experiment/fields/experiment';
import type { Place } from '../../experiment/format/finding';
import { tableEncodingOf } from '../../experiment/data/csv/dialect/encoding';
import { spreadPieces } from '../../experiment/newExperiment/spread';
import { readExperiment } from '../../experiment/read';
import { largestDataFile, MEGABYTE } from '../surfaces/configuration';
import type { AskWorker, FileContents, IsHeld, Reading } from '../session/file/source';
import { locateInFile, type DocumentSource } from './documentSource';
import { baseName, goneMessage, refusalOf, stateOf, type FileState } from './files';

/** Bytes from which the kinds of the columns are inferred: the beginning, and pieces of the rest. */
const MOST = 4 * MEGABYTE;
const HEAD = MEGABYTE;
const PIECES = 48;
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
  const whole = content.length <= MOST;
  const some = whole ? new Uint8Array(content) : sampleOf(content);
  return ask('infer', { content: some, whole, fileName, choice }, [some.buffer]);
}

/** Whole rows; copied, because the content may be a view of a larger buffer. */
function sampleOf(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = content.subarray(0, HEAD).lastIndexOf(NEWLINE) + 1;
  const size = Math.floor((MOST - HEAD) / PIECES);
  const isUtf16 = tableEncodingOf(content.subarray(0, end)).startsWith('utf-16');
  const pieces = isUtf16 ? [] : spreadPieces(content, end, PIECES, size);
  const parts = [content.subarray(0, end), ...pieces];
  const some = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    some.set(part, at);
    at += part.length;
  }
  return some;
}
