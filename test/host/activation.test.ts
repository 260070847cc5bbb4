import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, extension, EXTENSION, fileOf, fresh, problemsOf, show } from './support';

interface Manifest {
  contributes: { commands: { command: string }[] };
}

describe('activation', () => {
  afterEach(closeAll);

  // The first test of the suite: later ones activate the extension themselves, this one does not.
  it('happens by itself when an experiment is opened', async () => {
    const found = vscode.extensions.getExtension(EXTENSION);
    const uri = await fresh('{ "version": 1 }');
    await show(uri);
    await problemsOf(uri, problems => problems.length > 0);
    assert.ok(found?.isActive);
  });

  it('registers exactly the commands that the manifest declares', async () => {
    await extension();
    const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON as Manifest;
    const declared = manifest.contributes.commands.map(({ command }) => command).sort();
    const registered = (await vscode.commands.getCommands(true)).filter(
      command => command.startsWith('backprop.') && !command.startsWith('backprop.inspector.'),
    );
    assert.deepEqual(registered.sort(), declared);
  });

  it('takes an experiment for JSON with comments, and a CSV file for CSV', async () => {
    const experiment = await vscode.workspace.openTextDocument(fileOf('xor.backprop.json'));
    assert.equal(experiment.languageId, 'jsonc');
    const csv = await vscode.workspace.openTextDocument(fileOf('fruit.csv'));
    assert.equal(csv.languageId, 'csv');
  });
});
