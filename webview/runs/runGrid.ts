/** Moves among the rows of the list of runs; keys act on the row that has the focus. */
import { setAttribute } from '../kit/dom';
import { arrow, clamped } from '../picture/moves';
import type { RunRow } from './runRow';

export interface RunKeys {
  select(run: number): void;
  toggle(run: number): void;
  open(run: number): void;
  forget(run: number): void;
  compare(run: number): void;
}

export class RunGrid {
  private rows: readonly RunRow[] = [];
  private selected: number | null = null;

  constructor(
    private readonly body: HTMLElement,
    private readonly keys: RunKeys,
  ) {
    body.addEventListener('keydown', event => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (this.press(event.key, event.target)) event.preventDefault();
    });
    body.addEventListener('click', ({ target }) => {
      const row = this.rowAt(target);
      // A button in a row does its own work.
      if (row && !(target instanceof Element && target.closest('button'))) this.take(row);
    });
    body.addEventListener('dblclick', ({ target }) => {
      const row = this.rowAt(target);
      if (row) keys.open(row.run.number);
    });
  }

  /** New rows in place of the old; the focus stays at its run, else at its place. */
  show(rows: readonly RunRow[], selected: number): void {
    const focused = this.rows.findIndex(({ element }) => element.contains(document.activeElement));
    const before = this.rows.at(focused)?.run.number;
    this.rows = rows;
    this.selected = selected;
    this.body.replaceChildren(...rows.map(({ element }) => element));
    this.mark();
    if (focused < 0) return;
    const same = rows.find(({ run }) => run.number === before);
    (same ?? rows[Math.min(focused, rows.length - 1)]).element.focus();
  }

  private mark(): void {
    for (const { element, run } of this.rows) {
      const isSelected = run.number === this.selected;
      element.tabIndex = isSelected ? 0 : -1;
      setAttribute(element, 'aria-selected', String(isSelected));
    }
  }

  private rowAt(target: EventTarget | null): RunRow | undefined {
    return this.rows.find(({ element }) => target instanceof Node && element.contains(target));
  }

  private take(row: RunRow): void {
    this.selected = row.run.number;
    this.mark();
    row.element.focus();
    this.keys.select(row.run.number);
  }

  private nextOf(row: RunRow, key: string): RunRow | undefined {
    if (key === 'Home') return this.rows[0];
    if (key === 'End') return this.rows.at(-1);
    const [, down] = arrow(key) ?? [0, 0];
    return down === 0
      ? undefined
      : this.rows[clamped(this.rows.indexOf(row) + down, this.rows.length)];
  }

  /** @returns whether the key is the list's */
  private press(key: string, target: EventTarget | null): boolean {
    const row = this.rows.find(({ element }) => element === target);
    if (!row) return false;
    const next = this.nextOf(row, key);
    if (next) {
      this.take(next);
      return true;
    }
    const { number, isCurrent } = row.run;
    switch (key) {
      case ' ':
        if (!isCurrent) this.keys.toggle(number);
        return true;
      case 'Enter':
        this.keys.open(number);
        return true;
      case 'Delete':
        if (!isCurrent) this.keys.forget(number);
        return true;
      case 'd':
      case 'D':
        this.keys.compare(number);
        return true;
      default:
        return false;
    }
  }
}
