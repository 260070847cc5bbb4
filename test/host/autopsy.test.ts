import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AutopsyView } from '../../src/protocol/autopsy/page';
import { planted } from '../unit/experiment/plantedArrays';
import { npzOf } from '../unit/experiment/autopsyFiles';
import { HOSTILE } from './planted';
import { closeAll, eventually, extension, fileOf } from './support';

async function writeBytes(name: string, content: Uint8Array): Promise<vscode.Uri> {
  const uri = fileOf(name);
  await vscode.workspace.fs.writeFile(uri, content);
  return uri;
}

/** What the editor of a file shows, once that is as expected. */
async function shown(
  uri: vscode.Uri,
  expected: (view: AutopsyView) => boolean,
): Promise<AutopsyView> {
  const { autopsies } = await extension();
  const tab = await eventually(
    listener => vscode.window.tabGroups.onDidChangeTabs(listener),
    () => autopsies.all.find(each => each.uri.toString() === uri.toString()),
  );
  return eventually(
    listener => tab.onDidShow(listener),
    () => tab.view !== null && expected(tab.view) && tab.view,
  );
}

const LAB = 'find-my-bug.npz';

describe('Find My Bug', () => {
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(fileOf(LAB));
  });

  it('names the mistake in a file of arrays, in an editor of its own', async () => {
    const uri = await writeBytes(LAB, npzOf(planted({ id: 'derivative_missing', layer: 0 })));
    await vscode.commands.executeCommand('backprop.findMyBug', uri);
    const { report } = await shown(uri, view => view.report?.verdict === 'wrong');
    assert.deepEqual(
      report?.findings.map(({ id, layer }) => [id, layer]),
      [['derivative_missing', 0]],
    );
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.ok(activeTab?.input instanceof vscode.TabInputCustom);
    assert.equal(activeTab.input.viewType, 'backprop.autopsy');
    assert.equal(activeTab.label, LAB);
  });

  it('reads the file again when the program has written it anew', async () => {
    const uri = await writeBytes(LAB, npzOf(planted({ id: 'derivative_missing', layer: 0 })));
    await vscode.commands.executeCommand('backprop.findMyBug', uri);
    await shown(uri, view => view.report?.verdict === 'wrong');
    await writeBytes(LAB, npzOf(planted()));
    await shown(uri, view => view.report?.verdict === 'correct');
  });

  it('keeps names of arrays as text, whatever they hold', async () => {
    const arrays = planted({ id: 'derivative_missing', layer: 0 });
    // Above all folders: a name in a ZIP archive is a path.
    const name = HOSTILE.replaceAll('/', '');
    const given = arrays.given.map(each => (each.name === 'dW1' ? { ...each, name } : each));
    const uri = await writeBytes(LAB, npzOf({ ...arrays, given }));
    await vscode.commands.executeCommand('backprop.findMyBug', uri);
    const { report } = await shown(uri, view => view.report !== null);
    assert.ok(report?.arrays.some(each => each.name === name));
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, LAB);
  });
});
