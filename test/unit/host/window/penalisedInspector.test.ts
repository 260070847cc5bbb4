/** The inspector's rows of the penalised gradients: only where there is a penalty. */
import { useHost } from './support';
import assert from 'node:assert/strict';
import type { InspectedTensor } from '../../../../src/protocol/inspector/inspector';
import { inspectorStrings } from '../../../../webview/inspector/inspectorStrings';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';

describe('the gradient inspector with a penalty', () => {
  const host = useHost();

  async function tensors(optimizer: string): Promise<InspectedTensor[]> {
    const text = sample('xor.backprop.json').replace('"learning_rate": 1', optimizer);
    const uri = await host().open('own.backprop.json', text);
    await host().run('step', uri);
    screen.views[0].show(true);
    return host().internal.inspector.picture?.layers[0].tensors ?? assert.fail('no run');
  }
  const labels = (rows: readonly InspectedTensor[]) => rows.map(({ symbol }) => symbol);

  it('names the gradients with and without it apart', async () => {
    const rows = await tensors('"learning_rate": 1, "weight_decay": 0.25');
    const own = labels(rows);
    assert.ok(own.includes('∂L/∂W') && own.includes('∂(L + penalty)/∂W'), own.join());
    assert.ok(own.includes('∂L/∂b') && own.includes('∂(L + penalty)/∂b'), own.join());
    assert.equal(new Set(own).size, own.length);
    const penalised = rows.find(({ tensor }) => tensor === 'gradW_penalized') ?? assert.fail();
    assert.match(
      inspectorStrings.tensorSpoken('layer1', penalised),
      /^gradient of the weights with the penalty of layer1, 2 by 2, norm /,
    );
  });

  for (const decay of [0.25, 0.5]) {
    it(`shows the gradient of the loss and ${decay} times the weights`, async () => {
      await tensors(`"learning_rate": 1, "weight_decay": ${decay}`);
      const copied = async (tensor: string): Promise<number[]> => {
        await host().run('copyCsv', { layer: 0, tensor });
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
    await tensors('"learning_rate": 1, "l1": 0.25');
    await host().run('copyNumPy', { layer: 0, tensor: 'gradB_penalized' });
    assert.match(services.clipboard, /^db_penalized1 = np\.array\(\[[^[]+\]\)$/);
  });

  it('has no such rows where nothing is added to the loss', async () => {
    for (const optimizer of ['"learning_rate": 1', '"type": "adamw", "weight_decay": 0.1']) {
      const rows = await tensors(optimizer);
      assert.ok(!labels(rows).some(label => label.includes('penalty')));
    }
  });
});
