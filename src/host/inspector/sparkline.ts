/** A curve in the space of a word. */

const BARS = '▁▂▃▄▅▆▇█';
/** Values that differ by less than this factor make a level line. */
const LEVEL = 1.02;

/** The course of sizes, each against the smallest and the largest of them, on a logarithmic scale. */
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
