/** What every picture offers, in one menu: copy it, save it, or read it as a table. */
import type { FromPanel } from '../../src/protocol/panel';
import { iconButton } from '../kit/icons';
import { openMenu, type MenuItem } from '../kit/menu';
import { strings } from '../words/strings';
import { drawToCanvas, drawToSvg, type Pen } from '../drawing/svgPen';
import type { Size } from './pictureBox';
import { tableText, TableView, type TableData } from '../kit/tableView';
import { usesScreenReader } from '../drawing/theme';

/** A whole picture on its own background, in CSS pixels. */
export interface Drawing {
  size(): Size;
  draw(pen: Pen): void;
}

/** What a picture is called and made of. */
export interface Titled {
  /** File name without its ending. */
  name(): string;
  table(): TableData;
}

export type Picture = Drawing & Titled;

/** What the tools need from the page. */
export interface ToolsHost {
  post(message: Extract<FromPanel, { type: 'save' | 'copy' }>): void;
  announce(text: string): void;
  /** Draws with the next animation frame. */
  schedule(): void;
}

type Mime = Extract<FromPanel, { type: 'save' }>['mime'];

/** While numbers change, a table is rewritten at most this often (ms). */
const TABLE_INTERVAL = 500;

export class PictureTools {
  readonly element = iconButton('more', strings.pictureActions, () => this.open());
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
    const items = [
      { label: strings.copy, run: () => void this.copy() },
      { label: strings.save, run: () => this.openSaveMenu() },
      {
        label: this.tableShown ? strings.showPicture : strings.showTable,
        run: () => this.toggleTable(),
      },
      ...this.options(),
    ];
    openMenu(this.element, strings.pictureActions, items);
  }

  private openSaveMenu(): void {
    openMenu(this.element, strings.save, [
      { label: strings.savePng, run: () => void this.savePng() },
      { label: strings.saveSvg, run: () => this.save('svg', 'image/svg+xml', this.svg()) },
      {
        label: strings.saveCsv,
        run: () => this.save('csv', 'text/csv', tableText(this.titled.table(), ',')),
      },
    ]);
  }

  /** One entry of the clipboard with both: a document pastes the picture, a sheet the numbers. */
  private async copy(): Promise<void> {
    const text = tableText(this.titled.table(), '\t');
    try {
      const item = new ClipboardItem({
        'image/png': this.png(),
        'text/plain': new Blob([text], { type: 'text/plain' }),
      });
      await navigator.clipboard.write([item]);
      this.host.announce(strings.copied);
    } catch {
      this.host.post({ type: 'copy', text });
      this.host.announce(strings.copyFailed);
    }
  }

  private async savePng(): Promise<void> {
    this.save('png', 'image/png', await (await this.png()).arrayBuffer());
  }

  private save(ending: string, mime: Mime, content: string | ArrayBuffer): void {
    const data = typeof content === 'string' ? exactBuffer(content) : content;
    const name = `${this.titled.name()}.${ending}`;
    this.host.post({ type: 'save', name, mime, data });
    this.host.announce(strings.saved(name));
  }

  private png(): Promise<Blob> {
    const { width, height } = this.drawing.size();
    const scale = Math.max(2, devicePixelRatio);
    const canvas = drawToCanvas(width, height, scale, pen => this.drawing.draw(pen));
    return new Promise((resolve, reject) => {
      canvas.toBlob(blob => {
        if (blob) resolve(blob);
        else reject(new Error('The picture could not be encoded.'));
      }, 'image/png');
    });
  }

  private svg(): string {
    const { width, height } = this.drawing.size();
    return drawToSvg(width, height, pen => this.drawing.draw(pen));
  }
}

function exactBuffer(text: string): ArrayBuffer {
  const bytes = new TextEncoder().encode(text);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
