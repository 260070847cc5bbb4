/** The map of a sweep as a picture: its cells are runs. */
import { SWEPT, type SweepCurves } from '../../src/protocol/runs';
import { columnTitle } from '../chart/curveSeries';
import type { Pen } from '../drawing/pen';
import type { TableData } from '../kit/tableView';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import { PictureBox, type BoxHost, type Scene, type Size } from '../picture/pictureBox';
import { exactNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { sweepMap, type SweepMap } from './sweepMap';
import {
  cellAt,
  centreOf,
  drawSweepMap,
  mapLayout,
  meanWords,
  type MapLayout,
  type MapPlace,
} from './sweepMapPaint';
import { sweepStrings as words } from './sweepStrings';

/** What is shown, and what a chosen run leads to. */
export interface ShownMap {
  sweep(): SweepCurves | null;
  column(): string;
  width(): number;
  open(run: number): void;
}

const NOTHING: SweepMap = {
  ...{ heads: [], across: '', columns: [], rows: [], isAggregated: false, best: null },
  limits: { worst: NaN, best: NaN },
};
/** The narrowest picture in a file (px). */
const FILE_WIDTH = 480;

export class SweepScene implements Scene<MapPlace> {
  readonly box: PictureBox<MapPlace>;
  private known: { sweep: SweepCurves | null; column: string; map: SweepMap } | null = null;

  constructor(
    private readonly page: BoxHost,
    private readonly shown: ShownMap,
  ) {
    const look = { class: 'sweep-map', name: words.title, hint: words.mapHint };
    this.box = new PictureBox<MapPlace>(page, this, look);
  }

  get map(): SweepMap {
    const [sweep, column] = [this.shown.sweep(), this.shown.column()];
    if (this.known?.sweep !== sweep || this.known.column !== column) {
      this.known = { sweep, column, map: sweep ? sweepMap(sweep, column) : NOTHING };
    }
    return this.known.map;
  }

  private get layout(): MapLayout {
    return mapLayout(this.map, Math.max(1, this.shown.width()), this.page.theme);
  }

  size(): Size {
    return this.layout;
  }

  key(at: MapPlace | null): readonly unknown[] {
    return [this.map, at];
  }

  draw(pen: Pen, at: MapPlace | null): void {
    drawSweepMap(pen, this.map, this.layout, this.page.theme, at);
  }

  /** For a file: as wide as it has to be to be read. */
  readonly whole = {
    size: (): Size => this.wholeLayout,
    draw: (pen: Pen): void => drawSweepMap(pen, this.map, this.wholeLayout, this.page.theme, null),
  };

  private get wholeLayout(): MapLayout {
    return mapLayout(this.map, Math.max(FILE_WIDTH, this.shown.width()), this.page.theme);
  }

  hit(at: Point): MapPlace | null {
    const place = cellAt(this.map, this.layout, at);
    return place && this.runAt(place) !== null ? place : null;
  }

  place(at: MapPlace): Place | null {
    return this.runAt(at) === null ? null : centreOf(this.layout, at);
  }

  say({ row, col }: MapPlace): Said | null {
    const sweep = this.shown.sweep();
    const run = this.runAt({ row, col });
    if (!sweep || run === null) return null;
    const { parameters, choices, columns, finals, ended } = sweep;
    const title = parameters
      .flatMap(({ path, values }, at) =>
        values.length > 1 ? [`${path} ${values[choices[run][at]]}`] : [],
      )
      .join(', ');
    if (ended[run] !== SWEPT.ended) {
      const value = ended[run] === SWEPT.failed ? words.hasFailed : words.toCome;
      return { title, rows: [{ label: words.run, value }] };
    }
    const own = columns.map((column, at) => ({
      label: columnTitle(column),
      value: exactNumber(finals[run * columns.length + at]),
    }));
    const line = this.map.rows[row];
    const mean = {
      label: words.meanOf(line.runs, columnTitle(this.shown.column())),
      value: meanWords(line),
    };
    return { title, rows: this.map.isAggregated ? [...own, mean] : own };
  }

  move(from: MapPlace | null, key: string): MapPlace | null {
    const { rows, columns } = this.map;
    const step = arrow(key);
    if (!step || rows.length === 0) return null;
    if (from === null) return { row: 0, col: 0 };
    const [right, down] = step;
    const next = {
      row: clamped(from.row + down, rows.length),
      col: clamped(from.col + right, columns.length),
    };
    return this.runAt(next) === null ? from : next;
  }

  choose(at: MapPlace): void {
    const cell = this.map.rows.at(at.row)?.cells.at(at.col);
    if (cell?.run !== null && cell?.state === 'ended') this.shown.open(cell.run);
  }

  /** Every run with all that it came to. */
  table(caption: string): TableData {
    const sweep = this.shown.sweep();
    const { parameters = [], columns = [], choices = [] } = sweep ?? {};
    return {
      caption,
      columns: [...parameters.map(({ path }) => path), ...columns.map(columnTitle)],
      rows: choices.length,
      thin: 'first',
      cell: (run, column) => {
        const choice = choices[run];
        if (column < parameters.length) return parameters[column].values[choice[column]];
        const value = sweep?.finals[run * columns.length + column - parameters.length] ?? NaN;
        return Number.isNaN(value) ? strings.notYet : value;
      },
    };
  }

  private runAt({ row, col }: MapPlace): number | null {
    return this.map.rows.at(row)?.cells.at(col)?.run ?? null;
  }
}
