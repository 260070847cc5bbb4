/** The commands that write files: what they write, and that a person's file is theirs. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from '../answering';
import { checked, closeAll, extension, fileOf, fresh, read, show, write } from '../support';

const TABLE = 'height,width,kind\n1,2,pear\n3,1,apple\n2,2,pear\n4,1,apple\n';
const run = (command: string, ...args: unknown[]): Thenable<vscode.Uri | undefined> =>
  vscode.commands.executeCommand(`backprop.${command}`, ...args);

/** A table and the experiment beside it, both with names of their own. */
async function table(): Promise<{ csv: vscode.Uri; target: vscode.Uri; name: string }> {
  const name = `table-${crypto.randomUUID()}`;
  const csv = await write(`${name}.csv`, TABLE);
  return { csv, name, target: fileOf(`${name}.backprop.json`) };
}

describe('New Experiment', () => {
  afterEach(closeAll);

  it('from this CSV asks before it replaces a file, which stays as it is where one refuses', async () => {
    const { csv, target, name } = await table();
    const own = '{ "my": "own work" }';
    await write(`${name}.backprop.json`, own);
    await show(csv);
    const refused = await answering({}, async asked => {
      assert.equal(await run('newFromCsv', csv), undefined);
      return asked.questions;
    });
    assert.deepEqual(refused, [`${name}.backprop.json exists already. Replace it?`]);
    assert.equal(await read(target), own);
    await answering({ press: () => 'Replace' }, async () => {
      assert.equal((await run('newFromCsv', csv))?.toString(), target.toString());
    });
    assert.match(await read(target), /"label": "kind"/);
  });

  it('from this CSV asks nothing where there is no such file', async () => {
    const { csv, target } = await table();
    await show(csv);
    const { questions } = await answering({}, async asked => {
      await run('newFromCsv', csv);
      return asked;
    });
    assert.deepEqual(questions, []);
    assert.match(await read(target), /"label": "kind"/);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), target.toString());
  });

  it('from a table shows its columns to choose among', async () => {
    const { csv, name } = await table();
    await show(csv);
    const choose = (items: readonly vscode.QuickPickItem[], title: string) =>
      items.find(({ label }) =>
        label.endsWith(title.startsWith('New Experiment: which') ? `${name}.csv` : 'From a table…'),
      );
    await answering({ pick: choose }, () => run('newExperiment'));
    const { tabGroups } = vscode.window;
    const tabs = () => tabGroups.all.flatMap(group => group.tabs);
    const isThere = () => tabs().some(({ label }) => label === `Columns of ${name}.csv`);
    // VS Code tells of a new tab after it has opened it.
    if (isThere()) return;
    await new Promise<void>(resolve => {
      const seen = tabGroups.onDidChangeTabs(() => {
        if (!isThere()) return;
        seen.dispose();
        resolve();
      });
    });
  });

  it('from a sample opens one, and writes over no copy that a person has changed', async () => {
    const name = 'linear-70.backprop.json';
    const [original, away] = [fileOf(name), fileOf(`away-${name}`)];
    // The samples' folder is open in these tests: without the file it is as any other.
    await vscode.workspace.fs.rename(original, away);
    const pick = (items: readonly vscode.QuickPickItem[]) =>
      items.find(({ label, description }) => /sample…$/.test(label) || description === name);
    try {
      const copy = await answering({ pick }, () => run('newExperiment'));
      assert.equal(copy?.toString(), fileOf(`backprop-samples/${name}`).toString());
      assert.equal(await read(copy), await read(away));
      await write(`backprop-samples/${name}`, '{ "my": "changes" }');
      assert.equal((await run('openSample', name))?.toString(), copy.toString());
      assert.equal(await read(copy), '{ "my": "changes" }');
      await answering({ pick }, () => run('openSample'));
      assert.equal(await read(copy), '{ "my": "changes" }');
    } finally {
      await vscode.workspace.fs.rename(away, original);
      await vscode.workspace.fs.delete(fileOf('backprop-samples'), { recursive: true });
    }
  });

  it('writes nothing where a question is closed', async () => {
    const { csv, target } = await table();
    await show(csv);
    const first = (items: readonly vscode.QuickPickItem[], title: string) => {
      const fromCsv = items.find(({ label }) => label.endsWith('From a table…'));
      return title.includes('what is to be learned') ? undefined : (fromCsv ?? items[0]);
    };
    for (const pick of [undefined, first])
      assert.equal(await answering({ pick }, () => run('newExperiment')), undefined);
    await assert.rejects(async () => vscode.workspace.fs.stat(target));
  });
});

describe('the panel', () => {
  afterEach(closeAll);

  it('saves a picture where a person says, and nowhere else', async () => {
    const uri = await fresh('{}');
    await show(uri);
    await checked(uri);
    await run('openPanel', uri);
    const view = (await extension()).panels.get(uri);
    assert.ok(view);
    const mime = 'image/svg+xml';
    const data = new TextEncoder().encode('<svg/>').buffer;
    const target = fileOf(`picture-${crypto.randomUUID()}.svg`);
    const proposals: string[] = [];
    const save = (proposal: vscode.Uri) => {
      proposals.push(proposal.path.split('/').at(-1) ?? '');
      return proposals.length === 1 ? undefined : target;
    };
    await answering({ save }, async () => {
      await view.receive({ type: 'save', name: '../loss: W|1.svg', mime, data });
      await assert.rejects(async () => vscode.workspace.fs.stat(target));
      await view.receive({ type: 'save', name: 'loss.svg', mime, data });
    });
    assert.deepEqual(proposals, ['-loss- W-1.svg', 'loss.svg']);
    assert.equal(await read(target), '<svg/>');
  });

  it('copies text', async () => {
    const uri = await fresh('{}');
    await show(uri);
    await run('openPanel', uri);
    await (await extension()).panels.get(uri)?.receive({ type: 'copy', text: '\\delta_1' });
    assert.equal(await vscode.env.clipboard.readText(), '\\delta_1');
  });
});
