/** Which file a command is about that is given none. */
import { MemoryHost, sample } from '../vscode/host';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';
import { disk } from '../vscode/workspace';

describe('a command that is given no file', () => {
  let host: MemoryHost;
  let xor: vscode.Uri;
  let linear: vscode.Uri;
  beforeEach(async () => {
    host = new MemoryHost();
    linear = await host.open('linear.backprop.json', sample('linear.backprop.json'));
    xor = await host.open('xor.backprop.json', sample('xor.backprop.json'));
  });
  afterEach(() => host.dispose());

  const stepOf = (uri: vscode.Uri) =>
    host.internal.sessionOf(uri)?.session.view.state?.position.step;
  const contextOf = (name: string) => services.contextKeys.get(`backprop.${name}`);

  it('is about the editor in front, whatever was done to another file meanwhile', async () => {
    await host.run('step', linear);
    await host.run('pause', linear);
    await host.run('openPanel', linear);
    await host.run('step');
    assert.deepEqual([stepOf(xor), stepOf(linear)], [1, 1]);
    assert.equal(host.internal.active.uri, xor);
    assert.equal(contextOf('elsewhere'), false);
  });

  it('is about the panel in front', async () => {
    await host.run('step', linear);
    screen.leave();
    const [panel] = screen.panels;
    panel.reveal(undefined, false);
    await host.run('step');
    assert.deepEqual([stepOf(linear), stepOf(xor)], [2, undefined]);
    assert.equal(host.internal.active.uri, linear);
  });

  it('is about a table in front, which takes nobody’s place while it is only looked at', async () => {
    await host.run('step');
    const table = await host.open('fruit.csv', sample('fruit.csv'));
    assert.equal(host.internal.active.uri, xor);
    assert.ok(host.internal.inspector.opened);
    // The buttons of the inspector would be about the table, the palette is.
    assert.equal(contextOf('elsewhere'), true);
    assert.equal(contextOf('state'), 'none');
    await host.run('step');
    assert.deepEqual([stepOf(table), stepOf(xor)], [1, 1]);
    assert.equal(host.internal.active.uri, table);
    assert.deepEqual([contextOf('elsewhere'), contextOf('state')], [false, 'paused']);
    await host.open('xor.backprop.json', sample('xor.backprop.json'));
    await host.open('fruit.csv', sample('fruit.csv'));
    assert.equal(host.internal.active.uri?.path, table.path, 'it has a run by now');
  });

  it('names the files that train, each for its own editor', async () => {
    const long = sample('xor.backprop.json').replace(/"epochs": \d+/, '"epochs": 9000000');
    const uri = await host.open('long.backprop.json', long);
    const training = host.run('train');
    const { session } = host.internal.sessionOf(uri) ?? assert.fail();
    await new Promise<void>(resolve => {
      const following = session.onDidChange(() => {
        if (session.view.status.state !== 'running') return;
        following.dispose();
        resolve();
      });
    });
    assert.deepEqual(contextOf('running'), [uri.toString()]);
    await host.open('xor.backprop.json', disk.text(xor) ?? '');
    assert.deepEqual(contextOf('running'), [uri.toString()]);
    assert.notEqual(contextOf('state'), 'running');
    await host.run('pause', uri);
    await training;
    assert.deepEqual(contextOf('running'), []);
  });

  it('opens the panel at a tensor again after it was closed', async () => {
    const tensor = { layer: 0, tensor: 'weights' };
    await host.run('inspect', xor, tensor);
    assert.ok(host.internal.panels.get(xor));
    for (let again = 0; again < 2; again++) {
      screen.panels.at(-1)?.dispose();
      assert.equal(host.internal.panels.get(xor), undefined);
      await host.run('inspect', xor, tensor);
      assert.ok(host.internal.panels.get(xor));
    }
  });
});
