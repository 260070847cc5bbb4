/** What a stream promises besides its numbers: seeds, states, calls. */
import assert from 'node:assert/strict';
import { performCall } from '../../../../src/engine/rng/calls';
import { createStream } from '../../../../src/engine/rng/createStream';
import { STREAMS } from '../../../../src/engine/ground/spec';
import { range } from '../../../../src/engine/rng/common';

const TYPES = STREAMS;

describe('Random streams', () => {
  for (const type of TYPES) {
    it(`${type}: goes on from a saved state, the cached normal included`, () => {
      const stream = createStream(type, 12);
      stream.normal(3, 0, 1, 'float64');
      const state = structuredClone(stream.save());
      const draw = (s: typeof stream): unknown => [
        s.normal(2, 1, 2, 'float64'),
        s.uniform(700, -1, 1, 'float32'),
        s.permutation(9),
        s.normal(33, 0, 1, 'float32'),
        s.randint(-3, 4, 5),
        s.random(),
      ];
      const first = draw(stream);
      const other = createStream(type, 99);
      other.restore(state);
      assert.deepEqual(draw(other), first);
      stream.restore(state);
      assert.deepEqual(draw(stream), first);
    });

    it(`${type}: a saved state does not move with the stream`, () => {
      const stream = createStream(type, 1);
      const state = stream.save();
      const first = stream.uniform(1000, 0, 1, 'float64');
      stream.restore(state);
      assert.deepEqual(stream.uniform(1000, 0, 1, 'float64'), first);
    });

    it(`${type}: shuffles and permutes into permutations`, () => {
      const stream = createStream(type, 3);
      const a = range(50);
      stream.shuffle(a);
      assert.notDeepEqual(a, range(50));
      assert.deepEqual(a.slice().sort(), range(50));
      assert.deepEqual(stream.permutation(20).sort(), range(20));
      assert.deepEqual(stream.permutation(0), range(0));
      assert.deepEqual(stream.permutation(1), range(1));
    });

    it(`${type}: draws uniforms in [low, high) and integers up to high − 1`, () => {
      const stream = createStream(type, 8);
      const uniform = stream.uniform(2000, -3, 5, 'float64');
      assert.ok(Math.min(...uniform) >= -3 && Math.max(...uniform) < 5);
      assert.ok(Math.min(...uniform) < -2.9 && Math.max(...uniform) > 4.9);
      const integers = new Set(stream.randint(2, 6, 500));
      assert.deepEqual([...integers].sort(), [2, 3, 4, 5]);
    });

    it(`${type}: refuses integers beyond 32 bits, and an empty range`, () => {
      const stream = createStream(type, 8);
      for (const [low, high] of [
        [0, 2 ** 33],
        [-(2 ** 32), 0],
        [5, 5],
        [0.5, 3],
        [0, 2.5],
      ]) {
        assert.throws(
          () => stream.randint(low, high, 1),
          /whole numbers low < high within 32 bits/,
        );
      }
      assert.equal(stream.randint(2 ** 31 - 1, 2 ** 31, 1)[0], 2 ** 31 - 1);
    });
  }

  it('draw normal numbers of any mean and spread: those of 0 and 1, scaled and moved', () => {
    for (const type of TYPES) {
      // Below 16 numbers, from 16 on, and with a last block that overlaps the one before it.
      for (const n of [3, 16, 32, 37]) {
        const standard = createStream(type, 6).normal(n, 0, 1, 'float64');
        const own = createStream(type, 6).normal(n, 5, 0.25, 'float64');
        assert.deepEqual(
          own,
          standard.map(z => z * 0.25 + 5),
          `${n} of ${type}`,
        );
      }
    }
  });

  it('of torch draw no more than they give', () => {
    const [one, other] = [createStream('torch', 9), createStream('torch', 9)];
    one.randint(0, 10, 5);
    one.permutation(4);
    // One draw of 32 bits each.
    other.uniform(5 + 3, 0, 1, 'float32');
    assert.equal(one.random(), other.random());
  });

  it('shuffle of torch is a[randperm(n)]', () => {
    const a = Int32Array.from([10, 20, 30, 40, 50]);
    createStream('torch', 4).shuffle(a);
    const order = createStream('torch', 4).permutation(5);
    assert.deepEqual(
      a,
      order.map(i => 10 * (i + 1)),
    );
  });

  it('refuse the state of another type', () => {
    const state = createStream('numpy', 0).save();
    assert.throws(
      () => createStream('torch', 0).restore(state),
      /A torch stream cannot continue the state of a numpy stream/,
    );
    const other = createStream('torch', 0).save();
    assert.throws(() => createStream('numpy', 0).restore(other), TypeError);
  });
});

