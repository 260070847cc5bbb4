/** The inspector's rows of the penalised gradients: only where there is a penalty. */
import { useHost } from './support';
import assert from 'node:assert/strict';
import type { TensorNode, TreeNode } from '../../../../src/host/inspector/treeNodes';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

describe('the gradient inspector with a penalty', () => {
  const host = useHost();
  const tree = () => host().internal.inspector.tree;

  async function tensors(optimizer: string): Promise<TensorNode[]> {
    const text = sample('xor.backprop.json').replace('"learning_rate": 1', optimizer);
    const uri = await host().open('own.backprop.json', text);
    await host().run('step', uri);
    screen.trees[0].show(true);
    const [layer] = tree().getChildren(tree().getChildren()[0]);
    return tree()
      .getChildren(layer)
      .filter((node: TreeNode): node is TensorNode => node.kind === 'tensor');
  }
  const labels = (nodes: readonly TensorNode[]) =>
    nodes.map(node => tree().getTreeItem(node).label as string);
  const named = (nodes: readonly TensorNode[], name: string) =>
    nodes.find(({ tensor }) => tensor === name) ?? assert.fail(name);

  it('names the gradients with and without it apart', async () => {
    const nodes = await tensors('"learning_rate": 1, "weight_decay": 0.25');
    const own = labels(nodes);
    assert.ok(own.includes('∂L/∂W') && own.includes('∂(L + penalty)/∂W'), own.join());
    assert.ok(own.includes('∂L/∂b') && own.includes('∂(L + penalty)/∂b'), own.join());
    assert.equal(new Set(own).size, own.length);
    const item = tree().getTreeItem(named(nodes, 'gradW_penalized'));
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /^layer1, gradient of the loss and the penalty with respect to the weights: 2 by 2/,
    );
  });

  for (const decay of [0.25, 0.5]) {
    it(`shows the gradient of the loss and ${decay} times the weights`, async () => {
      const nodes = await tensors(`"learning_rate": 1, "weight_decay": ${decay}`);
      const copied = async (name: string): Promise<number[]> => {
        await host().run('copyCsv', named(nodes, name));
        return services.clipboard.split(/[,\n]/).map(Number);
      };
      const [gradients, weights] = [await copied('gradW'), await copied('weights')];
      const penalised = await copied('gradW_penalized');
      assert.equal(penalised.length, 4);
      penalised.forEach((value, index) => {
        const added = value - gradients[index];
        assert.ok(Math.abs(added - decay * weights[index]) < 1e-14, `${added}`);
        assert.ok(Math.abs(added) > 1e-3);
      });
    });
  }

  it('copies it as NumPy under a name of its own', async () => {
    const nodes = await tensors('"learning_rate": 1, "l1": 0.25');
    await host().run('copyNumPy', named(nodes, 'gradB_penalized'));
    assert.match(services.clipboard, /^db_penalized1 = np\.array\(\[[^[]+\]\)$/);
  });

  it('has no such rows where nothing is added to the loss', async () => {
    for (const optimizer of ['"learning_rate": 1', '"type": "adamw", "weight_decay": 0.1']) {
      const nodes = await tensors(optimizer);
      assert.ok(!labels(nodes).some(label => label.includes('penalty')));
    }
  });
});
