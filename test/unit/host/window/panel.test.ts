/** What the panel's page asks of the host, and what the host keeps of a panel over a reload. */
import { answer, openSample, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { reread, until } from '../support';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { revive, screen } from '../vscode/window';
import { disk } from '../vscode/workspace';

describe('the panel', () => {
  const host = useHost();
  const open = async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('openPanel', uri);
    const [panel] = screen.panels;
    panel.webview.send({ type: 'ready' });
    const { session } = host().internal.sessions.open(uri);
    return { uri, panel, session, send: (message: unknown) => panel.webview.send(message) };
  };
  const bytes = (text: string) => new TextEncoder().encode(text).buffer;
  const changed = (session: { onDidChange(listener: () => void): { dispose(): void } }) =>
    new Promise<void>(resolve => {
      const subscription = session.onDidChange(() => {
        subscription.dispose();
        resolve();
      });
    });

  const folder = () => `${host().storage.toString()}/runs/`;
  const pieces = () => [...disk.files].filter(([key]) => key.startsWith(folder()));
  const nameOf = (key: string) => key.slice(key.indexOf('.') + 1);
  const keptStep = async () => {
    const named = pieces().map(([key, { content }]) => [nameOf(key), content] as const);
    return (await reread(new Map(named)))?.state.position.step;
  };

  it('gets a snapshot when its page is ready', async () => {
    const { panel } = await open();
    const [first] = panel.webview.posted as { type: string }[];
    assert.equal(first.type, 'snapshot');
    assert.equal(panel.title, 'XOR, 2-2-2-1');
    assert.deepEqual(panel.viewColumn, {
      viewColumn: types.ViewColumn.Beside,
      preserveFocus: true,
    });
  });

  it('can be searched, is in English, and has an icon for each kind of theme', async () => {
    const { panel } = await open();
    const { enableFindWidget } = panel.webview.options as { enableFindWidget: boolean };
    assert.equal(enableFindWidget, true);
    assert.match(panel.webview.html, /<html lang="en">/);
    const { light, dark } = panel.iconPath as Record<string, vscode.Uri>;
    assert.match(light.path, /backprop-light\.svg$/);
    assert.match(dark.path, /backprop-dark\.svg$/);
  });

  it('runs the commands of its page on its own file', async () => {
    const { uri, send, session } = await open();
    await openSample(host(), 'linear.backprop.json');
    send({ type: 'command', command: 'step' });
    await until(session, () => session.view.state?.position.step === 1);
    assert.equal(host().internal.active.uri?.toString(), uri.toString());
  });

  it('makes a run of a sweep one of the earlier runs, once, and copies what all came to', async () => {
    const { uri, session, send } = await open();
    await host().run('runSweep', uri, 'seeds');
    const { sweep } = host().internal.sessions.open(uri);
    const { final } = sweep.last?.runs[2] ?? assert.fail();
    const runs = () => session.view.pastRuns.runs;
    send({ type: 'openSwept', number: 2 });
    await until(session, () => runs().length === 1);
    assert.deepEqual([...runs()[0].lastEpoch], Object.values(final), 'the same bits');
    const seed = runs()[0].experiment.seed;
    assert.equal(seed, sweep.last?.runs[2].parameters.seed);
    send({ type: 'openSwept', number: 2 });
    send({ type: 'openSwept', number: 3 });
    await until(session, () => runs().some(run => run.experiment.seed === seed + 1));
    assert.equal(runs().length, 2);
    send({ type: 'sweep', act: 'copy' });
    assert.match(services.clipboard, /^# Sweep: XOR/);
  });

  it('goes to a step, and forgets an earlier run', async () => {
    const { uri, send, session } = await open();
    for (let step = 0; step < 3; step++) await host().run('step', uri);
    send({ type: 'goTo', step: 1 });
    await until(session, () => session.view.state?.position.step === 1);
    send({ type: 'goTo', step: 1000 });
    await until(session, () => (session.view.state?.position.step ?? 0) > 1);
    assert.equal(session.view.state?.position.step, 3, 'no further than it has been');
  });

  it('of a table has the name of the table, and not that of its experiment', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => `${i},${6 - i},${i % 2}`);
    const uri = await host().open('pets.csv', ['a,b,kind', ...rows, ''].join('\n'));
    await host().run('step', uri);
    assert.equal(screen.panels[0].title, 'pets.csv');
  });

  it('copies text and saves a file where a person says', async () => {
    const { send } = await open();
    send({ type: 'copy', text: '0.25' });
    assert.equal(services.clipboard, '0.25');
    const target = types.Uri.parse('memory:/work/w.csv');
    answer(target);
    send({ type: 'save', name: 'a/b: W.csv', mime: 'text/csv', data: bytes('1,2') });
    await new Promise(setImmediate);
    const [question] = screen.asked;
    const proposed = question.options.defaultUri as vscode.Uri;
    assert.equal(proposed.path, '/work/a-b- W.csv');
    assert.equal(disk.text(target), '1,2');
    answer(undefined);
    send({ type: 'save', name: 'x.csv', mime: 'text/csv', data: bytes('3') });
    await new Promise(setImmediate);
    assert.ok(![...disk.files.keys()].some(key => key.endsWith('x.csv')));
  });

  it('ignores what makes no sense, and logs it', async () => {
    const { send } = await open();
    for (const message of [null, 'step', { type: 'command', command: 'format' }, { type: 'goTo' }])
      send(message);
    assert.equal(screen.said.filter(text => /message/.test(text)).length, 4);
  });

  it('opens what is written about a cause, also one that is ruled out, and about no other', async () => {
    const { send } = await open();
    for (const id of ['no_such_cause', 'overfitting'])
      send({ type: 'finding', act: 'explain', id });
    await new Promise(setImmediate);
    const opened = services.ran.flatMap(({ command, args }) =>
      command === 'markdown.showPreview' ? [(args[0] as vscode.Uri).fragment] : [],
    );
    assert.deepEqual(opened, ['overfitting']);
  });

  it('computes nothing for a page that is hidden', async () => {
    const { panel, session, send } = await open();
    send({ type: 'watch', watch: { tensors: [{ layer: 0, tensor: 'weights' }], boundary: 8 } });
    await changed(session);
    const before = panel.webview.posted.length;
    panel.turn({ visible: false, active: false });
    await host().run('step');
    assert.equal(panel.webview.posted.length, before);
    panel.turn({ visible: true });
    send({ type: 'ready' });
    assert.equal((panel.webview.posted.at(-1) as { type: string }).type, 'snapshot');
  });

  it('comes back after a reload with the run it showed', async () => {
    const { uri, panel, session: first } = await open();
    await first.step(3);
    await disk.until(async () => (await keptStep()) === 3);
    const kept = pieces();
    screen.close(uri);
    panel.dispose();
    host().internal.sessions.endUnused();
    // A panel that is closed leaves nothing, once what was just being written is removed too.
    await disk.until(() => Promise.resolve(pieces().length === 0));
    for (const [key, { content }] of kept) disk.put(types.Uri.parse(key), content);
    const again = await revive('backprop.panel', { uri: uri.toString() });
    assert.equal(again.title, 'XOR, 2-2-2-1');
    const session = host().internal.sessions.get(uri)?.session;
    assert.equal(session?.view.state?.position.step, 3);
    again.webview.send({ type: 'ready' });
    const weights = { layer: 0, tensor: 'weights' } as const;
    again.webview.send({ type: 'watch', watch: { tensors: [weights], boundary: 8 } });
    await until(session, () => session.view.state?.tensors.length === 1);
    assert.equal(session.view.state.position.step, 3, 'the matrix is that of the step');
  });

  it('leaves nothing of a panel that is closed before it was looked at again', async () => {
    const { session } = await open();
    await session.step(1);
    await disk.until(async () => (await keptStep()) === 1);
    const stray = `${folder()}0123456789abcdef.run`;
    disk.put(types.Uri.parse(stray), new Uint8Array([1]));
    const isThere = () => disk.files.has(stray);
    screen.sleeping = 2;
    screen.closeSleeping();
    await new Promise(setImmediate);
    assert.ok(isThere(), 'it may belong to the panel that is left');
    screen.closeSleeping();
    await disk.until(() => !isThere());
    assert.equal(await keptStep(), 1, 'what the open panel shows stays');
  });

  it('closes a panel whose file nobody knows', async () => {
    for (const state of [null, { uri: 'memory:/work/notes.md' }, { uri: 7 }]) {
      const panel = await revive('backprop.panel', state);
      assert.equal(panel.isDisposed, true);
    }
  });

  it('makes its file the one that keys are about while it is in front', async () => {
    const { uri, panel } = await open();
    await openSample(host(), 'linear.backprop.json');
    assert.notEqual(host().internal.active.uri?.toString(), uri.toString());
    screen.leave();
    panel.turn({ active: true });
    assert.equal(host().internal.active.uri?.toString(), uri.toString());
  });
});
