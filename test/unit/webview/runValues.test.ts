import assert from 'node:assert/strict';
import { bestOf, chipsOf, resultColumns } from '../../../webview/runs/runValues';

const run = (number: number, values: string[]) => ({ number, values, origin: null });

describe('what the list of runs says of a run', () => {
  it('is in which options it differs from the one it is compared with, and in no others', () => {
    const options = ['optimizer.type', 'optimizer.learning_rate', 'model.layers.0.units'];
    const reference = run(1, ['sgd', '0.1', '8']);
    const chips = chipsOf(run(2, ['adam', '0.1', '4']), reference, options);
    assert.deepEqual(chips, [
      { name: '', value: 'adam', title: 'optimizer.type sgd → adam' },
      { name: 'units', value: '4', title: 'model.layers.0.units 8 → 4' },
    ]);
    assert.equal(chipsOf(reference, reference, options).length, 3, 'itself says what it has');
  });

  it('is the loss and the metrics of the rows that say most', () => {
    const columns = ['loss', 'accuracy', 'mae', 'val_loss', 'val_accuracy', 'val_mae', 'test_loss'];
    assert.deepEqual(resultColumns(columns), ['loss', 'val_loss', 'val_accuracy', 'val_mae']);
    assert.deepEqual(resultColumns(['loss', 'accuracy']), ['loss', 'accuracy']);
  });

  it('is best where it is known what is better', () => {
    assert.equal(bestOf('val_loss', [0.5, undefined, 0.25, NaN]), 0.25);
    assert.equal(bestOf('accuracy', [0.5, 0.75]), 0.75);
    assert.equal(bestOf('r', [0.5, 0.75]), null);
    assert.equal(bestOf('loss', [0.5, undefined]), null, 'there is nothing to choose from');
  });
});
