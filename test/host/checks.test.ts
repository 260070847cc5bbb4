import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checked, closeAll, fresh, lenses, problemsOf, retype, show } from './support';

const CHECKED = `{
  "version": 1,
  "data": { "train": { "type": "generator", "name": "xor_easy" } },
  "model": { "layers": [{ "units": 2, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" }] },
  "loss": { "type": "mse" },
  "optimizer": { "type": "sgd", "learning_rate": 0.1 },
  "trainer": { "epochs": 5 },
  "checks": {
    "gradient_check": true,
    "expect": { "path": "layers.0.biases.0", "step": 3, "value": 42 }
  }
}
`;

async function lensOf(uri: vscode.Uri): Promise<string | undefined> {
  const titles = (await lenses(uri)).flatMap(({ command }) => command?.title ?? []);
  return titles.find(title => title.includes('checks'));
}

describe('the checks of a file', () => {
  afterEach(closeAll);

  it('are made while it trains: a Problem where one fails, and a lens that counts', async () => {
    const uri = await fresh(CHECKED);
    const { document } = await show(uri);
    await checked(uri);
    assert.equal(await lensOf(uri), '$(play) Train to run the checks');
    await vscode.commands.executeCommand('backprop.train', uri);
    const [problem] = await problemsOf(uri, problems => problems.length === 1);
    assert.equal(document.getText(problem.range), '42');
    assert.match(problem.message, /^layers\.0\.biases\.0 is .+, not 42, at step 3/);
    assert.equal(await lensOf(uri), '$(error) 1 of 2 checks failed');
    const settings = vscode.workspace.getConfiguration('backprop.codeLens');
    await settings.update('checks', false, vscode.ConfigurationTarget.Global);
    try {
      assert.equal(await lensOf(uri), undefined);
    } finally {
      await settings.update('checks', undefined, vscode.ConfigurationTarget.Global);
    }
    await retype(uri, CHECKED.replace('42', '0').replace('"step": 3', '"step": 0'));
    await problemsOf(uri, problems => problems.length === 0);
    await vscode.commands.executeCommand('backprop.train', uri);
    assert.equal(await lensOf(uri), '$(pass) 2 of 2 checks passed');
  });
});
