/** How a matrix is drawn: as a heat map, or, where its rows are pixels, unit by unit as pictures. */
import { MATRIX_FACES } from '../../src/protocol/choices';
import type { ImageSize } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../kit/dom';
import { tilesWords } from './imageTiles';
import { strings } from '../words/strings';
import type { Size } from '../picture/pictureBox';
import type { Drawing } from '../picture/drawing';
import type { Pen } from '../drawing/pen';
import { HeatView, type CellActions, type HeatContent } from '../heat/heatView';
import type { MenuItem } from '../kit/menu';
import { radioSwitch } from '../kit/radioSwitch';
import { TilesView } from './tilesView';
import type { PageContext } from '../sections/view';

export class MatrixFace implements Drawing {
  private readonly heat: HeatView;
  private readonly tiles: TilesView | null;
  private selectsBias = false;
  private readonly faces;
  /** What is drawn. */
  readonly element: HTMLElement;
  readonly tools: HTMLElement;
  /** Beside the legend: what the pictures are. */
  readonly words = element('span');

  constructor(
    private readonly page: PageContext,
    private readonly image: ImageSize | null,
    actions: CellActions,
  ) {
    this.heat = new HeatView(page, actions);
    this.tiles = image && new TilesView(page, image, actions);
    const { faceNames, faceTitles } = strings;
    this.faces = radioSwitch(MATRIX_FACES, faceNames, faceTitles, face => {
      page.choices.show({ matrix: face });
      page.schedule();
    });
    this.faces.element.setAttribute('aria-label', strings.faces);
    setHidden(this.faces.element, image === null);
    this.tools = this.faces.element;
    this.element = element('div', {}, this.heat.box.element);
    if (this.tiles) this.element.prepend(this.tiles.box.element);
  }

  /** The biases have no place among the pictures: where one is selected, the matrix is shown. */
  private get shownTiles(): TilesView | null {
    const { matrix: chosen = 'pictures' } = this.page.choices.shown;
    return chosen === 'pictures' && !this.selectsBias ? this.tiles : null;
  }

  private get shown(): HeatView | TilesView {
    return this.shownTiles ?? this.heat;
  }

  update(content: HeatContent, width: number): void {
    this.selectsBias = content.selected?.row === content.matrix.rows;
    const { shownTiles, image } = this;
    this.faces.choose(shownTiles ? 'pictures' : 'numbers');
    if (this.tiles) setHidden(this.tiles.box.element, !shownTiles);
    setHidden(this.heat.box.element, shownTiles !== null);
    setText(this.words, shownTiles && image ? tilesWords(content.matrix.cols, image) : '');
    this.shown.update(content, width);
  }

  options(): MenuItem[] {
    return this.shownTiles ? [] : this.heat.options();
  }

  leave(): void {
    this.shown.box.cursor.leave();
  }

  label(name: string, text: string): void {
    this.shown.label(name, text);
  }

  size(): Size {
    return this.shown.pictureSize();
  }

  draw(pen: Pen): void {
    this.shown.drawPicture(pen);
  }
}
