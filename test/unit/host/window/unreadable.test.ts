/** What stands where a data file should, and is none: it is told where the file is named. */
import { useHost } from './support';
import assert from 'node:assert/strict';
import type { FileType as Type, Uri } from 'vscode';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { screen } from '../vscode/window';
import { disk, workspace } from '../vscode/workspace';

const { FileType } = types;
const CSV = 'a,b,kind\n1,2,0\n3,4,1\n';
const EXPERIMENT = JSON.stringify({
  version: 1,
  data: { train: { type: 'csv', path: 'data.csv' } },
  model: { layers: [{ units: 1, activation: 'sigmoid' }] },
  loss: { type: 'mse' },
});

describe('a data file that is none', () => {
  const host = useHost();

  function turnInto(uri: Uri, type: Type): void {
    disk.files.set(uri.toString(), { content: new Uint8Array(), mtime: ++disk.clock, type });
  }

  const kinds: { [name: string]: [type: Type, words: RegExp] } = {
    'a folder': [FileType.Directory, /cannot be read: it is a folder, not a file\.$/],
    'a pipe or a device': [FileType.Unknown, /it is neither a regular file nor a link to one\.$/],
    'a link to such a thing': [
      FileType.SymbolicLink,
      /neither a regular file nor a link to one\.$/,
    ],
    'a link to a folder': [
      FileType.SymbolicLink | FileType.Directory,
      /it is a folder, not a file/,
    ],
  };
  for (const [name, [type, words]] of Object.entries(kinds)) {
    it(`but ${name} is a Problem where it is named`, async () => {
      turnInto(disk.write('data.csv', ''), type);
      const uri = await host().open('x.backprop.json', EXPERIMENT);
      await host().internal.sessions.open(uri).session.check();
      const found = services.diagnostics.get(uri.toString()) ?? [];
      assert.equal(found.length, 1);
      assert.match(found[0].message, words);
      const document = await workspace.openTextDocument(uri);
      assert.equal(document.getText(found[0].range), '"data.csv"');
    });
  }

  it('but a pipe makes no experiment, and says why', async () => {
    const csv = await host().open('data.csv', CSV);
    turnInto(csv, FileType.Unknown);
    assert.equal(await host().run('newFromCsv', csv), undefined);
    assert.match(screen.said.join('\n'), /"data.csv" cannot be read: it is neither a regular file/);
  });

  it('read through a link is read', async () => {
    const link = disk.write('data.csv', CSV);
    const content = new TextEncoder().encode(CSV);
    const type = FileType.SymbolicLink | FileType.File;
    disk.files.set(link.toString(), { content, mtime: ++disk.clock, type });
    const uri = await host().open('x.backprop.json', EXPERIMENT);
    await host().internal.sessions.open(uri).session.check();
    assert.deepEqual(services.diagnostics.get(uri.toString()) ?? [], []);
  });
});
