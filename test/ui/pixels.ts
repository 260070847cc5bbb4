/** What a person sees on the panel's canvases, read from their pixels. */
import type { Locator } from 'playwright-core';

// The page gets the text of what is evaluated there: no function in it may have a name, because the
// tests' compiler would have that kept by a helper that the page does not know.

export type Color = [red: number, green: number, blue: number];

export interface Pixels {
  width: number;
  height: number;
  /** The colour of a pixel; transparent ones are black. */
  at: (x: number, y: number) => Color;
}

export function distance(a: Color, b: Color): number {
  return Math.hypot(...a.map((channel, at) => channel - b[at]));
}

/** A colour of the theme by the name of its variable, as the page paints it. */
export function themeColor(inside: Locator, variable: string): Promise<Color> {
  return inside.evaluate((node, name): [number, number, number] => {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.fillStyle = getComputedStyle(node).getPropertyValue(name);
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  }, variable);
}

export async function pixelsOf(canvas: Locator): Promise<Pixels> {
  const { width, height, text } = await canvas.evaluate(node => {
    const size = node as HTMLCanvasElement;
    const context = size.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    const { data } = context.getImageData(0, 0, size.width, size.height);
    let bytes = '';
    for (let at = 0; at < data.length; at++) bytes += String.fromCharCode(data[at]);
    return { width: size.width, height: size.height, text: btoa(bytes) };
  });
  const data = Buffer.from(text, 'base64');
  return {
    ...{ width, height },
    at: (x, y) => {
      const [red, green, blue] = data.subarray(4 * (Math.round(y) * width + Math.round(x)));
      return [red, green, blue];
    },
  };
}

/**
 * Resolves when this many pixels of the canvas have one of these colours exactly; the canvas may be
 * replaced by another one meanwhile.
 */
export async function waitForColors(
  canvas: Locator,
  colors: Color[],
  least: number,
): Promise<void> {
  const packed = colors.map(([red, green, blue]) => (red << 16) | (green << 8) | blue);
  for (;;) {
    const element = await canvas.elementHandle();
    const frame = await element?.ownerFrame();
    const found = await frame?.waitForFunction(
      ({ node, wanted, count }) => {
        if (!node?.isConnected) return 'gone';
        const { width, height } = node as HTMLCanvasElement;
        const context = (node as HTMLCanvasElement).getContext('2d');
        if (!context || width === 0 || height === 0) return false;
        const { data } = context.getImageData(0, 0, width, height);
        const set = new Set(wanted);
        let seen = 0;
        for (let at = 0; at < data.length; at += 4) {
          const color = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
          if (data[at + 3] === 255 && set.has(color)) seen++;
        }
        return seen >= count && 'seen';
      },
      { node: element, wanted: packed, count: least },
    );
    if ((await found?.jsonValue()) === 'seen') return;
  }
}

/** The data points of a class, and how many of them stand in a region of its colour. */
export interface Seen {
  points: number;
  atHome: number;
}

/**
 * Looks for the full points on a decision boundary: places in a class's colour, each with the class
 * that most of what is around it has a share of.
 */
export function pointsSeen(pixels: Pixels, classes: Color[], background: Color): Seen[] {
  // The same part of the plane in a small picture as in a large one.
  const near = Math.max(6, Math.min(10, pixels.width / 40));
  return classes.map((color, index) => {
    const centres = placesOf(pixels, color);
    const atHome = centres.filter(([x, y]) => {
      const around = Array.from({ length: 16 }, (_, turn) => {
        const angle = (turn / 16) * 2 * Math.PI;
        const place = pixels.at(x + near * Math.cos(angle), y + near * Math.sin(angle));
        return nearestClass(place, classes, background);
      });
      return around.filter(found => found === index).length > 8;
    });
    return { points: centres.length, atHome: atHome.length };
  });
}

/** Where the colour itself is found, not a share of it; what is near is taken for one point. */
function placesOf({ width, height, at }: Pixels, color: Color): [number, number][] {
  const centres: [number, number][] = [];
  for (let y = 10; y < height - 10; y++)
    for (let x = 10; x < width - 10; x++) {
      if (distance(at(x, y), color) > 0) continue;
      if (centres.every(([cx, cy]) => Math.hypot(cx - x, cy - y) > 5)) centres.push([x, y]);
    }
  return centres;
}

/** The class whose colour, seen from the background, lies in the same direction; −1: none. */
function nearestClass(color: Color, classes: Color[], background: Color): number {
  const from = (other: Color): number[] => other.map((channel, at) => channel - background[at]);
  const tint = from(color);
  if (Math.hypot(...tint) < 4) return -1;
  const likeness = classes.map(each => {
    const full = from(each);
    const product = full.reduce((sum, channel, at) => sum + channel * tint[at], 0);
    return product / Math.hypot(...full);
  });
  return likeness.indexOf(Math.max(...likeness));
}
