/** What each kind of evidence has to know: how high it is, how it is drawn, and what lies where. */
import type { Picture } from '../../../src/protocol/findings';
import type { Pen } from '../../drawing/pen';
import type { Theme } from '../../drawing/theme';
import type { TableData } from '../../kit/tableView';
import type { Place, Point, Said } from '../../picture/cursor';

/** Items are counted from 0: places along an axis, bars, cells. */
export interface EvidenceKind<P extends Picture> {
  height(picture: P): number;
  draw(pen: Pen, picture: P, width: number, at: number | null, theme: Theme): void;
  items(picture: P): number;
  hit(picture: P, width: number, point: Point): number | null;
  place(picture: P, width: number, item: number): Place;
  say(picture: P, item: number): Said;
  table(picture: P): TableData;
  /** The key that leads to the next item. */
  next: 'ArrowRight' | 'ArrowDown';
}
