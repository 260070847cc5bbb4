/** Runs: steps and epochs, batches and their order, looking without touching. */
import { checkRun } from '../../../src/engine/checking/runCheck';
import assert from 'node:assert/strict';
import { toRows } from '../../../src/engine/ground/matrix';
import { createStream } from '../../../src/engine/rng/createStream';
import { Run } from '../../../src/engine/training/run';
import type {
  Dataset,
  EarlyStoppingSpec,
  RunSpec,
  TrainerSpec,
} from '../../../src/engine/ground/spec';
import {
  ACCURACY,
  assertClose,
  column,
  dataset,
  layer,
  METRIC,
  oneHot,
  parametersOf,
  randomMatrix,
  runSpec,
  startRun,
  train,
} from './support';

const CLASSES = [0, 2, 1, 1, 0, 2, 2, 0, 1, 2];

const STOPS_AT_ONCE: EarlyStoppingSpec = {
  ...{ monitor: 'loss', mode: 'min', target: 1e9, patience: null },
};

function tenRows(): Dataset {
  const { x, y } = dataset([], oneHot(CLASSES, 3));
  return { x: { ...x, ...randomMatrix(createStream('numpy', 7), 10, 4) }, y };
}

function spec(changes: Parameters<typeof runSpec>[2] = {}): RunSpec {
  return runSpec(4, [layer(5, 'tanh'), layer(3, 'softmax')], {
    loss: { type: 'cross_entropy' },
    optimizer: { type: 'adam', learning_rate: 0.05 },
    metrics: [ACCURACY],
    ...changes,
  });
}

