import assert from 'node:assert/strict';
import { prepare } from '../../../src/experiment/prepare';
import { extentOf, LoadedRun } from '../../../src/worker/run/loadedRun';
import { RateMeter } from '../../../src/worker/frames/rateMeter';
import { statsOf } from '../../../src/worker/frames/tensors';
import { unitHealth } from '../../../src/experiment/diagnosis/unitHealth';
import { Turns } from '../../../src/worker/turns';
import { experimentOf, FakeClock } from './support';

describe('statistics of a tensor', () => {
  it('counts what is not finite: the norm is as the numbers are, the rest leaves it out', () => {
    const data = Float64Array.of(1, -3, NaN, Infinity, 2, -Infinity);
    const stats = statsOf('z', { rows: 2, cols: 3, data });
    const expected = { rows: 2, cols: 3, norm: NaN, meanAbs: 2, min: -3, max: 2 };
    assert.deepEqual(stats, { tensor: 'z', ...expected, nonFinite: 3 });
    const infinite = statsOf('z', { rows: 1, cols: 2, data: Float64Array.of(1, -Infinity) });
    assert.equal(infinite.norm, Infinity);
  });

  it('is NaN where no entry is finite', () => {
    const stats = statsOf('a', { rows: 1, cols: 1, data: Float32Array.of(NaN) });
    const { norm, meanAbs, min, max } = stats;
    assert.deepEqual([norm, meanAbs, min, max], [NaN, NaN, NaN, NaN]);
  });

  it('has a norm where the squares would be too small or too large', () => {
    for (const size of [1e-200, 1e200]) {
      const { norm } = statsOf('a', {
        rows: 1,
        cols: 2,
        data: Float64Array.of(3 * size, -4 * size),
      });
      assert.ok(Math.abs(norm / (5 * size) - 1) < 1e-15, String(norm));
    }
    assert.equal(statsOf('a', { rows: 1, cols: 2, data: new Float64Array(2) }).norm, 0);
  });
});

describe('how well units let a gradient through', () => {
  const matrix = (...rows: number[][]) => ({
    rows: rows.length,
    cols: rows[0].length,
    data: Float64Array.from(rows.flat()),
  });

  it('counts slopes below a hundredth', () => {
    const z = matrix([0, 9], [-9, 1]);
    const slope = matrix([0.25, 0.0001], [0.0001, 0.2]);
    const health = unitHealth('sigmoid', { z, slope });
    assert.deepEqual(health, { saturated: 0.5, dead: null });
  });

  it('names the relus that no row turns on', () => {
    const z = matrix([-1, 2, 0], [-3, -1, 0], [-0.1, -1, -7]);
    assert.deepEqual(unitHealth('relu', { z, slope: z }), { saturated: null, dead: [0, 2] });
    assert.deepEqual(unitHealth('leaky_relu', { z, slope: z }).dead, null);
    const unknown = matrix([NaN, -1, 0]);
    assert.deepEqual(unitHealth('relu', { z: unknown, slope: unknown }).dead, [1, 2]);
  });
});

describe('the rate', () => {
  it('is known at once, follows changes, and stays when training stops', () => {
    const rate = new RateMeter();
    assert.equal(rate.at(5, 0), 0);
    rate.start(0, 0);
    assert.equal(rate.at(100, 10), 100);
    assert.equal(rate.at(1000, 100), 100);
    assert.equal(rate.at(2000, 500), 400);
    assert.equal(rate.at(2300, 500), 400, 'a short wait is not a change');
    rate.stop(2400, 500);
    assert.equal(rate.at(99_999, 500), 400);
    rate.clear();
    assert.equal(rate.at(99_999, 500), 0);
  });
});

describe('turns', () => {
  /** Goes on until interrupted, or for as many rounds as it is asked for. */
  const work = (rounds: number) => async (interrupted: () => boolean) => {
    let done = 0;
    while (done < rounds && !interrupted()) {
      done++;
      await new Promise(resolve => setImmediate(resolve));
    }
    return done;
  };

  it('a pause ends everything before it, and nothing after it', async () => {
    const turns = new Turns();
    const before = [turns.take('train', work(50)), turns.take('step', work(50))];
    const pause = turns.take('stop', () => Promise.resolve('paused'));
    const after = turns.take('step', work(3));
    assert.deepEqual(await Promise.all(before), [0, 0]);
    assert.equal(await pause, 'paused');
    assert.equal(await after, 3);
  });

  it('a step ends training, not another step', async () => {
    const turns = new Turns();
    const training = turns.take('train', work(1000));
    await new Promise(resolve => setImmediate(resolve));
    const steps = [turns.take('step', work(4)), turns.take('step', work(5))];
    assert.ok((await training) < 1000);
    assert.deepEqual(await Promise.all(steps), [4, 5]);
  });

  it('goes on after a turn that failed', async () => {
    const turns = new Turns();
    const failing = turns.take('step', () => Promise.reject(new Error('no')));
    await assert.rejects(failing, /no/);
    assert.equal(await turns.take('step', work(2)), 2);
  });
});

describe('the drawn plane', () => {
  it('holds all points with a margin, and a single point as well', () => {
    const points = (xy: number[]) => ({
      part: 'train' as const,
      xy: Float64Array.from(xy),
      labels: new Float64Array(xy.length / 2),
    });
    assert.equal(extentOf([]), null);
    const extent = extentOf([points([0, 0, 10, 5]), points([-10, 20])]);
    assert.ok(extent);
    const [x1, x2, y1, y2] = extent;
    assert.ok(x1 < -10 && x2 > 10 && y1 < 0 && y2 > 20);
    assert.deepEqual(extentOf([points([3, 4])]), [2, 4, 3, 5]);
  });

  it('shows at each point what the network says of that row, scaled as in training', () => {
    const experiment = experimentOf(`{
      "version": 1, "seed": 1,
      "data": {"normalization": "zscore",
        "train": {"type": "inline", "x": [[100, 0.1], [200, 0.4], [300, 0.2]], "y": [0, 1, 0]}},
      "model": {"layers": [{"units": 3, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]},
      "loss": {"type": "binary_cross_entropy"}
    }`);
    const { prepared } = prepare(experiment, new Map());
    assert.ok(prepared);
    const loaded = new LoadedRun(prepared, 'scaled', 1, new FakeClock());
    const boundary = loaded.boundary(2);
    const expected = Float64Array.from(loaded.run.peek().layers[1].a.data);
    assert.deepEqual(boundary?.atPoints, [expected]);
  });
});
