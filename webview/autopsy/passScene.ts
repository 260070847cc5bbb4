/** A whole pass on the page: pointed at, walked through, and chosen from. */
import type { AutopsyReport, ReportArray } from '../../src/protocol/autopsy/arrays';
import { cssColor } from '../drawing/colors';
import { Memo } from '../drawing/memo';
import type { Pen } from '../drawing/pen';
import { element } from '../kit/dom';
import type { TableData } from '../kit/tableView';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow } from '../picture/moves';
import {
  PictureBox,
  type BoxHost,
  type BoxSize,
  type Scene,
  type Size,
} from '../picture/pictureBox';
import { autopsyStrings as words } from '../words/autopsyStrings';
import { exactNumber, formatNumber } from '../words/numbers';
import { relativeError } from '../comparison/compare';
import { passLayout } from './pass/passLayout';
import { LANES, type PassBox, type PassLayout } from './pass/passParts';
import { drawPass } from './passPaint';

/** Of a picture in a file (px). */
const FILE_WIDTH = 1000;
/** How far from its picture an array is still meant (px): its name belongs to it. */
const REACH = { x: 6, y: 24 };

/** An item is what an array is, `layers.0.gradW`. */
export class PassScene implements Scene<string> {
  readonly box: PictureBox<string>;
  readonly element: HTMLElement;
  private readonly layouts = new Memo<PassLayout | null>();

  constructor(
    private readonly page: BoxHost,
    private readonly report: () => AutopsyReport | null,
    private readonly width: () => number,
    private readonly pick: { chosen(): string | null; choose(name: string): void },
  ) {
    const look = { class: 'pass', name: words.pass, hint: words.passHint, scrolls: true };
    this.box = new PictureBox<string>(page, this, look);
    this.element = element('div', {}, this.box.element);
  }

  update(): void {
    const said = this.boxes().map(box => spokenOf(box));
    this.box.label(words.passLabel(said.join(', ')));
    this.box.update();
  }

  size(): BoxSize {
    const { width, height } = this.layout() ?? { width: 1, height: 1 };
    const { x, y } = this.box.scroll;
    const seen = Math.min(width, Math.max(1, this.width()));
    return { width: seen, height, content: { width, height }, origin: { x: -x, y: -y, scale: 1 } };
  }

  /** For a file. */
  wholeSize(): Size {
    const layout = this.layout(FILE_WIDTH);
    return { width: layout?.width ?? 1, height: layout?.height ?? 1 };
  }

  key(at: string | null): readonly unknown[] {
    return [this.report(), this.pick.chosen(), at];
  }

  draw(pen: Pen, at: string | null): void {
    const layout = this.layout();
    if (!layout) return;
    const find = (is: string | null) => layout.boxes.find(box => box.is === is) ?? null;
    const chosen = layout.boxes.find(({ array }) => array?.name === this.pick.chosen()) ?? null;
    this.paint(pen, layout, { cursor: find(at), chosen });
  }

  /** For a file: without marks. */
  drawWhole(pen: Pen): void {
    const layout = this.layout(FILE_WIDTH);
    if (layout) this.paint(pen, layout, { cursor: null, chosen: null });
  }

  hit({ x, y }: Point): string | null {
    const found = this.boxes().find(box => {
      const { width, height, textual } = box;
      if (textual) return x >= box.x && x <= box.x + width + 8 && Math.abs(y - box.y) < 10;
      const [across, down] = [Math.abs(x - box.x), y - box.y];
      return across < width / 2 + REACH.x && down > -height / 2 - 6 && down < height / 2 + REACH.y;
    });
    return found?.is ?? null;
  }

  place(is: string): Place | null {
    const box = this.boxes().find(each => each.is === is);
    return box ? { x: box.x, y: box.y } : null;
  }

