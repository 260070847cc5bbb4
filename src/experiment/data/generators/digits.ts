/** Ten digit glyphs on 8 × 8 pixels, shifted and noised: a small stand-in for MNIST. */
import { NORMAL_NOISE, noiseOf, samples, seed } from './fields';
import { generatorKind } from './kind';

const SIDE = 8;

/** 5 × 7 pixels each, in rows. */
const GLYPHS = [
  '.###. #...# #..## #.#.# ##..# #...# .###.',
  '..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.',
  '.###. #...# ....# ...#. ..#.. .#... #####',
  '.###. #...# ....# ..##. ....# #...# .###.',
  '...#. ..##. .#.#. #..#. ##### ...#. ...#.',
  '##### #.... ####. ....# ....# #...# .###.',
  '..##. .#... #.... ####. #...# #...# .###.',
  '##### ....# ...#. ..#.. .#... .#... .#...',
  '.###. #...# #...# .###. #...# #...# .###.',
  '.###. #...# #...# .#### ....# ...#. .##..',
].map(glyph => glyph.split(' ').map(row => Array.from(row, pixel => (pixel === '#' ? 1 : 0))));

/**
 * Row i shows the digit i mod 10; pixels lie in [0, 1]. Draws, row by row: the shift to the right,
 * randint(0, 4); the shift downwards, randint(0, 2); where there is noise, normal(0, noise, 64).
 */
export const digits = generatorKind({
  description: 'Ten digit glyphs of 8×8 pixels, shifted and noised: a small stand-in for MNIST.',
  fields: { n_samples: samples(1000), noise: noiseOf(0.1, NORMAL_NOISE), seed },
  make(source, stream) {
    const count = source.n_samples;
    const pixels = SIDE * SIDE;
    const x = new Float64Array(count * pixels);
    const labels = Float64Array.from({ length: count }, (_, row) => row % 10);
    for (let row = 0; row < count; row++) {
      const right = stream.randint(0, 4, 1)[0];
      const down = stream.randint(0, 2, 1)[0];
      const image = x.subarray(row * pixels, (row + 1) * pixels);
      GLYPHS[labels[row]].forEach((line, y) => image.set(line, (y + down) * SIDE + right));
      if (source.noise === 0) continue;
      const drawn = stream.normal(pixels, 0, source.noise, 'float64');
      for (let i = 0; i < pixels; i++) image[i] = Math.min(1, Math.max(0, image[i] + drawn[i]));
    }
    return { cols: pixels, x, labels, image: { width: SIDE, height: SIDE } };
  },
});
