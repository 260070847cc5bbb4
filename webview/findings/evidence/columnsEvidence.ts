/** Columns of a matrix side by side, with their digits: that some are the same can be read. */
import type { Picture } from '../../../src/protocol/findings';
import { contrast, cssColor, divergingShare, rampIndex, unpackColor } from '../../drawing/colors';
import { exactNumber, shortNumber } from '../../words/numbers';
import { strings } from '../../words/strings';
import type { EvidenceKind } from './kind';

type Columns = Extract<Picture, { kind: 'columns' }>;

const TOP = 20;
const CELL = { width: 62, height: 22 };

export const columnsEvidence: EvidenceKind<Columns> = {
  next: 'ArrowRight',
  height: ({ columns }) => TOP + (columns[0]?.length ?? 0) * CELL.height + 6,
  items: ({ columns }) => columns.length * (columns[0]?.length ?? 0),
  draw(pen, { names, columns }, width, at, theme) {
    const largest = columns.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    columns.slice(0, shownOf(width)).forEach((column, i) => {
      const left = i * CELL.width;
      pen.font = `${theme.fontSize - 2}px ${theme.font}`;
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillStyle = cssColor(theme.muted);
      pen.fillText(names[i], left + CELL.width / 2, TOP / 2);
      pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
      column.forEach((value, row) => {
        const top = TOP + row * CELL.height;
        const share = largest > 0 ? divergingShare(value, largest) : 0.5;
        const color = unpackColor(theme.diverging[rampIndex(share)]);
        pen.fillStyle = cssColor(color);
        pen.fillRect(left, top, CELL.width - 1, CELL.height - 1);
        const { foreground, background } = theme;
        const isClear = contrast(color, foreground) >= contrast(color, background);
        pen.fillStyle = cssColor(isClear ? foreground : background);
        pen.fillText(shortNumber(value), left + CELL.width / 2, top + CELL.height / 2);
        if (at !== i * column.length + row) return;
        pen.strokeStyle = cssColor(theme.focus);
        pen.lineWidth = 2;
        pen.strokeRect(left + 1, top + 1, CELL.width - 3, CELL.height - 3);
      });
    });
  },
  hit({ columns }, width, { x, y }) {
    const rows = columns[0]?.length ?? 0;
    const [column, row] = [Math.floor(x / CELL.width), Math.floor((y - TOP) / CELL.height)];
    const isThere = column >= 0 && column < Math.min(columns.length, shownOf(width));
    return isThere && row >= 0 && row < rows ? column * rows + row : null;
  },
  place({ columns }, _width, item) {
    const rows = columns[0].length;
    const [column, row] = [Math.floor(item / rows), item % rows];
    return { x: (column + 0.5) * CELL.width, y: TOP + (row + 0.5) * CELL.height };
  },
  say({ names, columns }, item) {
    const rows = columns[0].length;
    const [column, row] = [Math.floor(item / rows), item % rows];
    const value = exactNumber(columns[column][row]);
    return { title: names[column], rows: [{ label: strings.rowName(row), value }] };
  },
  table: ({ caption, names, columns }) => ({
    caption,
    columns: names,
    rows: columns[0]?.length ?? 0,
    thin: 'first',
    cell: (row, column) => columns[column][row],
  }),
};

/** Columns for which there is room. */
function shownOf(width: number): number {
  return Math.max(1, Math.floor(width / CELL.width));
}
