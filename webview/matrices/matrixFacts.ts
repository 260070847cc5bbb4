/** What is to be known of the chosen tensor beside its numbers: how large it is, and how it became so. */
import type { Cell } from '../run/choices';
import type { KnownTensor } from '../run/model';
import { Memo } from '../drawing/memo';
import { element, setHidden, setText } from '../kit/dom';
import type { PageContext } from '../sections/view';
import { exactNumber, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { cellWords, tensorTitle } from '../words/tensorNames';
import { CourseScene } from './courseScene';
import type { HeatScale } from '../heat/heatScale';
import type { LayerMatrix } from './layerMatrix';
import { matrixStrings as words } from './matrixStrings';
import { rampBar } from '../heat/rampBar';

export class MatrixFacts {
  private readonly legend = rampBar();
  private readonly norm = element('span', { class: 'number' });
  private readonly normName = element('span');
  private readonly largest = element('button', {
    class: 'link number',
    attributes: { type: 'button', title: words.goToLargest },
  });
  private readonly place = element('span');
  private readonly entries = element('span');
  private readonly mean = element('span', { class: 'matrix-mean number' });
  private readonly course: CourseScene;
  private readonly courseWords = element('div', { class: 'course-words' });
  private readonly found = new Memo<{ cell: Cell; value: number } | null>();
  readonly element: HTMLElement;

  constructor(
    private readonly page: PageContext,
    private readonly matrix: LayerMatrix,
    /** What the pictures in place of a matrix are. */
    faceWords: HTMLElement,
  ) {
    this.course = new CourseScene(page, matrix.ref);
    this.largest.addEventListener('click', () => {
      const { tensor } = matrix;
      const found = tensor && this.strongest(tensor);
      if (found) matrix.choose(found.cell);
    });
    const line = (...parts: (Node | string)[]): HTMLElement => {
      const box = element('div');
      box.append(...parts);
      return box;
    };
    this.element = element(
      'div',
      { class: 'matrix-facts' },
      line(this.normName, ' ', this.norm, ' · ', this.entries),
      line(`${words.largest} `, this.largest, ' ', this.place),
      this.mean,
      this.course.box.element,
      this.courseWords,
      line(this.legend.element),
      faceWords,
    );
  }

  update(tensor: KnownTensor, scale: HeatScale): void {
    const { model, theme } = this.page;
    const { description } = model;
    const { ref } = this.matrix;
    this.legend.update(scale, theme);
    const stats = model.stats(ref);
    setText(this.normName, words.norm(tensorTitle(description, ref)));
    setText(this.norm, stats ? formatNumber(stats.norm) : strings.notYet);
    this.norm.title = stats ? exactNumber(stats.norm) : '';
    setText(this.mean, stats ? strings.meanAbs(formatNumber(stats.meanAbs)) : '');
    this.mean.title = stats ? exactNumber(stats.meanAbs) : '';
    setText(this.entries, words.entries(tensor.rows * tensor.cols));
    const found = this.strongest(tensor);
    setText(this.largest, found ? formatNumber(found.value) : strings.notYet);
    this.largest.disabled = found === null;
    const where =
      description && found && cellWords(description, ref, found.cell.row, found.cell.col, false);
    setText(this.place, where === null ? '' : words.at(where));
    setHidden(this.course.box.element, !this.course.update());
    const course = this.course.words();
    setText(this.courseWords, course);
    setHidden(this.courseWords, course === '');
  }

  leave(): void {
    this.course.box.cursor.leave();
  }

  /** The largest |entry|; null: none is finite. */
  private strongest({ data, cols }: KnownTensor): { cell: Cell; value: number } | null {
    return this.found.get([data], () => {
      let best = -1;
      for (let i = 0; i < data.length; i++) {
        if (Number.isFinite(data[i]) && (best < 0 || Math.abs(data[i]) > Math.abs(data[best])))
          best = i;
      }
      if (best < 0) return null;
      return { cell: { row: Math.floor(best / cols), col: best % cols }, value: data[best] };
    });
  }
}
