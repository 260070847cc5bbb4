/** What a table that is no picture offers, in one menu: copy it with all its digits, or save it. */
import { iconButton } from '../kit/icons';
import { openMenu } from '../kit/menu';
import { tableText } from '../kit/tableView';
import { strings } from '../words/strings';
import type { Titled, ToolsHost } from './tools';

export class TableTools {
  readonly element = iconButton('more', strings.pictureActions, () => this.open());

  constructor(
    private readonly titled: Titled,
    private readonly host: ToolsHost,
  ) {
    this.element.setAttribute('aria-haspopup', 'menu');
  }

  private open(): void {
    openMenu(this.element, strings.pictureActions, [
      { label: strings.copy, run: () => this.copy() },
      { label: strings.saveCsv, run: () => this.save() },
    ]);
  }

  private copy(): void {
    this.host.post({ type: 'copy', text: tableText(this.titled.table(), '\t') });
    this.host.announce(strings.copied);
  }

  private save(): void {
    const bytes = new TextEncoder().encode(tableText(this.titled.table(), ','));
    const name = `${this.titled.name()}.csv`;
    const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    this.host.post({ type: 'save', name, mime: 'text/csv', data });
    this.host.announce(strings.saved(name));
  }
}
