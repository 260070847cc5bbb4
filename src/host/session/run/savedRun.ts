/**
 * Encodes a run in pieces of bytes, to show it again after a reload of the window. Lasting pieces
 * (texts, descriptions, past runs) are apart from those that every step changes, and encoded once.
 */
import { readExperiment } from '../../../experiment/read';
import type { HistorySlice, RunDescription, RunStatus } from '../../../protocol/snapshot';
import type { RunOrigin } from '../../../protocol/runs';
import { decodeValue, encodeValue } from './bytes';
import { fingerprintOf } from '../file/checker';
import type { PastRun, RunDefinition } from './pastRuns';
import type { State } from './state';

export interface SavedRun {
  /** The file that it belongs to. */
  uri: string;
  /** The definition, which gives the same numbers again. */
  fingerprint: string;
  description: RunDescription;
  definition: RunDefinition;
  /** The past runs, and the number of this one. */
  past: PastRun[];
  number: number;
  status: RunStatus;
  state: State;
  history: HistorySlice;
  steps: HistorySlice;
}

/** Version of the encoding; bytes of another version are not read. */
const FORMAT = 'backprop-run-10';
/** Name of the piece that lists the others. */
export const MAIN = 'run';

/** Everything that a step changes, and the numbers of the past runs. */
interface Main extends Pick<SavedRun, 'uri' | 'number' | 'status' | 'state' | 'history' | 'steps'> {
  format: string;
  origin: RunOrigin | null;
  past: number[];
}

/** A piece that stays the same while the object that it encodes does. */
export interface Piece {
  name: string;
  of: object;
  encode(): Uint8Array;
}

/** A definition without its experiment, which is read again from the text. */
type PastPiece = Omit<PastRun, 'text' | 'experiment'>;

const textOf = (number: number): string => `${number}.text`;
const pastOf = (number: number): string => `${number}.past`;
const descriptionOf = (number: number): string => `${number}.description`;

/** Names of the pieces that the main piece needs. */
export function lastingPieces({ description, definition, past, number }: SavedRun): Piece[] {
  const texts = [...past, { ...definition, number }].map(({ text, experiment, number: of }) => ({
    name: textOf(of),
    of: experiment,
    encode: () => new TextEncoder().encode(text),
  }));
  return [
    ...texts,
    ...past.map(run => ({ name: pastOf(run.number), of: run, encode: () => encodePast(run) })),
    { name: descriptionOf(number), of: description, encode: () => encodeValue(description) },
  ];
}

export function encodeMain(run: SavedRun): Uint8Array {
  const { uri, number, status, state, history, steps, definition, past } = run;
  const main: Main = {
    format: FORMAT,
    ...{ uri, number, status, state, history, steps },
    origin: definition.origin,
    past: past.map(({ number: of }) => of),
  };
  return encodeValue(main);
}

function encodePast({ text: _text, experiment: _experiment, ...rest }: PastRun): Uint8Array {
  return encodeValue(rest satisfies PastPiece);
}

/**
 * Decodes a run. A past run that cannot be read is left out.
 * @param read returns null if there is no such piece
 * @returns null if another version has written the pieces, or one is missing
 */
export async function decodeRun(
  read: (name: string) => Promise<Uint8Array | null>,
): Promise<SavedRun | null> {
  try {
    return await decode(read);
  } catch {
    // Damaged bytes may still be valid JSON.
    return null;
  }
}

async function decode(
  read: (name: string) => Promise<Uint8Array | null>,
): Promise<SavedRun | null> {
  const main = await valueOf<Main>(read, MAIN);
  if (main?.format !== FORMAT) return null;
  const { number, origin, uri, status, state, history, steps } = main;
  const definition = await definitionOf(read, number, origin);
  const description = await valueOf<RunDescription>(read, descriptionOf(number));
  if (!definition || !description) return null;
  const past: PastRun[] = [];
  for (const of of main.past) {
    const rest = await valueOf<PastPiece>(read, pastOf(of));
    const defined = rest && (await definitionOf(read, of, rest.origin));
    if (defined) past.push({ ...rest, ...defined });
  }
  const fingerprint = fingerprintOf(definition.experiment);
  const run = { uri, fingerprint, description, definition, past, number, status, state };
  return { ...run, history, steps };
}

async function definitionOf(
  read: (name: string) => Promise<Uint8Array | null>,
  number: number,
  origin: RunOrigin | null,
): Promise<RunDefinition | null> {
  const bytes = await read(textOf(number));
  const text = bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const experiment = text === null ? null : readExperiment(text).experiment;
  return text === null || !experiment ? null : { experiment, text, origin };
}

async function valueOf<T>(
  read: (name: string) => Promise<Uint8Array | null>,
  name: string,
): Promise<T | null> {
  const bytes = await read(name);
  return bytes && (decodeValue(bytes) as T | null);
}
