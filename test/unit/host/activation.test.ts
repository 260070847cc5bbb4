/** The extension in a window in memory: what its commands do to files, questions and the panel. */
import { MemoryHost, sample } from './vscode/host';
import assert from 'node:assert/strict';
import { services } from './vscode/services';
import { screen } from './vscode/window';

describe('the extension in a window', () => {
  let host: MemoryHost;
  beforeEach(() => (host = new MemoryHost()));
  afterEach(() => host.dispose());

  it('trains the open experiment, and shows its panel beside it', async () => {
    await host.open('xor.backprop.json', sample('xor.backprop.json'));
    const status = await host.run('train');
    assert.deepEqual((status as { state: string }).state, 'done');
    assert.deepEqual(
      screen.panels.map(({ title }) => title),
      ['XOR, 2-2-2-1'],
    );
    assert.equal(services.contextKeys.get('backprop.state'), 'done');
  });
});
