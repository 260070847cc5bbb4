/** Find My Bug: its questions, its editor, and what that does when files change. */
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { AutopsyView } from '../../../../src/protocol/autopsy/page';
import { prepare } from '../../../../src/experiment/prepare';
import { readExperiment } from '../../../../src/experiment/read';
import type { Bug } from '../../engine/autopsy/pass';
import { planted } from '../../experiment/plantedArrays';
import { experimentOf, npzOf, printedOf } from '../../experiment/autopsyFiles';
import { services } from '../vscode/services';
import { MemoryPanel, screen } from '../vscode/window';
import { disk, FOLDER } from '../vscode/workspace';
import { types } from '../vscode/types';
import { answer, choose, labels, provider, useHost } from './support';

const MISSING: Bug = { id: 'derivative_missing', layer: 0 };

function put(name: string, content: Uint8Array | string): vscode.Uri {
  const uri = types.Uri.joinPath(FOLDER, name);
  disk.put(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

describe('Find My Bug', () => {
  const host = useHost();

  /** The editor that the command has asked VS Code for. */
  function opened(): MemoryPanel & { uri: vscode.Uri } {
    const { command, args } = services.ran.at(-1) ?? assert.fail();
    assert.equal(command, 'vscode.openWith');
    const [uri, type] = args as [vscode.Uri, string];
    const panel = new MemoryPanel(type, '', 1, {});
    const editor = screen.customEditors.get(type) ?? assert.fail(type);
    void editor.resolveCustomEditor(
      { uri, dispose: () => undefined },
      panel as unknown as vscode.WebviewPanel,
      undefined as unknown as vscode.CancellationToken,
    );
    panel.webview.send({ type: 'ready' });
    return Object.assign(panel, { uri });
  }

  const tab = () => host().internal.autopsies.all.at(-1) ?? assert.fail();
  const shown = (wanted: (view: AutopsyView) => boolean): Promise<AutopsyView> =>
    new Promise(resolve => {
      const own = tab();
      if (own.view && wanted(own.view)) return resolve(own.view);
      const subscription = own.onDidShow(view => {
        if (!wanted(view)) return;
        subscription.dispose();
        resolve(view);
      });
    });
  const verdict = (wanted: string) => shown(({ report }) => report?.verdict === wanted);

  it('names the mistake in a file, and sends it to the page', async () => {
    const lab = put('lab.npz', npzOf(planted(MISSING)));
    await host().run('findMyBug', lab);
    const { webview } = opened();
    const { report, name, hasExperiment } = await verdict('wrong');
    assert.equal(name, 'lab.npz');
    assert.equal(hasExperiment, false);
    assert.deepEqual(
      report?.findings.map(({ id }) => id),
      ['derivative_missing'],
    );
    const [sent] = webview.posted as { type: string; view: AutopsyView }[];
    assert.deepEqual([sent.type, sent.view.report?.first], ['autopsy', 'dW1']);
    assert.match(webview.html, /autopsy\.js/);
  });

  it('takes loss and factor from the experiment beside the file', async () => {
    const factor: Bug = { id: 'factor', layer: 1, factor: '2' };
    put('lab.backprop.json', experimentOf(planted()));
    await host().run('findMyBug', put('lab.npz', npzOf(planted(factor))));
    opened();
    const { report, hasExperiment } = await verdict('wrong');
    assert.deepEqual([report?.isKnown, hasExperiment], [true, true]);
    assert.deepEqual(
      report?.findings.map(({ id }) => id),
      ['factor'],
    );
  });

  it('takes them from another experiment that compares itself with the file', async () => {
    put('a.backprop.json', experimentOf(planted(), { checks: {} }));
    const own = put('net.backprop.json', experimentOf(planted()));
    await host().run('findMyBug', put('lab.npz', npzOf(planted(MISSING))));
    const panel = opened();
    await verdict('wrong');
    panel.webview.send({ type: 'autopsyCommand', command: 'openExperiment' });
    assert.equal(tab().experiment?.toString(), own.toString());
  });

  it('of an experiment opens the arrays that it compares itself with', async () => {
    const lab = put('lab.npz', npzOf(planted(MISSING)));
    const experiment = put('net.backprop.json', experimentOf(planted()));
    await host().run('findMyBug', experiment);
    assert.equal(opened().uri.toString(), lab.toString());
    put('other.backprop.json', experimentOf(planted(), { checks: {} }));
    screen.answers.push(() => undefined);
    await host().run('findMyBug', types.Uri.joinPath(FOLDER, 'other.backprop.json'));
    assert.match(screen.asked.at(-1)?.title ?? '', /other\.backprop\.json names no arrays/);
  });

  it('has a lens on compare_gradients', async () => {
    const uri = await host().open('net.backprop.json', experimentOf(planted()));
    const document = disk.documents.get(uri.toString());
    const lenses = provider('codeLens').provideCodeLenses(document);
    const own = lenses.find(({ command }) => command?.command === 'backprop.findMyBug');
    assert.match(own?.command?.title ?? '', /Find My Bug in lab\.npz/);
    assert.deepEqual(own?.command?.arguments, [uri]);
  });

  it('takes what NumPy has printed from the clipboard', async () => {
    services.clipboard = printedOf(planted(MISSING), 8);
    choose('From the Clipboard');
    await host().run('findMyBug');
    opened();
    const { name, report } = await verdict('wrong');
    assert.equal(name, 'pasted.txt');
    assert.deepEqual(
      report?.findings.map(({ id }) => id),
      ['derivative_missing'],
    );
    services.clipboard = ' ';
    screen.answers.push(() => undefined);
    choose('From the Clipboard');
    await host()
      .run('findMyBug')
      .catch(() => undefined);
  });

  it('offers the arrays of the workspace', async () => {
    put('b.npz', npzOf(planted()));
    put('a.npy', npzOf(planted()));
    answer(undefined);
    await host().run('findMyBug');
    const { items } = screen.asked.at(-1) ?? assert.fail();
    assert.deepEqual(
      labels({ items }).map(label => label.replace(/\$\([^)]*\) /, '')),
      ['From the Clipboard', 'a.npy', 'b.npz', 'Browse…'],
    );
  });

  it('reads a file again when it changes, and waits while it is being written', async () => {
    const lab = put('lab.npz', npzOf(planted(MISSING)));
    await host().run('findMyBug', lab);
    opened();
    await verdict('wrong');
    const problems: (string | null)[] = [];
    tab().onDidShow(({ problem }) => problems.push(problem));
    const whole = npzOf(planted());
    put('lab.npz', whole.subarray(0, 100));
    put('lab.npz', whole);
    await verdict('correct');
    assert.deepEqual(problems, [null]);
    put('lab.npz', whole.subarray(0, 100));
    const { problem, report } = await shown(view => view.problem !== null);
    assert.equal(report, null);
    assert.match(problem ?? '', /^lab\.npz /);
  });

  it('sends a page that comes back what it last showed', async () => {
    await host().run('findMyBug', put('lab.npz', npzOf(planted(MISSING))));
    const panel = opened();
    await verdict('wrong');
    const before = panel.webview.posted.length;
    panel.turn({ visible: false });
    panel.turn({ visible: true });
    assert.equal(panel.webview.posted.length, before);
    panel.webview.send({ type: 'ready' });
    assert.equal(panel.webview.posted.length, before + 1);
  });

  it('goes on without an experiment that has a problem, and says so', async () => {
    put('lab.backprop.json', '{ "version": 1 }');
    await host().run('findMyBug', put('lab.npz', npzOf(planted(MISSING))));
    opened();
    const { report, notes } = await verdict('wrong');
    assert.equal(report?.isKnown, false);
    assert.equal(notes.length, 1);
  });

  it('writes the net as an experiment that agrees with arrays that are right', async () => {
    await host().run('findMyBug', put('lab.npz', npzOf(planted())));
    const { webview } = opened();
    await verdict('correct');
    webview.send({ type: 'autopsyCommand', command: 'newExperiment' });
    const target = types.Uri.joinPath(FOLDER, 'lab.backprop.json');
    await disk.until(() => disk.text(target) !== undefined);
    const { experiment, problems } = readExperiment(disk.text(target) ?? '');
    assert.deepEqual(problems, []);
    assert.ok(experiment);
    const { prepared } = prepare({ ...experiment, checks: null }, new Map());
    assert.deepEqual(
      prepared?.spec.model.layers.map(({ units, activation }) => [units, activation]),
      [
        [4, 'tanh'],
        [2, 'linear'],
      ],
    );
    assert.equal(experiment.checks?.compare_gradients?.file, 'lab.npz');
  });

  it('logs a message that makes no sense, and does nothing else', async () => {
    await host().run('findMyBug', put('lab.npz', npzOf(planted(MISSING))));
    const { webview } = opened();
    await verdict('wrong');
    webview.send({ type: 'autopsyCommand', command: 'delete' });
    webview.send({ type: 'command', command: 'train' });
    assert.equal(screen.said.filter(text => text.includes('makes no sense')).length, 2);
  });
});
