/** Filter Tensors…, and Compare Runs… where there are several. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TENSOR_NAMES } from '../../../src/engine/ground/tensors';
import { answering } from '../answering';
import { closeAll, eventually, extension, fileOf, fresh, read, retype, show } from '../support';

const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`backprop.${command}`, ...args);

async function inspected(): Promise<vscode.Uri> {
  const uri = fileOf('five-points.backprop.json');
  await show(uri);
  await run('inspect', uri);
  return uri;
}

describe('the inspector’s commands', () => {
  afterEach(closeAll);

  it('Filter Tensors… shows what is ticked, and stays so; closed, it changes nothing', async () => {
    const uri = await inspected();
    const { inspector, sessionOf } = await extension();
    const shown = (): string[] =>
      inspector.picture?.layers[0].tensors.map(({ tensor }) => tensor) ?? [];
    assert.ok(sessionOf(uri));
    const all = await eventually(
      listener => inspector.onDidShow(listener),
      () => shown().length > 0 && shown(),
    );
    const tick = (wanted: readonly string[]) => (items: readonly vscode.QuickPickItem[]) =>
      items.filter((_, at) => wanted.includes(TENSOR_NAMES[at]));
    try {
      await answering({ pick: tick(['delta', 'gradW']) }, () => run('filterTensors'));
      assert.deepEqual(shown(), ['delta', 'gradW']);
      await answering({}, async asked => {
        await run('filterTensors');
        const [{ items }] = asked.lists;
        assert.deepEqual(
          TENSOR_NAMES.filter((_, at) => items[at].picked),
          ['delta', 'gradW'],
        );
      });
      assert.deepEqual(shown(), ['delta', 'gradW']);
    } finally {
      await answering({ pick: items => [...items] }, () => run('filterTensors'));
    }
    assert.deepEqual(shown(), all);
  });
});

describe('Compare Runs…', () => {
  afterEach(closeAll);

  it('asks which of several, the newest first, and shows the file of that one', async () => {
    const text = await read(fileOf('xor.backprop.json'));
    const uri = await fresh(text);
    await show(uri);
    const texts = ['0.5', '0.25', '0.125'].map(rate =>
      text.replace(/"learning_rate": [\d.]+/, `"learning_rate": ${rate}`),
    );
    for (const each of texts) {
      await retype(uri, each);
      await run('step', uri);
    }
    const pick = (items: readonly vscode.QuickPickItem[]) => items[1];
    const { lists } = await answering({ pick }, async asked => {
      await run('compareRuns', uri);
      return asked;
    });
    assert.deepEqual(
      lists[0].items.map(({ label }) => label),
      ['run 2', 'run 1'],
    );
    assert.match(lists[0].items[0].detail ?? '', /learning_rate/);
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const sides = await Promise.all(
      [input.original, input.modified].map(side => vscode.workspace.openTextDocument(side)),
    );
    assert.deepEqual(
      sides.map(side => side.getText()),
      [texts[0], texts[2]],
    );
  });

  it('has a sentence where there is no earlier run', async () => {
    const uri = await inspected();
    const { errors } = await answering({}, async asked => {
      await run('compareRuns', uri);
      return asked;
    });
    assert.match(errors.join(), /^There is no earlier run to compare with/);
  });
});