  say(is: string): Said | null {
    const box = this.boxes().find(each => each.is === is);
    if (!box) return null;
    const { array, name } = box;
    const title = `${name}: ${whatIs(is)}`;
    if (!array)
      return { title, rows: [{ label: words.columnNames.verdict, value: words.notGiven }] };
    const error = relativeError(array);
    return {
      title,
      rows: [
        { label: words.columnNames.shape, value: words.shape(array.rows, array.cols) },
        { label: words.columnNames.verdict, value: verdictOf(array) },
        ...(error === null ? [] : [{ label: words.columnNames.error, value: formatNumber(error) }]),
      ],
    };
  }

  move(from: string | null, key: string): string | null {
    const direction = arrow(key);
    const boxes = this.boxes();
    if (!direction || boxes.length === 0) return null;
    const at = boxes.find(box => box.is === from);
    if (!at) return (boxes.find(({ isFirst }) => isFirst) ?? boxes[0]).is;
    return nextBox(boxes, at, direction).is;
  }

  choose(is: string): void {
    const array = this.boxes().find(box => box.is === is)?.array;
    if (array?.data) this.pick.choose(array.name);
  }

  table(): TableData {
    const arrays = this.report()?.arrays ?? [];
    return {
      caption: words.pass,
      columns: [...words.columns],
      rows: arrays.length,
      thin: 'first',
      cell: (row, column) => {
        const array = arrays[row];
        const { name, is, rows, cols } = array;
        switch (column) {
          case 0:
            return name;
          case 1:
            return is === null ? '–' : whatIs(is);
          case 2:
            return words.shape(rows, cols);
          case 3:
            return verdictOf(array);
          default: {
            const error = relativeError(array);
            return error === null ? '–' : exactNumber(error);
          }
        }
      },
    };
  }

  private boxes(): readonly PassBox[] {
    return this.layout()?.boxes ?? [];
  }

  private layout(width = this.width()): PassLayout | null {
    const report = this.report();
    const model = report?.model;
    if (!report || !model || width <= 0) return null;
    return this.layouts.get([report, width], () => passLayout(report, model, width));
  }

  private paint(pen: Pen, layout: PassLayout, marks: Parameters<typeof drawPass>[3]): void {
    pen.fillStyle = cssColor(this.page.theme.background);
    pen.fillRect(0, 0, layout.width, layout.height);
    drawPass(pen, layout, this.page.theme, marks);
  }
}

/** In the lane to the left or right, or the nearest of the lane above or below. */
function nextBox(
  boxes: readonly PassBox[],
  at: PassBox,
  [right, down]: readonly [number, number],
): PassBox {
  const lane = LANES.indexOf(at.lane);
  const others = boxes.filter(box => {
    if (right !== 0) return box.lane === at.lane && Math.sign(box.x - at.x) === right;
    return Math.sign(LANES.indexOf(box.lane) - lane) === down;
  });
  const distance = (box: PassBox) =>
    Math.abs(box.x - at.x) + 10_000 * Math.abs(LANES.indexOf(box.lane) - lane);
  return (
    others.reduce(
      (best: PassBox | null, box) => (best && distance(best) <= distance(box) ? best : box),
      null,
    ) ?? at
  );
}

/** What an array is, in words: `gradient of the weights of layer 1`. */
export function whatIs(is: string): string {
  const [, layer, what] = /^(?:layers\.(\d+)\.)?(\w+)$/.exec(is) ?? [];
  const word = words.what[what as keyof typeof words.what];
  return layer === undefined ? word : words.ofLayer(word, Number(layer));
}

export function verdictOf({ is, agrees }: Pick<ReportArray, 'is' | 'agrees'>): string {
  if (is === null) return '–';
  if (agrees === null) return words.given;
  return agrees ? words.agrees : words.differs;
}

function spokenOf({ name, array, isFirst }: PassBox): string {
  if (!array) return `${name} ${words.notGiven}`;
  return `${name} ${verdictOf(array)}${isFirst ? `, ${words.firstWrong}` : ''}`;
}
