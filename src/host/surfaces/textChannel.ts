/** A text in the Output view: a log channel of VS Code would begin each line with a time of its own. */
import { window, type Disposable, type OutputChannel } from 'vscode';
import { LONGEST, plain, plainLines } from './plainText';

export class TextChannel implements Disposable {
  private channel: OutputChannel | null = null;

  /** Shows a text in place of the one before; the keyboard stays where it is. */
  show(name: string, text: string): void {
    const title = plain(name, LONGEST.name);
    if (this.channel?.name !== title) {
      this.dispose();
      this.channel = window.createOutputChannel(title);
    }
    this.channel.replace(plainLines(text));
    this.channel.show(true);
  }

  dispose(): void {
    this.channel?.dispose();
    this.channel = null;
  }
}
