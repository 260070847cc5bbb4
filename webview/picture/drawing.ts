/** A picture as a file takes it. */
import type { Pen } from '../drawing/pen';
import type { Size } from './pictureBox';

/** A whole picture on its own background, in CSS pixels. */
export interface Drawing {
  size(): Size;
  draw(pen: Pen): void;
}
