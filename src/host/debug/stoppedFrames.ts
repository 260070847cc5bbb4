/** Follows the debugger through the sessions in which a person has asked for the findings. */
import { debug, type DebugSession, type DebugStackFrame, type Disposable } from 'vscode';
import { together } from '../events/events';
import { isFolderTrusted } from '../surfaces/configuration';

/** Microsoft's Python Debugger, its older name, and cells of notebooks. */
export const PYTHON_SESSIONS = ['debugpy', 'python', 'Python Kernel Debug Adapter'];

export interface FrameListener {
  /** @param stands whether the program has not gone on since */
  stopped(frame: DebugStackFrame, stands: () => boolean): Promise<void>;
  ended(): void;
}

export class StoppedFrames implements Disposable {
  /** Ids of the sessions. */
  private readonly asked = new Set<string>();
  /** Counts the looks: what is known from an earlier one is late. */
  private newest = 0;
  private readonly subscriptions: Disposable;

  constructor(private readonly listener: FrameListener) {
    this.subscriptions = together(
      debug.onDidChangeActiveStackItem(() => void this.look()),
      debug.onDidTerminateDebugSession(session => this.end(session)),
    );
  }

  /** The frame of a Python session in view; null: there is none. */
  get frame(): DebugStackFrame | null {
    const item = debug.activeStackItem;
    if (!item || !('frameId' in item)) return null;
    return PYTHON_SESSIONS.includes(item.session.type) ? item : null;
  }

  /** From now on the session of this frame is followed until it ends. */
  async follow({ session }: DebugStackFrame): Promise<void> {
    this.asked.add(session.id);
    await this.look();
  }

  dispose(): void {
    this.newest++;
    this.subscriptions.dispose();
  }

  private async look(): Promise<void> {
    const number = ++this.newest;
    const { frame } = this;
    if (!frame || !isFolderTrusted() || !this.isAsked(frame.session)) return;
    await this.listener.stopped(frame, () => number === this.newest);
  }

  /** A process that a program starts has a session of its own. */
  private isAsked(session: DebugSession | undefined): boolean {
    if (!session) return false;
    return this.asked.has(session.id) || this.isAsked(session.parentSession);
  }

  private end(session: DebugSession): void {
    if (!this.isAsked(session)) return;
    this.asked.delete(session.id);
    this.newest++;
    this.listener.ended();
  }
}
