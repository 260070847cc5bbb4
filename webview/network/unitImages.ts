/** Little maps of what single units make of the plane, as images for the network's picture. */
import type { RunDescription } from '../../src/protocol/snapshot';
import { rampIndex } from '../drawing/colors';
import { context2d } from '../kit/dom';
import { heatScale, type HeatScale } from '../heat/heatScale';
import { Memo } from '../drawing/memo';
import { isProbability } from '../words/tensorNames';
import type { Theme } from '../drawing/theme';
import type { UnitMaps, UnitRef } from '../../src/protocol/tensors';

/** One map's canvas and its pixels, painted again with every frame. */
interface Image {
  canvas: HTMLCanvasElement;
  pixels: ImageData;
  /** The same pixels, each a packed colour. */
  packed: Uint32Array;
}

export class UnitImages {
  private readonly images = new Map<string, Image>();
  private readonly painted = new Memo<Set<string>>();

  /** null where there is no map of this unit. */
  get(
    maps: UnitMaps | null,
    description: RunDescription,
    theme: Theme,
    unit: UnitRef,
  ): HTMLCanvasElement | null {
    if (!maps) return null;
    const painted = this.painted.get([maps, description, theme], () =>
      this.paint(maps, description, theme),
    );
    const key = keyOf(unit);
    return painted.has(key) ? (this.images.get(key)?.canvas ?? null) : null;
  }

  /** Paints all maps of a frame, and answers whose they are. */
  private paint(maps: UnitMaps, description: RunDescription, theme: Theme): Set<string> {
    const { units, resolution } = maps;
    const scales = scalesOf(maps, description, theme);
    units.forEach((unit, index) => {
      const image = this.imageOf(keyOf(unit), resolution);
      paintMap(image.packed, mapOf(maps, index), scales[unit.layer], resolution);
      context2d(image.canvas).putImageData(image.pixels, 0, 0);
    });
    return new Set(units.map(keyOf));
  }

  private imageOf(key: string, resolution: number): Image {
    const known = this.images.get(key);
    if (known?.pixels.width === resolution) return known;
    const canvas = document.createElement('canvas');
    canvas.width = resolution;
    canvas.height = resolution;
    const pixels = new ImageData(resolution, resolution);
    const image = { canvas, pixels, packed: new Uint32Array(pixels.data.buffer) };
    this.images.set(key, image);
    return image;
  }
}

function keyOf({ layer, unit }: UnitRef): string {
  return `${layer}/${unit}`;
}

function mapOf({ values, resolution }: UnitMaps, index: number): UnitMaps['values'] {
  const points = resolution * resolution;
  return values.subarray(index * points, (index + 1) * points);
}

/** One scale for each layer: its units can be compared. */
function scalesOf(maps: UnitMaps, description: RunDescription, theme: Theme): HeatScale[] {
  return description.layers.map((_, layer) => {
    const own = maps.units.flatMap((unit, index) =>
      unit.layer === layer ? [mapOf(maps, index)] : [],
    );
    return heatScale(own, isProbability(description, { layer, tensor: 'a' }), theme);
  });
}

/**
 * @param packed from the highest row of the plane to the lowest
 * @param values from the lowest row to the highest
 */
function paintMap(
  packed: Uint32Array,
  values: UnitMaps['values'],
  scale: HeatScale,
  resolution: number,
): void {
  for (let row = 0; row < resolution; row++) {
    const [from, to] = [row * resolution, (resolution - 1 - row) * resolution];
    for (let col = 0; col < resolution; col++) {
      packed[to + col] = scale.ramp[rampIndex(scale.share(values[from + col]))];
    }
  }
}
