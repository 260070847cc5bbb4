/** Rows whose cells stand between blanks and tabs, of which there may be several. */

const CELL = /"[^"]*"|'[^']*'|[^ \t]+/g;

/** Every whole line as a row; a blank one has a single empty cell. */
export function rowsBetweenBlanks(
  text: string,
  last: boolean,
): { rows: string[][]; cursor: number } {
  const rows: string[][] = [];
  let cursor = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', cursor)) {
    rows.push(cellsOf(text.slice(cursor, end)));
    cursor = end + 1;
  }
  if (last && cursor < text.length) {
    rows.push(cellsOf(text.slice(cursor)));
    cursor = text.length;
  }
  return { rows, cursor };
}

function cellsOf(line: string): string[] {
  const cells = line.match(CELL);
  return cells ? cells.map(withoutQuotes) : [''];
}

function withoutQuotes(cell: string): string {
  const isQuoted =
    cell.length > 1 && (cell[0] === '"' || cell[0] === "'") && cell.endsWith(cell[0]);
  return isQuoted ? cell.slice(1, -1) : cell;
}

/** Where a cell of the row that begins at `start` stands; behind its line where it has no such cell. */
export function placeBetweenBlanks(text: string, start: number, cell: number): number {
  const found = text.indexOf('\n', start);
  const end = found < 0 ? text.length : found;
  let index = 0;
  for (const match of text.slice(start, end).matchAll(CELL)) {
    if (index++ === cell) return start + match.index;
  }
  return end + 1;
}
