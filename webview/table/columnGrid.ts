/** A grid with a column for each of the table's: its kind, its part in the experiment, its first cells. */
import type { ColumnPicture, FromTable, TablePicture } from '../../src/protocol/table/table';
import { element, setHidden, setText } from '../kit/dom';
import { selectOf, setOptions } from './controls';
import { GridFocus } from './gridFocus';
import { tableStrings as strings } from './tableStrings';

/** The controls of a column, from top to bottom. */
interface Column {
  target: HTMLInputElement;
  input: HTMLInputElement;
  use: HTMLSelectElement;
  /** Every cell of the column. */
  cells: HTMLTableCellElement[];
  kind: HTMLElement;
  missing: HTMLElement;
}

export class ColumnGrid {
  private readonly table = element('table', { attributes: { role: 'grid' } });
  readonly element = element('div', { class: 'frame' }, this.table);
  private readonly focus = new GridFocus(this.table);
  private columns: Column[] = [];
  private shape = '';

  constructor(private readonly post: (message: FromTable) => void) {}

  show({ file, columns }: TablePicture): void {
    this.table.setAttribute('aria-label', strings.columns(file));
    const shape = JSON.stringify(columns.map(({ name, cells, uses }) => [name, cells, uses]));
    const isOther = shape !== this.shape;
    if (isOther) this.build(columns);
    this.shape = shape;
    columns.forEach((column, at) => update(this.columns[at], column));
    if (isOther) this.focus.start(this.first('target'));
  }

  /** The control of the target, or of the first input. */
  first(part: 'target' | 'inputs'): HTMLElement | null {
    const controls = this.columns.map(({ target, input }) => (part === 'target' ? target : input));
    return controls.find(({ checked }) => checked) ?? controls.at(0) ?? null;
  }

  private build(pictures: readonly ColumnPicture[]): void {
    this.columns = pictures.map(picture => this.columnOf(picture));
    const head = row('th', strings.column);
    for (const { name } of pictures) {
      head.append(element('th', { text: name, attributes: { scope: 'col', title: name } }));
    }
    const lines = [strings.holds, strings.missing, strings.target, strings.input, strings.givenAs];
    const rows = lines.map(words => row('th', words));
    const first = pictures[0]?.cells.length ?? 0;
    for (let index = 0; index < first; index++) rows.push(row('th', strings.count(index + 1)));
    for (const { cells } of this.columns) cells.forEach((cell, at) => rows[at].append(cell));
    rows[lines.length]?.classList.add('first');
    this.table.replaceChildren(element('thead', {}, head), element('tbody', {}, ...rows));
    const controls = ['target', 'input', 'use'] as const;
    this.focus.rows = controls.map(name => this.columns.map(column => column[name]));
  }

  private columnOf({ column, name, cells, uses }: ColumnPicture): Column {
    const target = element('input', { attributes: { type: 'radio', name: 'target' } });
    const input = element('input', { attributes: { type: 'checkbox' } });
    const use = selectOf(strings.of(strings.givenAs, name));
    target.setAttribute('aria-label', strings.of(strings.target, name));
    input.setAttribute('aria-label', strings.of(strings.input, name));
    target.addEventListener('change', () => this.post({ type: 'target', column }));
    input.addEventListener('change', () =>
      this.post({ type: 'input', column, isInput: input.checked }),
    );
    use.addEventListener('change', () => {
      const as = uses.find(each => each === use.value);
      if (as) this.post({ type: 'use', column, as });
    });
    const kind = element('span');
    const missing = element('span', { class: 'number' });
    const controls = [kind, missing, target, input, use];
    return {
      ...{ target, input, use, kind, missing },
      cells: [
        ...controls.map(control => element('td', { attributes: { role: 'gridcell' } }, control)),
        ...cells.map(text =>
          element('td', { text, attributes: { role: 'gridcell', title: text } }),
        ),
      ],
    };
  }
}

function row(tag: 'th', words: string): HTMLTableRowElement {
  return element('tr', {}, element(tag, { text: words, attributes: { scope: 'row' } }));
}

function update(shown: Column, picture: ColumnPicture): void {
  const { kind, missing, distinct, isTarget, isInput, as, uses } = picture;
  setText(shown.kind, strings.kind(kind, distinct));
  setText(shown.missing, missing === 0 ? '' : strings.count(missing));
  shown.target.checked = isTarget;
  shown.input.checked = isInput;
  // The target is none of its own inputs, and a text is none either.
  shown.input.disabled = isTarget || uses.length === 0;
  setOptions(shown.use, uses, strings.use, isInput ? as : null);
  shown.use.disabled = !isInput;
  setHidden(shown.use, !isInput || uses.length < 2);
  for (const cell of shown.cells) {
    cell.classList.toggle('target', isTarget);
    cell.classList.toggle('out', !isTarget && !isInput);
  }
}
