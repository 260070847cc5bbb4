/** Workspaces of several folders, and of none: whose settings count, where copies go. */
import { choose, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { screen } from '../vscode/window';
import { disk, FOLDER, workspace } from '../vscode/workspace';

const OTHER = types.Uri.parse('memory:/other');
const BOTH = [FOLDER, OTHER];
const TABLE = 'a,b,kind\n1,2,cat\n3,4,dog\n2,2,cat\n4,3,dog\n';
const READS_TABLE = `{
  "version": 1,
  "data": { "train": { "type": "csv", "path": "pets.csv", "label": "kind" }, "encoding": "one_hot" },
  "model": { "layers": [{ "units": 2, "activation": "softmax" }] },
  "loss": { "type": "cross_entropy" },
  "optimizer": { "type": "sgd", "learning_rate": 0.1 },
  "trainer": { "epochs": 1 }
}`;

describe('a workspace of two folders', () => {
  const host = useHost();
  beforeEach(() => {
    disk.folders = BOTH.map((uri, index) => ({ uri, name: uri.path.slice(1), index }));
  });

  /** The same file in both folders, the second of which has a setting of its own. */
  const inBoth = (name: string, text: string): vscode.Uri[] =>
    BOTH.map(folder => {
      const uri = types.Uri.joinPath(folder, name);
      disk.put(uri, new TextEncoder().encode(text));
      return uri;
    });
  const lensesOf = async (uri: vscode.Uri): Promise<number> => {
    const lenses = services.providers.get('codeLens') as {
      provideCodeLenses(document: unknown): vscode.CodeLens[];
    };
    return lenses.provideCodeLenses(await workspace.openTextDocument(uri)).length;
  };
  const codesOf = async (uri: vscode.Uri): Promise<string[]> => {
    const { session } = host().internal.sessions.open(uri);
    await session.check();
    return session.checked.problems.map(({ id }) => id);
  };

  it('has the lenses that the folder of a file has switched on', async () => {
    for (const kind of ['file', 'layers', 'data', 'sweep', 'checks'])
      disk.set(`backprop.codeLens.${kind}`, false, OTHER);
    disk.set('backprop.codeLens.csv', 'on');
    disk.set('backprop.codeLens.csv', 'off', OTHER);
    for (const [name, text] of [
      ['xor.backprop.json', sample('xor.backprop.json')],
      ['gates.backprop.json', sample('gates.backprop.json')],
      ['pets.csv', TABLE],
    ]) {
      const [here, there] = inBoth(name, text);
      assert.notEqual(await lensesOf(here), 0, name);
      assert.equal(await lensesOf(there), 0, name);
    }
  });

  it('has the inlay hints that the folder of a file has switched on', async () => {
    disk.set('backprop.inlayHints', false, OTHER);
    const hints = services.providers.get('inlayHints') as {
      provideInlayHints(document: unknown, range: vscode.Range): Promise<vscode.InlayHint[]>;
    };
    const counts: number[] = [];
    for (const uri of inBoth('gates.backprop.json', sample('gates.backprop.json'))) {
      await codesOf(uri);
      const document = await workspace.openTextDocument(uri);
      const all = new types.Range(0, 0, document.lineCount, 0);
      counts.push((await hints.provideInlayHints(document, all)).length);
    }
    assert.deepEqual(counts, [5, 0]);
  });

  it('reads data files as large as the folder of the experiment allows', async () => {
    disk.set('backprop.largestDataFile', 1e-6, OTHER);
    const tables = inBoth('pets.csv', TABLE);
    const [here, there] = inBoth('pets.backprop.json', READS_TABLE);
    assert.deepEqual(await codesOf(here), []);
    assert.deepEqual(await codesOf(there), ['file-too-large']);
    await host().run('train', tables[0]);
    assert.deepEqual(
      screen.said.filter(words => words.includes('limit')),
      [],
    );
    await host().run('train', tables[1]);
    assert.match(screen.said.join('\n'), /"pets.csv" has 1 MB, more than the limit/);
  });

  it('trains on as many threads as the folder of the experiment says, runs of a sweep too', async () => {
    disk.set('backprop.threads', 3, OTHER);
    const sweep = ', "sweep": {"parameters": {"seed": {"values": [0]}}}}';
    const text = sample('xor.backprop.json').replace(/\}\s*$/, sweep);
    for (const [index, uri] of inBoth('xor.backprop.json', text).entries()) {
      await host().run('step', uri);
      await host().run('runSweep', uri);
      assert.deepEqual(host().threadsAsked.splice(0), index === 0 ? [0, 0] : [3, 3]);
    }
  });
});

describe('a workspace that no folder has been added to yet', () => {
  const host = useHost();
  beforeEach(() => (disk.folders = []));

  it('opens copies of samples, in the storage of the extension, and says so', async () => {
    choose('XOR');
    const copy = (await host().run('openSample')) as vscode.Uri;
    assert.match(copy.path, /^\/global\/backprop-samples\//);
    assert.equal(screen.asked[0].title, 'A copy you can edit is opened');
  });
});
