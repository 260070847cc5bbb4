import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ACTIVATIONS, LOSSES } from '../../../src/engine/ground/spec';
import { prepare } from '../../../src/experiment/prepare';
import { readExperiment } from '../../../src/experiment/read';
import { describePart, markdownRows, plainRows } from '../../../src/host/editor/dataText';
import { layerInWords, statsTable } from '../../../src/host/hovers/layerWords';
import { scalingInWords } from '../../../src/host/hovers/scalingWords';
import { batchesOf, metricInWords, runInWords } from '../../../src/host/hovers/lossWords';
import { hoveredIn } from '../../../src/host/hovers/target';
import { outlineOf } from '../../../src/host/editor/outline';
import type { Markup } from '../../../src/host/surfaces/markup';

const SAMPLE = readFileSync('samples/three-gaussians.backprop.json', 'utf8');

/** As it reads: without the backslashes before marks. */
const words = ({ markdown }: Markup): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

function experimentIn(text: string) {
  const { experiment, problems } = readExperiment(text);
  assert.ok(experiment, JSON.stringify(problems));
  return experiment;
}

const withLines = (sections: object): string =>
  JSON.stringify({
    version: 1,
    data: { train: { type: 'generator', name: 'xor_easy' } },
    model: { layers: [{ units: 1, activation: 'sigmoid' }] },
    loss: { type: 'mse' },
    optimizer: { type: 'sgd', learning_rate: 0.1 },
    ...sections,
  });

describe('the scaling of the inputs', () => {
  const said = (normalization: unknown) => {
    const x = [
      [1, 10],
      [3, 10],
      [100, 100],
    ];
    const train = { type: 'inline', x, y: [0, 1, 1] };
    const split = { train: 0.7, test: 0.3, shuffle: false };
    const { prepared } = prepare(
      experimentIn(withLines({ data: { train, split, normalization } })),
      new Map(),
    );
    assert.ok(prepared);
    return scalingInWords(prepared.summary).map(words).join('\n');
  };

  it('is told as it was fitted, on the training rows alone', () => {
    assert.match(said('zscore'), /Fitted on the 2 training rows alone/);
    assert.match(said('zscore'), /^\| x1 \| 2\S* \| 1\S* \|$/m);
    assert.match(said('minmax'), /^\| x1 \| 1\S* \| 2\S* \|$/m);
    assert.equal(said('none'), '');
  });

  it('says of how many inputs more it was fitted than are listed', () => {
    const featureNames = Array.from({ length: 10 }, (_, at) => `x${at + 1}`);
    const ones = featureNames.map(() => 1);
    const first = { inputs: [], targets: [] };
    const told = scalingInWords({
      train: { rows: 3, skipped: 0, filled: 0, perClass: null, first },
      ...{ validation: null, test: null, classNames: null, outputs: 1, featureNames, image: null },
      scaling: { offset: ones, scale: ones },
    });
    assert.equal(words(told[told.length - 1]), '… and 2 more.');
  });
});

describe('what a hover is about', () => {
  const at = (text: string, inside: string) => hoveredIn(text, text.indexOf(inside) + 1)?.target;

  it('is a layer, an activation, a loss, a metric, a part of the data', () => {
    assert.deepEqual(at(SAMPLE, '"units": 3'), { kind: 'layer', place: 1 });
    assert.deepEqual(at('{"data":{"normalization":"zscore"}}', '"zscore"'), {
      kind: 'normalization',
    });
    assert.deepEqual(at(SAMPLE, '"activation"'), { kind: 'activation', name: 'sigmoid' });
    assert.deepEqual(at(SAMPLE, '"mse"'), { kind: 'loss', name: 'mse' });
    assert.deepEqual(at(SAMPLE, '"batch_reduction"'), { kind: 'loss', name: null });
    for (const key of ['"learning_rate"', '"batch_size"'])
      assert.deepEqual(at(SAMPLE, key), { kind: 'loss', name: null }, key);
    assert.deepEqual(at(SAMPLE, '"epoch_reduction"'), {
      kind: 'metric',
      metric: 'loss',
      name: null,
    });
    assert.deepEqual(at(SAMPLE, '"train"'), { kind: 'data', part: 'train' });
  });

  it('is nothing where the schema says all there is, and in what is not JSON', () => {
    for (const inside of ['"version"', '"seed"', '"kernel_initializer"'])
      assert.equal(at(SAMPLE, inside), undefined, inside);
    assert.equal(hoveredIn('', 0), null);
    assert.equal(hoveredIn('[1, 2', 3), null);
    assert.equal(at('{"metrics": [{"type": "mse"}]}', '"mse"'), undefined);
  });
});