describe('A run', () => {
  it('counts steps, epochs and batches, the last batch short', () => {
    const run = startRun(spec({ trainer: { epochs: 2, batch_size: 4 } }), tenRows());
    assert.equal(run.batchesPerEpoch, 3);
    const seen = [run.position];
    const sizes: number[] = [];
    while (!run.done) {
      sizes.push(run.peek().x.rows);
      run.step();
      seen.push(run.position);
    }
    assert.deepEqual(sizes, [4, 4, 2, 4, 4, 2]);
    assert.deepEqual(seen[2], { step: 2, epoch: 0, batch: 2 });
    assert.deepEqual(seen[3], { step: 3, epoch: 1, batch: 0 });
    assert.deepEqual(seen[6], { step: 6, epoch: 2, batch: 0 });
    assert.equal(run.stopReason, 'Trained all 2 epochs.');
    assert.throws(() => run.step(), /This run is done/);
  });

  it('is measured before its first epoch, which changes nothing', () => {
    const others = { validation: tenRows() };
    for (const evaluate of ['running', 'end_of_epoch'] as const) {
      const metrics = [{ ...ACCURACY, evaluate }];
      const start = (batch_size: number | 'full') =>
        startRun(
          spec({ trainer: { epochs: 2, batch_size }, metrics }),
          tenRows(),
          createStream('numpy', 3),
          others,
        );
      // With all rows in a batch, the loss of the first epoch is that of the untrained network.
      const [whole, inBatches, undisturbed] = [start('full'), start(4), start(4)];
      const before = whole.measure();
      assertClose(inBatches.measure()[0], before[0], 1e-15, 'batches only average');
      const [loss, accuracy, valLoss, valAccuracy] = before;
      assertClose(valLoss, loss, 1e-15, 'of the same rows');
      assert.equal(valAccuracy, accuracy);
      whole.step();
      assertClose(whole.lastEpoch[0], loss, 1e-15);
      assert.notEqual(whole.lastEpoch[2], valLoss);

      inBatches.step();
      inBatches.measure();
      inBatches.train(Infinity);
      undisturbed.train(Infinity);
      assert.deepEqual(inBatches.lastEpoch, undisturbed.lastEpoch);
      assert.deepEqual(inBatches.parameters, undisturbed.parameters);
    }
  });

  it('goes on after its end as a run of more epochs would, at the rates of its own', () => {
    for (const evaluate of ['running', 'end_of_epoch'] as const) {
      for (const shuffle of ['never', 'every_epoch'] as const) {
        const metrics = [{ ...ACCURACY, evaluate }];
        const ofEpochs = (epochs: number, early_stopping: EarlyStoppingSpec | null = null) => {
          const trainer = { epochs, batch_size: 4, shuffle, early_stopping };
          return startRun(spec({ trainer, metrics }), tenRows());
        };
        const longer = train(ofEpochs(7));
        const perEpoch = longer.batchesPerEpoch;
        const on = train(ofEpochs(3));
        on.goOnTo(6 * perEpoch + 1);
        assert.equal(on.done, false);
        assert.equal(on.stopReason, null);
        assert.equal(on.train(Infinity), 4 * perEpoch, 'to the end of the epoch of that step');
        assert.equal(on.stopReason, 'Trained 7 epochs; the file asks for 3.');
        assert.deepEqual(on.parameters, longer.parameters);
        assert.deepEqual([...on.lastEpoch], [...longer.lastEpoch]);

        const stopped = train(ofEpochs(9, STOPS_AT_ONCE));
        assert.equal(stopped.position.epoch, 1);
        const state = stopped.save();
        stopped.goOnTo(7 * perEpoch);
        const further = stopped.save();
        stopped.train(Infinity);
        assert.deepEqual(stopped.parameters, longer.parameters);
        stopped.restore(state);
        assert.equal(stopped.done, true, 'as it was before it was to go on');
        stopped.restore(further);
        assert.equal(stopped.done, false);
      }
    }
  });

  it('keeps to the schedule of its file when it goes on', () => {
    const schedule = { type: 'step', step_size: 2, gamma: 0.5 } as const;
    const optimizer = { type: 'sgd', learning_rate: 1, schedule } as const;
    const run = train(startRun(spec({ optimizer, trainer: { epochs: 2 } }), tenRows()));
    run.goOnTo(6);
    run.train(2);
    assert.equal(run.learningRate, 0.25);
  });

  it('ends for good where a loss is not finite', () => {
    const run = train(
      startRun(spec({ optimizer: { type: 'sgd', learning_rate: 1e308 } }), tenRows()),
    );
    assert.ok(run.firstNonFinite());
    run.goOnTo(1000);
    assert.equal(run.done, true);
  });

  it('says what it did when it had one epoch, and nothing before', () => {
    const run = startRun(spec({ trainer: { epochs: 1 } }), tenRows());
    assert.equal(run.stopReason, null);
    assert.equal(train(run).stopReason, 'Trained its one epoch.');
  });

  it('gives the same bits by steps with a look at each as by training through', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      for (const shuffle of ['never', 'every_epoch'] as const) {
        for (const batch_size of [4, 'full'] as const) {
          const own = spec({ dtype, trainer: { epochs: 3, batch_size, shuffle } });
          const through = train(startRun(own, tenRows()));
          const looked = startRun(own, tenRows());
          while (!looked.done) {
            looked.peek();
            checkRun(looked, { maxPerTensor: 1 });
            looked.predict(looked.data.train.x);
            const { loss } = looked.peek();
            assert.equal(looked.step(), loss);
          }
          assert.deepEqual(parametersOf(looked), parametersOf(through));
          assert.deepEqual(looked.log.slice(0), through.log.slice(0));
        }
      }
    }
  });

  it('changes nothing by peeking, not even after its end', () => {
    const run = train(
      startRun(spec({ trainer: { epochs: 2, shuffle: 'every_epoch' } }), tenRows()),
    );
    const before = { parameters: parametersOf(run), log: run.log.slice(0) };
    const { position } = run;
    run.peek();
    assert.deepEqual({ parameters: parametersOf(run), log: run.log.slice(0) }, before);
    assert.deepEqual(run.position, position);
  });

  it('never writes to the parameters and data that it was given', () => {
    const data = tenRows();
    const own = spec();
    const parameters = parametersOf(startRun(own, data));
    const given = startRun(own, data).parameters;
    const x = data.x.data.slice();
    train(
      new Run(own, { train: data, validation: null, test: null }, given, createStream('numpy', 0)),
    );
    assert.deepEqual(
      given.map(({ weights }) => toRows(weights)),
      parameters.map(p => p.weights),
    );
    assert.deepEqual(data.x.data, x);
  });

  it('predicts the outputs of a recording, for any rows', () => {
    const run = startRun(spec(), tenRows());
    const { a } = run.peek().layers[1];
    assert.deepEqual(toRows(run.predict(run.data.train.x)), toRows(a));
    const many = randomMatrix(createStream('numpy', 1), 600, 4);
    const { data } = run.predict(many);
    const last = run.predict({ rows: 1, cols: 4, data: many.data.slice(599 * 4) });
    assert.deepEqual(Array.from(data.slice(599 * 3)), Array.from(last.data));
    assert.equal(run.predict({ rows: 0, cols: 4, data: new Float64Array(0) }).rows, 0);
  });

  it('takes data of the other dtype', () => {
    const run = startRun(spec({ dtype: 'float32' }), tenRows());
    assert.ok(run.data.train.x.data instanceof Float32Array);
    assert.ok(run.peek().layers[0].z.data instanceof Float32Array);
    const wide = randomMatrix(createStream('numpy', 1), 2, 4);
    assert.ok(run.predict(wide).data instanceof Float32Array);
  });
});

