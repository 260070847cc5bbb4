import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileOf, fresh, show } from './support';

describe('the outline', () => {
  afterEach(closeAll);

  async function namesIn(name: string): Promise<string[]> {
    const uri = fileOf(name);
    await show(uri);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const flat = (all: vscode.DocumentSymbol[]): string[] =>
      all.flatMap(({ name: own, detail, children }) => [`${own} ${detail}`, ...flat(children)]);
    return flat(symbols);
  }

  it('names the layers and the data of a network', async () => {
    const names = await namesIn('three-gaussians.backprop.json');
    for (const name of [
      'layer 1 5 · sigmoid',
      'layer 2 3 · sigmoid',
      'loss mse',
      'trainer 400 epochs',
    ])
      assert.ok(names.includes(name), names.join('\n'));
    assert.ok(names.some(name => /^train csv · data\/three-gaussians-train\.csv$/.test(name)));
  });

  it('names the inputs and the steps of an expression', async () => {
    const names = await namesIn('gates.backprop.json');
    for (const name of ['x -2', 'q = 2*x + y', 'f = q * z'])
      assert.ok(names.includes(name), names.join('\n'));
  });
});

describe('an experiment in the editor', () => {
  afterEach(closeAll);

  it('is folded and formatted as JSON', async () => {
    const uri = await fresh(
      '{"version":1,\n"data":{\n"train":{ "type":"generator","name":"moons"}\n}}',
    );
    const { document } = await show(uri);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uri,
    );
    assert.ok(folds.some(({ start }) => start === 1));
    const format = () => vscode.commands.executeCommand('editor.action.formatDocument');
    await format();
    const once = document.getText();
    assert.match(once, /^\{\r?\n {2,4}"version": 1,/);
    await format();
    assert.equal(document.getText(), once);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
