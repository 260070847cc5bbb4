/** The equations of a layer on the page: what is chosen of them, and what is said below them. */
import assert from 'node:assert/strict';
import { byClass } from '../../../webview/layer/rowOrder';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';
import * as scenes from './transcripts/scenes';

describe('The layer', () => {
  const { screen } = useDom();

  const box = (panel: Panel): HTMLElement => panel.section('layer').querySelector('.layer')!;
  const shown = (panel: Panel): string =>
    panel.section('layer').querySelector('[aria-checked="true"]')?.textContent ?? '';

  it('is that of what is selected, and stays where a click selects a factor of another', async () => {
    const panel = await scenes.stepped(screen(), 2);
    assert.equal(shown(panel), '1');
    await panel.does(() => panel.page?.highlight({ layer: 1, tensor: 'gradW' }, null));
    assert.equal(shown(panel), '2');
    await panel.press('1: layer1', panel.section('layer'));
    assert.deepEqual(panel.last('select').tensor, { layer: 0, tensor: 'gradW' });
    // The error of the first layer comes through the weights of the second.
    await panel.key(box(panel), 'ArrowRight');
    await panel.key(box(panel), 'ArrowDown');
    await panel.key(box(panel), 'ArrowRight');
    assert.match(panel.tooltip()[0], /^W² · 3×1: weights/);
    await panel.key(box(panel), 'Enter');
    assert.deepEqual(panel.last('select').tensor, { layer: 1, tensor: 'weights' });
    assert.equal(shown(panel), '1');
  });

  it('says how large the entries of a factor are, and what they are', async () => {
    const panel = await scenes.stepped(screen(), 2);
    await panel.key(box(panel), 'ArrowRight');
    const [title, ...rows] = panel.tooltip();
    assert.equal(title, 'x · 7×2: inputs of the batch');
    assert.deepEqual(
      rows.map(row => row.split(':')[0]),
      ['‖·‖', 'smallest', 'largest'],
    );
    await panel.key(box(panel), 'Enter');
    assert.equal(panel.page?.choices.selected, null);
  });

  it('says how the batch loss is made, and what the curve shows', async () => {
    const sums = XOR.replace(
      'binary_cross_entropy"',
      'binary_cross_entropy", "batch_reduction": "sum"',
    );
    const panel = await scenes.stepped(screen(), 3, sums);
    const { frame } = panel.page?.model ?? assert.fail();
    const words = panel.section('layer').querySelector('.layer-caption')?.textContent ?? '';
    assert.match(words, /^Rows grouped by class\. Batch loss [\d.]+, the sum over 7 rows \(mean /);
    assert.match(words, /The curve shows [\d.]+, the loss of epoch 1\.$/);
    assert.ok(frame);
    const one = await Panel.open(
      screen(),
      scenes.VALUES.replace('"batch_size": 7', '"batch_size": 1'),
    );
    assert.match(one.section('layer').textContent, /Batch loss [\d.]+, of its one row\./);
  });

  it('follows a pass layer by layer, and shows of it what has been computed', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.stepLayer());
    assert.equal(shown(panel), '1');
    await panel.does(() => panel.session.stepLayer());
    assert.equal(shown(panel), '2');
    await panel.choose('Show as Table', panel.section('layer'));
    const [head, ...rows] = panel.table(panel.section('layer'));
    assert.deepEqual(head, ['equation', 'matrix', 'shape', '‖·‖', 'smallest', 'largest']);
    const known = (symbol: string): boolean =>
      rows.find(([, matrix]) => matrix === symbol)?.[2] !== '–';
    assert.deepEqual(['a²', 'δ²', '∂L/∂W²'].map(known), [true, false, false]);
  });

  it('is chosen from a list where its buttons do not fit', async () => {
    const panel = await scenes.stepped(screen(), 2);
    const [buttons, list] = panel.section('layer').querySelector('.segments')!.children;
    assert.deepEqual(
      [buttons, list].map(each => (each as HTMLElement).hidden),
      [false, true],
    );
    await panel.does(() => screen().resize(220));
    assert.deepEqual(
      [buttons, list].map(each => (each as HTMLElement).hidden),
      [true, false],
    );
    const select = list as HTMLSelectElement;
    select.value = '1';
    await panel.does(() => select.dispatchEvent(new Event('change')));
    assert.deepEqual(panel.last('select').tensor, { layer: 1, tensor: 'weights' });
    await panel.does(() => screen().resize(460));
  });

  it('has its rows in the order of their classes', () => {
    assert.deepEqual(byClass({ rows: 4, cols: 1, data: [1, 0, 1, 0] }), [1, 3, 0, 2]);
    const oneHot = [0, 0, 1, 1, 0, 0, 0, 1, 0];
    assert.deepEqual(byClass({ rows: 3, cols: 3, data: oneHot }), [1, 2, 0]);
  });
});
