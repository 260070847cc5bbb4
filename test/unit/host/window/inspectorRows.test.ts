/** The rows of the inspector: icons, tooltips, and what a row that is chosen does. */
import { openSample, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { TensorNode, TreeNode } from '../../../../src/host/inspector/treeNodes';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

describe('a row of the inspector', () => {
  const host = useHost();
  const tree = () => host().internal.inspector.tree;
  const layers = (): TreeNode[] => tree().getChildren(tree().getChildren()[0]);
  const tensor = (index: number, name: string): TensorNode =>
    tree().find(index, name as TensorNode['tensor']) as TensorNode;
  const iconOf = (node: TreeNode) =>
    (tree().getTreeItem(node).iconPath as vscode.ThemeIcon | undefined)?.id;

  const open = async (name: string) => {
    const uri = await openSample(host(), name);
    await host().run('step', uri);
    screen.trees[0].show(true);
    return uri;
  };

  it('has a finding where its layer has one, with what it is and what helps', async () => {
    await open('vanishing-gradient.backprop.json');
    const warned = layers().filter(layer =>
      tree()
        .getChildren(layer)
        .some(({ kind }) => kind === 'finding'),
    );
    assert.deepEqual(
      layers().map(layer => iconOf(layer) === 'warning'),
      layers().map(layer => warned.includes(layer)),
    );
    assert.ok(warned.length > 0 && warned.length < layers().length, `${warned.length}`);
    const [node] = tree().getChildren(warned[0]);
    const { tooltip, accessibilityInformation } = tree().getTreeItem(node);
    assert.match((tooltip as vscode.MarkdownString).value, /gradient vanishes[\s\S]*tanh or relu/);
    assert.match(
      accessibilityInformation?.label ?? '',
      /^Warning: The gradient vanishes .* in layer1 /,
    );
  });

  it('has an arrow where a pass that is followed has just come to it', async () => {
    const uri = await open('xor.backprop.json');
    const marked = () =>
      [0, 1, 2].flatMap(layer =>
        ['z', 'a', 'delta'].filter(name => iconOf(tensor(layer, name)) === 'arrow-small-right'),
      );
    assert.deepEqual(marked(), []);
    await host().run('stepLayer', uri);
    assert.deepEqual(marked(), ['z', 'a']);
    assert.equal(iconOf(tensor(0, 'z')), 'arrow-small-right');
  });

  it('has the exact smallest and largest number in its tooltip', async () => {
    const uri = await open('xor.backprop.json');
    const stats = host().internal.sessionOf(uri)?.session.view.state?.stats[0];
    const { min, max } = stats?.find(each => each.tensor === 'weights') ?? assert.fail();
    const node = tensor(0, 'weights');
    const item = tree().resolveTreeItem(tree().getTreeItem(node), node);
    const words = (item.tooltip as vscode.MarkdownString).value.replace(/\\/g, '');
    assert.ok(words.includes(`minimum ${min}`), words);
    assert.ok(words.includes(`maximum ${max}`), words);
  });

  it('that is chosen is chosen in the panel', async () => {
    const uri = await open('xor.backprop.json');
    screen.trees[0].select(tensor(1, 'gradW'));
    const { selected } = host().internal.selection;
    assert.equal(String(selected?.uri), uri.toString());
    assert.deepEqual(selected?.tensor, { layer: 1, tensor: 'gradW' });
  });

  it('is the one with the focus for a key, and the one of its menu for a menu', async () => {
    await open('xor.backprop.json');
    const asked = () => services.ran.filter(({ command }) => command === 'list.select').length;
    await host().run('copyNumPy', tensor(0, 'weights'));
    assert.equal(asked(), 0);
    await host().run('copyNumPy', 'focused');
    assert.equal(asked(), 1);
  });

  it('stands below the name of its network', async () => {
    await open('xor.backprop.json');
    assert.equal(screen.trees[0].description, 'XOR, 2-2-2-1');
  });
});
