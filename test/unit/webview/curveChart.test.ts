/** The curves as Chart.js draws them on the page: the same lines, dots and axes as in a file. */
import assert from 'node:assert/strict';
import { cssColor } from '../../../webview/drawing/colors';
import type { CurveChart } from '../../../webview/chart/curveChart';
import type { CurveFrame } from '../../../webview/chart/curveFrame';
import { sweepFrame } from '../../../webview/sweep/sweepFrame';
import type { Theme } from '../../../webview/drawing/theme';
import { frameOf, SWEEP, TYPICAL } from './painting/cases/curves';
import { formatted } from './painting/formatted';
import { openPage, paperOf, replaceGlobals } from './painting/paper';
import { THEME_KINDS, themeOf } from './painting/themes';

const SIZE = { width: 400, height: 240 };

/** A line of a picture: its colour, width and dashes, and where it goes. */
interface Line {
  color: string;
  width: number;
  dash: string;
  points: [number, number][];
}

describe('the curves on the page', () => {
  let Chart: typeof CurveChart;
  let newCanvas: () => HTMLCanvasElement;
  let restore: () => void;
  before(async () => {
    const close = openPage();
    ({ CurveChart: Chart } = await import('../../../webview/chart/curveChart'));
    const page = document;
    newCanvas = () => Object.assign(page.createElement('canvas'), SIZE);
    close();
    restore = replaceGlobals({ devicePixelRatio: 1 });
  });
  after(() => restore());

  function draw(frame: CurveFrame, theme: Theme, then?: (chart: CurveChart) => void): string {
    const canvas = newCanvas();
    const chart = new Chart(canvas, frame, theme);
    then?.(chart);
    return formatted(paperOf(canvas).toString(SIZE.width, SIZE.height));
  }

  /** In the order of the datasets: Chart.js draws the last one first. */
  const linesOf = (svg: string): Line[] =>
    [
      ...svg.matchAll(
        /<path d="([^"]*)" fill="none" stroke="([^"]*)" stroke-width="([\d.]+)"([^/]*)/g,
      ),
    ]
      .reverse()
      .map(([, path, color, width, dash]) => ({
        ...{ color, width: Number(width), dash: /dasharray="([^"]*)"/.exec(dash)?.[1] ?? '' },
        // Chart.js goes to the first point of a line twice.
        points: [...path.replace(/^M([^L]*)L\1(?=L)/, 'M$1').matchAll(/[ML](\S+) ([^\sML]+)/g)].map(
          ([, x, y]) => [Number(x), Number(y)],
        ),
      }));
  const of = (lines: Line[], color: string): Line[] => lines.filter(line => line.color === color);

  for (const kind of THEME_KINDS)
    it(`has a line for each part and metric, in the theme's colours (${kind})`, () => {
      const theme = themeOf(kind);
      const lines = linesOf(draw(frameOf(TYPICAL), theme));
      const [loss, accuracy] = of(lines, cssColor(theme.parts.train));
      const [valLoss, valAccuracy] = of(lines, cssColor(theme.parts.validation));
      const width = theme.highContrast ? 2 : 1.5;
      for (const line of [loss, accuracy, valLoss, valAccuracy]) {
        assert.equal(line.points.length, 6);
        assert.equal(line.width, width);
        const xs = line.points.map(([x]) => x);
        assert.deepEqual(
          xs,
          [...xs].sort((a, b) => a - b),
          'later epochs are further right',
        );
      }
      assert.deepEqual([loss.dash, valLoss.dash], ['', '6 3']);
      assert.ok(loss.points[0][1] < loss.points[5][1], 'a loss that falls goes down');
      assert.ok(accuracy.points[0][1] > accuracy.points[5][1], 'an accuracy that rises goes up');
      assert.ok(loss.points[5][1] < accuracy.points[5][1], 'the first metric is at the top');
      assert.ok(valLoss.points[5][1] < loss.points[5][1], 'the validation loss is larger');
    });

  it('draws a value where its axis has it', () => {
    const theme = themeOf('light');
    const svg = draw(frameOf(TYPICAL), theme);
    const [loss] = of(linesOf(svg), cssColor(theme.parts.train));
    // Chart.js moves the paper to each label of an axis.
    const at = (label: string, anchor: string): number[] => {
      const found = new RegExp(
        `translate\\(([\\d.]+) ([\\d.]+)\\)">\\s*(?:<g [^>]*>\\s*)?<text [^>]*text-anchor="${anchor}">${label}<`,
      );
      const [, x, y] = found.exec(svg) ?? [];
      return [Number(x), Number(y)];
    };
    const [zero, one] = [at('0.0', 'end')[1], at('1.0', 'end')[1]];
    const [start, five] = [at('0', 'middle')[0], at('5', 'middle')[0]];
    TYPICAL.columns.loss.forEach((value, index) => {
      const [x, y] = loss.points[index];
      assert.ok(
        Math.abs(x - (start + ((five - start) * (index + 1)) / 5)) < 1.5,
        `epoch ${index + 1} at ${x}: ${start}, ${five}`,
      );
      assert.ok(Math.abs(y - (zero + (one - zero) * value)) < 1, `loss ${value} at ${y}`);
    });
  });

  it('has all of its last epoch on the paper, below the grip of the ruler', () => {
    const theme = themeOf('dark');
    const lone = frameOf({ columns: { loss: [0.7, 0.6] } });
    lone.epochs = { min: 0, max: 100_000 };
    lone.ticks = { values: [0, 50_000, 100_000], label: value => value.toLocaleString('en') };
    let plot = { left: 0, right: 0, top: 0, bottom: 0 };
    const svg = draw(lone, theme, chart => (plot = chart.plot));
    const [, x, y] = /translate\(([\d.]+) ([\d.]+)\)">[^/]*>100,000</.exec(svg) ?? assert.fail(svg);
    const half = ('100,000'.length * 0.61 * (theme.fontSize - 2)) / 2;
    assert.equal(Math.round(Number(x)), Math.round(plot.right));
    assert.ok(Number(x) + half <= SIZE.width, `${x} and half of ${2 * half}`);
    assert.ok(Number(y) >= plot.bottom + 9, `${y} below ${plot.bottom}`);
  });

  it('shows a single epoch as a dot, until there are more', () => {
    const theme = themeOf('dark');
    const dots = (svg: string): number =>
      [...svg.matchAll(/<path d="[^"]*a2\.5 2\.5[^"]*" fill="rgb/g)].length;
    assert.equal(dots(draw(frameOf({ columns: { loss: [0.7] } }), theme)), 1);
    const more = frameOf({ columns: { loss: [0.7, 0.6, 0.5] } });
    assert.equal(dots(draw(more, theme)), 0);
  });

  it('breaks a line at what is not finite', () => {
    const theme = themeOf('dark');
    const frame = frameOf({ columns: { loss: [1, 0.9, NaN, 0.5, 0.4, Infinity, 0.2, 0.1] } });
    const svg = draw(frame, theme);
    const blue = cssColor(theme.parts.train);
    const paths = [...svg.matchAll(/<path d="([^"]*)" fill="none" stroke="([^"]*)"/g)];
    const own = paths.filter(([, , color]) => color === blue).map(([, path]) => path);
    assert.equal(own.join('').match(/M/g)?.length, 3, own.join(' '));
  });

  it('draws earlier runs thinner, each in its own colour and dashes', () => {
    const theme = themeOf('light');
    const past = { 1: [1, 0.9, 0.8, 0.75], 2: [0.6, 0.4, 0.2] };
    const lines = linesOf(draw(frameOf({ columns: { loss: [0.9, 0.5, 0.3] }, past }), theme));
    const own = of(lines, cssColor(theme.parts.train));
    const ghosts = lines.filter(({ dash, width }) => dash !== '' && width === 1);
    assert.deepEqual([own.length, ghosts.length], [1, 2]);
    assert.notEqual(ghosts[0].color, ghosts[1].color);
    assert.notEqual(ghosts[0].dash, ghosts[1].dash);
    assert.deepEqual(ghosts.map(({ points }) => points.length).sort(), [3, 4]);
  });

  it('fills the band of a sweep around its mean', () => {
    const theme = themeOf('dark');
    const frame = sweepFrame(SWEEP, { zoom: null, logarithmic: false, pixels: 300 });
    const svg = draw(frame, theme);
    assert.ok([...svg.matchAll(/fill="rgba\([^"]*0\.22\)"/g)].length >= SWEEP.groups.length);
    const means = linesOf(svg).filter(({ width }) => width === 1.5);
    assert.equal(means.length, SWEEP.groups.length);
  });

  it('moves its axes with what an update brings', () => {
    const theme = themeOf('dark');
    const frame = frameOf(TYPICAL);
    const svg = draw(frame, theme, chart => {
      frame.epochs = { min: 2, max: 4 };
      frame.ticks = { values: [2, 3, 4], label: String };
      chart.update(frame);
      assert.deepEqual([chart.epochs.min, chart.epochs.max], [2, 4]);
      assert.ok(chart.epochs.getPixelForValue(4) > chart.epochs.getPixelForValue(2) + 200);
      assert.ok(chart.plot.bottom > chart.plot.top + 100);
    });
    assert.match(svg, />3</);
  });
});
