/** The decision boundary on paper: regions and border line. */
import {
  classColor,
  cssColor,
  mix,
  packColor,
  ramp,
  rampIndex,
  unpackColor,
  type Ramp,
} from '../drawing/colors';
import { argMaxBorders, contourLines, type Segments } from './contour';
import type { Limits } from '../chart/curveSeries';
import { context2d } from '../kit/dom';
import type { PlotArea } from '../chart/plot';
import { confidence, predictedClass, type Reading } from './reading';
import { tickStep } from '../drawing/scale';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import type { Boundary } from '../../src/protocol/tensors';

/** How far a region's fill goes from the background to the colour of its class. */
const FILL_WEAK = 0.07;
const FILL_STRONG = 0.5;

/** Keeps what is costly to make from frame to frame: colour tables and the small image. */
export class BoundaryPainter {
  private readonly image = document.createElement('canvas');
  private pixels: ImageData | null = null;
  private fills: Ramp[] = [];
  private valueFill: Ramp = new Uint32Array(256);
  private madeFor: { theme: Theme; classes: number } | null = null;

  /** Fills the area with the regions (or the surface of values) and draws the border. */
  draw(
    pen: Pen,
    boundary: Boundary,
    reading: Reading,
    values: Limits,
    area: PlotArea,
    theme: Theme,
  ): void {
    this.prepare(theme, reading.classes?.length ?? 0);
    this.paintImage(boundary, reading, values);
    const { resolution } = boundary;
    // Sample 0 stands at the left edge, not half a sample inside it.
    const cellWidth = area.width / (resolution - 1);
    const cellHeight = area.height / (resolution - 1);
    pen.save();
    pen.clipRect(area.left, area.top, area.width, area.height);
    pen.image(
      this.image,
      area.left - cellWidth / 2,
      area.top - cellHeight / 2,
      area.width + cellWidth,
      area.height + cellHeight,
      true,
    );
    if (theme.highContrast && reading.classes) {
      drawHatching(pen, boundary, reading, area, theme);
    }
    for (const { lines, width } of borders(boundary, reading, values)) {
      pen.strokeStyle = cssColor(theme.foreground);
      pen.lineWidth = width;
      drawSegments(pen, lines, area, resolution);
    }
    pen.restore();
  }

  private prepare(theme: Theme, classes: number): void {
    if (this.madeFor?.theme === theme && this.madeFor.classes === classes) return;
    this.madeFor = { theme, classes };
    const strong = theme.highContrast ? 0.35 : FILL_STRONG;
    this.fills = Array.from({ length: classes }, (_, index) => {
      const color = classColor(index, theme.kind);
      const weak = mix(theme.background, color, FILL_WEAK);
      return ramp(weak, mix(theme.background, color, strong));
    });
    this.valueFill = theme.value.map(color =>
      packColor(mix(theme.background, unpackColor(color), 0.6)),
    );
  }

  private paintImage(boundary: Boundary, reading: Reading, limits: Limits): void {
    const { resolution, outputs, values } = boundary;
    if (this.pixels?.width !== resolution) {
      this.image.width = resolution;
      this.image.height = resolution;
      this.pixels = new ImageData(resolution, resolution);
    }
    const paper = new Uint32Array(this.pixels.data.buffer);
    const span = limits.max - limits.min;
    for (let row = 0; row < resolution; row++) {
      // Row 0 of the samples is the smallest x2: it stands at the bottom.
      const line = (resolution - 1 - row) * resolution;
      for (let col = 0; col < resolution; col++) {
        const at = (row * resolution + col) * outputs;
        if (Number.isNaN(values[at])) paper[line + col] = 0;
        else if (reading.classes) {
          const fill = this.fills[predictedClass(reading, values, at)];
          paper[line + col] = fill[rampIndex(confidence(reading, values, at))];
        } else paper[line + col] = this.valueFill[rampIndex((values[at] - limits.min) / span)];
      }
    }
    context2d(this.image).putImageData(this.pixels, 0, 0);
  }
}

/** The border of classes; of values, some lines of equal height. */
function borders(
  boundary: Boundary,
  reading: Reading,
  limits: Limits,
): { lines: Segments; width: number }[] {
  const { values, resolution, outputs } = boundary;
  if (reading.classes && outputs === 1) {
    return [{ lines: contourLines(values, resolution, reading.threshold), width: 1.5 }];
  }
  if (reading.classes) {
    return [{ lines: argMaxBorders(values, resolution, outputs), width: 1.5 }];
  }
  if (outputs !== 1) return [];
  const step = tickStep(limits.max - limits.min, 6);
  const lines: { lines: Segments; width: number }[] = [];
  for (let level = Math.ceil(limits.min / step) * step; level <= limits.max; level += step) {
    lines.push({ lines: contourLines(values, resolution, level), width: 0.5 });
  }
  return lines;
}

function drawSegments(pen: Pen, lines: Segments, area: PlotArea, resolution: number): void {
  const x = (col: number) => area.left + (col / (resolution - 1)) * area.width;
  const y = (row: number) => area.top + (1 - row / (resolution - 1)) * area.height;
  pen.beginPath();
  for (let i = 0; i < lines.length; i += 4) {
    pen.moveTo(x(lines[i]), y(lines[i + 1]));
    pen.lineTo(x(lines[i + 2]), y(lines[i + 3]));
  }
  pen.stroke();
}

/** In high contrast a region is also told by its lines: their direction changes with the class. */
function drawHatching(
  pen: Pen,
  boundary: Boundary,
  reading: Reading,
  area: PlotArea,
  theme: Theme,
): void {
  const directions = [
    [1, 1],
    [1, -1],
    [1, 0],
    [0, 1],
  ];
  const { resolution, outputs, values } = boundary;
  const step = Math.max(1, Math.round((resolution * 12) / area.width));
  const length = 5;
  const classes = reading.classes?.length ?? 0;
  for (let own = 0; own < classes; own++) {
    const [dx, dy] = directions[own % directions.length];
    pen.strokeStyle = cssColor(classColor(own, theme.kind));
    pen.lineWidth = 1;
    pen.beginPath();
    for (let row = 0; row < resolution; row += step) {
      for (let col = row % (2 * step) ? step >> 1 : 0; col < resolution; col += step) {
        const at = (row * resolution + col) * outputs;
        if (predictedClass(reading, values, at) !== own) continue;
        const x = area.left + (col / (resolution - 1)) * area.width;
        const y = area.top + (1 - row / (resolution - 1)) * area.height;
        pen.moveTo(x - (dx * length) / 2, y - (dy * length) / 2);
        pen.lineTo(x + (dx * length) / 2, y + (dy * length) / 2);
      }
    }
    pen.stroke();
  }
}
