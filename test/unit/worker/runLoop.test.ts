import assert from 'node:assert/strict';
import { advance, SLICE_MS } from '../../../src/worker/run/runLoop';
import { FakeClock } from './support';

/** Counts its steps; each takes `cost` milliseconds of the clock. */
function counter(clock: FakeClock, cost: number, end = Infinity) {
  const run = {
    steps: 0,
    train(updates: number) {
      const count = Math.min(updates, end - run.steps);
      run.steps += count;
      clock.time += count * cost;
      return count;
    },
    get position() {
      return { step: run.steps, epoch: 0, batch: run.steps };
    },
    get done() {
      return run.steps >= end;
    },
  };
  return run;
}

const never = { interrupted: () => false, afterSlice: () => undefined };

describe('the run loop', () => {
  it('does exactly as many updates as it is asked for', async () => {
    for (const updates of [0, 1, 7, 1000]) {
      const clock = new FakeClock(0);
      const run = counter(clock, 0.01);
      await advance(run, [], updates, clock, never);
      assert.equal(run.steps, updates);
    }
  });

  it('stops where the run is done, inside a burst too', async () => {
    const clock = new FakeClock(0);
    const run = counter(clock, 0.001, 4321);
    await advance(run, [], Infinity, clock, never);
    assert.equal(run.steps, 4321);
  });

  it('lets messages through after every slice, and keeps slices short', async () => {
    for (const cost of [0.0005, 0.2, 3, 40]) {
      const clock = new FakeClock(0);
      const run = counter(clock, cost, Math.ceil(300 / cost));
      const slices: number[] = [];
      let start = 0;
      await advance(run, [], Infinity, clock, {
        interrupted: () => false,
        afterSlice: () => {
          slices.push(clock.time - start);
          start = clock.time;
        },
      });
      assert.ok(slices.length > 2, `${slices.length} slices of steps of ${cost} ms`);
      assert.equal(clock.breaths, slices.length);
      // A slice ends with a whole burst of at most about two milliseconds, or one slow step.
      const longest = Math.max(...slices);
      assert.ok(longest <= SLICE_MS + Math.max(2, cost), `a slice of ${longest} ms`);
    }
  });

  it('shows how far it has come after the messages, which may ask for that', async () => {
    const clock = new FakeClock(0);
    const run = counter(clock, 1, 20);
    const breaths: number[] = [];
    const afterSlice = () => void breaths.push(clock.breaths);
    await advance(run, [], Infinity, clock, { interrupted: () => false, afterSlice });
    assert.deepEqual(
      breaths,
      breaths.map((_, slice) => slice + 1),
    );
  });

  it('ends after the slice in which it is interrupted', async () => {
    const clock = new FakeClock(0);
    const run = counter(clock, 1);
    let slices = 0;
    await advance(run, [], Infinity, clock, {
      interrupted: () => clock.breaths === 3,
      afterSlice: () => slices++,
    });
    assert.equal(slices, 2, 'nothing is shown that ends anyway');
    assert.ok(run.steps >= 3 * SLICE_MS && run.steps <= 3 * (SLICE_MS + 2), `${run.steps} steps`);
  });
});
