/**
 * State of an experiment of kind "expression": its numbers, and how far its passes have been stepped
 * through. Knows nothing of vscode.
 */
import type { Expression } from '../../experiment/expression/expression';
import type { Kind } from '../../experiment/fields/common';
import type { Finding } from '../../experiment/format/finding';
import { Emitter, type Disposable } from '../events/events';
import { firstError, type Reading } from './file/source';

export class ExpressionView implements Disposable {
  private readonly changes = new Emitter<void>();
  readonly onDidChange = this.changes.event;
  private reading: Omit<Reading, 'text'> | null = null;
  private kind: Kind | null = null;
  private shown: Expression | null = null;
  /** Steps done; null: all of them, even after an edit. */
  private done: number | null = null;

  /** Whether the file is of this kind, with or without errors. */
  get active(): boolean {
    return this.kind === 'expression';
  }

  /** The expression of the file as it is now; null if it has an error. */
  get current(): Expression | null {
    return this.reading?.expression ?? null;
  }

  /** The expression of the last version without an error; null: there has been none. */
  get expression(): Expression | null {
    return this.shown;
  }

  /** The first error of the file as it is now. */
  get error(): Finding | undefined {
    return this.reading ? firstError(this.reading.problems) : undefined;
  }

  /** Steps of the trace done so far. */
  get position(): number {
    const { length } = this.shown?.trace ?? [];
    return Math.min(this.done ?? length, length);
  }

  /** Takes over a new reading of the file. While its text is not JSON, its kind stays as it was. */
  take(reading: Omit<Reading, 'text'>): void {
    if (reading === this.reading) return;
    this.reading = reading;
    this.kind = reading.kind ?? this.kind;
    this.shown = reading.expression ?? (this.active ? this.shown : null);
    this.changes.fire();
  }

  /** Steps one gate further; after the last one the passes begin again. */
  step(): void {
    const { length } = this.shown?.trace ?? [];
    this.goTo(this.position < length ? this.position + 1 : 1);
  }

  stepBack(): void {
    this.goTo(Math.max(0, this.position - 1));
  }

  /** Goes back to the start, where only the inputs are known. */
  reset(): void {
    this.goTo(0);
  }

  /** Goes to the end, and stays there when the file is edited. */
  finish(): void {
    this.goTo(null);
  }

  goTo(position: number | null): void {
    const before = this.position;
    this.done = position;
    // At the end, gates that an edit adds are done as well.
    if (this.position === this.shown?.trace.length) this.done = null;
    if (this.position !== before) this.changes.fire();
  }

  dispose(): void {
    this.changes.dispose();
  }
}
