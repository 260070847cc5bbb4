/** Sessions go with their files: renamed, moved with a folder, saved for the first time, deleted. */
import { MemoryHost, sample } from '../vscode/host';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ToPanel } from '../../../../src/protocol/panel';
import { types } from '../vscode/types';
import { screen } from '../vscode/window';
import { disk, fileEvents, FOLDER, workspace } from '../vscode/workspace';

const LINEAR = sample('linear.backprop.json');

describe('a file with a session', () => {
  let host: MemoryHost;
  let from: vscode.Uri;
  beforeEach(async () => {
    host = new MemoryHost();
    from = await host.open('sub/from.backprop.json', LINEAR);
    await host.run('step');
  });
  afterEach(() => host.dispose());

  const at = (name: string) => types.Uri.joinPath(FOLDER, name);
  const stepOf = (uri: vscode.Uri) =>
    host.internal.sessionOf(uri)?.session.view.state?.position.step;

  /** As the explorer does: the file first, its editor with it, and then the listeners. */
  async function rename(oldUri: vscode.Uri, newUri: vscode.Uri, file = newUri): Promise<void> {
    disk.put(file, new TextEncoder().encode(LINEAR));
    disk.remove(from);
    disk.documents.delete(from.toString());
    screen.close(from);
    screen.show(await workspace.openTextDocument(file));
    fileEvents.renames.fire({ files: [{ oldUri, newUri }] });
  }

  it('keeps its run, its panel and what is chosen of it when it is renamed', async () => {
    const [panel] = screen.panels;
    const { selection, panels, active } = host.internal;
    selection.choose(from, { layer: 0, tensor: 'weights' }, 'panel');
    host.memento.set(`stopWhen ${from.toString()}`, { gradientBelow: null, lossRises: 3 });
    const to = at('sub/to.backprop.json');
    await rename(from, to);
    assert.equal(host.internal.sessionOf(from), undefined);
    assert.equal(stepOf(to), 1);
    assert.equal(panels.get(to)?.panel, panel);
    assert.equal(panels.get(from), undefined);
    assert.equal(selection.selected?.uri, to);
    assert.equal(active.uri?.toString(), to.toString());
    assert.equal(host.memento.get(`stopWhen ${from.toString()}`), undefined);
    assert.deepEqual(host.memento.get(`stopWhen ${to.toString()}`), {
      ...{ gradientBelow: null, lossRises: 3 },
    });
    await host.run('step');
    assert.equal(stepOf(to), 2);
    assert.equal(host.internal.sessionOf(to)?.session.view.status.message, '');
    assert.deepEqual(screen.panels, [panel], 'no second panel');
  });

  it('tells the page whose it is by now', async () => {
    const [{ webview }] = screen.panels;
    webview.send({ type: 'ready' });
    webview.send({ type: 'drawn', revision: 1, cost: 1 });
    const to = at('sub/to.backprop.json');
    await rename(from, to);
    const uris = (webview.posted as (ToPanel | ToPanel[])[])
      .flat()
      .flatMap(message => (message.type === 'snapshot' ? [message.snapshot.uri] : []));
    assert.deepEqual(uris, [from, to].map(String));
  });

  it('is followed through the folder that is renamed', async () => {
    await rename(at('sub'), at('other'), at('other/from.backprop.json'));
    assert.equal(stepOf(at('other/from.backprop.json')), 1);
  });

  it('is not followed into another kind of file', async () => {
    await rename(from, at('sub/to.txt'));
    assert.equal(host.internal.sessionOf(at('sub/to.txt')), undefined);
    assert.equal(stepOf(from), 1, 'what was computed stays');
  });

  it('is left alone where a folder of that name is renamed on another disk', () => {
    const [oldUri, newUri] = ['sub', 'moved'].map(name => at(name).with({ scheme: 'other' }));
    const key = `stopWhen ${from.toString()}`;
    host.memento.set(key, { gradientBelow: null, lossRises: 3 });
    fileEvents.renames.fire({ files: [{ oldUri, newUri }] });
    assert.equal(stepOf(from), 1);
    assert.ok(host.memento.get(key), 'nothing of it is forgotten');
  });

  it('is left alone where another one is renamed', () => {
    fileEvents.renames.fire({ files: [{ oldUri: at('su'), newUri: at('other') }] });
    assert.equal(stepOf(from), 1);
  });

  it('is followed where it had no file before it was saved', async () => {
    const draft = types.Uri.parse('untitled:/work/draft.backprop.json');
    disk.put(draft, new TextEncoder().encode(LINEAR));
    const document = await workspace.openTextDocument(draft);
    Object.defineProperty(document, 'isUntitled', { value: true });
    screen.show(document);
    await host.run('step');
    const saved = disk.write('draft.backprop.json', LINEAR);
    const written = await workspace.openTextDocument(saved);
    fileEvents.saves.fire(written as unknown as vscode.TextDocument);
    assert.equal(host.internal.sessionOf(draft), undefined);
    assert.equal(stepOf(saved), 1);
    assert.ok(host.internal.panels.get(saved));
  });

  it('leaves what was computed, no problems and a sentence where it is deleted', async () => {
    const { session } = host.internal.sessionOf(from) ?? assert.fail();
    disk.retype(from, '{"version": 1, "data": 3}');
    await session.check();
    assert.ok(session.checked.problems.length > 0);
    disk.remove(from);
    disk.documents.delete(from.toString());
    const told = new Promise<void>(resolve => {
      session.onDidChange(change => change === 'checked' && resolve());
    });
    fileEvents.deletions.fire({ files: [at('sub')] });
    await told;
    assert.deepEqual(session.checked.problems, []);
    assert.equal(stepOf(from), 1);
    screen.said.length = 0;
    await host.run('reset', from);
    assert.match(screen.said.join('\n'), /"from\.backprop\.json" does not exist any more/);
    assert.doesNotMatch(screen.said.join('\n'), /memory:/);
  });
});
