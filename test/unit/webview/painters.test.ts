/** What painters keep from one drawing to the next, and what their pixels say. */
import assert from 'node:assert/strict';
import { BoundaryPainter } from '../../../webview/boundary/boundaryPaint';
import { classColor, cssColor, mix, unpackColor, type Rgb } from '../../../webview/drawing/colors';
import { HeatPainter } from '../../../webview/heat/heatPaint';
import { heatScale } from '../../../webview/heat/heatScale';
import { TilesPainter, tilesLayout } from '../../../webview/matrices/imageTiles';
import { toPaper, type PlotArea } from '../../../webview/chart/plot';
import { outputsAt, predictedClass, type Reading } from '../../../webview/boundary/reading';
import type { Pen } from '../../../webview/drawing/pen';
import { drawToSvg, SvgPen } from '../../../webview/drawing/svgPen';
import type { Theme } from '../../../webview/drawing/theme';
import { heatOf } from './painting/cases/matrices';
import { boundaryOf, pointsOf, TWO_CLASSES } from './painting/cases/planes';
import { formatted } from './painting/formatted';
import { paperOf, usePage } from './painting/paper';
import { THEME_KINDS, themeOf } from './painting/themes';
import { drawPoints, pointRadius } from '../../../webview/boundary/pointsPaint';

const AREA: PlotArea = {
  left: 20,
  top: 10,
  width: 160,
  height: 80,
  x: { min: -1, max: 3 },
  y: { min: 0, max: 10 },
};
const VALUES = { min: 0, max: 1 };

function readingOf(classes: number, outputs = classes): Reading {
  const names = Array.from({ length: classes }, (_, index) => `c${index}`);
  return { classes: names, outputs, threshold: 0.5, low: 0, high: 1 };
}

/** The pixels of the last image that was drawn, and where that was. */
class ImagePen extends SvgPen {
  pixels: Uint32Array = new Uint32Array();
  place = { left: 0, top: 0, width: 0, height: 0, columns: 1 };

  override image(
    source: HTMLCanvasElement,
    ...[left, top, width, height]: [number, number, number, number]
  ): void {
    this.pixels = paperOf(source).pixels ?? this.pixels;
    this.place = { left, top, width, height, columns: source.width };
  }

  colorAt(x: number, y: number): Rgb {
    const { left, top, width, height, columns } = this.place;
    const col = Math.floor(((x - left) / width) * columns);
    const row = Math.floor(((y - top) / height) * (this.pixels.length / columns));
    return unpackColor(this.pixels[row * columns + col]);
  }
}

describe('decision regions', () => {
  usePage();
  const { boundary, points } = TWO_CLASSES;
  const near = (a: Rgb, b: Rgb): number => Math.hypot(...a.map((channel, i) => channel - b[i]));

  for (const kind of THEME_KINDS)
    it(`have the colour of the class that is predicted there (${kind})`, () => {
      assert.ok(boundary);
      const theme = themeOf(kind);
      const pen = new ImagePen();
      new BoundaryPainter().draw(pen, boundary, readingOf(2, 1), VALUES, AREA, theme);
      points.forEach(({ xy, labels }, place) =>
        labels.forEach((_, index) => {
          const [x1, x2] = xy.subarray(2 * index, 2 * index + 2);
          const predicted = predictedClass(readingOf(2, 1), outputsAt(boundary, x1, x2) ?? [], 0);
          const [x, y] = toPaper(AREA, x1, x2);
          const seen = pen.colorAt(x, y);
          const [own, other] = [predicted, 1 - predicted].map(each =>
            near(seen, mix(theme.background, classColor(each, kind), 0.3)),
          );
          assert.ok(own < other, `point ${index} of part ${place}: ${cssColor(seen)}`);
        }),
      );
    });

  it('have a colour for every class, however many there are', () => {
    const theme = themeOf('light');
    const painter = new BoundaryPainter();
    const pen = new ImagePen();
    for (const classes of [2, 14]) {
      const last = boundaryOf(classes, (_u, _v, k) => (k === classes - 1 ? 1 : 0));
      painter.draw(pen, last, readingOf(classes), VALUES, AREA, theme);
      const full = mix(theme.background, classColor(classes - 1, 'light'), 0.5);
      assert.ok(near(pen.colorAt(100, 50), full) < 2, `class ${classes}`);
    }
  });

  it('follow the theme, and the next frame', () => {
    assert.ok(boundary);
    const painter = new BoundaryPainter();
    const seen = (theme: Theme, shown = boundary): Rgb => {
      const pen = new ImagePen();
      painter.draw(pen, shown, readingOf(2, 1), VALUES, AREA, theme);
      return pen.colorAt(30, 20);
    };
    const [dark, light] = [themeOf('dark'), themeOf('light')];
    const first = seen(dark);
    assert.ok(near(seen(light), first) > 60);
    assert.deepEqual(seen(dark), first);
    assert.ok(
      near(
        seen(
          dark,
          boundaryOf(1, u => 1 - u),
        ),
        first,
      ) > 10,
    );
  });

  it('leave out what is not a number', () => {
    const pen = new ImagePen();
    const half = boundaryOf(1, u => (u > 0.5 ? NaN : 1));
    new BoundaryPainter().draw(pen, half, readingOf(2, 1), VALUES, AREA, themeOf('dark'));
    assert.equal(pen.pixels[pen.place.columns - 1] >>> 24, 0);
    assert.equal(pen.pixels[0] >>> 24, 255);
  });
});

