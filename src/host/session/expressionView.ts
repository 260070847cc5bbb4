/**
 * What is known of an experiment of kind "expression": its numbers, and how far its passes have
 * been stepped. Knows nothing of vscode.
 */
import type { Expression } from '../../experiment/expression/expression';
import type { Kind } from '../../experiment/fields/common';
import type { Problem } from '../../experiment/format/problem';
import { Emitter, type Disposable } from '../events/events';
import { firstError, type Reading } from './file/source';

export class ExpressionView implements Disposable {
  private readonly changes = new Emitter<void>();
  readonly onDidChange = this.changes.event;
  private reading: Omit<Reading, 'text'> | null = null;
  private kind: Kind | null = null;
  private shown: Expression | null = null;
  /** null: all, however many there are. */
  private done: number | null = null;

  /** The file is of this kind, right or wrong. */
  get active(): boolean {
    return this.kind === 'expression';
  }

  /** As the file says it now; null where it has an error. */
  get current(): Expression | null {
    return this.reading?.expression ?? null;
  }

  /** The expression of the last version without an error; null: there has been none. */
  get expression(): Expression | null {
    return this.shown;
  }

  /** What is wrong with the file now. */
  get error(): Problem | undefined {
    return this.reading ? firstError(this.reading.problems) : undefined;
  }

  /** Steps of the trace that have been done. */
  get position(): number {
    const { length } = this.shown?.trace ?? [];
    return Math.min(this.done ?? length, length);
  }

  /** The file as it is written now. What is not JSON keeps its kind. */
  take(reading: Omit<Reading, 'text'>): void {
    if (reading === this.reading) return;
    this.reading = reading;
    this.kind = reading.kind ?? this.kind;
    this.shown = reading.expression ?? (this.active ? this.shown : null);
    this.changes.fire();
  }

  /** One gate further; after the last one the passes begin again. */
  step(): void {
    const { length } = this.shown?.trace ?? [];
    this.goTo(this.position < length ? this.position + 1 : 1);
  }

  stepBack(): void {
    this.goTo(Math.max(0, this.position - 1));
  }

  /** Only the inputs are known. */
  reset(): void {
    this.goTo(0);
  }

  /** Everything is known, whatever the file will say. */
  finish(): void {
    this.goTo(null);
  }

  goTo(position: number | null): void {
    const before = this.position;
    this.done = position;
    // At the end: later gates of an edited file are done too.
    if (this.position === this.shown?.trace.length) this.done = null;
    if (this.position !== before) this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }
}
