/** Stop When…, Compare Runs… and Run Sweep: what is asked, and what comes of the answers. */
import { choose, openSample, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { type MemoryQuickPick, screen } from '../vscode/window';
import { disk, workspace } from '../vscode/workspace';

describe('Stop When…', () => {
  const host = useHost();
  const session = (uri: vscode.Uri) => host().internal.sessions.open(uri).session;
  const asked = async (answer: (list: MemoryQuickPick) => void, uri: vscode.Uri) => {
    screen.listAnswers.push(answer);
    await host().run('stopWhen', uri);
    assert.equal(screen.listAnswers.length, 0, 'no list was shown');
  };

  it('pauses where a ticked condition is met, and remembers it for the file', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    let labels: string[] = [];
    await asked(list => {
      labels = (list.items as { label: string }[]).map(({ label }) => label.slice(0, 20));
      list.accept(list.items[0]);
    }, uri);
    assert.deepEqual(labels, ['a gradient vanishes:', 'the loss rises 3 epo']);
    assert.deepEqual(session(uri).stopConditions, { gradientBelow: 1e-7, lossRises: null });
    const kept = [...host().memento].find(([key]) => key.startsWith('stopWhen'));
    assert.deepEqual(kept?.[1], { gradientBelow: 1e-7, lossRises: null });
  });

  it('really pauses the run', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await session(uri).stopWhen({ gradientBelow: 1e9, lossRises: null });
    const status = (await host().run('train', uri)) as { state: string };
    assert.equal(status.state, 'paused');
    assert.ok((session(uri).view.state?.position.step ?? 99) <= 1);
  });

  it('changes nothing where the list is left', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await asked(list => list.hide(), uri);
    assert.deepEqual(session(uri).stopConditions, { gradientBelow: null, lossRises: null });
  });
});

describe('Compare Runs…', () => {
  const host = useHost();

  it('says that there is nothing to compare with', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('step', uri);
    await host().run('compareRuns', uri);
    assert.match(screen.said.join('\n'), /no earlier run to compare with/);
  });

  it('shows the earlier text on the left of the present one', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('step', uri);
    const changed = sample('xor.backprop.json').replace(
      /"learning_rate": [\d.]+/,
      '"learning_rate": 0.25',
    );
    disk.retype(uri, changed);
    await host().run('fork', uri);
    await host().run('compareRuns', uri);
    const diff = services.ran.find(({ command }) => command === 'vscode.diff');
    assert.ok(diff);
    const [left, right, title] = diff.args as [vscode.Uri, vscode.Uri, string];
    assert.equal((await workspace.openTextDocument(left)).getText(), sample('xor.backprop.json'));
    assert.equal((await workspace.openTextDocument(right)).getText(), changed);
    assert.equal(title, 'xor.backprop.json: run 1 ↔ run 2');
  });

  it('shows the two runs that the panel names, and asks nothing', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('step', uri);
    for (const rate of ['0.25', '0.125']) {
      const text = sample('xor.backprop.json');
      disk.retype(uri, text.replace(/"learning_rate": [\d.]+/, `"learning_rate": ${rate}`));
      await host().run('step', uri);
    }
    await host().run('compareRuns', uri, { from: 2, to: 1 });
    assert.equal(screen.asked.length, 0);
    const diff = services.ran.find(({ command }) => command === 'vscode.diff');
    assert.equal(diff?.args[2], 'xor.backprop.json: run 2 ↔ run 1');
  });

  it('asks which of several, the newest first, with what differs', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('step', uri);
    for (const rate of ['0.25', '0.125']) {
      disk.retype(
        uri,
        sample('xor.backprop.json').replace(/"learning_rate": [\d.]+/, `"learning_rate": ${rate}`),
      );
      await host().run('fork', uri);
      await host().run('step', uri);
    }
    choose('run 1');
    await host().run('compareRuns', uri);
    const question = screen.asked.at(-1);
    const items = question?.items as { label: string; detail: string }[];
    assert.deepEqual(
      items.map(({ label }) => label),
      ['run 2', 'run 1'],
    );
    assert.match(items[1].detail, /learning_rate/);
  });
});

describe('Run Sweep', () => {
  const host = useHost();
  const SWEEP = sample('xor.backprop.json')
    .replace(/"epochs": \d+/, '"epochs": 3')
    .replace(/\}\s*$/, ', "sweep": {"parameters": {"seed": {"values": [0, 1, 2]}}}}');

  const sweepOf = (uri: vscode.Uri) => host().internal.sessions.open(uri).sweep;

  it('runs each of its runs, and shows what they came to in the panel', async () => {
    const uri = await host().open('sweep.backprop.json', SWEEP);
    await host().run('runSweep', uri);
    const { curves, isRunning } = sweepOf(uri);
    assert.deepEqual([curves?.state, curves?.done, curves?.of], ['done', 3, 3]);
    assert.equal(screen.panels.length, 1);
    assert.equal(screen.editors.length, 1, 'no document is opened beside the file');
    assert.equal(screen.progress[0].title, 'Sweep of sweep.backprop.json');
    assert.equal(isRunning, false);
  });

  it('runs ten seeds of a file that has no sweep, and leaves the file alone', async () => {
    const text = sample('xor.backprop.json').replace(/"epochs": \d+/, '"epochs": 3');
    const uri = await host().open('plain.backprop.json', text);
    await host().run('runSweep', uri, 'seeds');
    const { curves } = sweepOf(uri);
    assert.deepEqual([curves?.kind, curves?.over, curves?.done], ['seeds', ['seed'], 10]);
    assert.equal((await workspace.openTextDocument(uri)).getText(), text);
  });

  it('goes on with what is missing of a sweep that was cancelled', async () => {
    const uri = await host().open('sweep.backprop.json', SWEEP);
    await host().run('runSweep', uri, 'goOn');
    assert.match(screen.said.join('\n'), /no sweep to go on with/);
    const sweep = host().run('runSweep', uri);
    const last = sweepOf(uri);
    const watching = last.onDidTurn(() => last.cancel());
    await sweep;
    watching.dispose();
    assert.equal(last.curves?.state, 'cancelled');
    const before = last.last?.runs ?? [];
    assert.ok(before.length < 3);
    await host().run('runSweep', uri, 'goOn');
    assert.equal(last.curves?.state, 'done');
    assert.deepEqual(last.last?.runs.slice(0, before.length), before, 'not computed again');
    assert.deepEqual(last.last?.runs.map(({ number }) => number).sort(), [0, 1, 2]);
    disk.retype(uri, SWEEP.replace('"epochs": 3', '"epochs": 4'));
    await host().run('runSweep', uri, 'goOn');
    assert.match(screen.said.join('\n'), /has changed since this sweep/);
  });

  it('says that a file has no sweep', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('runSweep', uri);
    assert.match(screen.said.join('\n'), /has no `sweep` section/);
  });

  it('ends where its notice is cancelled', async () => {
    const uri = await host().open(
      'sweep.backprop.json',
      SWEEP.replace('"epochs": 3', '"epochs": 3000000').replace(/"early_stopping": \{[^}]*\},/, ''),
    );
    const sweep = host().run('runSweep', uri);
    const { sweep: last } = host().internal.sessions.open(uri);
    await new Promise<void>(resolve => {
      last.onDidTurn(() => last.isRunning && resolve());
    });
    screen.progress[0].cancel();
    await sweep;
    assert.equal(last.isRunning, false);
  });
});
