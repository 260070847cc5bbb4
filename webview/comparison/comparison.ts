/** One of the student's arrays: theirs, what it should be, and the difference, on one scale. */
import type { ReportArray } from '../../src/protocol/autopsy/arrays';
import { Memo } from '../drawing/memo';
import type { Pen } from '../drawing/pen';
import { element, setHidden, setText } from '../kit/dom';
import { radioSwitch } from '../kit/radioSwitch';
import type { TableData } from '../kit/tableView';
import type { HeatMatrix } from '../heat/heatPicture';
import { heatScale, type HeatScale } from '../heat/heatScale';
import { HeatView } from '../heat/heatView';
import { rampBar } from '../heat/rampBar';
import type { Said } from '../picture/cursor';
import type { BoxHost, Size } from '../picture/pictureBox';
import { PictureTools, type FigureParts, type Picture, type ToolsHost } from '../picture/tools';
import { autopsyStrings as words } from '../words/autopsyStrings';
import { exactNumber, formatNumber } from '../words/numbers';
import { cosine, difference, relativeError } from './compare';

const FACES = ['yours', 'right', 'difference'] as const;
type Face = (typeof FACES)[number];

/** From this width (px) on all three stand side by side. */
const WIDE = 600;
const GAP = 20;

/** Arrays, of which one is shown. */
export interface Compared {
  arrays: readonly Pick<ReportArray, 'name' | 'rows' | 'cols' | 'data' | 'expected'>[];
}

interface Shown {
  array: Compared['arrays'][number];
  matrices: Record<Face, HeatMatrix | null>;
  scale: HeatScale;
}

export class Comparison implements Picture {
  readonly element: HTMLElement;
  private readonly title = element('h3', { class: 'compared-title code' });
  private readonly legend = rampBar();
  private readonly facts = element('dl', { class: 'facts' });
  private readonly views: Record<Face, HeatView>;
  private readonly frames: Record<Face, HTMLElement>;
  private readonly captions: Record<Face, HTMLElement>;
  private readonly faces;
  private readonly pictureTools: PictureTools;
  private readonly pictures: HTMLElement;
  private readonly memo = new Memo<Shown | null>();
  private face: Face = 'yours';

  constructor(
    private readonly page: BoxHost & ToolsHost,
    private readonly report: () => Compared | null,
    private readonly chosen: () => string | null,
    private readonly width: () => number,
    /** What the right one is called, and made of. */
    private readonly right = { name: words.rightLong, title: words.faceTitles.right },
  ) {
    const view = (face: Face) => {
      const choose = () => undefined;
      return new HeatView(page, { say: cell => this.say(face, cell.row, cell.col), choose });
    };
    this.views = { yours: view('yours'), right: view('right'), difference: view('difference') };
    const caption = () => element('div', { class: 'face-name' });
    this.captions = { yours: caption(), right: caption(), difference: caption() };
    const frame = (face: Face) =>
      element('div', {}, this.captions[face], this.views[face].box.element);
    this.frames = { yours: frame('yours'), right: frame('right'), difference: frame('difference') };
    const titles = { ...words.faceTitles, right: right.title };
    this.faces = radioSwitch<Face>(FACES, words.faces, titles, face => {
      this.face = face;
      page.schedule();
    });
    this.faces.element.setAttribute('aria-label', words.comparison);
    this.pictures = element('div', { class: 'faces' }, ...FACES.map(face => this.frames[face]));
    const drawing = element('div', { class: 'comparison' }, this.pictures, this.facts);
    this.pictureTools = new PictureTools(this, page, drawing, this);
    const head = element('div', { class: 'compared-head' }, this.title);
    const tools = element(
      'div',
      { class: 'compared-tools' },
      this.faces.element,
      this.legend.element,
    );
    tools.append(this.pictureTools.element);
    head.append(tools);
    this.element = element(
      'section',
      { class: 'compared' },
      head,
      drawing,
      this.pictureTools.table.element,
    );
  }

  update(): void {
    const shown = this.shown();
    setHidden(this.element, !shown);
    if (!shown) return;
    const { array, matrices, scale } = shown;
    const shape = words.shape(array.rows, array.cols);
    setText(this.title, `${array.name} · ${shape}`);
    this.legend.update(scale, this.page.theme);
    this.updateFacts(array);
    this.pictureTools.update();
    const isWide = this.width() >= WIDE;
    const offered = FACES.filter(face => matrices[face] !== null);
    setHidden(this.faces.element, isWide || offered.length < 2);
    if (!offered.includes(this.face)) this.face = 'yours';
    this.faces.choose(this.face);
    if (this.pictureTools.showsTable) return;
    const each = isWide ? (this.width() - 2 * GAP) / 3 : this.width();
    for (const face of FACES) {
      const matrix = matrices[face];
      setHidden(this.frames[face], matrix === null || (!isWide && face !== this.face));
      if (!matrix || this.frames[face].hidden) continue;
      setText(this.captions[face], face === 'right' ? this.right.name : words.faces[face]);
      this.views[face].label(
        `${words.faces[face]}: ${array.name}`,
        words.heatLabel(array.name, shape),
      );
      this.views[face].update(contentOf(matrix, scale), each);
    }
  }

