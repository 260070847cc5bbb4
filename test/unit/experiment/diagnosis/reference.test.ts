/** Planted faults and sound nets, and questions as people have asked them; see reference/README.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withValue } from '../../../../src/experiment/format/fixes';
import { describeReference, REFERENCE } from '../../engine/support';
import { diagnosed, idsOf } from './support';

interface Case {
  file: string;
  planted: string;
  /** Ids that count as naming the cause; null of a sound net. */
  fault: string[] | null;
}

const textOf = (folder: string, file: string): string =>
  readFileSync(path.join(REFERENCE, folder, file), 'utf8');

describeReference<Case[]>('planted faults and sound nets', 'faults/cases.json', cases => {
  for (const { file, planted, fault } of cases)
    it(`${file} (${planted}) ${fault ? 'has its cause named first' : 'is left alone'}`, () => {
      const ids = idsOf(diagnosed(textOf('faults', file)).after);
      if (fault) assert.ok(fault.includes(ids[0]), ids.join(' '));
      else assert.deepEqual(ids, []);
    });
});

/** What is found first of a question, with a field set to a value; null: nothing. */
const ANSWERS: readonly (readonly [
  file: string,
  id: string | null,
  set?: readonly [path: string, value: number],
])[] = [
  ['n01-xor-no-bias', null],
  ['n05-xor-constant-init', 'units_identical'],
  ...[1, 2, 3, 5, 6, 7, 8, 9].map(
    seed => ['n06-xor-relu-2', 'dead_units', ['seed', seed]] as const,
  ),
  ['n06-xor-relu-2', null, ['seed', 0]],
  ['n06-xor-relu-2', null, ['seed', 4]],
  ['n07-dead-from-start', 'dead_units'],
  ['n08-sigmoid-target-100', 'target_outside_output_range'],
  ['n11-tanh-target-1-4', 'target_outside_output_range'],
  ['n14-regression-grows-not-nan', 'learning_rate_too_large'],
  ['n16-house', 'inputs_unscaled'],
  ['n17-slow-neuron', 'initial_weights_saturate'],
  ['n19-forgotten-activation', 'hidden_layers_linear'],
  ['n21-imbalanced', 'class_imbalance'],
  ['g02-13-lines-two-layers', 'learning_rate_too_large', ['optimizer.learning_rate', 1000]],
  ['g02-13-lines-two-layers', null],
  ['g04-toy-net-linspace', null],
  ['g07-octave-lambda4', null],
];

describeReference('questions of people', 'field/g12-no-hidden-slope.json', () => {
  const files = new Map(
    ['n16-house.csv', 'n21-imbalanced.csv'].map(file => [
      file,
      new Uint8Array(readFileSync(path.join(REFERENCE, 'field', file))),
    ]),
  );
  for (const [name, id, set] of ANSWERS)
    it(`${name}${set ? ` with ${set.join(' ')}` : ''}: ${id ?? 'nothing is wrong'}`, () => {
      const text = textOf('field', `${name}.backprop.json`);
      const changed = set ? withValue(text, set[0].split('.'), set[1]) : text;
      const { after } = diagnosed(changed ?? '', files);
      assert.equal(after.at(0)?.id ?? null, id, idsOf(after).join(' '));
    });
});
