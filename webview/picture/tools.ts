/** What every picture offers, in one menu: copy it, save it, or read it as a table. */
import type { FromPanel } from '../../src/protocol/panel';
import { FIGURE_WIDTHS, type FigureWidth } from '../drawing/paper';
import { drawToCanvas } from '../drawing/pen';
import { drawToSvg, type SvgUnit } from '../drawing/svgPen';
import { usesScreenReader } from '../drawing/theme';
import { iconButton } from '../kit/icons';
import { openMenu, type MenuItem } from '../kit/menu';
import { tableText, TableView, type TableData } from '../kit/tableView';
import { figureStrings as words } from '../words/figureStrings';
import { strings } from '../words/strings';
import type { Drawing } from './drawing';
import { figureOf, type FigureWords, type LegendItem, type OnPaper } from './figure';
import { listenForLetters } from './pictureKeys';
import { withDensity } from './pngDensity';

/** What a picture is called and made of. */
export interface Titled {
  /** File name without its ending. */
  name(): string;
  /** Of its figure; asked for on the paper, in whose colours it answers. */
  figure?(): FigureParts;
  table(): TableData;
}

/** What a picture says of itself where it leaves the page. */
export interface FigureParts {
  /** For the title; missing: its name, without that of the experiment. */
  shows?: string;
  /** What does not stand in the picture itself. */
  legend?: readonly LegendItem[];
  /** Where it is of something else than the shown run. */
  facts?: string;
}

export type Picture = Drawing & Titled;

/** What the pictures of a page are of. */
export interface Subject {
  /** Of the experiment, or of the file. */
  name: string;
  /** One line: how it was trained, and what it has come to. */
  facts: string;
}

/** What the tools need from the page. */
export interface ToolsHost {
  readonly subject: Subject;
  readonly onPaper: OnPaper;
  post(message: Extract<FromPanel, { type: 'save' | 'copy' }>): void;
  announce(text: string): void;
  /** Draws with the next animation frame. */
  schedule(): void;
  /** Shows the section of a picture alone, or all of them again; missing: a page that has no sections. */
  fill?(picture: Element): void;
  /** Of that. */
  readonly isFilled?: boolean;
}

type Mime = Extract<FromPanel, { type: 'save' }>['mime'];

/** While numbers change, a table is rewritten at most this often (ms). */
const TABLE_INTERVAL = 500;
/** Of a figure that is printed, and what CSS takes a pixel for. */
const [PRINT_DPI, CSS_DPI] = [300, 96];

export class PictureTools {
  readonly element = iconButton('more', words.pictureActions, () => this.open());
  /** Stands where the picture stands while the table is chosen. */
  readonly table = new TableView();
  private tableShown = usesScreenReader();
  private tableTime = 0;
  private tableTimer: number | null = null;

  constructor(
    private readonly titled: Titled,
    private readonly host: ToolsHost,
    /** Hidden while the table is shown. */
    private readonly shown: HTMLElement,
    private readonly drawing: Drawing,
    /** What only this picture can do. */
    private readonly options: () => MenuItem[] = () => [],
  ) {
    this.element.setAttribute('aria-haspopup', 'menu');
    this.arrange();
    const acts = {
      t: () => this.swap(),
      c: () => void this.copy(this.printed(FIGURE_WIDTHS[0])),
    };
    for (const place of [shown, this.table.element]) listenForLetters(place, acts);
  }

  /** From the picture to its table or back, with the focus. */
  private swap(): void {
    this.toggleTable();
    const picture = this.shown.matches('[role="application"]')
      ? this.shown
      : this.shown.querySelector<HTMLElement>('[role="application"]:not([hidden])');
    (this.tableShown ? this.table.element : picture)?.focus();
  }

  get showsTable(): boolean {
    return this.tableShown;
  }

  /** Keeps a shown table up to date, a few times per second. */
  update(): void {
    if (!this.tableShown || this.tableTimer !== null) return;
    const wait = this.tableTime + TABLE_INTERVAL - performance.now();
    const write = (): void => {
      this.tableTimer = null;
      this.tableTime = performance.now();
      this.table.update(this.titled.table());
    };
    if (wait <= 0) write();
    else this.tableTimer = window.setTimeout(write, wait);
  }

  private toggleTable(): void {
    this.tableShown = !this.tableShown;
    this.arrange();
    this.tableTime = 0;
    this.update();
    this.host.schedule();
  }

  private arrange(): void {
    this.shown.hidden = this.tableShown;
    this.table.element.hidden = !this.tableShown;
  }

