/** The gradient inspector: what its rows say, and what is copied from them. */
import { answer, choose, openSample, useHost } from './support';
import assert from 'node:assert/strict';
import { sparkline } from '../../../../src/host/inspector/sparkline';
import type { TensorNode, TreeNode } from '../../../../src/host/inspector/treeNodes';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

describe('the gradient inspector', () => {
  const host = useHost();
  const tree = () => host().internal.inspector.tree;
  const rows = (node?: TreeNode): TreeNode[] => tree().getChildren(node);
  const layer = (index: number): TreeNode => rows(rows()[0])[index];
  const tensor = (index: number, name: string): TensorNode =>
    rows(layer(index)).find(
      (node): node is TensorNode => node.kind === 'tensor' && node.tensor === name,
    ) as TensorNode;

  const open = async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('step', uri);
    screen.trees[0].show(true);
    return uri;
  };

  it('is empty until there is a run, and has a row for each layer then', async () => {
    assert.deepEqual(rows(), []);
    await open();
    const [network] = rows();
    assert.equal(tree().getTreeItem(network).label, 'XOR, 2-2-2-1');
    assert.deepEqual(
      rows(network).map(node => tree().getTreeItem(node).label),
      ['layer1', 'layer2', 'output'].map(
        (name, index) => tree().getTreeItem(layer(index)).label ?? name,
      ),
    );
    assert.equal(rows(network).length, 3);
    assert.equal(tree().getParent(layer(1)), network);
    assert.equal(tree().getParent(tensor(1, 'gradW')), layer(1));
  });

  it('has the exact numbers in a tooltip, and shape and norm in the row', async () => {
    await open();
    const node = tensor(0, 'weights');
    const item = tree().getTreeItem(node);
    assert.match(item.label as string, /^W/);
    assert.match(item.description as string, /2×2/);
    tree().resolveTreeItem(item, node);
    const words = (item.tooltip as { value: string }).value;
    assert.match(words, /\d\\\.\d{12,}/);
  });

  it('copies the row of a menu as NumPy and as CSV', async () => {
    await open();
    await host().run('copyNumPy', tensor(0, 'weights'));
    const row = String.raw`\[-?\d\.\d+(?:e-\d+)?, -?\d\.\d+(?:e-\d+)?\]`;
    assert.match(
      services.clipboard,
      new RegExp(`^W1 = np\\.array\\(\\[\\s*${row},\\s*${row},?\\s*\\]`),
    );
    await host().run('copyCsv', tensor(2, 'biases'));
    assert.equal(services.clipboard.trim().split('\n').length, 1);
    assert.match(screen.said.join('\n'), /Copied b.*: 1×1 numbers/);
  });

  it('copies nothing where the file gives hints alone', async () => {
    const text = sample('xor.backprop.json').replace('{', '{ "policy": {"solution": "hint"},');
    const uri = await host().open('policy.backprop.json', text);
    await host().run('step', uri);
    screen.trees[0].show(true);
    services.clipboard = '';
    await host().run('copyNumPy', tensor(0, 'weights'));
    assert.equal(services.clipboard, '');
    assert.match(screen.said.join('\n'), /not to be copied/);
  });

  it('has no gradients where the file shows no solutions', async () => {
    const text = sample('xor.backprop.json').replace('{', '{ "policy": {"solution": "off"},');
    const uri = await host().open('policy.backprop.json', text);
    await host().run('step', uri);
    screen.trees[0].show(true);
    const names = rows(layer(0)).flatMap(node => (node.kind === 'tensor' ? [node.tensor] : []));
    assert.deepEqual(names, ['z', 'a', 'slope', 'weights', 'biases']);
  });

  it('goes to the line that decides a tensor', async () => {
    const uri = await open();
    await host().run('goToLine', tensor(1, 'a'));
    assert.equal(screen.active?.document.uri.toString(), uri.toString());
  });

  it('goes to the initialiser of weights and of biases, and to the layer of what has no key', async () => {
    const text = sample('xor.backprop.json').replaceAll(', "', ',\n"');
    const uri = await host().open('own.backprop.json', text);
    await host().run('step', uri);
    screen.trees[0].show(true);
    for (const [name, line] of [
      ['weights', '"kernel_initializer"'],
      ['biases', '"bias_initializer"'],
      ['a', '"activation"'],
      ['slope', '"activation"'],
      ['gradW', '"units"'],
    ]) {
      await host().run('goToLine', tensor(0, name));
      const { document, selection } = screen.active ?? assert.fail();
      const shown = document.lineAt(selection.start.line).text;
      assert.ok(shown.includes(line), `${name}: ${shown}`);
    }
  });

  it('goes to the dropout of a mask, and past it to the layers behind it', async () => {
    const dropout = '},\n{ "type": "dropout",\n"rate": 0.5 },\n{ "units": ';
    const layers = `[{ "units": 3, "activation": "tanh" ${dropout}1, "activation": "sigmoid" }]`;
    const text =
      '{ "version": 1, "data": { "train": { "type": "generator", "name": "xor_corners" } },\n' +
      `"model": { "layers": ${layers} },\n"loss": { "type": "mse" } }`;
    const uri = await host().open('own.backprop.json', text);
    await host().run('step', uri);
    screen.trees[0].show(true);
    for (const [index, name, line] of [
      [0, 'mask', '"rate"'],
      [0, 'a', '"units": 3'],
      [1, 'a', '"units": 1'],
    ] as const) {
      await host().run('goToLine', tensor(index, name));
      const { document, selection } = screen.active ?? assert.fail();
      const shown = document.lineAt(selection.start.line).text;
      assert.ok(shown.includes(line), `${name} of layer ${index + 1}: ${shown}`);
    }
    assert.equal(tensor(1, 'mask'), undefined);
  });

  it('draws how each norm has changed over the last steps', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    const drawn = { delta: [], weights: [], gradW: [], updateW: [] } as Record<string, number[]>;
    screen.trees[0].show(true);
    await host().run('inspect', uri);
    const { session } = host().internal.sessionOf(uri) ?? assert.fail();
    for (let step = 0; step < 8; step++) {
      for (const { tensor: name, norm } of session.view.state?.stats[0] ?? [])
        drawn[name]?.push(norm);
      await host().run('step', uri);
    }
    for (const [name, norms] of Object.entries(drawn)) {
      const { description } = tree().getTreeItem(tensor(0, name));
      assert.match(String(description), new RegExp(`‖·‖ \\S+ ${sparkline(norms)} ·`), name);
    }
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
    for (const visible of [false, true, true, false]) screen.trees[0].show(visible);
    assert.deepEqual(
      watched,
      [false, true, false].map(inspected => ({ inspected })),
    );
  });

  it('hides the tensors that were unticked, and remembers them', async () => {
    await open();
    const shown = () =>
      rows(layer(0)).flatMap(node => (node.kind === 'tensor' ? [node.tensor] : []));
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

  it('shows the matrix of a row that is chosen in the panel', async () => {
    await open();
    const before = screen.panels[0].webview.posted.length;
    screen.panels[0].webview.send({ type: 'ready' });
    screen.trees[0].select(tensor(1, 'gradW'));
    assert.equal(screen.panels.length, 1);
    const revealed = JSON.stringify(screen.panels[0].webview.posted.slice(before));
    assert.match(revealed, /"tensor":"gradW"/);
  });
});
