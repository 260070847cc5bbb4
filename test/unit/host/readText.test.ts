/** How often texts are read: counted, never timed. */
import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import { sweptFiles } from '../../../src/experiment/validateSweep';
import { Dependents } from '../../../src/host/documents/dependents';
import { ReadText } from '../../../src/host/documents/readText';

function sweeping(parameters: object, data: object = { type: 'csv', path: 'a.csv' }): string {
  return JSON.stringify({
    version: 1,
    data: { train: data, encoding: 'one_hot' },
    model: { layers: [{ units: 3, activation: 'softmax' }] },
    loss: { type: 'cross_entropy' },
    optimizer: { type: 'sgd', learning_rate: 0.1 },
    trainer: { epochs: 20 },
    sweep: { parameters },
  });
}

const PATHS = { 'data.train.path': { values: ['b.csv', 'c/d.csv', 'a.csv'] } };

describe('the files that a text names', () => {
  it('are worked out once for all who ask', () => {
    let count = 0;
    const text = new ReadText(sweeping(PATHS), read => {
      count++;
      return sweptFiles(read);
    });
    assert.equal(count, 0, 'nobody has asked yet');
    for (let keystroke = 0; keystroke < 50; keystroke++) {
      assert.deepEqual(text.files, ['a.csv', 'b.csv', 'c/d.csv']);
    }
    assert.equal(count, 1);
  });

  it('are none where the text has an error, and need no sweep', () => {
    assert.deepEqual(new ReadText('{').files, []);
    assert.deepEqual(new ReadText(sweeping(PATHS).replace(/,"sweep.*/, '}')).files, ['a.csv']);
  });

  it('cost no reading of runs whose values hold no text, and could name none', () => {
    const values = Array.from({ length: 500 }, (_, i) => 0.001 * (i + 1));
    const read = readExperiment(sweeping({ 'optimizer.learning_rate': { values } }));
    assert.ok(read.experiment, JSON.stringify(read.problems));
    // The tree is what a run is made of: every reader of one needs it.
    const untouched = {
      ...read,
      get tree(): never {
        throw new Error('a run was read');
      },
    };
    assert.deepEqual(sweptFiles(untouched), []);
    const inside = { 'data.train': { values: [{ type: 'csv', path: 'e.csv' }] } };
    assert.deepEqual(sweptFiles(readExperiment(sweeping(inside))), ['e.csv']);
  });
});

describe('who depends on a file', () => {
  it('is told without asking what was read', () => {
    const dependents = new Dependents<string>();
    assert.equal(dependents.set('first', ['x.csv', 'y.csv']), true);
    assert.equal(dependents.set('second', ['y.csv']), true);
    assert.deepEqual(dependents.on('y.csv'), ['first', 'second']);
    assert.deepEqual(dependents.on('x.csv'), ['first']);
    assert.deepEqual(dependents.on('z.csv'), []);
  });

  it('changes with what is named, and ends with the session', () => {
    const dependents = new Dependents<string>();
    dependents.set('first', ['x.csv']);
    assert.equal(dependents.set('first', ['x.csv']), false, 'nothing new');
    assert.equal(dependents.set('first', ['z.csv']), true);
    assert.deepEqual(dependents.on('x.csv'), []);
    assert.deepEqual(dependents.on('z.csv'), ['first']);
    dependents.forget('first');
    assert.deepEqual(dependents.on('z.csv'), []);
  });
});