describe('what a run computes, in words', () => {
  it('tells a summed gradient from a plotted mean', () => {
    const said = runInWords(experimentIn(SAMPLE), 210).map(words);
    assert.deepEqual(said, [
      'Each update steps by learning_rate 0.01 × the gradient of **the sum over the 210 rows of the batch of ½·Σ(ŷ − y)² over the 3 outputs**, which is 210 times their mean: 0.01 acts as 2.1 would with `batch_reduction: "mean"`.',
      'One update an epoch, with 210 rows.',
      'The plotted `loss` is the mean over the 210 rows of the batch of ½·Σ(ŷ − y)² over the 3 outputs, 1/210 of what the updates follow, measured before each update.',
    ]);
  });

  it('counts batches, the last one short or dropped', () => {
    const text = withLines({ trainer: { batch_size: 8 } });
    assert.deepEqual(batchesOf(experimentIn(text), 21), { rows: 8, perEpoch: 3, last: 5 });
    const dropped = withLines({ trainer: { batch_size: 8, drop_last: true } });
    assert.deepEqual(batchesOf(experimentIn(dropped), 21), { rows: 8, perEpoch: 2, last: 8 });
    const said = runInWords(experimentIn(text), 21).map(words);
    assert.equal(
      said[1],
      '3 updates an epoch of 21 rows, each with 8 rows; the last one has 5 rows.',
    );
    assert.match(said[2], /that same number, measured before.*the mean over its batches/);
  });

  it('does not promise a learning rate of an optimizer that divides by the gradient', () => {
    const loss = { type: 'mse', batch_reduction: 'sum' };
    const optimizer = { type: 'adam' };
    const [update] = runInWords(experimentIn(withLines({ loss, optimizer })), 21);
    assert.match(words(update), /a step of adam along .* 21 times their mean\.$/);
  });

  it('says how an accuracy is counted', () => {
    const text = withLines({ metrics: ['loss', { name: 'accuracy', threshold: 0.7 }] });
    const experiment = experimentIn(text);
    const accuracy = experiment.metrics?.[1];
    assert.ok(accuracy);
    assert.match(words(metricInWords(experiment, accuracy, 21)), /share of rows.*at least 0\.7/);
  });

  it('says what a penalty and an objective are made of, and what is no part of them', () => {
    const said = (optimizer: object) => {
      const experiment = experimentIn(withLines({ metrics: ['penalty', 'objective'], optimizer }));
      const [, ...both] = experiment.metrics ?? [];
      return both.map(metric => words(metricInWords(experiment, metric, 21)));
    };
    assert.deepEqual(said({ weight_decay: 0.5, l1: 0.1, decay_biases: false }), [
      '`penalty` is what the optimiser adds to the loss, measured before each update: ½·0.5·Σp² + 0.1·Σ|p| over all trained weights.',
      '`objective` is the loss that is trained, and the penalty, measured before each update: ½·0.5·Σp² + 0.1·Σ|p| over all trained weights.',
    ]);
    const [penalty] = said({ type: 'adamw', weight_decay: 0.5 });
    assert.match(
      penalty,
      /nothing is added here, and the decoupled weight decay of adamw is no part/,
    );
    assert.match(said({ l1: 0.1 })[1], /: 0\.1·Σ\|p\| over all trained parameters\.$/);
  });
});

