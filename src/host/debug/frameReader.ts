/** Reads the arrays of a stopped frame over the debug protocol, and finds the lines that made them. */
import { debug, l10n, Uri, workspace, type DebugSession, type DebugStackFrame } from 'vscode';
import { lastAssignments, type Found } from '../../experiment/python/assignments';
import { ANSWER_BYTES, expressionOf, readAnswer } from './collector';
import type { Answer, FrameArray, LeftOut, Piece } from './collector';

/** Where the debugger stands. */
interface Place {
  /** null: code that is in no file of this machine. */
  source: Uri | null;
  /** From 1. */
  line: number;
  function: string;
}

export interface Snapshot extends Answer {
  place: Place;
  /** Where the file of the frame last assigned an array, by its path. */
  lines: Map<string, Found>;
}

/** Bytes of larger arrays, which come in pieces: four seconds at most. */
const MOST_BYTES = 16 << 20;

interface StackTrace {
  stackFrames: {
    id: number;
    name: string;
    line: number;
    source?: { path?: string; sourceReference?: number };
  }[];
}

/** Returns null where the program has gone on meanwhile. */
export type Stands = () => boolean;

/**
 * @param collector the text of media/debugger/collect.py
 * @throws Error where the frame is gone, or the debugger cannot answer
 */
export async function readFrame(
  frame: DebugStackFrame,
  collector: string,
  stands: Stands,
): Promise<Snapshot> {
  const ask = (piece?: Piece) => evaluate(frame, expressionOf(collector, piece));
  // Both are asked before either is answered: at a later stop the same id may be another frame's.
  const [place, answer] = await Promise.all([placeOf(frame), ask()]);
  const arrays = [...answer.arrays];
  const left: LeftOut[] = [];
  let budget = MOST_BYTES;
  for (const entry of answer.left) {
    const isRead = entry.why === 'size' && entry.bytes > 0 && entry.bytes <= budget;
    const array = isRead ? await inPieces(entry, ask, stands) : null;
    if (array) arrays.push(array);
    else left.push(entry);
    if (array) budget -= entry.bytes;
  }
  return { ...answer, arrays, left, place, lines: await linesOf(place, arrays) };
}

/** null: the program has gone on. */
async function inPieces(
  { path, bytes }: LeftOut,
  ask: (piece: Piece) => Promise<Answer>,
  stands: Stands,
): Promise<FrameArray | null> {
  const data = new Float64Array(bytes / 8);
  for (let start = 0; stands(); start += ANSWER_BYTES) {
    const [part] = (await ask({ only: path, start })).arrays;
    if (!part) return null;
    data.set(part.data, start / 8);
    if (start + ANSWER_BYTES >= bytes) return { ...part, data };
  }
  return null;
}

async function evaluate(
  { session, frameId }: DebugStackFrame,
  expression: string,
): Promise<Answer> {
  const answer = (await session.customRequest('evaluate', {
    expression,
    frameId,
    // In other contexts debugpy shortens an answer to 65,536 characters.
    context: 'clipboard',
    // The text itself, not as a literal of Python.
    format: { rawString: true },
  })) as { result: string };
  return readAnswer(answer.result);
}

async function placeOf({ session, threadId, frameId }: DebugStackFrame): Promise<Place> {
  const request = { threadId, startFrame: 0, levels: 100 };
  const { stackFrames } = (await session.customRequest('stackTrace', request)) as StackTrace;
  const frame = stackFrames.find(({ id }) => id === frameId);
  if (!frame) throw new Error(l10n.t('The program has gone on.'));
  const { name, line, source } = frame;
  const path = source?.sourceReference ? undefined : source?.path;
  return { source: path === undefined ? null : uriOf(path, session), line, function: name };
}

/** In a remote window the workbench has made an address of the path. */
function uriOf(path: string, session: DebugSession): Uri {
  if (!/^[a-z][\w+.-]+:/i.test(path)) return debug.asDebugSourceUri({ path }, session);
  const uri = Uri.parse(path);
  return uri.scheme === 'vscode-remote' ? Uri.file(uri.path) : uri;
}

async function linesOf(
  { source, ...at }: Place,
  arrays: readonly FrameArray[],
): Promise<Map<string, Found>> {
  if (!source) return new Map();
  const numbers = arrays.filter(({ kind }) => kind === 'number');
  const values = new Map(numbers.map(({ path, data }) => [path, data[0]]));
  try {
    const text = (await workspace.openTextDocument(source)).getText();
    return lastAssignments(text, at, arrays, values);
  } catch {
    // A file that only the machine of the program has.
    return new Map();
  }
}
