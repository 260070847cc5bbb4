/** Dropout in a file: where it may stand, how it is swept, and what checks know of it. */
import assert from 'node:assert/strict';
import { diagnose } from '../../../src/experiment/diagnosis/producers';
import { Subject } from '../../../src/experiment/diagnosis/subject/subject';
import { editsOf } from '../../../src/experiment/format/fixes';
import { layerPath } from '../../../src/experiment/format/experiment';
import { readExperiment } from '../../../src/experiment/read';
import { sweepRuns } from '../../../src/experiment/sweepRuns';
import { checked, complaints, prepared, sections } from './support';
import { failures, recording } from './verifySupport';

const HALF = { type: 'dropout', rate: 0.5 };
const HIDDEN = { units: 4, activation: 'tanh' };
const OUTPUT = { units: 1, activation: 'sigmoid' };
const withLayers = (...layers: unknown[]) => ({ model: { layers } });
const NET = withLayers(HIDDEN, HALF, OUTPUT);

describe('dropout in a list of layers', () => {
  it('belongs to the dense layer before it, which keeps its place and its name', () => {
    const { layers } = checked(
      withLayers(HIDDEN, HALF, { ...HIDDEN, name: 'second' }, { type: 'dropout', rate: 0 }, OUTPUT),
    ).model;
    assert.deepEqual(
      layers.map(({ name, units, mask }, index) => {
        return [name, units, mask, layerPath(layers, index).at(-1)];
      }),
      [
        ['layer1', 4, HALF, 0],
        ['second', 4, { type: 'dropout', rate: 0 }, 2],
        ['layer3', 1, null, 4],
      ],
    );
    const { spec } = prepared(NET);
    assert.deepEqual(
      spec.model.layers.map(({ mask }) => mask),
      [HALF, null],
    );
  });

  it('may be told apart from a dense layer that says so', () => {
    const said = prepared(withLayers({ type: 'dense', ...HIDDEN }, OUTPUT)).spec;
    assert.deepEqual(said, prepared(withLayers(HIDDEN, OUTPUT)).spec);
  });

  const refused: [layers: unknown[], sentence: RegExp][] = [
    [
      [HALF, OUTPUT],
      /^A dropout layer acts on .* a dense layer before it: it cannot come first\.$/,
    ],
    [[HIDDEN, OUTPUT, HALF], /^A dropout layer cannot come last: it would drop outputs/],
    [[HIDDEN, HALF, { type: 'dropout', rate: 0.2 }, OUTPUT], /in a row are one with the rate 0\.6/],
    [[HIDDEN, { type: 'dropout' }, OUTPUT], /^`rate` is missing from a dropout layer/],
    [
      [HIDDEN, { ...HALF, rate: 1 }, OUTPUT],
      /^`rate` must be a number from 0 to below 1, not 1\.$/,
    ],
    [[HIDDEN, { ...HALF, rate: -0.1 }, OUTPUT], /^`rate` must be a number from 0 to below 1/],
    [[HIDDEN, { ...HALF, rate: '0.5' }, OUTPUT], /without quotes/],
    [[HIDDEN, { ...HALF, units: 3 }, OUTPUT], /^`units` is only for "dense", not for a dropout/],
    [[{ ...HIDDEN, rate: 0.5 }, OUTPUT], /^`rate` is only for "dropout", not for a dense layer\.$/],
    [[HIDDEN, { type: 'dropout', p: 0.5 }, OUTPUT], /did you mean `rate`\?$/],
    [[HIDDEN, { type: 'Dropout', rate: 0.5 }, OUTPUT], /did you mean "dropout"\?$/],
    [[{ type: 'Linear', units: 4 }, OUTPUT], /did you mean "dense"\?$/],
    [[{ unit: 4 }, OUTPUT], /^`unit` is not a field of a layer: did you mean `units`\?$/],
  ];
  for (const [layers, sentence] of refused) {
    it(`is refused in a sentence: ${JSON.stringify(layers)}`, () => {
      const [first] = complaints(withLayers(...layers));
      assert.match(first, sentence);
    });
  }

  it('where it cannot stand is told at its place, and taken out by a fix', () => {
    const text = JSON.stringify(sections(withLayers(HIDDEN, OUTPUT, HALF)), null, 2);
    const { problems, tree } = readExperiment(text);
    assert.deepEqual(
      problems.map(({ place }) => place),
      [{ kind: 'json', path: ['model', 'layers', 2], part: 'value' }],
    );
    const [edit] = editsOf(text, tree, problems[0].fixes[0]);
    const mended =
      text.slice(0, edit.offset) + edit.content + text.slice(edit.offset + edit.length);
    assert.deepEqual(readExperiment(mended).problems, []);
    assert.deepEqual(JSON.parse(mended), sections(withLayers(HIDDEN, OUTPUT)));
  });

  it('does not move the places of what is wrong with the layers behind it', () => {
    const at = (...layers: unknown[]) =>
      readExperiment(JSON.stringify(sections(withLayers(...layers)))).problems.map(({ place }) =>
        place.kind === 'json' ? place.path.slice(0, 3) : null,
      );
    const softmax = { ...HIDDEN, activation: 'softmax' };
    assert.deepEqual(at(HIDDEN, HALF, softmax, OUTPUT), [['model', 'layers', 2]]);
    const kernel = { values: [[1]] };
    assert.deepEqual(at(HIDDEN, HALF, { ...OUTPUT, kernel_initializer: kernel }), [
      ['model', 'layers', 2],
    ]);
    const twice = [{ ...HIDDEN, name: 'a' }, HALF, { ...OUTPUT, name: 'a' }];
    assert.deepEqual(at(...twice), [['model', 'layers', 2]]);
  });
});

