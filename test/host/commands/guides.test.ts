/** Open Guide, in VS Code itself. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from '../answering';
import { closeAll, eventually } from '../support';

const previews = (): string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input, label }) =>
      input instanceof vscode.TabInputWebview && /markdown/i.test(input.viewType) ? [label] : [],
    ),
  );

describe('Open Guide', () => {
  afterEach(closeAll);

  it('opens a page of the extension in the preview of Markdown', async () => {
    const pick = (items: readonly vscode.QuickPickItem[]) =>
      items.find(({ label }) => label.includes('experiment format'));
    await answering({ pick }, async asked => {
      await vscode.commands.executeCommand('backprop.openGuide');
      assert.deepEqual(asked.errors, []);
    });
    await eventually(vscode.window.tabGroups.onDidChangeTabs, () => previews().length > 0);
    assert.match(previews().join(), /format\.md/);
  });
});