  private open(): void {
    const { host } = this;
    const fill = host.isFilled ? words.unfill : words.fill;
    const items = [
      ...FIGURE_WIDTHS.map((width, at) => ({
        label: words.copyFigure(width),
        key: at === 0 ? 'C' : undefined,
        run: () => void this.copy(this.printed(width)),
      })),
      { label: words.copyOnScreen, run: () => void this.copy(this.onScreen()) },
      { label: words.copyCaption, run: () => this.copyCaption() },
      { label: words.save, run: () => this.openSaveMenu() },
      {
        label: this.tableShown ? strings.showPicture : strings.showTable,
        key: 'T',
        run: () => this.toggleTable(),
      },
      ...(host.fill
        ? [
            {
              label: fill,
              key: host.isFilled ? undefined : 'F',
              run: () => host.fill?.(this.element),
            },
          ]
        : []),
      ...this.options(),
    ];
    openMenu(this.element, words.pictureActions, items);
  }

  private openSaveMenu(): void {
    openMenu(this.element, words.save, [
      ...FIGURE_WIDTHS.map(width => ({
        label: words.savePng(width),
        run: () => void this.savePng(this.printed(width)),
      })),
      ...FIGURE_WIDTHS.map(width => ({
        label: words.saveSvg(width),
        run: () => this.saveSvg(this.figure(width), 'mm'),
      })),
      { label: words.savePngOnScreen, run: () => void this.savePng(this.onScreen()) },
      { label: words.saveSvgOnScreen, run: () => this.saveSvg(this.drawing, 'px') },
      {
        label: words.saveCsv,
        run: () => this.save('csv', 'text/csv', tableText(this.titled.table(), ',')),
      },
    ]);
  }

  private figure(width: FigureWidth): Drawing {
    const { host } = this;
    const ask = (): FigureWords => this.words();
    return figureOf((paper, work) => host.onPaper(paper, work), ask, this.drawing, width);
  }

  private words(): FigureWords {
    const { titled, host } = this;
    const { name, facts } = host.subject;
    const own = titled.name();
    const parts = titled.figure?.() ?? {};
    const rest = own.startsWith(name) ? own.slice(name.length).trim().toLowerCase() : own;
    return {
      title: words.figureTitle(name, parts.shows ?? rest),
      legend: parts.legend ?? [],
      facts: parts.facts ?? facts,
    };
  }

  private copyCaption(): void {
    const { title, facts } = this.words();
    this.host.post({ type: 'copy', text: words.caption(title, facts) });
    this.host.announce(words.copied);
  }

  /** One entry of the clipboard with both: a document pastes the picture, a sheet the numbers. */
  private async copy(png: Promise<Blob>): Promise<void> {
    const text = tableText(this.titled.table(), '\t');
    try {
      const item = new ClipboardItem({
        'image/png': png,
        'text/plain': new Blob([text], { type: 'text/plain' }),
      });
      await navigator.clipboard.write([item]);
      this.host.announce(words.copied);
    } catch {
      this.host.post({ type: 'copy', text });
      this.host.announce(words.copyFailed);
    }
  }

  private async savePng(png: Promise<Blob>): Promise<void> {
    this.save('png', 'image/png', await (await png).arrayBuffer());
  }

  private saveSvg(drawing: Drawing, unit: SvgUnit): void {
    const { width, height } = drawing.size();
    const svg = drawToSvg(width, height, pen => drawing.draw(pen), unit);
    this.save('svg', 'image/svg+xml', svg);
  }

  private save(ending: string, mime: Mime, content: string | ArrayBuffer): void {
    const data = typeof content === 'string' ? exactBuffer(content) : content;
    const name = `${this.titled.name()}.${ending}`;
    this.host.post({ type: 'save', name, mime, data });
    this.host.announce(words.saved(name));
  }

  private async printed(width: FigureWidth): Promise<Blob> {
    const png = await pngOf(this.figure(width), PRINT_DPI / CSS_DPI);
    const bytes = withDensity(new Uint8Array(await png.arrayBuffer()), PRINT_DPI);
    return new Blob([bytes], { type: png.type });
  }

  private onScreen(): Promise<Blob> {
    return pngOf(this.drawing, Math.max(2, devicePixelRatio));
  }
}

function pngOf(drawing: Drawing, scale: number): Promise<Blob> {
  const { width, height } = drawing.size();
  const canvas = drawToCanvas(width, height, scale, pen => drawing.draw(pen));
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => {
      if (blob) resolve(blob);
      else reject(new Error('The picture could not be encoded.'));
    }, 'image/png');
  });
}

function exactBuffer(text: string): ArrayBuffer {
  const bytes = new TextEncoder().encode(text);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
