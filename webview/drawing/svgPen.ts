/** The pen that writes an SVG file. */
import type { Pen } from './pen';

/** The same drawing as the text of an SVG file. @param unit its size is written in */
export function drawToSvg(
  width: number,
  height: number,
  draw: (pen: Pen) => void,
  unit: SvgUnit = 'px',
): string {
  const pen = new SvgPen();
  draw(pen);
  return pen.toString(width, height, unit);
}

/** A document keeps to millimetres; a screen counts in pixels. */
export type SvgUnit = 'px' | 'mm';

/** What `save` keeps and `restore` brings back. */
type PenState = Pick<
  SvgPen,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'font' | 'textAlign' | 'textBaseline'
> & { dash: number[] };

export class SvgPen implements Pen {
  fillStyle: string | CanvasGradient | CanvasPattern = '#000';
  strokeStyle: string | CanvasGradient | CanvasPattern = '#000';
  lineWidth = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  private dash: number[] = [];
  private path = '';
  private readonly parts: string[] = [];
  /** What closes the groups opened since each `save`, and the pen as it was then. */
  private readonly open: { ends: string[]; state: PenState }[] = [];

  beginPath(): void {
    this.path = '';
  }
  moveTo(x: number, y: number): void {
    this.path += `M${at(x)} ${at(y)}`;
  }
  lineTo(x: number, y: number): void {
    this.path += `L${at(x)} ${at(y)}`;
  }
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.path += `C${at(x1)} ${at(y1)} ${at(x2)} ${at(y2)} ${at(x)} ${at(y)}`;
  }
  closePath(): void {
    this.path += 'Z';
  }
  /** Full circles only: that is all the pictures draw. */
  arc(x: number, y: number, radius: number): void {
    const r = at(radius);
    this.path += `M${at(x - radius)} ${at(y)}a${r} ${r} 0 1 0 ${at(2 * radius)} 0`;
    this.path += `a${r} ${r} 0 1 0 ${at(-2 * radius)} 0Z`;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.path += `M${at(x)} ${at(y)}h${at(width)}v${at(height)}h${at(-width)}Z`;
  }
  fill(): void {
    this.parts.push(`<path d="${this.path}" fill="${paint(this.fillStyle)}"/>`);
  }
  stroke(): void {
    this.parts.push(`<path d="${this.path}" fill="none"${this.strokeAttributes()}/>`);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    const fill = paint(this.fillStyle);
    this.parts.push(`<rect${box(x, y, width, height)} fill="${fill}"/>`);
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.parts.push(`<rect${box(x, y, width, height)} fill="none"${this.strokeAttributes()}/>`);
  }
  fillText(text: string, x: number, y: number): void {
    const anchor = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' };
    const shift = {
      top: 0.8,
      hanging: 0.8,
      middle: 0.35,
      alphabetic: 0,
      ideographic: 0,
      bottom: -0.2,
    };
    const size = parseFloat(/([\d.]{1,9})px/.exec(this.font)?.[1] ?? '10');
    this.parts.push(
      `<text x="${at(x)}" y="${at(y + shift[this.textBaseline] * size)}"` +
        ` fill="${paint(this.fillStyle)}" style="font:${escape(this.font)}"` +
        ` text-anchor="${anchor[this.textAlign]}">${escape(text)}</text>`,
    );
  }
  setLineDash(segments: Iterable<number>): void {
    this.dash = [...segments];
  }
  save(): void {
    const { fillStyle, strokeStyle, lineWidth, font, textAlign, textBaseline, dash } = this;
    const state = { fillStyle, strokeStyle, lineWidth, font, textAlign, textBaseline, dash };
    this.open.push({ ends: [], state });
  }
  restore(): void {
    const saved = this.open.pop();
    if (!saved) return;
    this.parts.push(...saved.ends.reverse());
    Object.assign(this, saved.state);
  }
  translate(x: number, y: number): void {
    this.group(`transform="translate(${at(x)} ${at(y)})"`);
  }
  rotate(angle: number): void {
    this.group(`transform="rotate(${at((angle * 180) / Math.PI)})"`);
  }
  scale(x: number, y: number): void {
    this.group(`transform="scale(${precise(x)} ${precise(y)})"`);
  }
  /** A picture inside the picture cuts off what stands out of it, and needs no name for that. */
  clipRect(x: number, y: number, width: number, height: number): void {
    const view = `viewBox="${at(x)} ${at(y)} ${at(width)} ${at(height)}"`;
    this.parts.push(`<svg${box(x, y, width, height)} ${view}>`);
    this.open.at(-1)?.ends.push('</svg>');
  }
  image(
    source: HTMLCanvasElement,
    x: number,
    y: number,
    width: number,
    height: number,
    smooth: boolean,
  ): void {
    this.parts.push(
      `<image${box(x, y, width, height)} preserveAspectRatio="none"` +
        `${smooth ? '' : ' style="image-rendering:pixelated"'} href="${source.toDataURL()}"/>`,
    );
  }

  toString(width: number, height: number, unit: SvgUnit = 'px'): string {
    const length = (pixels: number): string =>
      unit === 'px' ? at(pixels) : `${at((pixels * 25.4) / 96)}mm`;
    const size = `width="${length(width)}" height="${length(height)}"`;
    const view = `viewBox="0 0 ${at(width)} ${at(height)}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${view}>${this.parts.join('\n')}</svg>\n`;
  }

  /** Nothing is drawn yet. */
  protected clear(): void {
    this.parts.length = 0;
  }
  private group(attribute: string): void {
    this.parts.push(`<g ${attribute}>`);
    this.open.at(-1)?.ends.push('</g>');
  }
  private strokeAttributes(): string {
    const dash = this.dash.length > 0 ? ` stroke-dasharray="${this.dash.join(' ')}"` : '';
    return ` stroke="${paint(this.strokeStyle)}" stroke-width="${at(this.lineWidth)}"${dash}`;
  }
}

/** The pictures use plain colours alone. */
function paint(style: string | CanvasGradient | CanvasPattern): string {
  return typeof style === 'string' ? escape(style) : 'none';
}

function box(x: number, y: number, width: number, height: number): string {
  return ` x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}"`;
}

function at(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function precise(factor: number): string {
  return String(Math.round(factor * 1e4) / 1e4);
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