describe('Training in one call', () => {
  /** Plain descent in mini-batches: what the kernels can do without coming back. */
  const plain = (changes: Parameters<typeof runSpec>[2] = {}, more: Partial<TrainerSpec> = {}) =>
    spec({
      optimizer: { learning_rate: 0.1 },
      metrics: [],
      ...changes,
      trainer: { epochs: 30, batch_size: 4, ...more },
    });
  const atEnd = { ...METRIC, type: 'cross_entropy', evaluate: 'end_of_epoch' } as const;
  const patient = { monitor: 'loss', mode: 'max', target: null, patience: 4 } as const;
  const cases: { [what: string]: RunSpec } = {
    'nothing that looks at epochs': plain(),
    'a fresh order for every epoch': plain({}, { shuffle: 'every_epoch' }),
    'a schedule': plain({
      optimizer: { learning_rate: 0.1, schedule: { type: 'exponential', gamma: 0.5 } },
    }),
    'early stopping': plain({}, { early_stopping: patient }),
    'its own accuracy': plain({ metrics: [{ ...ACCURACY, evaluate: 'running' }] }),
    'a metric at the end of an epoch': plain({ metrics: [atEnd] }),
    'the same of a full batch': plain({ metrics: [atEnd] }, { batch_size: 'full' }),
    'parameters that overflow': plain({ optimizer: { learning_rate: 1e308 } }),
  };
  for (const [what, own] of Object.entries(cases)) {
    for (const validation of [undefined, tenRows()]) {
      it(`is stepping, with ${what}${validation ? ', and validation data' : ''}`, () => {
        const start = (): Run => startRun(own, tenRows(), undefined, { validation });
        const [stepped, trained, portions] = [train(start()), start(), start()];
        assert.equal(trained.train(Infinity), stepped.position.step);
        let done = 0;
        for (let size = 1; !portions.done; size = (3 * size) % 17) done += portions.train(size);
        assert.equal(done, stepped.position.step);
        for (const run of [trained, portions]) {
          assert.deepEqual(run.position, stepped.position);
          assert.equal(run.stopReason, stepped.stopReason);
          assert.deepEqual(run.firstNonFinite(), stepped.firstNonFinite());
          assert.deepEqual(run.log.slice(0), stepped.log.slice(0));
          assert.deepEqual(parametersOf(run), parametersOf(stepped));
        }
      });
    }
  }
});

describe('The data of a run', () => {
  it('are in its dtype, all parts of them, and copied only where they must be', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const wide = tenRows();
      const narrow = {
        x: { ...wide.x, data: Float32Array.from(wide.x.data) },
        y: { ...wide.y, data: Float32Array.from(wide.y.data) },
      };
      const [own, other] = dtype === 'float32' ? [narrow, wide] : [wide, narrow];
      const { data } = startRun(spec({ dtype }), wide, undefined, { validation: own, test: other });
      assert.equal(data.validation?.x, own.x);
      assert.equal(data.validation.y, own.y);
      // Training data stand where the kernels read them; for the plain ones that is anywhere.
      const [kept, changed] = [own, other].map(
        part => startRun(spec({ dtype }), part, undefined, {}, 'plain').data.train,
      );
      assert.equal(kept.x, own.x);
      assert.equal(changed.x.data instanceof Float32Array, dtype === 'float32');
      const converted = own.x.data.map((_, i) => other.x.data[i]);
      assert.deepEqual(data.test?.x, { ...own.x, data: converted });
      assert.deepEqual(data.test.y, own.y);
    }
  });
});

