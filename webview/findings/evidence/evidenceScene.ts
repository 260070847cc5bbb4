/** The evidence of a finding as a picture: each kind of it knows how. */
import type { Picture } from '../../../src/protocol/findings';
import type { Pen } from '../../drawing/pen';
import { cssColor } from '../../drawing/colors';
import type { TableData } from '../../kit/tableView';
import type { Place, Point, Said } from '../../picture/cursor';
import { along, clamped } from '../../picture/moves';
import { PictureBox, type Scene, type Size } from '../../picture/pictureBox';
import type { PageContext } from '../../sections/view';
import { findingsStrings as words } from '../findingsStrings';
import { barsEvidence } from './barsEvidence';
import { chartEvidence } from './chartEvidence';
import { columnsEvidence } from './columnsEvidence';
import type { EvidenceKind } from './kind';
import { spreadEvidence } from './spreadEvidence';

const KINDS: { [K in Picture['kind']]: EvidenceKind<Extract<Picture, { kind: K }>> } = {
  chart: chartEvidence,
  bars: barsEvidence,
  spread: spreadEvidence,
  columns: columnsEvidence,
};

/** The kind of a picture takes this picture. */
function kindOf<P extends Picture>(picture: P): EvidenceKind<P> {
  return KINDS[picture.kind] as EvidenceKind<P>;
}

const LEAST_WIDTH = 240;

export class EvidenceScene implements Scene<number> {
  picture: Picture | null = null;
  readonly box: PictureBox<number>;

  /** @param width of the section */
  constructor(
    private readonly page: PageContext,
    private readonly width: () => number,
  ) {
    this.box = new PictureBox<number>(page, this, {
      class: 'evidence',
      name: words.evidence,
      hint: words.evidenceHint,
    });
  }

  size(): Size {
    const { picture } = this;
    const width = Math.max(LEAST_WIDTH, this.width());
    return { width, height: picture ? kindOf(picture).height(picture) : 1 };
  }

  key(at: number | null): readonly unknown[] {
    return [this.picture, at];
  }

  draw(pen: Pen, at: number | null): void {
    const { picture } = this;
    const { width, height } = this.size();
    const { theme } = this.page;
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (picture) kindOf(picture).draw(pen, picture, width, at, theme);
  }

  hit(point: Point): number | null {
    const { picture } = this;
    return picture && kindOf(picture).hit(picture, this.size().width, point);
  }

  place(item: number): Place | null {
    const { picture } = this;
    return picture && kindOf(picture).place(picture, this.size().width, item);
  }

  say(item: number): Said | null {
    const { picture } = this;
    if (!picture || item >= kindOf(picture).items(picture)) return null;
    return kindOf(picture).say(picture, item);
  }

  move(from: number | null, key: string, far: boolean): number | null {
    const { picture } = this;
    if (!picture) return null;
    const count = kindOf(picture).items(picture);
    if (kindOf(picture).next === 'ArrowRight') return along(key, far, from ?? count - 1, count);
    if (key === 'ArrowDown') return clamped((from ?? -1) + 1, count);
    if (key === 'ArrowUp') return clamped((from ?? count) - 1, count);
    return key === 'Home' ? 0 : key === 'End' ? count - 1 : null;
  }

  table(): TableData {
    const { picture } = this;
    if (picture) return kindOf(picture).table(picture);
    return { caption: '', columns: [], rows: 0, thin: 'first', cell: () => '' };
  }
}
