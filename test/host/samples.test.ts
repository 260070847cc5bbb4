import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SAMPLES } from '../../src/host/commands/sampleList';
import { checked, closeAll, extension, fileOf, lenses, show } from './support';

/** Needs files that are not part of the samples. */
const BY_HAND = 'mnist.backprop.json';

/** Gates in place of a network: nothing trains. */
const EXPRESSIONS = SAMPLES.filter(name => /gates|neuron/.test(name));

describe('the samples', () => {
  afterEach(closeAll);

  for (const name of EXPRESSIONS) {
    it(`${name} has values and gradients beside its steps`, async () => {
      const uri = fileOf(name);
      await show(uri);
      const { session, expression } = await checked(uri);
      assert.deepEqual(session.checked.problems, []);
      assert.ok(expression.current);
      const everywhere = new vscode.Range(0, 0, 100, 0);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        uri,
        everywhere,
      );
      const named = expression.current.nodes.filter(node => node.name !== null);
      assert.equal(hints.length, named.length);
    });
  }

  const networks = SAMPLES.filter(sample => sample !== BY_HAND && !EXPRESSIONS.includes(sample));
  for (const name of networks) {
    it(`${name} trains`, async function () {
      this.timeout(60_000);
      const uri = fileOf(name);
      await show(uri);
      const { session } = await checked(uri);
      assert.deepEqual(session.checked.problems, []);
      const above = (await lenses(uri)).map(lens => lens.command?.title ?? '');
      assert.match(above.join('\n'), /^\$\(play\) Train/m);
      const status = await session.train();
      assert.equal(status.state, 'done', status.message);
      assert.ok(session.view.history.length > 0);
    });
  }

  it(`${BY_HAND} says which file is missing`, async () => {
    const uri = fileOf(BY_HAND);
    await show(uri);
    const { session } = await checked(uri);
    assert.match(session.checked.problems[0].message, /ubyte/);
  });

  it('that are in the workspace already are opened, not copied', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>(
      'backprop.openSample',
      'xor.backprop.json',
    );
    assert.equal(uri.toString(), fileOf('xor.backprop.json').toString());
  });

  it('are copied with their data where they are not', async () => {
    const name = 'three-gaussians.backprop.json';
    const original = fileOf(name);
    const away = fileOf('away.backprop.json');
    await vscode.workspace.fs.rename(original, away);
    try {
      const uri = await vscode.commands.executeCommand<vscode.Uri>('backprop.openSample', name);
      assert.equal(uri.toString(), fileOf(`backprop-samples/${name}`).toString());
      const { session } = await checked(uri);
      assert.deepEqual(session.checked.problems, []);
      assert.equal((await extension()).active.uri?.toString(), uri.toString());
    } finally {
      await vscode.workspace.fs.rename(away, original);
    }
  });
});