describe('Batches', () => {
  const rowsOfEpoch = (run: Run): number[][] => {
    const rows: number[][] = [];
    for (let i = 0; i < run.batchesPerEpoch; i++) {
      rows.push(...toRows(run.peek().x));
      run.step();
    }
    return rows;
  };

  it('take the rows in their order where nothing shuffles', () => {
    for (const shuffle of ['never', 'once'] as const) {
      const data = tenRows();
      const run = startRun(spec({ trainer: { batch_size: 3, shuffle } }), data);
      assert.deepEqual(rowsOfEpoch(run), toRows(data.x));
      assert.deepEqual(rowsOfEpoch(run), toRows(data.x));
    }
  });

  it('draw a permutation of the rows for every epoch, after the parameters', () => {
    for (const batch_size of [3, 'full'] as const) {
      const data = tenRows();
      const own = spec({ trainer: { batch_size, shuffle: 'every_epoch' } });
      const stream = createStream('numpy', 5);
      const run = startRun(own, data, stream);
      const expected = createStream('numpy', 5);
      expected.restore(stream.save());
      const inOrder = (): number[][] => {
        const rows = toRows(data.x);
        return Array.from(expected.permutation(10), row => rows[row]);
      };
      assert.deepEqual(rowsOfEpoch(run), inOrder());
      assert.deepEqual(rowsOfEpoch(run), inOrder());
    }
  });

  it('keep each row with its target', () => {
    const run = startRun(spec({ trainer: { batch_size: 3, shuffle: 'every_epoch' } }), tenRows());
    const { x, y } = run.data.train;
    const pairs = new Map(toRows(x).map((row, i) => [row.join(), toRows(y)[i].join()]));
    for (let i = 0; i < 8; i++) {
      const seen = run.peek();
      const targets = toRows(seen.y);
      toRows(seen.x).forEach((row, r) => assert.equal(pairs.get(row.join()), targets[r].join()));
      run.step();
    }
  });

  it('drop the short one where told to', () => {
    const run = startRun(spec({ trainer: { batch_size: 4, drop_last: true } }), tenRows());
    assert.equal(run.batchesPerEpoch, 2);
    assert.equal(rowsOfEpoch(run).length, 8);
  });

  it('are one short one where there are fewer rows than a batch', () => {
    const run = startRun(spec({ trainer: { batch_size: 64 } }), tenRows());
    assert.equal(run.batchesPerEpoch, 1);
    assert.equal(run.peek().x.rows, 10);
  });

  it('refuse to drop the only one, in a sentence', () => {
    const dropping = (batch_size: number): Run =>
      startRun(spec({ trainer: { batch_size, drop_last: true } }), tenRows());
    assert.throws(() => dropping(11), {
      name: 'ShapeError',
      message:
        'A batch of 11 rows cannot be filled from 10 training rows, and drop_last leaves none; ' +
        'the batch size must be at most 10.',
    });
    assert.equal(dropping(10).batchesPerEpoch, 1);
  });
});

describe('The learning rate', () => {
  it('follows the schedule, epoch by epoch', () => {
    const schedule = { type: 'step', step_size: 2, gamma: 0.1 } as const;
    const run = startRun(
      spec({ optimizer: { learning_rate: 1, schedule }, trainer: { epochs: 4, batch_size: 5 } }),
      tenRows(),
    );
    const rates: number[] = [];
    while (!run.done) {
      rates.push(run.learningRate);
      run.step();
    }
    assert.deepEqual(rates, [1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1]);
  });

  it('scales the update', () => {
    const step = (learning_rate: number): number[] => {
      const run = startRun(spec({ optimizer: { type: 'sgd', learning_rate } }), tenRows());
      const before = run.parameters[0].weights.data.slice();
      run.step();
      return Array.from(run.parameters[0].weights.data, (w, i) => w - before[i]);
    };
    const [one, two] = [step(0.5), step(1)];
    one.forEach((change, i) => assert.ok(Math.abs(2 * change - two[i]) < 1e-15));
  });
});

