import assert from 'node:assert/strict';
import type { DrawnStrip } from '../../../webview/chart/curveFrame';
import { drawGuess, type LabelPen } from '../../../webview/chart/guessLine';
import type { Theme } from '../../../webview/drawing/theme';
import { only } from './painting/cases/case';
import { recordingContext } from './recordedCanvas';

/** 400 by 100 px, for epochs 0 to 100 and losses 0 to 1. */
const AREA = {
  ...{ left: 0, right: 400, top: 0, bottom: 100 },
  x: (epoch: number) => 4 * epoch,
  y: (loss: number) => 100 - 100 * loss,
};
const THEME = only<Theme>({ muted: [1, 2, 3], font: 'sans-serif', fontSize: 13 });

describe('The name of the constant guess', () => {
  /** Where it is written, beside its line of y 50: at the right, in the center or at the left. */
  function placeOf(curves: [number, number][][], guess = 0.5, area = AREA): string | null {
    const { context, calls } = recordingContext({});
    const series = curves.map(curve => ({ points: curve.map(([x, y]) => ({ x, y })) }));
    const limits = { min: 0, max: 1 };
    const strip = { metric: 'loss', limits, series, ghosts: [], printed: [], bands: [], guess };
    drawGuess(only<LabelPen>(context), only<DrawnStrip>(strip), area, THEME);
    const written = calls.filter(({ name }) => name === 'fillText');
    if (written.length === 0) return null;
    const [{ args, pen }] = written;
    const [words, , top] = args;
    assert.equal(words, `constant guess ${guess.toPrecision(4)}`);
    const side = String(pen[3]);
    return `${Number(top) < area.y(guess) ? 'above' : 'below'}, ${side}`;
  }

  it('stands at the right, above its line, where no curve is near', () => {
    assert.equal(placeOf([]), 'above, right');
    assert.equal(
      placeOf([
        [
          [0, 0.9],
          [100, 0.9],
        ],
      ]),
      'above, right',
    );
    assert.equal(
      placeOf([
        [
          [0, 0.1],
          [100, 0.1],
        ],
      ]),
      'above, right',
    );
  });

  it('makes way for a curve that ends near it', () => {
    assert.equal(
      placeOf([
        [
          [0, 0.9],
          [100, 0.55],
        ],
      ]),
      'below, right',
    );
    const ends = [
      [
        [0, 0.9],
        [100, 0.55],
      ],
      [
        [0, 0.1],
        [100, 0.45],
      ],
    ] as [number, number][][];
    assert.equal(placeOf(ends), 'above, center');
  });

  it('makes way for a curve without a point beside it, and for a point without a curve', () => {
    assert.equal(
      placeOf([
        [
          [0, 0.57],
          [100, 0.57],
        ],
      ]),
      'below, right',
    );
    assert.equal(placeOf([[[90, 0.57]]]), 'below, right');
    assert.equal(placeOf([[[90, NaN]]]), 'above, right');
  });

  it('stands where the fewest run where some run everywhere', () => {
    const flat = (loss: number): [number, number][] => [
      [0, loss],
      [100, loss],
    ];
    assert.equal(placeOf([flat(0.57), flat(0.58), flat(0.43)]), 'below, right');
  });

  it('stays within the plot, and is left out where there is no room', () => {
    assert.equal(placeOf([], 0.95), 'below, right');
    assert.equal(placeOf([], 0.05), 'above, right');
    const low = { ...AREA, bottom: 20, y: (loss: number) => 20 - 20 * loss };
    assert.equal(placeOf([], 0.5, low), null);
    assert.equal(placeOf([], 0.5, { ...AREA, right: 150 }), null);
  });
});
