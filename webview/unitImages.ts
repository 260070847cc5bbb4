/** Little maps of what single units make of the plane, as images for the network's picture. */
import type { RunDescription, UnitMaps, UnitRef } from '../src/protocol/snapshot';
import { rampIndex } from './colors';
import { context2d } from './dom';
import { heatScale } from './heatScale';
import { Memo } from './memo';
import { isProbability } from './tensorNames';
import type { Theme } from './theme';

export class UnitImages {
  private readonly images = new Memo<Map<string, HTMLCanvasElement>>();

  /** null where there is no map of this unit. */
  get(
    maps: UnitMaps | null,
    description: RunDescription,
    theme: Theme,
    { layer, unit }: UnitRef,
  ): HTMLCanvasElement | null {
    if (!maps) return null;
    const made = this.images.get([maps, description, theme], () => {
      return imagesOf(maps, description, theme);
    });
    return made.get(`${layer}/${unit}`) ?? null;
  }
}

/** One scale for each layer: its units can be compared. */
function imagesOf(
  { units, values, resolution }: UnitMaps,
  description: RunDescription,
  theme: Theme,
): Map<string, HTMLCanvasElement> {
  const points = resolution * resolution;
  const of = (index: number) => values.subarray(index * points, (index + 1) * points);
  const layers = [...new Set(units.map(({ layer }) => layer))];
  const scales = new Map(
    layers.map(layer => {
      const own = units.flatMap((unit, index) => (unit.layer === layer ? [of(index)] : []));
      const shares = isProbability(description, { layer, tensor: 'a' });
      return [layer, heatScale(own, shares, theme)];
    }),
  );
  const images = new Map<string, HTMLCanvasElement>();
  units.forEach(({ layer, unit }, index) => {
    const scale = scales.get(layer);
    if (!scale) return;
    const colors = Array.from(of(index), value => scale.ramp[rampIndex(scale.share(value))]);
    images.set(`${layer}/${unit}`, imageOf(colors, resolution));
  });
  return images;
}

/** @param colors packed, from the lowest row of the plane to the highest */
function imageOf(colors: readonly number[], resolution: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = resolution;
  canvas.height = resolution;
  const pixels = new ImageData(resolution, resolution);
  const packed = new Uint32Array(pixels.data.buffer);
  for (let row = 0; row < resolution; row++) {
    const above = (resolution - 1 - row) * resolution;
    packed.set(colors.slice(row * resolution, (row + 1) * resolution), above);
  }
  context2d(canvas).putImageData(pixels, 0, 0);
  return canvas;
}