describe('Early stopping', () => {
  const stopping = (early_stopping: NonNullable<RunSpec['trainer']['early_stopping']>) =>
    train(
      startRun(spec({ trainer: { epochs: 200, early_stopping } }), tenRows(), undefined, {
        validation: tenRows(),
      }),
    );

  it('ends at a target, with the sentence', () => {
    const monitor = { monitor: 'accuracy', mode: 'max', target: 1, patience: null } as const;
    const run = stopping(monitor);
    const accuracy = column(run, 'accuracy');
    assert.equal(accuracy.indexOf(1), accuracy.length - 1);
    assert.equal(
      run.stopReason,
      `Stopped after epoch ${accuracy.length}: accuracy reached 1 (target 1).`,
    );
    assert.ok(run.done && run.position.epoch < 200);
  });

  it('ends below a target where less is better', () => {
    const run = stopping({ monitor: 'val_loss', mode: 'min', target: 0.5, patience: null });
    const loss = column(run, 'val_loss');
    assert.ok((loss.at(-1) ?? 1) <= 0.5 && (loss.at(-2) ?? 0) > 0.5);
  });

  it('ends when patience is over, counted from the best value', () => {
    const run = stopping({ monitor: 'loss', mode: 'max', target: null, patience: 3 });
    const [first] = column(run, 'loss');
    assert.equal(
      run.stopReason,
      `Stopped after epoch 4: loss was not better than ${first} (epoch 1) for 3 epochs.`,
    );
  });

  it('looks at whole epochs only, not at the batches in between', () => {
    const early_stopping = { monitor: 'loss', mode: 'min', target: null, patience: 1 } as const;
    const trainer = { epochs: 40, batch_size: 3, early_stopping };
    const run = train(startRun(spec({ trainer }), tenRows()));
    const loss = column(run, 'loss');
    const rise = loss.findIndex((value, i) => i > 0 && value >= loss[i - 1]);
    assert.ok(run.position.epoch > 2);
    assert.equal(run.position.epoch, rise < 0 ? 40 : rise + 1);
  });

  it('goes on while the value gets better', () => {
    const run = stopping({ monitor: 'loss', mode: 'min', target: null, patience: 1 });
    const loss = column(run, 'loss');
    const rise = loss.findIndex((value, i) => i > 0 && value >= loss[i - 1]);
    assert.equal(run.position.epoch, rise < 0 ? 200 : rise + 1);
  });
});

describe('Metrics by name', () => {
  it('always have the loss first and the accuracy second', () => {
    const mae = { ...METRIC, name: 'mae', type: 'mae' } as const;
    const own = spec({ metrics: [mae, ACCURACY] });
    const run = startRun(own, tenRows(), undefined, { validation: tenRows(), test: tenRows() });
    assert.deepEqual(run.columns, [
      ...['loss', 'accuracy', 'mae'],
      ...['val_loss', 'val_accuracy', 'val_mae'],
      ...['test_loss', 'test_accuracy', 'test_mae'],
    ]);
  });

  it('may give the loss another meaning', () => {
    const percent = { ...METRIC, type: 'cross_entropy', scale: 100 } as const;
    const [own, given] = [[ACCURACY], [ACCURACY, percent]].map(metrics =>
      train(startRun(spec({ metrics, trainer: { epochs: 2, batch_size: 3 } }), tenRows())),
    );
    assert.deepEqual(given.columns, ['loss', 'accuracy']);
    const hundredfold = column(own, 'loss').map(loss => 100 * loss);
    assertClose(column(given, 'loss'), hundredfold, 1e-15);
  });

  it('leave out the parts that do not exist', () => {
    const run = startRun(spec(), tenRows(), undefined, { test: tenRows() });
    assert.deepEqual(run.columns, ['loss', 'accuracy', 'test_loss', 'test_accuracy']);
  });
});
