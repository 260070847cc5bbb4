import assert from 'node:assert/strict';
import { RowLog, type LogRows } from '../../../src/engine/training/recording/rowLog';

/** A log of two columns after these losses; the second column is the loss times ten. */
function logOf(losses: readonly number[], limit?: number, log = new RowLog(2, limit)): RowLog {
  losses.forEach(loss => add(log, loss));
  return log;
}

function add(log: RowLog, loss: number): void {
  const last = log.length === 0 ? 0 : log.numberOf(log.length - 1);
  log.add(last + 1, Float64Array.of(loss, 10 * loss));
}

const wild = (n: number): number[] => Array.from({ length: n }, (_, i) => Math.sin(i * i) + i / n);

/** A reader that puts together what it is told of changes. */
class Reader {
  epochs: number[] = [];
  losses: number[] = [];
  thinned = 1;

  take({ from, numbers, values, thinned }: LogRows): void {
    assert.ok(from <= this.epochs.length, 'no row is missing');
    this.epochs.splice(from, Infinity, ...numbers);
    this.losses.splice(from, Infinity, ...values[0]);
    this.thinned = thinned;
  }
}

function allOf(log: RowLog): Reader {
  const reader = new Reader();
  reader.take(log.slice(0));
  return reader;
}

describe('the epoch log', () => {
  it('keeps every epoch where it has no limit', () => {
    const losses = wild(5000);
    const log = logOf(losses);
    const { numbers: epochs, values, thinned } = log.slice(0);
    assert.deepEqual([...values[0]], losses);
    assert.deepEqual(
      [...values[1]],
      losses.map(loss => 10 * loss),
    );
    assert.equal(epochs[4999], 5000);
    assert.equal(thinned, 1);
    assert.equal(log.value(1, 7), 10 * losses[7]);
  });

  it('never has more rows than its limit, and always the newest', () => {
    const log = new RowLog(2, 64);
    wild(20_000).forEach((loss, i) => {
      add(log, loss);
      assert.ok(log.length <= 64);
      assert.equal(log.latest(0), loss);
      assert.equal(log.numberOf(log.length - 1), i + 1);
    });
    assert.ok(log.length >= 16, `${log.length} rows are left`);
  });

  it('keeps rows that were measured, in their order, and is never far from one as high or as low', () => {
    const losses = wild(3001);
    losses[1234] = 99;
    losses[77] = -99;
    const { epochs, losses: kept, thinned } = allOf(logOf(losses, 128));
    epochs.forEach((epoch, row) => {
      assert.equal(kept[row], losses[epoch - 1]);
      assert.ok(row === 0 || epoch > epochs[row - 1]);
    });
    assert.ok(kept.includes(99) && kept.includes(-99));
    losses.forEach((loss, i) => {
      const near = kept.filter((_, row) => Math.abs(epochs[row] - (i + 1)) < thinned);
      assert.ok(Math.min(...near) <= loss && loss <= Math.max(...near), `epoch ${i + 1}`);
    });
  });

  it('keeps two rows of each group, as it says', () => {
    for (const limit of [64, 128, 256])
      for (const count of [500, 3001, 20_000]) {
        const { epochs, thinned } = allOf(logOf(wild(count), limit));
        // And the newest, and up to five that were left over when the log was full.
        const most = 2 * Math.ceil(count / thinned) + 6;
        assert.ok(epochs.length <= most, `${epochs.length} rows of ${count} with ${thinned}`);
      }
  });

  it('has no newest value before it has a row', () => {
    assert.equal(new RowLog(2, 64).latest(1), NaN);
  });

  it('tells a reader just what has changed, whenever it asks', () => {
    for (const every of [1, 3, 50, 700]) {
      const log = new RowLog(2, 64);
      const reader = new Reader();
      let told = 0;
      wild(2000).forEach((loss, i) => {
        add(log, loss);
        if ((i + 1) % every !== 0) return;
        const changes = log.changes();
        told += changes.numbers.length;
        reader.take(changes);
        assert.deepEqual(reader, allOf(log));
      });
      assert.ok(told < 10_000, `${told} rows were told`);
    }
  });

  it('leaves the rows of epochs that it has seen as they are', () => {
    for (const limit of [Infinity, 64]) {
      const log = logOf(wild(500), limit);
      log.changes();
      const before = log.slice(0);
      for (const epoch of [3, 321, 500]) log.add(epoch, Float64Array.of(9, 9));
      assert.deepEqual(log.slice(0), before);
      log.add(501, Float64Array.of(9, 9));
      assert.equal(log.latest(0), 9);
    }
  });

  it('takes many rows at once as it takes them one by one, and reads few of them', () => {
    const kinds = [wild(5000), wild(5000).map(loss => Math.round(3 * loss))];
    for (const losses of kinds)
      for (const limit of [Infinity, 16, 64, 1000])
        for (const portion of [1, 3, 100, 999]) {
          let read = 0;
          const log = new RowLog(2, limit);
          for (let done = 0; done < losses.length; done += portion) {
            log.addMany(
              Math.max(1, done - 2),
              Math.min(losses.length, done + portion),
              number => losses[number - 1],
              (number, row) => {
                read++;
                row.set([losses[number - 1], 10 * losses[number - 1]]);
              },
            );
          }
          assert.deepEqual(log.slice(0), logOf(losses, limit).slice(0), `${limit}, ${portion}`);
          if (limit === 16 && portion === 999) assert.ok(read < 200, `${read} rows were read`);
        }
  });

  it('thins equal losses too', () => {
    const log = logOf(new Array<number>(10_000).fill(0.25), 32);
    assert.ok(log.length <= 32);
    assert.equal(log.latest(0), 0.25);
    const { epochs } = allOf(log);
    assert.deepEqual(epochs, [...new Set(epochs)]);
  });
});