describe('what a hover shows', () => {
  it('has the shapes of a layer, from the file or from the data', () => {
    const outline = outlineOf(SAMPLE);
    assert.ok(outline);
    assert.deepEqual(layerInWords(outline, 0, 2, 210).map(words), [
      'layer 1 of 2 · 2 × 5 = 10 parameters · kernel 2×5',
      '`z [210×5] = aPrev [210×2] · W [2×5]`, `a = sigmoid(z)`',
      '`∂L/∂W [2×5] = aPrevᵀ · δ`, `δ = ∂L/∂z [210×5]`',
    ]);
    assert.deepEqual(layerInWords(outline, 0, null, null), []);
    assert.deepEqual(layerInWords(outline, 7, 2, null), []);
  });

  it('has the mask of a dropout by its place in the file, and no layer counted for it', () => {
    const layers = [{ units: 5, activation: 'tanh' }, { type: 'dropout', rate: 0.2 }, { units: 3 }];
    const text = withLines({ model: { layers } });
    const outline = outlineOf(text);
    assert.ok(outline);
    assert.deepEqual(layerInWords(outline, 1, 2, 210).map(words), [
      'behind layer 1, in training only: each of its activations is dropped with the probability ' +
        '0.2; what is kept is multiplied by 1 / (1 − 0.2) = 1.250',
      '`mask [210×5] = (rand(210, 5) ≥ 0.2) / (1 − 0.2)`, drawn for every batch',
      '`aPrev = a ⊙ mask`, `∂L/∂a = ∂L/∂aPrev ⊙ mask`; when evaluating, aPrev = a',
    ]);
    assert.match(words(layerInWords(outline, 2, 2, null)[0]), /^layer 2 of 2 · 5 × 3 \+ 3 = 18 /);
    assert.deepEqual(hoveredIn(text, text.indexOf('"rate"') + 1)?.target, {
      kind: 'layer',
      place: 1,
    });
    for (const rate of [1, -0.1, 'half']) {
      const odd = withLines({
        model: { layers: [layers[0], { type: 'dropout', rate }, layers[2]] },
      });
      assert.deepEqual(layerInWords(outlineOf(odd) ?? assert.fail(), 1, 2, 210), [], `${rate}`);
    }
  });

  it('has a table of the numbers, and no NaN among them', () => {
    const stats = { rows: 2, cols: 2, meanAbs: 0.5, norm: 1.2, min: -1, max: 1 };
    const table = words(
      statsTable([
        { ...stats, tensor: 'z', nonFinite: 0 },
        { ...stats, tensor: 'delta', nonFinite: 4 },
      ]),
    );
    assert.match(table, /\| z \| 2×2 \| 0\.5000 \| −1\.000 \| 1\.000 \|/);
    assert.match(table, /\| δ \| 2×2 \| not finite \|/);
  });

  it('numbers targets from 1 where there are several', () => {
    const first = { inputs: [[5]], targets: [[0.5, -2]] };
    const summary = {
      train: { rows: 1, skipped: 0, filled: 0, perClass: null, first },
      ...{ validation: null, test: null, classNames: null, outputs: 2, featureNames: ['x1'] },
      ...{ image: null, scaling: null },
    };
    const rows = plainRows(summary, 'train', { rows: 1, inputs: 1 });
    assert.deepEqual(
      rows.split('\n').map(line => line.trim().split(/ +/)),
      [
        ['x1', 'y1', 'y2'],
        ['5', '0.5', '-2'],
      ],
    );
  });

  it('has the first rows, with classes by name', () => {
    const csv = 'a,b|c,kind\n1,2,pear\n3,4.5,apple\n5,-6,pear\n';
    const experiment = experimentIn(
      withLines({ data: { train: { type: 'csv', path: 'fruit.csv' } } }),
    );
    const files = new Map([['fruit.csv', new TextEncoder().encode(csv)]]);
    const summary = prepare(experiment, files).prepared?.summary;
    assert.ok(summary);
    assert.equal(
      describePart(summary, 'train'),
      '3 rows · 2 features · 2 classes: apple 1, pear 2',
    );
    assert.equal(
      plainRows(summary, 'train', { rows: 2, inputs: 1 }),
      'a  1 more  class\n1       …   pear\n3       …  apple',
    );
    const table = markdownRows(summary, 'train', { rows: 3, inputs: 9 }).markdown.split('\n');
    assert.equal(table[0], '| a | b\\|c | class |');
    assert.equal(table[4], '| 5 | −6 | pear |');
  });

  it('counts the rows that are left out once, beside those that are trained on', () => {
    const train = { type: 'csv', path: 'd.csv', missing: 'skip_row' };
    const data = { train, split: { validation: 0.5, shuffle: false } };
    const files = new Map([['d.csv', new TextEncoder().encode('a,y\n1,0\n?,1\n3,1\n,0\n')]]);
    const summary = prepare(experimentIn(withLines({ data })), files).prepared?.summary;
    assert.ok(summary);
    assert.match(
      describePart(summary, 'train'),
      /^1 row \(2 left out: a value is missing\) · 1 fea/,
    );
    assert.match(describePart(summary, 'validation'), /^1 row · 1 feature/);
  });

  it('draws every activation and every loss', async () => {
    const file = pathToFileURL('src/host/hovers/formulas.mjs').href;
    const formulas = (await import(file)) as Record<string, object>;
    assert.deepEqual(Object.keys(formulas.ACTIVATION_FORMULAS), [...ACTIVATIONS]);
    assert.deepEqual(Object.keys(formulas.LOSS_FORMULAS), [...LOSSES]);
  });
});
