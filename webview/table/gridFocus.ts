/** Moves the focus among the controls of a grid: one of them is in the order of the Tab key. */

export type GridControl = HTMLInputElement | HTMLSelectElement;

export class GridFocus {
  /** The controls, row by row; all rows are of the same length. */
  rows: readonly (readonly GridControl[])[] = [];

  constructor(grid: HTMLElement) {
    grid.addEventListener('keydown', event => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (this.press(event.key, event.target)) event.preventDefault();
    });
    grid.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement) this.rove(target);
    });
  }

  /** Puts the focus on a control of a new grid, unless a person is at another place of the page. */
  start(control: HTMLElement | null): void {
    if (!control) return;
    this.rove(control);
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) control.focus();
  }

  private rove(control: HTMLElement): void {
    for (const each of this.rows.flat()) each.tabIndex = each === control ? 0 : -1;
  }

  /** @returns whether the key is the grid's */
  private press(key: string, at: EventTarget | null): boolean {
    const row = this.rows.findIndex(controls => controls.some(each => each === at));
    if (row < 0) return false;
    const column = this.rows[row].findIndex(each => each === at);
    switch (key) {
      case 'ArrowRight':
        return this.go(row, column, 0, 1);
      case 'ArrowLeft':
        return this.go(row, column, 0, -1);
      case 'ArrowDown':
        return this.go(row, column, 1, 0);
      case 'ArrowUp':
        return this.go(row, column, -1, 0);
      case 'Home':
        return this.go(row, -1, 0, 1);
      case 'End':
        return this.go(row, this.rows[row].length, 0, -1);
      case 'Enter':
        return open(this.rows[row][column]);
      default:
        return false;
    }
  }

  /** To the next control that can be used; where there is none, the focus stays. */
  private go(row: number, column: number, down: number, right: number): boolean {
    for (let at = [row + down, column + right]; ; at = [at[0] + down, at[1] + right]) {
      const control = this.rows.at(at[0])?.at(at[1]);
      if (at[0] < 0 || at[1] < 0 || !control) return true;
      if (control.matches(':disabled') || control.hidden) continue;
      control.focus();
      return true;
    }
  }
}

/** Enter does what Space does. */
function open(control: GridControl): boolean {
  if (control.localName === 'select') control.showPicker();
  else control.click();
  return true;
}
