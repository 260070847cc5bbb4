/** Preparation: one stream in the documented order, parts, encodings, scaling, checks against data. */
import assert from 'node:assert/strict';
import { toRows } from '../../../src/engine/ground/matrix';
import { requiredFiles } from '../../../src/experiment/prepare';
import { checked, dataComplaints, prepared, prepareWith, textOf } from './support';
import type { Json } from './support';

const linear = { type: 'generator', name: 'linear', n_samples: 6 };
const oneWeightPair = { layers: [{ units: 1, use_bias: false, kernel_initializer: 'normal' }] };

/** The first and the second column of rows with these numbers. */
function picked(rows: number[][], order: number[]): number[][] {
  return order.map(row => rows[row]);
}

describe('memory', () => {
  const places = (changes: Json) =>
    prepareWith(changes).problems.map(({ id, message, place }) => [
      id,
      /needs [\d.]+ GiB of memory .*; 4 GiB are the most/.test(message),
      place.kind === 'json' && place.path.join('.'),
    ]);
  const rows = (n_samples: number) => ({ train: { ...linear, n_samples } });
  const layers = [{ units: 65_536 }, { units: 1 }];

  it('of many of the widest layers is refused at the largest of them', () => {
    const wide = { layers: Array.from({ length: 12 }, () => layers).flat() };
    assert.deepEqual(places({ data: rows(6), model: wide }), [
      ['too-much-memory', true, 'model.layers.0'],
    ]);
    assert.deepEqual(places({ data: rows(6), model: { layers } }), []);
  });

  it('of a whole batch is refused at its size', () => {
    const model = { layers };
    assert.deepEqual(places({ data: rows(5000), model, trainer: { batch_size: 'full' } }), [
      ['too-much-memory', true, 'trainer.batch_size'],
    ]);
    assert.deepEqual(places({ data: rows(5000), model, trainer: { batch_size: 64 } }), []);
  });
});

describe('draws', () => {
  // Made with NumPy 2.4.6, RandomState(3): uniform(0, 1, (6, 2)), permutation(6), randn(2, 1),
  // permutation(4), rand().
  const inOrder = {
    x: [
      [0.5507979025745755, 0.7081478226181048],
      [0.2909047389129443, 0.510827605197663],
      [0.8929469543476547, 0.8962930889334381],
      [0.12558531046383625, 0.20724287813818676],
      [0.05146720330082988, 0.44080984365063647],
      [0.029876210878566956, 0.4568332243947111],
    ],
    split: [3, 5, 4, 1, 2, 0],
    weights: [0.8722655160914744, -0.015541752168302956],
    shuffle: [0, 3, 2, 1],
    next: 0.40236064355895806,
  };
  // The same with randn(2, 1) first.
  const initFirst = {
    x: [
      [0.2909047389129443, 0.510827605197663],
      [0.8929469543476547, 0.8962930889334381],
      [0.12558531046383625, 0.20724287813818676],
      [0.05146720330082988, 0.44080984365063647],
      [0.029876210878566956, 0.4568332243947111],
      [0.6491440476147607, 0.2784872826479753],
    ],
    split: [4, 1, 0, 3, 5, 2],
    weights: [1.7886284734303186, 0.43650985051198943],
    shuffle: [0, 1, 2, 3],
    next: 0.40236064355895806,
  };

  function drawn(draw_order?: string[]) {
    return prepared({
      seed: 3,
      ...(draw_order ? { rng: { draw_order } } : {}),
      data: { train: linear, split: { train: 0.7, test: 0.3 } },
      model: oneWeightPair,
      trainer: { shuffle: 'once' },
    });
  }

  function assertDrawn(order: string[] | undefined, expected: typeof inOrder): void {
    const { data, parameters, stream } = drawn(order);
    const dealt = picked(expected.x, expected.split);
    assert.deepEqual(toRows(data.train.x), picked(dealt.slice(0, 4), expected.shuffle));
    assert.deepEqual(data.test && toRows(data.test.x), dealt.slice(4));
    assert.deepEqual([...parameters[0].weights.data], expected.weights);
    assert.equal(stream.random(), expected.next);
  }

  it('come in the default order from one stream', () => assertDrawn(undefined, inOrder));

  it('come in the order of the file, the rest following', () => {
    assertDrawn(['init'], initFirst);
    assertDrawn(['init', 'data', 'split', 'shuffle'], initFirst);
  });

  it('wait for the rows they need: a shuffle makes them first', () => {
    const { data } = drawn(['shuffle', 'init']);
    const rows = [data.train, data.test].flatMap(part => (part ? toRows(part.x) : []));
    assert.deepEqual(rows.sort(), [...inOrder.x].sort());
  });

  it('are left out where nothing is random', () => {
    const { stream } = prepared({
      seed: 3,
      model: { layers: [{ units: 1, kernel_initializer: 'zeros' }] },
    });
    assert.equal(stream.random(), 0.5507979025745755);
  });

  it('of the same file are the same', () => {
    assert.deepEqual(drawn().data, drawn().data);
    assert.deepEqual(drawn().parameters, drawn().parameters);
  });
});

