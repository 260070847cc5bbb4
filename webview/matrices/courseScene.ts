/** How large a tensor was at each recorded step: any of them can be pointed at, and gone to. */
import type { StepNorm, TensorName } from '../../src/protocol/snapshot';
import type { TensorRef } from '../../src/protocol/tensors';
import { decimate, type ChartPoint, type Column } from '../drawing/decimate';
import { Memo } from '../drawing/memo';
import type { Pen } from '../drawing/pen';
import type { Place, Point, Said } from '../picture/cursor';
import { along } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import { nearestStep, normColumn } from '../run/stepNorms';
import type { PageContext } from '../sections/view';
import { exactNumber, formatInteger } from '../words/numbers';
import { strings } from '../words/strings';
import { tensorTitle } from '../words/tensorNames';
import {
  COURSE_MARGIN,
  courseLimits,
  courseX,
  drawCourse,
  type CoursePicture,
} from './coursePaint';
import { matrixStrings as words } from './matrixStrings';

/** Of these the norm is recorded at each step. */
const RECORDED: Readonly<Partial<Record<TensorName, StepNorm>>> = {
  delta: 'delta',
  gradW: 'gradW',
  weights: 'weights',
  updateW: 'update',
};

const SIZE = { width: 190, height: 36 };

/** An item is a row of the log of steps. */
export class CourseScene implements Scene<number> {
  readonly box: PictureBox<number>;
  private readonly pictures = new Memo<CoursePicture>();

  constructor(
    private readonly page: PageContext,
    private readonly ref: TensorRef,
  ) {
    const look = { class: 'plot course', hint: words.courseHint, mark: 'chart-cursor' };
    this.box = new PictureBox<number>(page, this, look);
  }

  /** null: its norm is not recorded. */
  get column(): Column | null {
    const norm = RECORDED[this.ref.tensor];
    return norm ? this.page.model.steps.columns[normColumn(this.ref.layer, norm)] : null;
  }

  /** Brings it up to date; answers whether there is a line to see. */
  update(): boolean {
    const { column } = this;
    if (!column || this.page.model.steps.rows < 2) return false;
    const symbol = tensorTitle(this.page.model.description, this.ref);
    this.box.element.setAttribute('aria-label', words.course(symbol));
    this.box.label(`${words.course(symbol)}: ${this.words()}`);
    this.box.update();
    return true;
  }

  /** Where it began and where it stands. */
  words(): string {
    const { column } = this;
    const { numbers, rows } = this.page.model.steps;
    if (!column) return '';
    if (rows === 0) return words.noStep;
    const last = rows - 1;
    if (rows === 1) return words.oneStep(numbers.at(0));
    return words.courseWords(numbers.at(0), numbers.at(last), column.at(0), column.at(last));
  }

  size(): Size {
    return SIZE;
  }

  key(): readonly unknown[] {
    const { steps, frame } = this.page.model;
    return [steps.version, frame?.position.step];
  }

  draw(pen: Pen): void {
    drawCourse(pen, this.picture(), this.page.theme);
  }

  hit({ x }: Point): number | null {
    const { steps } = this.picture();
    const share = (x - COURSE_MARGIN) / (SIZE.width - 2 * COURSE_MARGIN);
    if (share < -0.05 || share > 1.05) return null;
    return nearestStep(this.page.model, steps.min + share * (steps.max - steps.min));
  }

  place(row: number): Place | null {
    const { numbers } = this.page.model.steps;
    return { x: courseX(this.picture(), numbers.at(row)), y: 0, mark: SIZE.height };
  }

  say(row: number): Said | null {
    const { steps, description } = this.page.model;
    const { column } = this;
    if (!column || row >= steps.rows) return null;
    const label = words.norm(tensorTitle(description, this.ref));
    const title = `${strings.stepAxis} ${formatInteger(steps.numbers.at(row))}`;
    return { title, rows: [{ label, value: exactNumber(column.at(row)) }] };
  }

  move(from: number | null, key: string, far: boolean): number | null {
    const { rows } = this.page.model.steps;
    return along(key, far, from ?? rows - 1, rows);
  }

  /** Shows the run as it was before this update, whose number this is. */
  choose(row: number): void {
    this.page.goTo(this.page.model.steps.numbers.at(row) - 1);
  }

  private picture(): CoursePicture {
    const { model, theme } = this.page;
    const { steps, frame } = model;
    const step = frame?.position.step ?? 0;
    return this.pictures.get([steps, steps.version, step, theme], () => {
      const { column } = this;
      const { rows, numbers } = steps;
      const limits = { min: numbers.at(0), max: numbers.at(rows - 1) };
      const range = { from: 0, to: rows, x0: limits.min, x1: limits.max };
      const points = column ? decimate(numbers, column, range, SIZE.width, []) : [];
      const sizes = points.map(({ y }) => y).filter(y => y > 0);
      const values = sizes.length
        ? courseLimits(Math.min(...sizes), Math.max(...sizes))
        : courseLimits(1, 1);
      const isGradient = this.ref.tensor === 'delta' || this.ref.tensor === 'gradW';
      const color = isGradient ? theme.gradient : theme.foreground;
      const at = nearestStep(model, step + 1);
      const position: ChartPoint | null =
        at === null || !column ? null : { x: numbers.at(at), y: column.at(at) };
      return { ...SIZE, color, points, steps: limits, values, position };
    });
  }
}
