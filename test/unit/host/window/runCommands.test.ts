/** What the commands that train and step do to the session, the panel and the status bar. */
import { openSample, useHost } from './support';
import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import type { RunStatus } from '../../../../src/protocol/snapshot';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

describe('the commands of a run', () => {
  const host = useHost();
  const stateOf = (uri: { toString(): string }) =>
    host()
      .internal.sessions.all()
      .find(({ uri: each }) => each.toString() === uri.toString())?.session.view;

  const messages = () => screen.asked.map(({ title }) => title);

  it('train the file in front to its end, and show its panel', async () => {
    await openSample(host(), 'xor.backprop.json');
    const status = (await host().run('train')) as RunStatus;
    assert.equal(status.state, 'done');
    assert.deepEqual(
      screen.panels.map(({ title }) => title),
      ['XOR, 2-2-2-1'],
    );
    assert.equal(services.contextKeys.get('backprop.state'), 'done');
    assert.equal(services.contextKeys.get('backprop.kind'), 'network');
  });

  it('go one batch, one epoch and one layer, and back', async () => {
    const uri = (await host().run('openSample', 'three-gaussians-mini-batch.backprop.json')) as Uri;
    const at = () => stateOf(uri)?.state?.position;
    await host().run('step');
    assert.deepEqual([at()?.step, at()?.epoch], [1, 0]);
    await host().run('stepEpoch');
    const perEpoch = at()?.step ?? 0;
    assert.ok(perEpoch > 1, `${perEpoch}`);
    assert.equal(at()?.epoch, 1);
    await host().run('stepBack');
    assert.equal(at()?.step, perEpoch - 1);
    await host().run('stepLayer');
    assert.equal(at()?.step, perEpoch - 1, 'a layer is no whole batch');
    await host().run('reset');
    assert.equal(at()?.step, 0);
  });

  it('go on after the last epoch, and back; training starts again', async () => {
    const two = sample('xor.backprop.json').replace('"epochs": 2000', '"epochs": 2');
    const uri = await host().open('two.backprop.json', two);
    const epoch = () => stateOf(uri)?.state?.position.epoch;
    await host().run('train', uri);
    assert.equal(epoch(), 2);
    await host().run('step', uri);
    assert.equal(epoch(), 3);
    await host().run('stepEpoch', uri);
    assert.equal(epoch(), 4);
    const layers = stateOf(uri)?.description?.layers.length ?? 0;
    for (let layer = 0; layer <= 2 * layers + 1; layer++) await host().run('stepLayer', uri);
    assert.equal(epoch(), 5, 'a whole pass is a step');
    await host().run('stepBack', uri);
    assert.equal(epoch(), 4);
    assert.deepEqual(messages(), []);
    await host().run('train', uri);
    assert.equal(epoch(), 2, 'to the end of the file');
  });

  it('go on after early stopping', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('train', uri);
    const at = stateOf(uri)?.state?.position.step ?? NaN;
    assert.match(stateOf(uri)?.status.message ?? '', /^Stopped .*epoch 761/);
    await host().run('step', uri);
    assert.equal(stateOf(uri)?.state?.position.step, at + 1);
    assert.deepEqual(messages(), []);
  });

  it('say of a run that failed that no step is left, and what would help', async () => {
    const text = sample('xor.backprop.json')
      .replaceAll('"sigmoid"', '"linear"')
      .replace(/"learning_rate": [\d.]+/, '"learning_rate": 1e200');
    const uri = await host().open('failing.backprop.json', text);
    await host().run('train', uri);
    assert.equal(stateOf(uri)?.status.state, 'failed');
    await host().run('step', uri);
    assert.match(messages().join(), / No step is left: change the file, Step Back or Reset\.$/);
  });

  it('inspect: the view gets the focus, and the chosen matrix is revealed in the panel', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('inspect', uri, { layer: 1, tensor: 'gradW' });
    assert.deepEqual(
      services.ran.map(({ command }) => command).filter(command => command.endsWith('focus')),
      ['backprop.inspector.focus'],
    );
    assert.equal(screen.panels.length, 1);
    assert.equal(stateOf(uri)?.state?.position.step, 0, 'there is a run to look at');
    const [view] = screen.views;
    assert.deepEqual(view.webview.posted, [], 'the page is not there yet');
    view.show(true);
    assert.deepEqual(
      view.webview.posted.map(each => (each as { type: string }).type),
      ['inspector', 'focus'],
      'keys have a row to act on',
    );
    await host().run('inspect', uri, { layer: 1, tensor: 'nonsense' });
    assert.equal(screen.panels.length, 1);
  });

  it('open the panel of an experiment once', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('openPanel', uri);
    await host().run('openPanel', uri);
    assert.equal(screen.panels.length, 1);
    assert.ok(screen.panels[0].webview.html.includes("default-src 'none'"));
  });

  for (const command of ['train', 'step', 'stepEpoch', 'stepLayer', 'stepBack', 'fork']) {
    it(`show the panel where they ${command}`, async () => {
      const uri = await openSample(host(), 'xor.backprop.json');
      await host().internal.sessions.open(uri).session.step(1);
      assert.equal(screen.panels.length, 0);
      await host().run(command, uri);
      assert.equal(screen.panels.length, 1);
    });
  }

  it('say why nothing trains, and go to the problem that is in the way', async () => {
    const uri = await host().open('broken.backprop.json', '{ "version": 1 }');
    screen.answers.push(({ items }) => items[0]);
    await host().run('train', uri);
    const [question] = screen.asked;
    assert.deepEqual(question.items, ['Show Problem']);
    assert.match(question.title, /model|data|loss/);
  });

  it('say of an expression that it has nothing to train, and step it gate by gate', async () => {
    const uri = await openSample(host(), 'gates.backprop.json');
    await host().run('train', uri);
    assert.match(screen.said.join('\n'), /nothing to train|no network|expression/i);
    await host().run('stepGate', uri);
    const [opened] = host().internal.sessions.all();
    assert.equal(opened.expression.active, true);
    assert.equal(services.contextKeys.get('backprop.kind'), 'expression');
  });

  it('say that a network has no gates', async () => {
    await openSample(host(), 'xor.backprop.json');
    await host().run('stepGate');
    assert.match(screen.said.join('\n'), /Only an experiment of kind "expression" has gates/);
  });

  it('check the gradients, and say how far they agree', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('checkGradients', uri);
    const [{ gradients }] = host().internal.sessions.all();
    assert.ok(gradients.report, 'there is a report');
    const [{ webview }] = screen.panels;
    webview.send({ type: 'ready' });
    const [{ reveal }] = webview.posted as { reveal: unknown }[];
    assert.equal(reveal, 'gradients', 'the page goes to it');
  });

  it('show a run in the status bar also while another file is in front, and pause it', async () => {
    const endless = sample('xor.backprop.json')
      .replace('"epochs": 2000', '"epochs": 10000000')
      .replace('"target": 1', '"target": 2');
    const uri = await host().open('endless.backprop.json', endless);
    const training = host().run('train', uri);
    await openSample(host(), 'linear.backprop.json');
    await screen.status(/^\$\(play\) XOR, 2-2-2-1: epoch/);
    const { command, arguments: given } = screen.statusItems[0].command as {
      command: string;
      arguments: unknown[];
    };
    assert.deepEqual([command, String(given[0])], ['backprop.pause', uri.toString()]);
    await host().run('pause', uri);
    assert.equal(((await training) as RunStatus).state, 'paused');
  });

  it('keep the status bar true', async () => {
    await openSample(host(), 'xor.backprop.json');
    await host().run('step');
    assert.equal(await screen.status(/XOR/), '$(debug-pause) XOR, 2-2-2-1: epoch 1 of 2,000');
    const [item] = screen.statusItems;
    assert.equal(item.isShown, true);
    assert.match(String(item.tooltip), /^loss 0\.\d+\naccuracy 0\.\d+\n/);
    assert.equal((item.command as { command: string }).command, 'backprop.openPanel');
    await host().run('train');
    await screen.status(/^\$\(check\) XOR, 2-2-2-1: epoch 761 of 2,000$/);
    assert.match(String(item.tooltip), /\nStopped after epoch 761: accuracy reached 1 /);
    const { label } = item.accessibilityInformation as { label: string };
    assert.equal(label, 'XOR, 2-2-2-1: epoch 761 of 2,000');
  });

  it('say in the status bar that a run is beyond the last epoch of its file', async () => {
    const text = sample('by-hand.backprop.json').replace('"epochs": 1000', '"epochs": 2');
    await host().open('short.backprop.json', text);
    await host().run('train');
    await screen.status(/epoch 2 of 2$/);
    await host().run('step');
    await screen.status(/By hand, 2-2-2: epoch 3, beyond the file's 2$/);
  });
});
