/** One shape per class: classes can be told apart without their colours. */
import type { Pen } from './pen';

const SHAPES = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'triangleDown',
  'plus',
  'star',
  'pentagon',
  'cross',
  'hexagon',
] as const;
export type Shape = (typeof SHAPES)[number];

export function classShape(index: number): Shape {
  return SHAPES[index % SHAPES.length];
}

/** Adds the outline to the pen's path; all shapes of one radius cover about the same area. */
export function drawShape(pen: Pen, shape: Shape, x: number, y: number, radius: number): void {
  switch (shape) {
    case 'circle':
      pen.moveTo(x + radius, y);
      return pen.arc(x, y, radius, 0, 2 * Math.PI);
    case 'square':
      return pen.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
    case 'triangle':
      return polygon(pen, x, y + radius * 0.15, [1.3], 3, -0.25, radius);
    case 'triangleDown':
      return polygon(pen, x, y - radius * 0.15, [1.3], 3, 0.25, radius);
    case 'diamond':
      return polygon(pen, x, y, [1.25], 4, 0, radius);
    case 'star':
      return polygon(pen, x, y, [1.4, 0.6], 10, -0.25, radius);
    case 'pentagon':
      return polygon(pen, x, y, [1.15], 5, -0.25, radius);
    case 'hexagon':
      return polygon(pen, x, y, [1.1], 6, 0, radius);
    case 'plus':
      return cross(pen, x, y, radius, 0);
    case 'cross':
      return cross(pen, x, y, radius, 1 / 8);
    default:
      return shape satisfies never;
  }
}

/** `corners` corners at alternating distances; `turn` is in whole turns from the right. */
function polygon(
  pen: Pen,
  x: number,
  y: number,
  distances: number[],
  corners: number,
  turn: number,
  radius: number,
): void {
  for (let corner = 0; corner < corners; corner++) {
    const angle = 2 * Math.PI * (turn + corner / corners);
    const reach = radius * distances[corner % distances.length];
    const to = corner === 0 ? 'moveTo' : 'lineTo';
    pen[to](x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
  }
  pen.closePath();
}

/** A fat + or ×. */
function cross(pen: Pen, x: number, y: number, radius: number, turn: number): void {
  const reach = radius * 1.25;
  const half = radius * 0.42;
  const corners = [
    [reach, -half],
    [reach, half],
    [half, half],
    [half, reach],
    [-half, reach],
    [-half, half],
    [-reach, half],
    [-reach, -half],
    [-half, -half],
    [-half, -reach],
    [half, -reach],
    [half, -half],
  ];
  const cos = Math.cos(2 * Math.PI * turn);
  const sin = Math.sin(2 * Math.PI * turn);
  corners.forEach(([dx, dy], index) => {
    const to = index === 0 ? 'moveTo' : 'lineTo';
    pen[to](x + dx * cos - dy * sin, y + dx * sin + dy * cos);
  });
  pen.closePath();
}
