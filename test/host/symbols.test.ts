import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileOf, show } from './support';

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
