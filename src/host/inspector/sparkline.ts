/** Sparklines: curves the size of a word. */

const BARS = '▁▂▃▄▅▆▇█';
/** Values within this factor of each other make a flat line. */
const LEVEL = 1.02;

/** A sparkline of positive values on a logarithmic scale, from the smallest to the largest. */
export function sparkline(sizes: readonly number[]): string {
  const known = sizes.filter(size => size > 0 && size < Infinity);
  const low = Math.min(...known);
  const span = Math.log(Math.max(...known) / low);
  const isLevel = span < Math.log(LEVEL);
  return sizes
    .map(size => {
      if (!(size < Infinity)) return '!';
      if (size === 0) return BARS[0];
      if (isLevel) return BARS[3];
      return BARS[Math.min(7, Math.floor((Math.log(size / low) / span) * 8))];
    })
    .join('');
}
