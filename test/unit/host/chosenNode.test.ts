/** What the keys of the inspector do: they are about the current row. */
import { MemoryHost, sample } from './vscode/host';
import assert from 'node:assert/strict';
import { services } from './vscode/services';
import { screen } from './vscode/window';

describe('the keys of the inspector', () => {
  let host: MemoryHost;
  beforeEach(async () => {
    host = new MemoryHost();
    await host.open('five-points.backprop.json', sample('five-points.backprop.json'));
    await host.run('step');
  });
  afterEach(() => host.dispose());

  function choose(layer: number, tensor: 'weights' | 'biases'): void {
    const [view] = screen.views;
    view.show(true);
    view.webview.send({ type: 'current', row: { layer, tensor } });
  }

  it('copy the tensor of the current row by key, and say what was copied', async () => {
    choose(1, 'weights');
    await host.run('copyNumPy');
    assert.match(services.clipboard, /^W2 = np\.array\(\[/);
    await host.run('copyCsv');
    const rows = services.clipboard.split('\n').map(row => row.split(',').map(Number));
    assert.ok(rows.flat().every(Number.isFinite));
    const [words, again] = screen.said.filter(each => each.startsWith('Copied '));
    assert.match(words, new RegExp(`: ${rows.length}×${rows[0].length} numbers\\.$`));
    assert.equal(again, words);
    choose(0, 'biases');
    await host.run('copyNumPy');
    assert.match(services.clipboard, /^b1 = np\.array\(/);
  });

  it('do nothing where there is none', async () => {
    services.clipboard = 'mine';
    await host.run('copyNumPy');
    assert.equal(services.clipboard, 'mine');
  });
});
