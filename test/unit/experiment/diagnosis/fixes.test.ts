/** What is tried against a finding: offered only where it has helped on every seed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { candidatesOf, edited } from '../../../../src/experiment/diagnosis/fixes/candidates';
import type { Json } from '../../../../src/experiment/diagnosis/fixes/candidates';
import { centred } from '../../../../src/experiment/diagnosis/network/initialWeights';
import { trial } from '../../../../src/experiment/diagnosis/fixes/trial';
import {
  offered,
  tryFixes,
  type TriedFix,
} from '../../../../src/experiment/diagnosis/fixes/tryFixes';
import type { Finding } from '../../../../src/experiment/format/finding';
import { ROOT } from '../../../tools/library/process';
import { PLANTED } from './planted';
import { diagnosed, drained, layers, sound } from './support';

function firstOf(file: Json): Finding {
  return diagnosed(JSON.stringify(file)).after[0];
}

function fixesOf(id: string): TriedFix[] {
  const file = sound(PLANTED[id]);
  return offered(drained(tryFixes(firstOf(file), file, new Map())));
}

describe('fixes that are tried', () => {
  for (const [id, path, value] of [
    ['learning_rate_too_large', 'optimizer.learning_rate', 0.3],
    ['units_identical', 'model.layers.0.kernel_initializer', 'xavier_uniform'],
    ['inputs_unscaled', 'data.normalization', 'zscore'],
    ['weight_decay_too_strong', 'optimizer.weight_decay', 0],
    ['momentum_too_high', 'optimizer.momentum', null],
    ['hidden_layers_linear', 'model.layers', null],
    ['no_hidden_layer', 'model.layers', null],
    ['capacity_too_small', 'model.layers.0.units', 8],
    ['dead_units', 'model.layers', null],
    ['target_outside_output_range', 'model.layers.1.activation', 'linear'],
    ['overfitting', 'trainer.early_stopping', null],
  ] as const)
    it(`against ${id} set ${path}, and say from where to where`, () => {
      const fixes = fixesOf(id);
      const fix = fixes.find(
        each => each.path.join('.') === path && (value === null || each.value === value),
      );
      assert.ok(fix, JSON.stringify(fixes));
      assert.equal(fix.seeds, 3);
      assert.ok(fix.measure === 'accuracy' ? fix.after > fix.before : fix.after < fix.before);
      assert.ok(fixes.length <= 3);
    });

  it('help from other seeds, too', () => {
    const file = sound(PLANTED.units_identical);
    const [best] = fixesOf('units_identical');
    for (let seed = 50; seed < 55; seed++) {
      const [before, after] = [file, edited(file, best)].map(
        each => drained(trial({ ...each, seed }, new Map()))?.scores.accuracy ?? NaN,
      );
      assert.ok(after > before, `${seed}: ${before} → ${after}`);
    }
  });

  it('are none where nothing helps, or where nothing can be edited', () => {
    const rate = { ...firstOf(sound(PLANTED.learning_rate_too_large)) };
    const hopeless = sound(PLANTED.labels_unrelated_to_inputs);
    assert.deepEqual(offered(drained(tryFixes(rate, hopeless, new Map()))), []);
    assert.deepEqual(fixesOf('class_imbalance'), []);
  });

  it('draw the weights of the lab that begins saturated around 0, in every layer', () => {
    const sample = join(ROOT, 'samples/initial-range.backprop.json');
    const file = parse(readFileSync(sample, 'utf8')) as Json;
    const [best] = offered(drained(tryFixes(firstOf(file), file, new Map())));
    assert.equal(best.title, 'Draw kernel_initializer of every layer around 0');
    const drawn = (best.value as Json[]).map(({ kernel_initializer: draws }) => draws);
    assert.deepEqual(drawn, Array(3).fill({ type: 'uniform', low: -1, high: 1 }));
    assert.ok(best.before < 0.5 && best.after > 0.9, `${best.before} → ${best.after}`);
  });

  it('leave the file as it is', () => {
    const file = sound(PLANTED.units_identical);
    const text = JSON.stringify(file);
    drained(tryFixes(firstOf(file), file, new Map()));
    assert.equal(JSON.stringify(file), text);
  });

  it('can be ended between any two breaths', () => {
    const file = sound(PLANTED.units_identical);
    const steps = tryFixes(firstOf(file), file, new Map());
    assert.equal(steps.next().done, false);
    assert.equal(steps.return([]).done, true);
  });
});

describe('candidates', () => {
  it('edit one layer, and all layers like it, each once; dropout is none', () => {
    const [first, second, output] = layers('sigmoid', 6, 6);
    const file = sound({
      model: { layers: [first, { type: 'dropout', rate: 0.5 }, second, output] },
    });
    const finding: Finding = {
      id: 'vanishing_gradient',
      severity: 'warning',
      message: '',
      place: { kind: 'text', offset: 0, length: 0 },
      fixes: [
        {
          title: 'Set activation to "tanh"',
          path: ['model', 'layers', 0, 'activation'],
          part: 'value',
          text: '"tanh"',
        },
      ],
    };
    const [one, all, ...others] = candidatesOf(finding, file);
    assert.deepEqual(others, []);
    assert.deepEqual([one.path, one.value], [['model', 'layers', 0, 'activation'], 'tanh']);
    const written = (all.value as Json[]).map(({ activation }) => activation);
    assert.deepEqual(written, ['tanh', undefined, 'tanh', 'sigmoid']);
  });

  it('draw around 0 what is not, as wide as the larger of its ends', () => {
    const drawn = (draws: Json): unknown => centred(draws);
    assert.deepEqual(drawn({ type: 'uniform', low: -0.5, high: 2 }), {
      ...{ type: 'uniform', low: -2, high: 2 },
    });
    assert.deepEqual(drawn({ type: 'uniform', low: 0 }), { type: 'uniform', low: -1, high: 1 });
    assert.deepEqual(drawn({ type: 'normal', mean: 3, std: 2 }), {
      ...{ type: 'normal', mean: 0, std: 2 },
    });
    for (const type of ['uniform', 'normal', 'zeros', 'xavier_uniform'])
      assert.equal(drawn({ type }), null, type);
  });
});
