import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunStatus } from '../../src/protocol/snapshot';
import { Heartbeat } from './heartbeat';
import {
  closeAll,
  eventually,
  extension,
  fileOf,
  fresh,
  inSession,
  longRun,
  read,
  retype,
  show,
} from './support';

const run = (command: string, uri: vscode.Uri): Thenable<RunStatus | undefined> =>
  vscode.commands.executeCommand(`backprop.${command}`, uri);

/** Two seconds and more, however quick the machine is. */
const BEATS = 200;

describe('training', () => {
  afterEach(closeAll);

  it('learns XOR', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    const status = await run('train', uri);
    assert.equal(status?.state, 'done');
    const { sessions } = await extension();
    const view = sessions.get(uri)?.session.view;
    const accuracy = view?.description?.columns.indexOf('accuracy') ?? -1;
    assert.equal(view?.history.latest(accuracy), 1);
  });

  it('pauses, keeps what was computed, goes on and resets', async () => {
    const uri = await longRun();
    await show(uri);
    const training = run('train', uri);
    const view = await inSession(({ sessionOf }) => {
      const found = sessionOf(uri)?.session.view;
      return (found?.state?.position.step ?? 0) > 100 && found;
    });
    assert.equal(view.status.state, 'running');
    await run('pause', uri);
    assert.equal((await training)?.state, 'paused');
    const paused = view.state?.position.step ?? 0;
    const last = view.history.slice(0).numbers.at(-1);
    assert.equal(last, paused, 'an epoch for each full batch');
    await run('step', uri);
    assert.equal(view.state?.position.step, paused + 1);
    await run('reset', uri);
    assert.equal(view.state?.position.step, 0);
    assert.equal(view.status.state, 'idle');
  });

  it('gives the same bits for n steps as for n batches of training', async () => {
    const uri = await fresh(
      (await read(fileOf('xor.backprop.json'))).replace(/"epochs": \d+/, '"epochs": 25'),
    );
    await show(uri);
    await run('train', uri);
    const { sessions } = await extension();
    const { view } = sessions.open(uri).session;
    const trained = { state: view.state?.stats, history: view.history.slice(0) };
    await run('reset', uri);
    for (let i = 0; i < 25; i++) await run('step', uri);
    assert.deepEqual({ state: view.state?.stats, history: view.history.slice(0) }, trained);
  });

  it('never mixes two definitions', async () => {
    const uri = await longRun();
    await show(uri);
    await run('step', uri);
    const { sessions } = await extension();
    const { session } = sessions.open(uri);
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    await retype(uri, text.replace('"units": 2', '"units": 7'));
    await inSession(() => session.stale);
    assert.equal(session.view.state?.position.step, 1, 'an edit restarts nothing');
    await run('step', uri);
    assert.equal(session.view.description?.layers[0].units, 7);
    assert.equal(session.view.state?.position.step, 1);
    assert.equal(session.stale, false);
  });

  it('stops with a sentence where numbers leave the finite range', async () => {
    const uri = await fresh(
      `{ "version": 1, "data": {"train": {"type": "generator", "name": "linear", "n_samples": 50}},
        "model": {"layers": [{"units": 8, "activation": "relu"}, {"units": 1}]},
        "loss": {"type": "mse"}, "optimizer": {"type": "sgd", "learning_rate": 1e6} }`,
    );
    await show(uri);
    const status = await run('train', uri);
    assert.equal(status?.state, 'failed');
    assert.match(status.message, /^Stopped at step \d+/);
  });

  it('shows its first epochs while it goes on training', async () => {
    const uri = await longRun();
    await show(uri);
    const training = run('train', uri);
    await inSession(({ sessionOf }) => (sessionOf(uri)?.session.view.history.length ?? 0) > 0);
    const { sessionOf } = await extension();
    assert.equal(sessionOf(uri)?.session.view.status.state, 'running');
    await run('pause', uri);
    await training;
  });

  it('leaves the extension host free, also while somebody types', async function () {
    this.timeout(60_000);
    const uri = await longRun();
    const notes = await fresh('', 'txt');
    await show(uri);
    const training = run('train', uri);
    await inSession(({ sessionOf }) => (sessionOf(uri)?.session.view.history.length ?? 0) > 100);
    const editor = await vscode.window.showTextDocument(notes, { viewColumn: 1 });
    const { sessionOf } = await extension();
    const step = (): number => sessionOf(uri)?.session.view.state?.position.step ?? 0;
    const first = step();
    const heart = await Heartbeat.start();
    for (let i = 0; i < 10; i++) {
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'typed '));
    }
    await heart.reaches(BEATS);
    const late = await heart.stop();
    assert.ok(step() > first + 10_000, 'it trains meanwhile');
    await run('pause', uri);
    await training;
    console.log(`        latest heartbeat: ${late}`);
    assert.ok(heart.latest < 50, late);
  });

  it('ends its worker when its editor and its panel are gone', async () => {
    const uri = await longRun();
    await show(uri);
    const training = run('train', uri);
    const session = await inSession(({ sessionOf }) => {
      const found = sessionOf(uri)?.session;
      return (found?.view.history.length ?? 0) > 0 && found;
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { sessions } = await extension();
    await eventually(
      listener => sessions.onDidClose(listener),
      () => session.closed,
    );
    assert.equal(await training, undefined);
  });
});
