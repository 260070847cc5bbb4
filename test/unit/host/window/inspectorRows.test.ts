/** The rows of the inspector: findings, passes that are followed, and what keys on them do. */
import { openSample, useHost } from './support';
import assert from 'node:assert/strict';
import type { InspectorPicture } from '../../../../src/protocol/inspector/inspector';
import { services } from '../vscode/services';
import { screen, window } from '../vscode/window';

describe('a row of the inspector', () => {
  const host = useHost();
  const picture = (): InspectorPicture =>
    host().internal.inspector.picture ?? assert.fail('no run');

  const open = async (name: string) => {
    const uri = await openSample(host(), name);
    await host().run('step', uri);
    screen.views[0].show(true);
    return uri;
  };

  it('has a finding where its layer has one, with what it is and what helps', async () => {
    const uri = await open('vanishing-gradient.backprop.json');
    const found = picture().layers.map(({ findings }) => findings.length > 0);
    assert.ok(found.includes(true) && found.includes(false), found.join());
    const [finding] = picture().layers[found.indexOf(true)].findings;
    assert.match(finding.message, /error fades on its way back[\s\S]*tanh or relu/);
    const { report } = host().internal.sessions.open(uri).findings;
    assert.equal(picture().finding, report.findings[0].message);
    assert.equal(picture().findings, report.findings.length);
  });

  it('counts in a badge of the view what was found', async () => {
    await open('vanishing-gradient.backprop.json');
    const { badge } = screen.views[0];
    assert.equal(badge?.value, picture().findings);
    assert.match(badge?.tooltip ?? '', /^\d findings?$/);
    await open('xor.backprop.json');
    assert.equal(screen.views[0].badge, undefined);
  });

  it('is marked where a pass that is followed has just come to it, and empty where it comes later', async () => {
    const uri = await open('xor.backprop.json');
    const marked = (mark: string) =>
      picture().layers.flatMap(({ name, tensors }) =>
        tensors
          .filter(each => each.mark === mark && ['z', 'a', 'delta'].includes(each.tensor))
          .map(({ tensor }) => `${name} ${tensor}`),
      );
    assert.deepEqual([...marked('new'), ...marked('later')], []);
    await host().run('stepLayer', uri);
    assert.deepEqual(marked('new'), ['layer1 z', 'layer1 a']);
    const { layers } = picture();
    assert.ok(
      layers[1].tensors.every(({ mark, stats }) => (mark === 'later') === (stats === null)),
    );
    assert.ok(
      layers[1].tensors.every(({ mark, course }) => mark !== 'later' || course.length === 0),
    );
    assert.deepEqual(
      layers.map(({ measures }) => measures.delta),
      [null, null, null],
    );
    assert.deepEqual([layers[0].health === null, layers[1].health === null], [false, true]);
  });

  it('tells nothing of entries that a pass that is followed has not come to', async () => {
    const uri = await open('xor.backprop.json');
    screen.views[0].webview.send({ type: 'current', row: { layer: 1, tensor: 'delta' } });
    await host().run('step', uri);
    assert.notEqual(picture().distribution, null);
    await host().run('stepLayer', uri);
    assert.equal(picture().distribution, null);
  });

  it('is what its keys are about: NumPy, CSV, its line', async () => {
    const uri = await open('xor.backprop.json');
    const [{ webview }] = screen.views;
    const row = { layer: 1, tensor: 'weights' };
    for (const [act, copied] of [
      ['copyNumPy', /^W2 = np\.array\(/],
      ['copyCsv', /^-?\d[^=]*$/],
    ] as const) {
      services.clipboard = '';
      const done = new Promise(resolve => services.onCopied(resolve));
      webview.send({ type: 'row', act, row });
      await done;
      assert.match(services.clipboard, copied);
    }
    screen.leave();
    const shown = new Promise(resolve => window.onDidChangeActiveTextEditor(resolve));
    webview.send({ type: 'row', act: 'goToLine', row });
    await shown;
    assert.equal(String(screen.active?.document.uri), uri.toString());
  });

  it('runs a command of the page for the experiment that is shown', async () => {
    const uri = await open('xor.backprop.json');
    const asked: unknown[] = [];
    services.commands.set('backprop.findings', of => asked.push(String(of)));
    screen.views[0].webview.send({ type: 'inspectorCommand', command: 'findings' });
    assert.deepEqual(asked, [uri.toString()]);
  });
});
