/** What a table that is no picture offers, in one menu: copy it with all its digits, or save it. */
import { iconButton } from '../kit/icons';
import { openMenu } from '../kit/menu';
import { tableText } from '../kit/tableView';
import { figureStrings as words } from '../words/figureStrings';
import type { Titled, ToolsHost } from './tools';

export class TableTools {
  readonly element = iconButton('more', words.pictureActions, () => this.open());

  constructor(
    private readonly titled: Titled,
    private readonly host: ToolsHost,
  ) {
    this.element.setAttribute('aria-haspopup', 'menu');
  }

  private open(): void {
    openMenu(this.element, words.pictureActions, [
      { label: words.copy, run: () => this.copy() },
      { label: words.saveTable, run: () => this.save() },
    ]);
  }

  private copy(): void {
    this.host.post({ type: 'copy', text: tableText(this.titled.table(), '\t') });
    this.host.announce(words.copied);
  }

  private save(): void {
    const bytes = new TextEncoder().encode(tableText(this.titled.table(), ','));
    const name = `${this.titled.name()}.csv`;
    const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    this.host.post({ type: 'save', name, mime: 'text/csv', data });
    this.host.announce(words.saved(name));
  }
}
