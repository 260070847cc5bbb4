/** The gradient inspector: what its page is sent, what it asks for, and what is copied from its rows. */
import { answer, choose, openSample, useHost } from './support';
import assert from 'node:assert/strict';
import type {
  InspectedTensor,
  InspectorPicture,
} from '../../../../src/protocol/inspector/inspector';
import type { TensorName } from '../../../../src/protocol/snapshot';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

describe('the gradient inspector', () => {
  const host = useHost();
  const inspector = () => host().internal.inspector;
  const picture = (): InspectorPicture => inspector().picture ?? assert.fail('no run');
  const tensor = (layer: number, name: TensorName): InspectedTensor =>
    picture().layers[layer].tensors.find(each => each.tensor === name) ?? assert.fail(name);
  const posted = (type: string): unknown[] =>
    screen.views[0].webview.posted.filter(each => (each as { type: string }).type === type);
  /** Resolves with what the page is sent next. */
  const sent = (): Promise<unknown> =>
    new Promise(resolve => {
      const listening = inspector().onDidShow(message => {
        listening.dispose();
        resolve(message);
      });
    });

  const open = async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('step', uri);
    screen.views[0].show(true);
    return uri;
  };

  it('welcomes until there is a run, and has a row for each layer then', async () => {
    screen.views[0].show(true);
    assert.equal(inspector().picture, null);
    assert.deepEqual(screen.views[0].webview.posted, [{ type: 'welcome', welcome: 'nothing' }]);
    const told = sent();
    const uri = await openSample(host(), 'xor.backprop.json');
    assert.deepEqual(await told, { type: 'welcome', welcome: 'idle' });
    await host().run('step', uri);
    assert.equal(picture().name, 'XOR, 2-2-2-1');
    assert.deepEqual(
      picture().layers.map(({ name }) => name),
      ['layer1', 'layer2', 'layer3'],
    );
    assert.equal(screen.views[0].description, 'XOR, 2-2-2-1');
  });

  it('says of an expression that its panel has the numbers', async () => {
    const uri = await openSample(host(), 'gates.backprop.json');
    await host().run('stepGate', uri);
    assert.equal(inspector().picture, null);
    assert.equal(inspector().welcome, 'expression');
  });

  it('sends its page nothing before it is ready, nothing while it is hidden, and all when it is back', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('step', uri);
    const [view] = screen.views;
    assert.deepEqual(view.webview.posted, []);
    view.show(true);
    assert.equal(posted('inspector').length, 1);
    view.show(false);
    await host().run('step', uri);
    assert.equal(posted('inspector').length, 1);
    view.show(true);
    assert.equal((view.last('inspector') as { picture: InspectorPicture }).picture.step, 2);
  });

  it('sends once what changes together', async () => {
    const uri = await open();
    const before = posted('inspector').length;
    const told = sent();
    await host().run('step', uri);
    await told;
    assert.equal(posted('inspector').length, before + 1);
  });

  it('has the numbers of the run, to their bits', async () => {
    const uri = await open();
    await host().run('step', uri);
    const { stats, batchLoss } =
      host().internal.sessionOf(uri)?.session.view.state ?? assert.fail();
    assert.deepEqual(
      tensor(0, 'weights').stats,
      stats[0].find(each => each.tensor === 'weights'),
    );
    assert.equal(picture().batchLoss, batchLoss);
    const norm = (layer: number, name: TensorName) => tensor(layer, name).stats?.norm ?? NaN;
    picture().layers.forEach(({ measures }, layer) => {
      assert.equal(measures.delta, norm(layer, 'delta'));
      assert.equal(measures.gradW, norm(layer, 'gradW'));
      assert.equal(measures.ratio, norm(layer, 'updateW') / norm(layer, 'weights'));
    });
  });

  it('copies the row of a menu as NumPy and as CSV', async () => {
    await open();
    const part = { webview: 'backprop.inspector', webviewSection: 'tensor' };
    await host().run('copyNumPy', { ...part, layer: 0, tensor: 'weights' });
    const row = String.raw`\[-?\d\.\d+(?:e-\d+)?, -?\d\.\d+(?:e-\d+)?\]`;
    assert.match(
      services.clipboard,
      new RegExp(`^W1 = np\\.array\\(\\[\\s*${row},\\s*${row},?\\s*\\]`),
    );
    await host().run('copyCsv', { ...part, layer: 2, tensor: 'biases' });
    assert.equal(services.clipboard.trim().split('\n').length, 1);
    assert.match(screen.said.join('\n'), /Copied b.*: 1×1 numbers/);
  });

  it('copies nothing where the file gives hints alone', async () => {
    const text = sample('xor.backprop.json').replace('{', '{ "policy": {"solution": "hint"},');
    const uri = await host().open('policy.backprop.json', text);
    await host().run('step', uri);
    services.clipboard = '';
    await host().run('copyNumPy', { layer: 0, tensor: 'weights' });
    assert.equal(services.clipboard, '');
    assert.match(screen.said.join('\n'), /not to be copied/);
  });

  it('has no gradients where the file shows no solutions', async () => {
    const text = sample('xor.backprop.json').replace('{', '{ "policy": {"solution": "off"},');
    const uri = await host().open('policy.backprop.json', text);
    await host().run('step', uri);
    screen.views[0].show(true);
    const [{ tensors, measures }] = picture().layers;
    assert.deepEqual(
      tensors.map(({ tensor: name }) => name),
      ['z', 'a', 'slope', 'weights', 'biases'],
    );
    const { delta, gradW, ratio, saturated } = measures;
    assert.deepEqual([delta, gradW, ratio], [null, null, null]);
    assert.notEqual(saturated, null);
  });

  it('goes to the line that decides a tensor', async () => {
    const uri = await open();
    await host().run('goToLine', { layer: 1, tensor: 'a' });
    assert.equal(screen.active?.document.uri.toString(), uri.toString());
  });

  const goesTo = async (layer: number, name: TensorName, line: string): Promise<void> => {
    await host().run('goToLine', { layer, tensor: name });
    const { document, selection } = screen.active ?? assert.fail();
    const shown = document.lineAt(selection.start.line).text;
    assert.ok(shown.includes(line), `${name} of layer ${layer + 1}: ${shown}`);
  };

  it('goes to the initialiser of weights and of biases, and to the layer of what has no key', async () => {
    const text = sample('xor.backprop.json').replaceAll(', "', ',\n"');
    const uri = await host().open('own.backprop.json', text);
    await host().run('step', uri);
    await goesTo(0, 'weights', '"kernel_initializer"');
    await goesTo(0, 'biases', '"bias_initializer"');
    await goesTo(0, 'a', '"activation"');
    await goesTo(0, 'slope', '"activation"');
    await goesTo(0, 'gradW', '"units"');
  });

  it('goes to the dropout of a mask, and past it to the layers behind it', async () => {
    const dropout = '},\n{ "type": "dropout",\n"rate": 0.5 },\n{ "units": ';
    const layers = `[{ "units": 3, "activation": "tanh" ${dropout}1, "activation": "sigmoid" }]`;
    const text =
      '{ "version": 1, "data": { "train": { "type": "generator", "name": "xor_corners" } },\n' +
      `"model": { "layers": ${layers} },\n"loss": { "type": "mse" } }`;
    const uri = await host().open('own.backprop.json', text);
    await host().run('step', uri);
    await goesTo(0, 'mask', '"rate"');
    await goesTo(0, 'a', '"units": 3');
    await goesTo(1, 'a', '"units": 1');
    assert.ok(picture().layers[1].tensors.every(each => each.tensor !== 'mask'));
  });

  it('follows each norm over the steps up to the one that is shown', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    const norms = { delta: [], weights: [], gradW: [], updateW: [] } as Record<string, number[]>;
    screen.views[0].show(true);
    await host().run('inspect', uri);
    const { session } = host().internal.sessionOf(uri) ?? assert.fail();
    for (let step = 0; step < 8; step++) {
      for (const { tensor: name, norm } of session.view.state?.stats[0] ?? [])
        norms[name]?.push(norm);
      await host().run('step', uri);
    }
    for (const [name, expected] of Object.entries(norms)) {
      const { course, stats } = tensor(0, name as TensorName);
      assert.deepEqual([course.length, course.at(-1)], [9, stats?.norm]);
      expected.forEach((norm, step) => {
        // A norm that is recorded is summed in another order, and of ΔW after it has been applied.
        const ratio = course[step] / norm;
        assert.ok(Math.abs(ratio - 1) < 1e-12, `${name}: ${course[step]}, ${norm}`);
      });
    }
    await session.goTo(3);
    assert.equal(tensor(0, 'delta').course.length, 4);
  });

  it('has what it alone shows computed while it can be seen', async () => {
    const uri = await open();
    const { session } = host().internal.sessionOf(uri) ?? assert.fail();
    const watched: unknown[] = [];
    const watch = session.watch.bind(session);
    session.watch = wanted => {
      watched.push(wanted);
      return watch(wanted);
    };
    const nothing = { inspected: false, distribution: null };
    for (const visible of [false, true, true, false]) screen.views[0].show(visible);
    assert.deepEqual(watched, [nothing, { ...nothing, inspected: true }, nothing]);
  });

  it('has the entries of the tensor counted whose row is the current one', async () => {
    await open();
    const [{ webview }] = screen.views;
    assert.equal(picture().distribution, null);
    webview.send({ type: 'current', row: { layer: 1, tensor: 'weights' } });
    while (!picture().distribution) await sent();
    const { layer, tensor: name, counts, zeros } = picture().distribution ?? assert.fail();
    assert.deepEqual([layer, name, zeros], [1, 'weights', 0]);
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      4,
    );
    webview.send({ type: 'current', row: { layer: 1, tensor: null } });
    assert.equal(picture().distribution, null);
  });

  it('stays on its row when another experiment comes to the front, as its page does', async () => {
    await open();
    const row = { layer: 0, tensor: 'weights' };
    screen.views[0].webview.send({ type: 'current', row });
    const uri = await openSample(host(), 'five-points.backprop.json');
    await host().run('step', uri);
    while (!picture().distribution) await sent();
    assert.equal(picture().name, 'Five points, 2-5-3-1');
    assert.deepEqual(inspector().current, row);
    assert.equal(
      picture().distribution?.counts.reduce((sum, count) => sum + count, 0),
      10,
    );
  });

  it('hides the tensors that were unticked, and remembers them', async () => {
    await open();
    const shown = () => picture().layers[0].tensors.map(({ tensor: name }) => name);
    const all = shown().length;
    choose('δ', 'W');
    await host().run('filterTensors');
    assert.ok(shown().length < all);
    assert.deepEqual(shown(), ['delta', 'weights']);
    assert.ok((host().memento.get('inspector.hidden') as string[]).includes('gradW'));
    answer(undefined);
    await host().run('filterTensors');
    assert.equal(shown().length, 2, 'a list that is left changes nothing');
  });

  it('shows the matrix of a row that is chosen in the panel, and follows what is chosen there', async () => {
    const uri = await open();
    const before = screen.panels[0].webview.posted.length;
    screen.panels[0].webview.send({ type: 'ready' });
    const { webview } = screen.views[0];
    webview.send({ type: 'choose', tensor: { layer: 1, tensor: 'gradW' } });
    assert.equal(screen.panels.length, 1);
    const revealed = JSON.stringify(screen.panels[0].webview.posted.slice(before));
    assert.match(revealed, /"tensor":"gradW"/);
    const { selected } = host().internal.selection;
    assert.equal(String(selected?.uri), uri.toString());
    const told = sent();
    screen.panels[0].webview.send({ type: 'select', tensor: { layer: 0, tensor: 'a' } });
    await told;
    assert.deepEqual(picture().chosen, { layer: 0, tensor: 'a' });
    assert.deepEqual(inspector().current, { layer: 0, tensor: 'a' });
  });

  it('goes to the step that was typed, behind or ahead', async () => {
    const uri = await open();
    const { session } = host().internal.sessionOf(uri) ?? assert.fail();
    const [{ webview }] = screen.views;
    for (const step of [0, 5, 2]) {
      webview.send({ type: 'goTo', step });
      while (picture().step !== step) await sent();
      assert.equal(session.view.state?.position.step, step);
    }
  });

  it('says what keys are about, and takes that back when it is hidden', async () => {
    await open();
    const [view] = screen.views;
    const focus = () => services.contextKeys.get('backprop.inspectorFocus');
    for (const each of ['rows', 'text', 'rows']) {
      view.webview.send({ type: 'focused', focus: each });
      assert.equal(focus(), each);
    }
    view.show(false);
    assert.equal(focus(), 'none');
  });

  it('ignores a message that makes no sense, and logs that its page has failed', async () => {
    const uri = await open();
    const [{ webview }] = screen.views;
    const { selected } = host().internal.selection;
    const messages = [
      null,
      { type: 'choose', tensor: { layer: -1, tensor: 'a' } },
      { type: 'choose', tensor: { layer: 0, tensor: 'constructor' } },
      { type: 'inspectorCommand', command: 'runSweep' },
      { type: 'row', act: 'delete', row: { layer: 0, tensor: 'a' } },
      { type: 'goTo', step: 1.5 },
      { type: 'focused', focus: 'all' },
      { type: 'current', row: 'a' },
      { type: 'failure' },
    ];
    for (const message of messages) webview.send(message);
    const ignored = screen.said.filter(each => /inspector sent .* no sense/.test(each));
    assert.equal(ignored.length, messages.length);
    assert.equal(host().internal.selection.selected, selected);
    webview.send({ type: 'failure', message: 'x is not a function' });
    assert.match(screen.said.join('\n'), /The inspector failed: x is not a function/);
    assert.ok(uri);
  });

  it('loads its own page alone, by the door of all pages', async () => {
    await open();
    const { html, options } = screen.views[0].webview;
    assert.match(html, /inspector\.js/);
    assert.ok(html.includes("default-src 'none'"));
    assert.deepEqual(Object.keys(options as object), ['enableScripts', 'localResourceRoots']);
  });
});
