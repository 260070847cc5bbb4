/** A source in an editor, which can locate its problems there. */
import { Location, Position, Range, type Uri, type TextDocument } from 'vscode';
import type { Place } from '../../experiment/format/finding';
import type { TableReading } from '../../experiment/newExperiment/tableReading';
import type { ExperimentSource } from '../session/file/source';
import { resolveDataFile } from './files';

export interface DocumentSource extends ExperimentSource {
  readonly uri: Uri;
  /** How the last reading understood a bare table; null if the file is an experiment. */
  readonly reading: TableReading | null;
  /** Follows a rename of the file. */
  moveTo(uri: Uri): void;
  /** The file and range of a problem of the last reading. */
  locate(place: Place): Location;
  /** The data files of the last reading, whether they exist or not. */
  dataFiles(): Uri[];
}

/** A cell of a data file as an empty range, which editors widen to the word. */
export function locateInFile(experiment: Uri, place: Place & { kind: 'file' }): Location {
  const file = resolveDataFile(experiment, place.file) ?? experiment;
  const at = new Position(Math.max(0, place.line - 1), Math.max(0, place.column - 1));
  return new Location(file, new Range(at, at));
}

export function rangeIn(document: TextDocument, offset: number, length: number): Range {
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}
