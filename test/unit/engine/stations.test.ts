/** The one loop that trains: where it halts, who looks, and what stops it. */
import assert from 'node:assert/strict';
import { trainPast, type Station } from '../../../src/engine/training/stations';

/** Counts its updates; it ends after `end` of them. */
function counter(end = Infinity) {
  const portions: number[] = [];
  const run = {
    step: 0,
    portions,
    train(updates: number): number {
      const count = Math.min(updates, end - run.step);
      portions.push(count);
      run.step += count;
      return count;
    },
    get position() {
      return { step: run.step, epoch: 0, batch: run.step };
    },
    get done(): boolean {
      return run.step >= end;
    },
  };
  return run;
}

/** Halts the run at every multiple of `distance`; `seen` has each step at which it looked. */
function every(distance: number, run: { step: number }, stop: (step: number) => string | null) {
  const seen: number[] = [];
  const station: Station = {
    due: step => (Math.floor(step / distance) + 1) * distance,
    look: () => {
      seen.push(run.step);
      return stop(run.step);
    },
  };
  return { ...station, seen };
}

const never = (): null => null;

describe('training past stations', () => {
  it('goes on in one portion where there is none', () => {
    const run = counter();
    assert.equal(trainPast(run, 1000, []), null);
    assert.deepEqual(run.portions, [1000]);
  });

  it('halts exactly where one is due, and all of them look, also before the first update', () => {
    const run = counter();
    const [three, five] = [every(3, run, never), every(5, run, never)];
    trainPast(run, 11, [three, five]);
    assert.deepEqual(three.seen, [0, 3, 5, 6, 9, 10, 11]);
    assert.deepEqual(five.seen, three.seen);
  });

  it('ends where the run does, after a last look', () => {
    const run = counter(7);
    const station = every(5, run, never);
    trainPast(run, Infinity, [station]);
    assert.deepEqual(station.seen, [0, 5, 7]);
  });

  it('stops where one says so, after the others have looked there too', () => {
    const run = counter();
    const stopping = every(4, run, step => (step === 8 ? 'Paused at 8.' : null));
    const other = every(100, run, never);
    assert.equal(trainPast(run, Infinity, [stopping, other]), 'Paused at 8.');
    assert.deepEqual(other.seen, [0, 4, 8]);
    assert.equal(run.step, 8);
  });

  it('counts what a station takes back as not done', () => {
    const run = counter();
    let taken = false;
    const station = every(5, run, step => {
      if (step !== 10 || taken) return null;
      taken = true;
      run.step = 7;
      return null;
    });
    trainPast(run, 12, [station]);
    assert.equal(run.step, 12);
    assert.deepEqual(run.portions, [5, 5, 3, 2]);
  });

  it('tells each before the run goes on how many updates are left', () => {
    const run = counter();
    const left: number[] = [];
    const station = { ...every(4, run, never), leave: (updates: number) => left.push(updates) };
    trainPast(run, 10, [station]);
    assert.deepEqual(left, [10, 6, 2]);
  });

  it('goes on by an update at least, whatever a station is late for', () => {
    const run = counter();
    trainPast(run, 3, [{ due: () => 0, look: never }]);
    assert.deepEqual(run.portions, [1, 1, 1]);
  });
});
