/** What pictures draw with: the same calls on a canvas and into an SVG file. */
import { context2d } from '../kit/dom';

/** What the pictures use of a canvas context; both kinds of paper offer it. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'bezierCurveTo'
  | 'closePath'
  | 'arc'
  | 'rect'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'setLineDash'
  | 'save'
  | 'restore'
  | 'translate'
  | 'rotate'
  | 'scale'
> & {
  /** Clips what follows, until `restore`, to a rectangle. */
  clipRect(x: number, y: number, width: number, height: number): void;
  /** An image stretched over a rectangle, smoothly or with hard cells. */
  image(
    source: HTMLCanvasElement,
    x: number,
    y: number,
    width: number,
    height: number,
    smooth: boolean,
  ): void;
};

/** A canvas context with the two calls that it names differently. */
export function canvasPen(context: CanvasRenderingContext2D): Pen {
  return Object.assign(context, {
    clipRect(x: number, y: number, width: number, height: number): void {
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
    },
    image(
      source: HTMLCanvasElement,
      x: number,
      y: number,
      width: number,
      height: number,
      smooth: boolean,
    ): void {
      context.imageSmoothingEnabled = smooth;
      context.imageSmoothingQuality = 'high';
      context.drawImage(source, x, y, width, height);
    },
  });
}

/** The same drawing as a picture file of its own, in its own resolution. */
export function drawToCanvas(
  width: number,
  height: number,
  scale: number,
  draw: (pen: Pen) => void,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = context2d(canvas);
  context.scale(scale, scale);
  draw(canvasPen(context));
  return canvas;
}
