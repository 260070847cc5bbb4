/** The selected tensor, of one experiment at a time; inspector and panel follow it. */
import type { Uri } from 'vscode';
import type { TensorRef } from '../../protocol/tensors';
import { Emitter, type Disposable } from '../events/events';

export interface Selected {
  uri: Uri;
  tensor: TensorRef;
  /** The place where it was selected: the others follow. */
  from: 'panel' | 'inspector' | 'command';
}

export class Selection implements Disposable {
  private readonly changes = new Emitter<Selected>();
  readonly onDidChange = this.changes.event;
  private current: Selected | null = null;

  get selected(): Selected | null {
    return this.current;
  }

  /** Selects a tensor. Selecting it again does nothing, except by a command, which shows it again. */
  choose(uri: Uri, tensor: TensorRef, from: Selected['from']): void {
    if (from !== 'command' && this.isChosen(uri, tensor)) return;
    this.current = { uri, tensor, from };
    this.changes.fire(this.current);
  }

  isChosen(uri: Uri, { layer, tensor }: TensorRef): boolean {
    const { current } = this;
    return (
      current?.uri.toString() === uri.toString() &&
      current.tensor.layer === layer &&
      current.tensor.tensor === tensor
    );
  }

  /** Follows a rename of the file. */
  rename(from: Uri, to: Uri): void {
    const { current } = this;
    if (current?.uri.toString() === from.toString()) this.current = { ...current, uri: to };
  }

  /** Forgets the selection in a file that was closed. */
  forget(uri: Uri): void {
    if (this.current?.uri.toString() === uri.toString()) this.current = null;
  }

  dispose(): void {
    this.changes.dispose();
  }
}
