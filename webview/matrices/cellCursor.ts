/** The cell of a matrix that is pointed at, by mouse or by arrow keys, and what is said of it. */
import type { Cell } from '../run/choices';
import type { Tooltip } from '../kit/tooltip';

/** What a cell is, and its number. */
export interface CellWords {
  title: string;
  words: string;
  value: string;
}

interface Place {
  x: number;
  y: number;
}

export class CellCursor {
  cell: Cell | null = null;
  /** The pointer's place in the window; null: a key has moved the cursor. */
  private pointer: Place | null = null;

  constructor(
    private readonly tooltip: Tooltip,
    /** null where there is no such cell, or not any more. */
    private readonly describe: (cell: Cell) => CellWords | null,
    private readonly placeOf: (cell: Cell) => Place,
    private readonly redraw: () => void,
  ) {}

  point(cell: Cell | null, pointer: Place | null = null): void {
    const changed = cell?.row !== this.cell?.row || cell?.col !== this.cell?.col;
    this.cell = cell;
    this.pointer = pointer;
    if (changed) this.redraw();
    if (cell) this.tell();
    else if (changed) this.tooltip.hide();
  }

  /** Said again after each drawing: the number below a resting cursor changes with the run. */
  tell(): void {
    const { cell } = this;
    if (!cell) return;
    const found = this.describe(cell);
    if (!found) return this.point(null);
    const { x, y } = this.pointer ?? this.placeOf(cell);
    this.tooltip.show(x, y, found.title, [{ label: found.words, value: found.value }]);
  }

  /** For a screen reader, of a cell that a key has reached. */
  words(): string {
    const found = this.cell && this.describe(this.cell);
    return found ? `${found.title} ${found.words}: ${found.value}` : '';
  }
}
