import assert from 'node:assert/strict';
import type { SweepCurves, SweptGroup } from '../../../src/protocol/runs';
import { bandDatasets } from '../../../webview/chart/bands';
import { drawnGroups, sweepFrame } from '../../../webview/sweep/sweepFrame';
import { SWEPT_RUNS } from './sweptRuns';
import { THEME_KINDS, themeOf } from './painting/themes';

function group(label: string, mean: number[], std: number[], runs = 3): SweptGroup {
  const epochs = Float64Array.from(mean, (_, at) => at + 1);
  return { label, runs, epochs, mean: Float64Array.from(mean), std: Float64Array.from(std) };
}

const sweepOf = (groups: SweptGroup[], metric = 'loss'): SweepCurves => ({
  ...SWEPT_RUNS,
  ...{ metric, goal: metric === 'loss' ? 'minimize' : 'maximize', over: ['seed'] },
  ...{ done: 1, of: 1, groups },
});
const ALL = { zoom: null, logarithmic: false, pixels: 400 };

describe('what is drawn of a sweep', () => {
  it('is a mean with one standard deviation to both sides, inside its axes', () => {
    const { strips, epochs } = sweepFrame(sweepOf([group('a', [3, 2, 1], [1, 0.5, 0.25])]), ALL);
    const [band] = strips[0].bands;
    assert.deepEqual(
      band.high.map(({ y }) => y),
      [4, 2.5, 1.25],
    );
    assert.deepEqual(
      band.low.map(({ x, y }) => [x, y]),
      [
        [1, 2],
        [2, 1.5],
        [3, 0.75],
      ],
    );
    assert.deepEqual(epochs, { min: 0, max: 3 });
    assert.deepEqual(strips[0].limits, { min: 0, max: 4 });
  });

  it('is a line without a band for a single run', () => {
    const { strips } = sweepFrame(sweepOf([group('a', [3, 2], [0, 0], 1)]), ALL);
    assert.deepEqual([strips[0].bands[0].low, strips[0].bands[0].high], [[], []]);
  });

  it('stays above 0 on a logarithmic axis', () => {
    const [strip] = sweepFrame(sweepOf([group('a', [3, 2], [1, 5])]), {
      ...ALL,
      logarithmic: true,
    }).strips;
    assert.ok(strip.limits.min > 0);
    assert.deepEqual(
      strip.bands[0].low.map(({ y }) => y),
      [2, strip.limits.min],
    );
  });

  it('is the best of many groups, in the order of the file', () => {
    const groups = Array.from({ length: 12 }, (_, at) => group(String(at), [at % 6], [0]));
    assert.deepEqual(drawnGroups(sweepOf(groups)), [0, 1, 2, 3, 6, 7, 8, 9]);
    assert.deepEqual(drawnGroups(sweepOf(groups, 'accuracy')), [2, 3, 4, 5, 8, 9, 10, 11]);
  });

  it('has edges where contrast is high: there a band is not told by its shade alone', () => {
    const { strips } = sweepFrame(sweepOf([group('a', [3, 2], [1, 0.5])]), ALL);
    for (const kind of THEME_KINDS) {
      const [, ...edges] = bandDatasets('loss', strips[0].bands[0], themeOf(kind));
      assert.equal(edges.length, 2);
      for (const { borderWidth } of edges)
        assert.equal(Number(borderWidth) > 0, kind.startsWith('hc'), kind);
    }
  });
});