describe('splits', () => {
  const train = { type: 'inline', x: [[0], [1], [2], [3], [4]], y: [0, 0, 0, 1, 1] };
  const parts = (split: Json) => {
    const { data } = prepared({ data: { train, split } });
    return [data.train, data.validation, data.test].map(part => part && [...part.x.data]);
  };

  it('without a shuffle keep the order', () => {
    assert.deepEqual(parts({ train: 0.4, validation: 0.4, test: 0.2, shuffle: false }), [
      [0, 1],
      [2, 3],
      [4],
    ]);
  });

  it('that add up to less than 1 leave rows out', () => {
    assert.deepEqual(parts({ train: 0.4, test: 0.2, shuffle: false }), [[0, 1], null, [2]]);
  });

  it('deal every row once', () => {
    const all = parts({ train: 0.6, validation: 0.2, test: 0.2 }).flatMap(part => part ?? []);
    assert.deepEqual(all.sort(), [0, 1, 2, 3, 4]);
  });

  it('give every part its share of each class where stratified', () => {
    const { summary } = prepared({
      data: {
        train: { type: 'generator', name: 'gaussians', n_samples: [60, 30, 10] },
        split: { validation: 0.2, test: 0.1, stratify: true },
        encoding: 'one_hot',
      },
      model: { layers: [{ units: 3 }] },
    });
    assert.deepEqual(summary.train.perClass, [42, 21, 7]);
    assert.deepEqual(summary.validation?.perClass, [12, 6, 2]);
    assert.deepEqual(summary.test?.perClass, [6, 3, 1]);
  });

  it('need classes to stratify', () => {
    const y = [0.5, 1.5, 2.5, 3.5, 4.5];
    const data = { train: { ...train, y }, split: { test: 0.4, stratify: true } };
    assert.match(dataComplaints({ data })[0], /`stratify` needs classes/);
  });
});

