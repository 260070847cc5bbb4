/** Which documents are a person's own files, and where a problem of a data file stands. */
import { useHost } from './support';
import assert from 'node:assert/strict';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { screen } from '../vscode/window';
import { disk, workspace } from '../vscode/workspace';

describe('a document', () => {
  const host = useHost();
  /** Shows it, and tells whether it was taken for an experiment. */
  const isTaken = async (address: string): Promise<boolean> => {
    const uri = types.Uri.parse(address);
    disk.put(uri, new TextEncoder().encode(sample('xor.backprop.json')));
    screen.show(await workspace.openTextDocument(uri));
    const lenses = services.providers.get('codeLens') as {
      provideCodeLenses(document: unknown): unknown[];
    };
    const hasLenses = lenses.provideCodeLenses(await workspace.openTextDocument(uri)).length > 0;
    const isPresent = host().internal.active.uri?.toString() === uri.toString();
    assert.equal(hasLenses, isPresent);
    return isPresent;
  };

  it('is an experiment where it can be written, or has not been saved', async () => {
    assert.ok(await isTaken('memory:/work/a.backprop.json'));
    assert.ok(await isTaken('memory:/elsewhere/a.backprop.json'));
    assert.ok(await isTaken('untitled:a.backprop.json'));
  });

  it('is an experiment in a folder that is open, though nothing can be written there', async () => {
    disk.readOnly = true;
    assert.ok(await isTaken('memory:/work/a.backprop.json'));
    assert.equal(await isTaken('memory:/elsewhere/a.backprop.json'), false);
  });

  it('is none where it shows another version of a file, a review, or what was printed', async () => {
    for (const scheme of ['git', 'review', 'pr', 'chat-editing-text-model', 'output'])
      assert.equal(await isTaken(`${scheme}:/work/a.backprop.json`), false, scheme);
  });
});

describe('a problem of a data file', () => {
  const host = useHost();

  it('stands where the file is named, whatever else is called the same', async () => {
    const text = `{
  "version": 1,
  "name": "../out.csv",
  "data": { "train": { "type": "csv", "path": "../out.csv" } },
  "model": { "layers": [{ "units": 1, "activation": "sigmoid" }] },
  "loss": { "type": "mse" },
  "optimizer": { "type": "sgd", "learning_rate": 0.1 },
  "trainer": { "epochs": 1 }
}`;
    const uri = await host().open('a.backprop.json', text);
    await host().internal.sessions.open(uri).session.check();
    const [problem] = services.diagnostics.get(uri.toString()) ?? [];
    assert.match(problem.message, /not inside the workspace/);
    assert.equal(problem.range.start.line, 3);
  });
});
