/** Quick fixes where their problems stand, and a sweep that is asked for twice. */
import { READS_NUMBERS } from './support';
import { MemoryHost, sample } from '../vscode/host';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { screen } from '../vscode/window';
import { disk, workspace } from '../vscode/workspace';

async function actionsAt(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const provider = services.providers.get('codeActions') as vscode.CodeActionProvider;
  const document = (await workspace.openTextDocument(uri)) as unknown as vscode.TextDocument;
  const found = await provider.provideCodeActions(document, range, {} as never, {} as never);
  return (found ?? []) as vscode.CodeAction[];
}

describe('in a window', () => {
  let host: MemoryHost;
  beforeEach(() => (host = new MemoryHost()));
  afterEach(() => host.dispose());

  it('a problem in a table has its fix there, and the fix changes the experiment', async () => {
    disk.write('numbers.csv', '1,2,0\n3,4,1\n5,6,0\n7,8,1\n');
    const uri = await host.open('a.backprop.json', READS_NUMBERS);
    const { session } = host.internal.sessionOf(uri) ?? assert.fail();
    await session.check();
    const table = types.Uri.joinPath(uri, '../numbers.csv');
    const [problem] = host.internal.diagnostics
      .in(table)
      .filter(({ finding: { fixes } }) => fixes[0]);
    assert.ok(problem, JSON.stringify(session.checked.problems));
    const [action] = await actionsAt(table, problem.diagnostic.range);
    assert.ok(action.edit);
    assert.deepEqual(
      action.edit.entries().map(([file]) => file.toString()),
      [uri.toString()],
    );
    await workspace.applyEdit(action.edit);
    assert.match((await workspace.openTextDocument(uri)).getText(), /"header": false/);
  });

  it('the one fix that there is is the preferred one; of two, neither is', async () => {
    const text = sample('xor.backprop.json');
    for (const [written, wrong, preferred] of [
      ['"learning_rate"', '"lr"', [true]],
      ['"mse"', '"cross_entropy"', [false, false]],
    ] as const) {
      const changed = text.replace(written, wrong);
      const uri = await host.open(`${preferred.length}.backprop.json`, changed);
      const { session } = host.internal.sessions.open(uri);
      await session.check();
      const shown = host.internal.diagnostics.in(uri);
      const { diagnostic } =
        shown.find(({ finding }) => finding.fixes.length === preferred.length) ?? assert.fail();
      const all = await actionsAt(uri, diagnostic.range);
      const actions = all.filter(({ diagnostics }) => diagnostics?.includes(diagnostic));
      assert.deepEqual(
        actions.map(({ isPreferred }) => isPreferred),
        preferred,
      );
    }
  });

  it('a sweep that is running is not begun again', async () => {
    const text = sample('initial-range.backprop.json');
    const uri = await host.open('swept.backprop.json', text);
    const first = host.run('runSweep', uri);
    const second = await host.run('runSweep', uri);
    assert.equal(second, undefined);
    assert.match(screen.said.join('\n'), /A sweep of swept\.backprop\.json is running/);
    const { sweep } = host.internal.sessionOf(uri) ?? assert.fail();
    if (!sweep.isRunning) await new Promise<void>(resolve => sweep.onDidTurn(resolve));
    sweep.cancel();
    assert.ok(await first);
  });
});