describe('encodings', () => {
  const targets = (y: unknown[], data: Json, units: number) =>
    toRows(
      prepared({
        data: { train: { type: 'inline', x: y.map((_, row) => [row]), y }, ...data },
        model: { layers: [{ units }] },
      }).data.train.y,
    );

  it('none leaves numbers as they stand', () => {
    assert.deepEqual(targets([1.5, -2], {}, 1), [[1.5], [-2]]);
    assert.deepEqual(
      targets(
        [
          [1, 2],
          [3, 4],
        ],
        {},
        2,
      ),
      [
        [1, 2],
        [3, 4],
      ],
    );
    assert.deepEqual(targets(['no', 'yes', 'no'], {}, 1), [[0], [1], [0]]);
  });

  it('one_hot has a column for each class', () => {
    assert.deepEqual(targets([5, 3], { encoding: 'one_hot' }, 2), [
      [0, 1],
      [1, 0],
    ]);
    assert.deepEqual(targets([0, 1], { encoding: 'one_hot', num_classes: 3 }, 3), [
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('sign is −1 and 1', () => {
    assert.deepEqual(targets(['a', 'b'], { encoding: 'sign' }, 1), [[-1], [1]]);
    assert.deepEqual(targets(['a', 'b', 'c'], { encoding: 'sign' }, 3)[1], [-1, 1, -1]);
  });

  it('make accuracy a metric where targets are classes', () => {
    const names = (y: unknown[], units = 1, data: Json = {}) =>
      prepared({
        data: { train: { type: 'inline', x: y.map(() => [1]), y }, ...data },
        model: { layers: [{ units }] },
      }).spec.metrics.map(({ name }) => name);
    assert.deepEqual(names([0, 1]), ['loss', 'accuracy']);
    assert.deepEqual(
      names(
        [
          [0, 1],
          [1, 0],
        ],
        2,
      ),
      ['loss', 'accuracy'],
    );
    assert.deepEqual(names([0.5, 1]), ['loss']);
    assert.deepEqual(
      names(
        [
          [0.5, 0.5],
          [1, 0],
        ],
        2,
      ),
      ['loss'],
    );
    assert.deepEqual(names([2, 3, 4]), ['loss']);
    assert.deepEqual(names([2, 3], 2, { encoding: 'one_hot' }), ['loss', 'accuracy']);
  });

  it('are refused where targets are rows already', () => {
    const train = { type: 'inline', x: [[1]], y: [[0, 1]] };
    const model = { layers: [{ units: 2 }] };
    assert.match(dataComplaints({ data: { train, encoding: 'one_hot' }, model })[0], /2 columns/);
    assert.match(dataComplaints({ data: { train, num_classes: 3 }, model })[0], /is 3, but/);
  });
});

describe('normalization', () => {
  const train = {
    type: 'inline',
    x: [
      [1, 5],
      [3, 5],
    ],
    y: [0, 1],
  };
  const validation = { type: 'inline', x: [[5, 6]], y: [1] };
  const scaled = (normalization: unknown) => {
    const { data, summary } = prepared({ data: { train, validation, normalization } });
    return { x: [toRows(data.train.x), data.validation && toRows(data.validation.x)], summary };
  };

  it('zscore is fitted on the training rows only', () => {
    const { x, summary } = scaled('zscore');
    assert.deepEqual(x, [
      [
        [-1, 0],
        [1, 0],
      ],
      [[3, 1]],
    ]);
    assert.deepEqual(summary.scaling, { offset: [2, 5], scale: [1, 1] });
  });

  it('minmax goes from 0 to 1', () => {
    assert.deepEqual(scaled('minmax').x, [
      [
        [0, 0],
        [1, 0],
      ],
      [[2, 1]],
    ]);
  });

  it('divide_by divides', () => {
    assert.deepEqual(scaled({ divide_by: 5 }).x, [
      [
        [0.2, 1],
        [0.6, 1],
      ],
      [[1, 1.2]],
    ]);
  });

  it('none changes nothing, and points are never scaled', () => {
    assert.equal(scaled('none').summary.scaling, null);
    const { points } = prepared({ data: { train, validation, normalization: 'zscore' } });
    assert.deepEqual(
      points.map(({ part, xy, labels }) => [part, [...xy], [...labels]]),
      [
        ['train', [1, 5, 3, 5], [0, 1]],
        ['validation', [5, 6], [1]],
      ],
    );
  });
});

describe('points', () => {
  it('carry the first target where there are no classes', () => {
    const train = { type: 'inline', x: [[1, 2]], y: [7.5] };
    assert.deepEqual([...prepared({ data: { train } }).points[0].labels], [7.5]);
  });

  it('are there for two inputs only, and never too many', () => {
    assert.deepEqual(
      prepared({ data: { train: { type: 'inline', x: [[1], [2]], y: [0, 1] } } }).points,
      [],
    );
    const many = { type: 'generator', name: 'linear', n_samples: 20_000 };
    assert.equal(prepared({ data: { train: many } }).points[0].labels.length, 5000);
  });
});

describe('float32', () => {
  it('rounds data and parameters', () => {
    const train = { type: 'inline', x: [[0.1]], y: [0.2] };
    const { data, parameters } = prepared({ dtype: 'float32', data: { train } });
    assert.equal(data.train.x.data[0], Math.fround(0.1));
    assert.ok(data.train.y.data instanceof Float32Array);
    assert.ok(parameters[0].weights.data instanceof Float32Array);
  });

  it('says where a number does not fit', () => {
    const train = { type: 'inline', x: [[1e300]], y: [0] };
    const [message] = dataComplaints({ dtype: 'float32', data: { train } });
    assert.equal(message, 'Row 1: 1e+300 is too large for float32.');
  });
});

describe('data against the network', () => {
  it('parts have equally many columns', () => {
    const validation = { type: 'inline', x: [[1, 2, 3]], y: [0] };
    const data = { train: linear, validation };
    assert.match(dataComplaints({ data })[0], /validation rows have 3 input columns/);
  });

  it('targets of parts are of one kind', () => {
    const validation = { type: 'inline', x: [[1, 2]], y: ['a'] };
    assert.match(
      dataComplaints({ data: { train: linear, validation } })[0],
      /numbers, others are texts/,
    );
  });

  it('a kernel that is written the other way round is recognised', () => {
    const values = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const layers = [{ units: 3, kernel_initializer: { values } }, { units: 1 }];
    const [message] = dataComplaints({ model: { layers } });
    assert.match(message, /must be 2 × 3 .*, got 3 × 2\. Is it written \[out_in\]\?/);
    const model = { layers, kernel_layout: 'out_in' };
    const { parameters } = prepared({ model });
    assert.deepEqual(toRows(parameters[0].weights), [
      [1, 3, 5],
      [2, 4, 6],
    ]);
  });

  it('a missing one_hot is offered, and so is the number of units', () => {
    const data = { train: { type: 'generator', name: 'gaussians' } };
    const model = { layers: [{ units: 3, activation: 'softmax' }] };
    const { problems } = prepareWith({ data, model, loss: { type: 'cross_entropy' } });
    assert.deepEqual(
      problems[0].fixes.map(fix => [fix.path.join('.'), textOf(fix)]),
      [
        ['data.encoding', '"one_hot"'],
        ['model.layers.0.units', '1'],
      ],
    );
  });

  it('hinge without signs is worth a word', () => {
    const { problems } = prepareWith({ loss: { type: 'hinge' } });
    assert.equal(problems[0].severity, 'warning');
    assert.match(problems[0].message, /meant for targets −1 and 1/);
  });

  it('a batch larger than the data is worth a word', () => {
    assert.match(dataComplaints({ trainer: { batch_size: 5 } })[0], /every batch holds all/);
  });

  it('a batch that would not fit into memory is refused before it is tried', () => {
    const data = { train: { type: 'generator', name: 'linear', n_samples: 50_000 } };
    const model = { layers: [{ units: 2000 }, { units: 1 }] };
    assert.match(dataComplaints({ data, model })[0], /50,000 rows takes 300,350,000 numbers/);
    assert.deepEqual(dataComplaints({ data, model, trainer: { batch_size: 100 } }), []);
  });

  it('too many parameters are counted with the inputs of the data', () => {
    const x = [Array(2000).fill(1)];
    const data = { train: { type: 'inline', x, y: [0] } };
    const model = { layers: [{ units: 30_000 }, { units: 1 }] };
    assert.match(dataComplaints({ data, model })[0], /60,060,001 parameters/);
  });

  it('accuracy of targets that are no classes is worth a word', () => {
    const data = { train: { type: 'inline', x: [[1]], y: [0.5] } };
    const { problems } = prepareWith({ data, metrics: ['accuracy'] });
    assert.equal(problems[0].severity, 'information');
  });
});

describe('requiredFiles', () => {
  it('names every file once, in the order of the experiment', () => {
    const experiment = checked({
      data: {
        train: { type: 'csv', path: 'a.csv' },
        validation: { type: 'idx', images: 'i.gz', labels: 'l.gz' },
        test: { type: 'csv', path: 'a.csv' },
      },
      model: { layers: [{ units: 1, kernel_initializer: { file: 'w.npy' } }] },
      checks: { compare_gradients: { file: 'g.npz' } },
    });
    assert.deepEqual(requiredFiles(experiment), ['a.csv', 'i.gz', 'l.gz', 'w.npy', 'g.npz']);
    assert.deepEqual(requiredFiles(checked()), []);
  });
});
