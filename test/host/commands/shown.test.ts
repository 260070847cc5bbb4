/** What the editor shows can be pressed: the status bar, lenses, the Cancel of notifications. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import * as vscode from 'vscode';
import type { SweepReport } from '../../../src/host/sweep/sweepText';
import { answering } from '../answering';
import {
  checked,
  closeAll,
  eventually,
  extension,
  fileOf,
  fresh,
  inSession,
  lenses,
  longRun,
  read,
  show,
} from '../support';

type Pressed = Pick<vscode.Command, 'command' | 'arguments'>;

function press({ command, arguments: args = [] }: Pressed): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...(args as unknown[]));
}

async function lensOf(uri: vscode.Uri, title: RegExp): Promise<vscode.Command> {
  const all = (await lenses(uri)).flatMap(({ command }) => command ?? []);
  const found = all.find(command => title.test(command.title));
  assert.ok(found, `${title.source} is not among ${all.map(command => command.title).join()}`);
  return found;
}

describe('the status bar', () => {
  afterEach(closeAll);

  it('says how far the run is, pauses it, and then opens its panel', async () => {
    const uri = await longRun();
    await show(uri);
    const training = vscode.commands.executeCommand('backprop.train', uri);
    const { statusItem, sessionOf, panels } = await extension();
    const shown = (icon: string, tooltip = /./) =>
      eventually(
        statusItem.onDidShow,
        () =>
          statusItem.shown?.text.startsWith(`$(${icon}) `) &&
          tooltip.test(statusItem.shown.tooltip as string) &&
          statusItem.shown,
      );
    // Before the first epoch is over there is no loss to say.
    const running = await shown('play', /^loss \d\S*\naccuracy .*\nTraining\. Click to pause/s);
    assert.match(running.text, /^\$\(play\) XOR, 2-2-2-1: epoch [\d,]+ of 10,000,000$/);
    const pause = running.command as vscode.Command;
    await press(pause);
    await training;
    assert.equal(sessionOf(uri)?.session.view.status.state, 'paused');
    const paused = await shown('debug-pause');
    const open = paused.command as vscode.Command;
    panels.get(uri)?.panel.dispose();
    assert.equal(panels.get(uri), undefined);
    await press(open);
    assert.ok(panels.get(uri));
  });
});

describe('a lens', () => {
  afterEach(closeAll);

  it('trains, pauses and steps the file it stands above', async () => {
    const uri = await longRun();
    await show(uri);
    const { view } = (await checked(uri)).session;
    await press(await lensOf(uri, /Step$/));
    assert.equal(view.state?.position.step, 1);
    const training = press(await lensOf(uri, /Train$/));
    await inSession(() => view.status.state === 'running');
    await press(await lensOf(uri, /Pause$/));
    await training;
    assert.equal(view.status.state, 'paused');
    await press(await lensOf(uri, /^Inspect$/));
    assert.equal((await extension()).active.uri?.toString(), uri.toString());
  });

  it('of a layer opens the panel at its weights, of gradients checks them', async () => {
    const uri = fileOf('five-points.backprop.json');
    await show(uri);
    await checked(uri);
    const parameters = (await lenses(uri)).flatMap(({ command }) => command ?? []);
    const [first] = parameters.filter(({ title }) => / parameters? · kernel/.test(title));
    await press(first);
    const { panels, selection, sessionOf } = await extension();
    assert.ok(panels.get(uri));
    assert.deepEqual(selection.selected?.tensor, { layer: 0, tensor: 'weights' });
    await press(await lensOf(uri, /^Check gradients$/));
    assert.deepEqual(sessionOf(uri)?.gradients.report?.wrong, []);
  });

  it('above a table trains it, and writes its experiment', async () => {
    const uri = await fresh(await read(fileOf('fruit.csv')), 'csv');
    await show(uri);
    await press(await lensOf(uri, /Train Network$/));
    assert.equal((await extension()).sessionOf(uri)?.session.view.status.state, 'done');
    const written = await press(await lensOf(uri, /^New Experiment from This Table$/));
    assert.ok(written instanceof vscode.Uri);
    assert.equal(written.path, uri.path.replace(/\.csv$/, '.backprop.json'));
  });

  it('above an expression steps it forward and back', async () => {
    const uri = fileOf('gates.backprop.json');
    await show(uri);
    const { expression } = await checked(uri);
    await press(await lensOf(uri, /Step$/));
    await press(await lensOf(uri, /Step$/));
    assert.equal(expression.position, 2);
    await press(await lensOf(uri, /Back$/));
    assert.equal(expression.position, 1);
  });
});

describe('the Cancel of a notification', () => {
  afterEach(closeAll);

  it('ends a sweep, and what has ended stays', async () => {
    // The second run would take days.
    const uri = await fresh(`{
      "version": 1,
      "data": { "train": { "type": "generator", "name": "moons" } },
      "model": { "layers": [{ "units": 1, "activation": "sigmoid" }] },
      "loss": { "type": "mse" },
      "sweep": { "parameters": { "trainer.epochs": { "values": [1, 10000000] } } }
    }`);
    await show(uri);
    const report = await answering({}, async asked => {
      const running = vscode.commands.executeCommand<SweepReport>('backprop.runSweep', uri);
      await asked.reports('1 of 2 runs');
      asked.cancel();
      const ended = await running;
      assert.match(asked.progress[0], /^Sweep of fresh-/);
      assert.ok(asked.progress.some(words => words.startsWith('1 of 2 runs')));
      return ended;
    });
    assert.deepEqual([report.state, report.runs.length], ['cancelled', 1]);
  });
});

describe('the setting backprop.threads', () => {
  afterEach(closeAll);

  /** Threads of this process, where the system says. */
  function threads(): number {
    return readdirSync('/proc/self/task').length;
  }

  it('is how many train a network together', async function () {
    if (process.platform !== 'linux') {
      console.log('        skipped: only Linux says how many threads a process has');
      this.skip();
    }
    const text = (await read(fileOf('three-gaussians.backprop.json'))).replace(
      /"epochs": \d+/,
      '"epochs": 10000000',
    );
    const settings = vscode.workspace.getConfiguration('backprop');
    const counted: number[] = [];
    const results: unknown[] = [];
    try {
      for (const wanted of [1, 1, 4]) {
        await settings.update('threads', wanted, vscode.ConfigurationTarget.Global);
        const uri = await fresh(text);
        await show(uri);
        const { session } = await checked(uri);
        const training = session.train();
        await inSession(() => (session.view.state?.position.step ?? 0) > 20);
        counted.push(threads());
        await session.pause();
        await training;
        await session.goTo(20);
        results.push(session.view.state?.stats);
        await closeAll();
      }
    } finally {
      await settings.update('threads', undefined, vscode.ConfigurationTarget.Global);
    }
    // The first run starts what the process keeps.
    assert.equal(counted[2] - counted[1], 3, counted.join());
    assert.deepEqual(results[2], results[1], 'to the same numbers');
  });
});
