/** VS Code's debugger in memory: sessions that answer as a test says, and the frame in view. */
import type * as vscode from 'vscode';
import { types } from './types';

const { EventEmitter, Uri } = types;

const stackItems = new EventEmitter<vscode.DebugThread | vscode.DebugStackFrame | undefined>();
const terminations = new EventEmitter<vscode.DebugSession>();

/** What `evaluate` is asked, as far as tests look at it. */
export interface Evaluation {
  expression: string;
  frameId: number;
  context: string;
  format: { rawString: boolean };
}

/** A frame of a stopped program. */
export interface MemoryFrame {
  id: number;
  name: string;
  line: number;
  path: string;
  /** What the collector answers there. */
  answer: (asked: Evaluation) => unknown;
}

export class MemorySession {
  readonly name = 'Python';
  readonly evaluations: Evaluation[] = [];
  /** The frames of the stop, the innermost first. */
  frames: MemoryFrame[] = [];
  /** Answers wait while it is set: a test lets them go. */
  held: Promise<void> | null = null;

  constructor(
    readonly id: string,
    readonly type = 'debugpy',
    readonly parentSession?: MemorySession,
  ) {}

  async customRequest(command: string, asked: unknown): Promise<unknown> {
    const { frames, held } = this;
    if (command === 'stackTrace') {
      const stackFrames = frames.map(({ id, name, line, path }) => ({
        ...{ id, name, line },
        source: { path },
      }));
      return { stackFrames };
    }
    const evaluation = asked as Evaluation;
    this.evaluations.push(evaluation);
    const frame = frames.find(({ id }) => id === evaluation.frameId);
    await held;
    if (!frame) throw new Error('Unable to find thread for evaluation.');
    return { result: JSON.stringify(frame.answer(evaluation)) };
  }
}

/** What a test does in the debugger. */
export const debugging = {
  item: undefined as unknown,

  /** The program stops in these frames, the first in view. */
  stop(session: MemorySession, ...frames: MemoryFrame[]): void {
    session.frames = frames;
    debugging.view({ session, threadId: 1, frameId: frames[0].id });
  },
  run(): void {
    debugging.view(undefined);
  },
  end(session: MemorySession): void {
    debugging.run();
    terminations.fire(session as unknown as vscode.DebugSession);
  },
  forget(): void {
    debugging.item = undefined;
  },
  view(item: unknown): void {
    debugging.item = item;
    stackItems.fire(item as vscode.DebugStackFrame | undefined);
  },
};

export const debug = {
  get activeStackItem() {
    return debugging.item;
  },
  onDidChangeActiveStackItem: stackItems.event,
  onDidTerminateDebugSession: terminations.event,
  asDebugSourceUri: ({ path = '' }: { path?: string }) => Uri.parse(`memory:${path}`),
};
