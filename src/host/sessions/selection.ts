/** The tensor that is chosen, of one experiment at a time: inspector and panel follow it. */
import type { Uri } from 'vscode';
import type { TensorRef } from '../../protocol/snapshot';
import { Emitter, type Disposable } from '../events/events';

export interface Selected {
  uri: Uri;
  tensor: TensorRef;
  /** Where it was chosen: the others follow. */
  from: 'panel' | 'inspector' | 'command';
}

export class Selection implements Disposable {
  private readonly changes = new Emitter<Selected>();
  readonly onDidChange = this.changes.event;
  private present: Selected | null = null;

  get selected(): Selected | null {
    return this.present;
  }

  /** Choosing what is chosen already changes nothing; but a command asks to be shown it again. */
  choose(uri: Uri, tensor: TensorRef, from: Selected['from']): void {
    if (from !== 'command' && this.isChosen(uri, tensor)) return;
    this.present = { uri, tensor, from };
    this.changes.fire(this.present);
  }

  isChosen(uri: Uri, { layer, tensor }: TensorRef): boolean {
    const { present } = this;
    return (
      present?.uri.toString() === uri.toString() &&
      present.tensor.layer === layer &&
      present.tensor.tensor === tensor
    );
  }

  /** The file has another name by now. */
  rename(from: Uri, to: Uri): void {
    const { present } = this;
    if (present?.uri.toString() === from.toString()) this.present = { ...present, uri: to };
  }

  /** The file was closed: whatever is chosen of it next is news. */
  forget(uri: Uri): void {
    if (this.present?.uri.toString() === uri.toString()) this.present = null;
  }

  dispose(): void {
    this.changes.dispose();
  }
}
