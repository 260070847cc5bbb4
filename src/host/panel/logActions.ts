/** What a person does with the log on the page. */
import { env, type Disposable } from 'vscode';
import type { LogAct } from '../../protocol/panel';
import type { Opened } from '../sessions/sessions';
import { TextChannel } from '../surfaces/textChannel';

export class LogActions implements Disposable {
  private readonly channel = new TextChannel();

  constructor(private readonly opened: Opened) {}

  /** @throws Error with a sentence where the run cannot be computed again */
  async perform(act: LogAct): Promise<void> {
    if (act === 'dismiss') return this.opened.myLogs.dismiss();
    const { session, source } = this.opened;
    await session.ensureShown();
    const text = await session.ask('log', {});
    if (act === 'copy') return env.clipboard.writeText(text);
    this.channel.show(`Backprop: ${session.view.description?.name ?? source.fileName}`, text);
  }

  dispose(): void {
    this.channel.dispose();
  }
}
