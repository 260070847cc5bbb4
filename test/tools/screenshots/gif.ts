/** An animated GIF of few colours, whose frames hold what has changed. */
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Pixels } from './pixels';

export interface Frame extends Pixels {
  /** How long it is shown (ms). */
  delay: number;
}

/** One of the 256 is transparent. */
const COLORS = 255;
const SAMPLED = 6;

export function gif(frames: readonly Frame[]): Uint8Array {
  const palette = [...quantize(sampleOf(frames), COLORS), [0, 0, 0]];
  const encoder = GIFEncoder();
  let before: Uint8Array | null = null;
  for (const { rgba, width, height, delay } of frames) {
    const index = applyPalette(rgba, palette.slice(0, -1));
    const changed = before ? changesOf(index, before, palette.length - 1) : index;
    const options = { delay, dispose: 1, transparent: before !== null };
    encoder.writeFrame(changed, width, height, {
      ...options,
      ...(before ? { transparentIndex: palette.length - 1 } : { palette }),
    });
    before = index;
  }
  encoder.finish();
  return encoder.bytes();
}

function changesOf(index: Uint8Array, before: Uint8Array, transparent: number): Uint8Array {
  return index.map((color, at) => (color === before[at] ? transparent : color));
}

/** Some of the frames, from which the colours are chosen. */
function sampleOf(frames: readonly Frame[]): Uint8Array {
  const every = Math.ceil(frames.length / SAMPLED);
  return Buffer.concat(frames.filter((_, at) => at % every === 0).map(({ rgba }) => rgba));
}
