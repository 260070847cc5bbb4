/** Chooses whether units show the mean of a batch or one of its rows. */
import { element, setText } from '../kit/dom';
import { iconButton } from '../kit/icons';
import { strings } from '../words/strings';

export class RowPicker {
  private readonly words = element('button', { class: 'link', attributes: { type: 'button' } });
  readonly element: HTMLElement;
  private row: number | null = null;
  private rows = 1;

  /** @param choose null: the mean of all rows */
  constructor(private readonly choose: (row: number | null) => void) {
    this.words.title = strings.allRows;
    this.words.addEventListener('click', () => choose(null));
    this.element = element(
      'span',
      { class: 'row-picker', attributes: { role: 'group', 'aria-label': strings.rowPicker } },
      iconButton('left', strings.previousRow, () => this.move(-1)),
      this.words,
      iconButton('right', strings.nextRow, () => this.move(1)),
    );
  }

  /** @param row from 0; null: the mean of all */
  update(row: number | null, rows: number): void {
    this.row = row;
    this.rows = rows;
    setText(this.words, row === null ? strings.meanOfRows(rows) : strings.rowOf(row, rows));
    this.words.disabled = row === null;
  }

  /** Around in a circle, in which the mean stands between the last row and the first. */
  private move(by: number): void {
    const places = this.rows + 1;
    const at = this.row === null ? 0 : this.row + 1;
    const next = (at + by + places) % places;
    this.choose(next === 0 ? null : next - 1);
  }
}