describe('Seeds', () => {
  it('of NumPy are 32-bit whole numbers, as RandomState demands', () => {
    for (const seed of [-1, 2 ** 32, 1.5, NaN]) {
      assert.throws(() => createStream('numpy', seed), /between 0 and 4294967295, but this one is/);
    }
    // numpy.random.RandomState(2**32 - 1).randint(0, 100, 3)
    assert.deepEqual(
      Array.from(createStream('numpy', 2 ** 32 - 1).randint(0, 100, 3)),
      [35, 34, 12],
    );
  });

  it('of PyTorch count by their low 32 bits', () => {
    const first = (seed: number) => createStream('torch', seed).random();
    assert.equal(first(2 ** 32 + 5), first(5));
    assert.equal(first(-1), first(2 ** 32 - 1));
    assert.notEqual(first(5), first(6));
    for (const seed of [1.5, NaN, 2 ** 60]) {
      assert.throws(() => createStream('torch', seed), /A PyTorch seed is a whole number/);
    }
  });
});

describe('Calls written as text', () => {
  const numpy = (text: string) => performCall(createStream('numpy', 1024), text, 'float64');

  it('give nested arrays of the shape asked for', () => {
    const [first] = numpy('randn(2, 5)') as number[][];
    assert.equal(first[0].toFixed(8), '2.12444863');
    assert.deepEqual(numpy(' randn ( 2 ,5 ) '), numpy('randn(2,5)'));
    const deep = numpy('uniform(-1,1,2,3,4)') as number[][][];
    assert.deepEqual([deep.length, deep[0].length, deep[0][0].length], [2, 3, 4]);
    assert.deepEqual(numpy('rand(0)'), []);
  });

  it('give one number where no shape is asked for', () => {
    assert.equal(typeof numpy('rand()'), 'number');
    assert.equal(typeof numpy('rand( )'), 'number');
    assert.equal(typeof numpy('normal(5, 0.1)'), 'number');
    assert.equal(typeof numpy('randint(0, 10)'), 'number');
  });

  it('round to float32 where asked to', () => {
    const narrow = performCall(createStream('numpy', 1), 'rand(3)', 'float32') as number[];
    const wide = performCall(createStream('numpy', 1), 'rand(3)', 'float64') as number[];
    assert.deepEqual(narrow, wide.map(Math.fround));
    assert.notDeepEqual(narrow, wide);
  });

  it('go on along one stream', () => {
    const stream = createStream('torch', 3);
    const drawn = ['rand(2)', 'randperm(4)', 'rand(2)'].map(c => performCall(stream, c, 'float32'));
    assert.notDeepEqual(drawn[0], drawn[2]);
  });

  it('that are not known are refused with a list of those that are', () => {
    const message =
      /"randperm\(3\)" is not a call of a numpy stream: use rand, randn, randint, uniform/;
    assert.throws(() => numpy('randperm(3)'), message);
    for (const text of ['rand', 'rand(2', 'toString()', 'rand(2))', '2 rand(2)', '']) {
      assert.throws(() => numpy(text), /is not a call of a numpy stream/);
    }
    const torch = createStream('torch', 1);
    assert.throws(
      () => performCall(torch, 'shuffle(3)', 'float32'),
      /use rand, randn, randint, randperm/,
    );
  });

  it('for more numbers than there is room for are refused before one is drawn', () => {
    const message = /asks for 1,000,000,000 numbers; 10,000,000 at a time are the most/;
    for (const text of ['randn(1e9)', 'rand(1000,1000,1000)', 'permutation(1e9)']) {
      assert.throws(() => numpy(text), message);
    }
    assert.throws(() => numpy('randint(0,5,1e200,1e200)'), RangeError);
  });

  it('with the wrong arguments are refused with the right form', () => {
    assert.throws(() => numpy('uniform(3)'), /write uniform\(low, high, n, …\)/);
    assert.throws(() => numpy('permutation()'), /write permutation\(n\)/);
    assert.throws(() => numpy('permutation(3, 4)'), /write permutation\(n\)/);
    for (const text of ['rand(-1)', 'rand(1.5)', 'rand(x)', 'normal(0,x,3)', 'rand(1,,2.5)']) {
      assert.throws(() => numpy(text), /has the wrong arguments/);
    }
  });
});
