/** The numbers behind a picture, as a table to read, to listen to, and to take along. */
import { element, setAttribute, setText } from './dom';
import { alignSign, exactNumber, plainNumber } from '../words/numbers';
import { strings } from '../words/strings';

export interface TableData {
  caption: string;
  /** The same words stand beside the table: its caption is heard, not seen. */
  isCaptioned?: boolean;
  columns: string[];
  rows: number;
  /** How rows are chosen when there are too many to show. */
  thin: 'evenly' | 'first';
  cell(row: number, column: number): number | string;
  /** What is shown of a number in place of all its digits, which are still copied; null: all of them. */
  text?(row: number, column: number): string | null;
  /** Why the digits of a row are grey; null: they are not. */
  grey?(row: number): string | null;
}

const SHOWN_ROWS = 200;
const SHOWN_COLUMNS = 64;
/** More would freeze the page, and no spreadsheet takes them. */
const EXPORTED_CELLS = 4_000_000;

export class TableView {
  /** In the part of the table that is seen, however wide it is. */
  private readonly caption = element('span', { class: 'caption-words' });
  private readonly head = element('tr');
  private readonly body = element('tbody');
  private readonly note = element('p', { class: 'note' });
  readonly element = element(
    'div',
    { class: 'table-frame', attributes: { tabindex: '0', role: 'group' } },
    element(
      'table',
      {},
      element('caption', {}, this.caption),
      element('thead', {}, this.head),
      this.body,
    ),
    this.note,
  );
  private columns = '';

  update(data: TableData): void {
    const shown = shownRows(data);
    const columns = data.columns.slice(0, SHOWN_COLUMNS);
    setText(this.caption, data.caption);
    this.caption.classList.toggle('visually-hidden', data.isCaptioned === true);
    // It takes the focus, to be scrolled: then it says what it is.
    setAttribute(this.element, 'aria-label', data.caption);
    this.note.hidden = shown.length === data.rows && columns.length === data.columns.length;
    if (!this.note.hidden) setText(this.note, strings.tableCut(shown.length, data.rows));
    if (columns.join('\t') !== this.columns) {
      this.columns = columns.join('\t');
      const heads = columns.map(text => element('th', { text, attributes: { scope: 'col' } }));
      this.head.replaceChildren(...heads);
      this.body.replaceChildren();
    }
    while (this.body.rows.length > shown.length) this.body.deleteRow(-1);
    shown.forEach((row, place) => {
      const line = this.body.rows[place] ?? this.addRow(columns.length);
      const grey = data.grey?.(row) ?? null;
      line.classList.toggle('rounded', grey !== null);
      if (line.title !== (grey ?? '')) line.title = grey ?? '';
      columns.forEach((_, column) =>
        setText(line.cells[column], data.text?.(row, column) ?? cellText(data.cell(row, column))),
      );
    });
  }

  private addRow(columns: number): HTMLTableRowElement {
    const line = this.body.insertRow();
    line.append(element('th', { attributes: { scope: 'row' } }));
    for (let column = 1; column < columns; column++) line.append(element('td'));
    return line;
  }
}

/** Tab-separated (for the clipboard) or comma-separated (for a file), with exact numbers. */
export function tableText(data: TableData, separator: '\t' | ','): string {
  const rows = Math.min(data.rows, Math.ceil(EXPORTED_CELLS / Math.max(1, data.columns.length)));
  const lines = [data.columns.map(name => quoted(name, separator)).join(separator)];
  for (let row = 0; row < rows; row++) {
    const cells = data.columns.map((_, column) => {
      const value = data.cell(row, column);
      return typeof value === 'number' ? plainNumber(value) : quoted(value, separator);
    });
    lines.push(cells.join(separator));
  }
  return `${lines.join('\n')}\n`;
}

function shownRows(data: TableData): number[] {
  const count = Math.min(data.rows, SHOWN_ROWS);
  const last = data.rows - 1;
  return Array.from({ length: count }, (_, place) =>
    data.thin === 'first' || count < 2 ? place : Math.round((place * last) / (count - 1)),
  );
}

function cellText(value: number | string): string {
  return typeof value === 'number' ? alignSign(exactNumber(value)) : value;
}

function quoted(text: string, separator: string): string {
  if (!text.includes(separator) && !/["\n]/.test(text)) return text;
  return `"${text.replaceAll('"', '""')}"`;
}