  name(): string {
    return this.chosen() ?? '';
  }

  size(): Size {
    const sizes = this.drawn().map(view => view.pictureSize());
    return {
      width: sizes.reduce((sum, { width }) => sum + width + GAP, -GAP),
      height: Math.max(1, ...sizes.map(({ height }) => height)) + 18,
    };
  }

  draw(pen: Pen): void {
    let x = 0;
    for (const view of this.drawn()) {
      pen.save();
      pen.translate(x, 18);
      view.drawPicture(pen);
      pen.restore();
      x += view.pictureSize().width + GAP;
    }
  }

  figure(): FigureParts {
    const shown = this.shown();
    if (!shown) return {};
    const faces = FACES.filter(face => shown.matrices[face] && !this.frames[face].hidden);
    const names = faces.map(face => words.faces[face]).join(' | ');
    const { low, high, ramp } = shown.scale;
    return {
      shows: `${shown.array.name}, ${names}`,
      legend: [{ text: `${exactNumber(low)} … ${exactNumber(high)}`, ramp }],
    };
  }

  table(): TableData {
    const shown = this.shown();
    const { array, matrices } = shown ?? {};
    const faces = FACES.filter(face => matrices?.[face]);
    return {
      caption: array ? `${array.name} · ${words.shape(array.rows, array.cols)}` : '',
      columns: ['', ...faces.map(face => words.faces[face])],
      rows: array?.data?.length ?? 0,
      thin: 'first',
      cell: (entry, column) => {
        const cols = array?.cols ?? 1;
        if (column === 0) return placeOf(array?.name ?? '', Math.floor(entry / cols), entry % cols);
        return matrices?.[faces[column - 1]]?.data[entry] ?? NaN;
      },
    };
  }

  private drawn(): HeatView[] {
    const matrices = this.shown()?.matrices;
    return FACES.filter(face => matrices?.[face] && !this.frames[face].hidden).map(
      face => this.views[face],
    );
  }

  private updateFacts(array: Shown['array']): void {
    const facts = [
      [words.relative, relativeError(array)],
      [words.cosine, cosine(array)],
    ] as const;
    const nodes = facts.flatMap(([label, value]) =>
      value === null
        ? []
        : [
            element('dt', { text: label }),
            element('dd', { class: 'number', text: formatNumber(value) }),
          ],
    );
    if (nodes.map(({ textContent }) => textContent).join() === this.facts.dataset.shown) return;
    this.facts.dataset.shown = nodes.map(({ textContent }) => textContent).join();
    this.facts.replaceChildren(...nodes);
  }

  private shown(): Shown | null {
    const report = this.report();
    const name = this.chosen();
    const { theme } = this.page;
    return this.memo.get([report, name, theme], () => {
      const array = report?.arrays.find(each => each.name === name);
      if (!array?.data) return null;
      const { rows, cols, data, expected } = array;
      const apart = difference(array);
      const matrices = {
        yours: { rows, cols, data },
        right: expected,
        difference: apart && { rows, cols, data: apart },
      };
      const values = [data, ...(expected && apart ? [expected.data, apart] : [])];
      return { array, matrices, scale: heatScale(values, false, theme) };
    });
  }

  private say(face: Face, row: number, col: number): Said | null {
    const shown = this.shown();
    const matrix = shown?.matrices[face];
    if (!shown || !matrix || row >= matrix.rows || col >= matrix.cols) return null;
    const at = row * matrix.cols + col;
    const rows = FACES.flatMap(each => {
      const value = shown.matrices[each]?.data[at];
      return value === undefined ? [] : [{ label: words.faces[each], value: exactNumber(value) }];
    });
    return { title: placeOf(shown.array.name, row, col), rows };
  }
}

/** Rows and columns as a program counts them. */
function placeOf(name: string, row: number, col: number): string {
  return `${name}[${row}, ${col}]`;
}

function contentOf(matrix: HeatMatrix, scale: HeatScale) {
  const label = (index: number) => String(index);
  return {
    matrix,
    bias: null,
    rowLabels: label,
    colLabels: label,
    biasLabel: '',
    scale,
    selected: null,
    framed: null,
  };
}