describe('what stands out in a network with dropout', () => {
  it('stands at the entry of its layer in the file', () => {
    const saturated = { ...HIDDEN, bias_initializer: { values: [[50, 50, 50, 50]] } };
    const subject = new Subject(prepared(withLayers(HIDDEN, HALF, saturated, OUTPUT)));
    const places = diagnose(subject).findings.flatMap(({ id, place }) =>
      id === 'initial_weights_saturate' ? [place] : [],
    );
    assert.deepEqual(places, [
      { kind: 'json', path: ['model', 'layers', 2, 'kernel_initializer'], part: 'value' },
    ]);
  });
});

describe('a sweep of layers with dropout', () => {
  const runsOf = (path: string, values: unknown[]) => {
    const sweep = { parameters: { [path]: { values } } };
    const read = readExperiment(JSON.stringify(sections({ ...NET, sweep })));
    assert.deepEqual(read.problems, []);
    return [...sweepRuns(read)].map(({ experiment }) => experiment?.model.layers ?? []);
  };

  it('sets the rate', () => {
    const rates = runsOf('model.layers.1.rate', [0, 0.2]).map(layers => layers[0].mask?.rate);
    assert.deepEqual(rates, [0, 0.2]);
    assert.deepEqual(
      runsOf('model.layers.*.rate', [0.3]).map(layers => layers[0].mask?.rate),
      [0.3],
    );
  });

  it('sets what dense layers have in those alone', () => {
    const units = runsOf('model.layers.*.units', [3]).map(layers => layers.map(each => each.units));
    assert.deepEqual(units, [[3, 3]]);
    const kernels = runsOf('model.layers.*.*_initializer', ['zeros']);
    assert.ok(kernels[0].every(({ kernel_initializer: { type } }) => type === 'zeros'));
  });

  it('cannot name what its kind has not', () => {
    const sweep = { parameters: { 'model.layers.1.units': { values: [1] } } };
    assert.match(complaints({ ...NET, sweep })[0], /has no field `units`/);
  });
});

describe('checks of a network with dropout', () => {
  it('know the mask by its path, where there is one', () => {
    const mask = recording(NET).layers[0].mask ?? assert.fail();
    const value = [Array.from(mask.data.slice(0, 4)), Array.from(mask.data.slice(4))];
    assert.deepEqual(failures({ expect: [{ path: 'layers.0.mask', value }] }, NET), []);
    const wrong = { expect: [{ path: 'layers.0.mask.0.0', value: 7 }] };
    assert.match(failures(wrong, NET)[0], /layers\.0\.mask\.0\.0/);
    const none = { checks: { expect: [{ path: 'layers.1.mask', value: 1 }] } };
    assert.match(complaints({ ...NET, ...none })[0], /names mask, but no dropout follows layer 1/);
  });

  it('let formulas speak of the masked input and of the mask', () => {
    const formula = [
      { for: 'layers.1.z', formula: 'aPrev @ W + b' },
      { for: 'layers.1.z', formula: '(a1 * mask1) @ W2 + b2' },
      { for: 'layers.1.gradW', formula: 'aPrev.T @ delta' },
      { for: 'layers.0.delta', formula: '(delta2 @ W2.T) * mask_1 * (1 - a1 * a1)' },
    ];
    assert.deepEqual(failures({ formula, gradient_check: true }, NET), []);
    const without = [{ for: 'layers.1.z', formula: 'a1 @ W + b' }];
    assert.equal(failures({ formula: without }, NET).length, 1);
    const unknown = { formula: [{ for: 'layers.1.z', formula: 'mask2 * z' }] };
    assert.match(
      complaints({ ...NET, checks: unknown })[0],
      /names `mask2`, which is nothing here/,
    );
  });
});
