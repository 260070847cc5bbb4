/** Pictures as text that can be compared line by line: one element a line, indented. */

/** What `toDataURL` of the tests' canvases answers. */
const PIXELS = /^(<image [^>]*?) href="data:pixels,([\d,]*)"\/>$/;

export function formatted(svg: string): string {
  let depth = 0;
  const lines = svg
    .replace(/>(?=<(?!\/text))/g, '>\n')
    .trim()
    .split('\n')
    .flatMap(line => {
      const pixels = PIXELS.exec(line);
      return pixels ? pixelLines(pixels[1], pixels[2].split(',').map(Number)) : [line];
    })
    .map(line => {
      if (/^<\//.test(line)) depth--;
      const indented = '  '.repeat(depth) + line;
      if (/^<(?:svg|g)\b[^>]*>$/.test(line)) depth++;
      return indented;
    });
  return `${lines.join('\n')}\n`;
}

/** An image as a picture inside the picture: a rectangle for each run of pixels of one colour. */
function pixelLines(image: string, [width, height, ...pixels]: number[]): string[] {
  const lines: string[] = [];
  for (let row = 0; row < height; row++) {
    for (let col = 0; col < width;) {
      const color = pixels[row * width + col];
      const from = col;
      while (col < width && pixels[row * width + col] === color) col++;
      if (color >>> 24 === 0) continue;
      lines.push(
        `<rect x="${from}" y="${row}" width="${col - from}" height="1" fill="${css(color)}"/>`,
      );
    }
  }
  const frame = image.replace('<image', '<svg');
  return [
    `${frame} viewBox="0 0 ${width} ${height}" shape-rendering="crispEdges">`,
    ...lines,
    '</svg>',
  ];
}

function css(packed: number): string {
  const channels = [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255];
  return `#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;
}
