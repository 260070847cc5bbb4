/** What is chosen, and whether it is news. */
import './vscode/install';
import assert from 'node:assert/strict';
import type { TensorRef } from '../../../src/protocol/tensors';
import { Selection } from '../../../src/host/sessions/selection';
import { types } from './vscode/types';

describe('the tensor that is chosen', () => {
  it('is news where it is of another layer, another kind or another file', () => {
    const [a, b] = ['a', 'b'].map(name => types.Uri.parse(`memory:/work/${name}.backprop.json`));
    const selection = new Selection();
    const told: string[] = [];
    selection.onDidChange(({ uri, tensor: { layer, tensor } }) =>
      told.push(`${uri.path.slice(6, 7)} ${layer} ${tensor}`),
    );
    const choose = (uri: typeof a, layer: number, tensor: TensorRef['tensor']) =>
      selection.choose(uri, { layer, tensor }, 'panel');
    choose(a, 0, 'weights');
    choose(a, 0, 'weights');
    choose(a, 1, 'weights');
    choose(a, 1, 'gradW');
    choose(b, 1, 'gradW');
    assert.deepEqual(told, ['a 0 weights', 'a 1 weights', 'a 1 gradW', 'b 1 gradW']);
  });
});