describe('data points', () => {
  const theme = themeOf('light');
  const style = { reading: readingOf(2, 1), values: VALUES, theme, radius: 4 };
  const draw = (draws: (pen: Pen) => void): string[] =>
    formatted(drawToSvg(200, 100, draws))
      .split('\n')
      .slice(1, -2);

  it('are all drawn, where they are, smaller where there are many', () => {
    const points = pointsOf('train', [
      [3, 10, 0],
      [-1, 0, 0],
      [0, 10, 0],
    ]);
    const lines = draw(pen => drawPoints(pen, points, null, AREA, style));
    const starts = lines
      .filter(line => line.includes('fill="none"'))
      .map(line => /d="M\S+ \S+?M(\S+) ([\d.]+)a/.exec(line)?.slice(1).map(Number));
    assert.deepEqual(starts, [
      [176, 10],
      [16, 90],
      [56, 10],
    ]);
    const radii = [1, 60, 61, 400, 401, 3000, 3001].map(count => pointRadius(count, 300));
    assert.deepEqual(radii, [5, 5, 3.6, 3.6, 2.4, 2.4, 1.5]);
  });

  it('are ringed where they are read wrongly, and only there', () => {
    const points = pointsOf('train', [
      [0, 5, 0],
      [1, 5, 1],
      [2, 5, 1],
    ]);
    const outputs = Float64Array.from([0.2, 0.4, 0.9]);
    const lines = draw(pen => drawPoints(pen, points, outputs, AREA, style));
    const rings = lines.filter(line => line.includes(`stroke="${cssColor(theme.foreground)}"`));
    assert.equal(rings.length, 1);
    assert.match(rings[0], /M93 50a7 7/);
  });

  it('show their class, or in its place the one that is predicted', () => {
    const points = pointsOf('train', [[0, 5, 0]]);
    const outputs = Float64Array.from([0.9]);
    const fills = (show: 'truth' | 'prediction'): (string | undefined)[] =>
      draw(pen => drawPoints(pen, points, outputs, AREA, style, show)).map(
        line => /fill="(rgb[^"]*)"/.exec(line)?.[1],
      );
    assert.equal(fills('truth')[0], cssColor(classColor(0, 'light')));
    assert.equal(fills('prediction')[0], cssColor(classColor(1, 'light')));
  });
});

describe('heat maps', () => {
  usePage();
  const values = [
    [1, -2],
    [0.5, 4],
  ];
  const HERE = { x: 0, y: 0 };

  it('write every number with its own sign on its own colour', () => {
    for (const kind of THEME_KINDS) {
      const theme = themeOf(kind);
      const picture = heatOf({ values }, theme);
      const svg = drawToSvg(300, 100, pen => new HeatPainter().draw(pen, picture, theme, HERE));
      const cells = [...svg.matchAll(/<rect[^>]*fill="(rgb[^"]*)"\/>\n<text[^>]*>([^<]*)</g)];
      assert.deepEqual(
        cells.map(([, , text]) => text),
        ['1.000', '−2.000', '0.5000', '4.000'],
      );
      const expected = values.flat().map(value => {
        const at = Math.round(picture.scale.share(value) * 255);
        return cssColor(unpackColor(theme.diverging[at]));
      });
      assert.deepEqual(
        cells.map(([, fill]) => fill),
        expected,
      );
      assert.equal(expected[3], cssColor(unpackColor(theme.diverging[255])), 'the end of the ramp');
    }
  });

  it('of pixels follow the theme, the numbers and the scroll position', () => {
    const painter = new HeatPainter();
    const large = Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (_col, col) => row - col),
    );
    const other = large.map(row => row.map(value => -value));
    const pictureOf = (heat: number[][], theme: Theme) =>
      heatOf({ values: heat, width: 32, height: 16 }, theme);
    // The same numbers as before, but for what is asked: their array is what is compared.
    const { data } = pictureOf(large, themeOf('dark')).matrix;
    const draw = (shown: number[][], theme: Theme, scroll = HERE): string => {
      const pen = new ImagePen();
      const drawn = pictureOf(shown, theme);
      if (shown === large) drawn.matrix.data = data;
      painter.draw(pen, drawn, theme, scroll);
      return pen.pixels.join();
    };
    const [dark, light] = [themeOf('dark'), themeOf('light')];
    const first = draw(large, dark);
    assert.notEqual(draw(large, light), first);
    assert.notEqual(draw(other, light), draw(large, light));
    assert.notEqual(draw(large, light, { x: 8, y: 0 }), draw(large, light));
    assert.equal(draw(large, dark), first);
    const corner = (scroll: { x: number; y: number }): string =>
      draw(large, dark, scroll).split(',')[0];
    assert.notEqual(corner({ x: 0, y: 4 }), corner({ x: 4, y: 0 }));
  });
});

describe('pictures of weights', () => {
  usePage();

  it('put pixel after pixel into lines, and follow the theme', () => {
    const painter = new TilesPainter();
    const data = [-1, 0, 0, 0.5, 1, 0];
    const layout = tilesLayout(1, { width: 3, height: 2 }, 200);
    const draw = (theme: Theme): number[] => {
      const pen = new ImagePen();
      const scale = heatScale([data], false, theme);
      const matrix = { rows: 6, cols: 1, data };
      const rest = { layout, colLabels: String, cursor: null, selected: null };
      painter.draw(pen, { ...rest, matrix, scale }, theme);
      assert.equal(pen.place.columns, 3);
      return [...pen.pixels];
    };
    for (const kind of ['dark', 'light'] as const) {
      const { diverging } = themeOf(kind);
      const shares = data.map(value => Math.round((0.5 + value / 2) * 255));
      assert.deepEqual(
        draw(themeOf(kind)),
        shares.map(share => diverging[share]),
      );
    }
  });
});
