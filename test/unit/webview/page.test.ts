import assert from 'node:assert/strict';
import type { PanelState } from '../../../src/protocol/choices';
import { freshState } from '../../../webview/run/choices';
import { NO_DATA, type Data } from '../../../src/protocol/feeds';
import { checkedState } from '../../../webview/page/checkedState';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { expressionOf, Panel } from './panel';

/** Three layers of 3, 2 and 1 unit. */
const DEEP = XOR.replace('{"units": 1,', '{"units": 2, "activation": "tanh"}, {"units": 1,');

describe('The page', () => {
  const { screen } = useDom();

  describe('when the network shrinks', () => {
    /** A cell of the last layer of three is chosen; then the file has two, and takes a step. */
    async function shrunk(): Promise<Panel> {
      const panel = await Panel.open(screen(), DEEP);
      await panel.does(() => panel.session.step(3));
      await panel.does(() =>
        panel.page?.select({ layer: 2, tensor: 'weights' }, { row: 1, col: 0 }),
      );
      assert.match(panel.section('derivation').textContent, /∂L\/∂W³\[2, 1\]|of layer3/);
      await panel.edit(XOR);
      await panel.does(() => panel.session.step(2));
      return panel;
    }

    it('draws every section, and goes on asking for numbers', async () => {
      const panel = await shrunk();
      assert.deepEqual(panel.all('failure'), []);
      assert.doesNotMatch(panel.section('derivation').textContent, /layer3/);
      assert.equal(panel.kept?.selected, null);
      await panel.press('∂L/∂W', panel.section('network'));
      const { tensors, derivation } = panel.last('watch').watch;
      assert.equal(derivation, null);
      assert.ok(tensors.some(({ tensor }) => tensor === 'gradW'));
      assert.ok(tensors.every(({ layer }) => layer < 2));
    });

    it('draws a page that was reloaded with a choice of the network before', async () => {
      const panel = await Panel.open(screen());
      await panel.does(() => panel.session.step(1));
      const uri = 'test:/small';
      const selected = { layer: 2, tensor: 'weights' } as const;
      panel.kept = { ...freshState(), uri, selected };
      await panel.reload();
      assert.deepEqual(panel.all('failure'), []);
      assert.equal(panel.kept?.selected, null);
    });

    it('says that a layer of the file is not in the run that is shown', async () => {
      const panel = await Panel.open(screen());
      await panel.does(() => panel.session.step(1));
      await panel.reveal({ layer: 3, tensor: 'weights' });
      assert.deepEqual(panel.all('failure'), []);
      assert.match(panel.said(), /has no such matrix/);
    });

    it('forgets a unit that is pointed at and is there no more', async () => {
      const panel = await Panel.open(screen(), DEEP);
      await panel.does(() => panel.session.step(1));
      await panel.press('maps', panel.section('network'));
      const box = panel.section('network').querySelector<HTMLElement>('.network');
      assert.ok(box);
      for (let i = 0; i < 4; i++) await panel.key(box, 'ArrowRight');
      assert.match(panel.tooltip()[0], /layer3/);
      await panel.edit(XOR);
      await panel.does(() => panel.session.step(1));
      assert.deepEqual(panel.all('failure'), []);
      assert.deepEqual(panel.tooltip(), []);
      await panel.key(box, 'ArrowDown');
      assert.match(panel.tooltip()[0], /^input x1/);
    });
  });

  it('forgets a gate that is pointed at and has been deleted', async () => {
    const panel = await Panel.open(screen(), expressionOf(['q = x * y', 'f = q + 1', 'g = f * x']));
    const box = panel.section('graph').querySelector<HTMLElement>('.graph');
    assert.ok(box);
    await panel.key(box, 'ArrowLeft');
    for (let i = 0; i < 4; i++) await panel.key(box, 'ArrowRight');
    assert.match(panel.tooltip()[0], /^g/);
    await panel.edit(expressionOf(['q = x * y']));
    assert.deepEqual(panel.all('failure'), []);
    assert.deepEqual(panel.tooltip(), []);
    await panel.key(box, 'ArrowLeft');
    assert.match(panel.tooltip()[0], /^x/);
  });

  describe('when it reads back what it kept', () => {
    const uri = 'file:///xor';
    const whole: PanelState = {
      ...{ uri, logLoss: true, collapsed: ['runs'], tab: 'findings', beside: 'findings' },
      scroll: { inspect: 120 },
      selected: { layer: 1, tensor: 'gradB' },
      face: 'truth',
      parts: { table: 'test' },
      range: [-2, 2, -1, 3],
      formulas: { 'gradW.0': 'x.T @ delta' },
      shown: {
        ...{ cell: { row: 2, col: 0 }, row: 4, zoom: { min: 0, max: 20 } },
        ...{ network: 'picture', matrix: 'numbers', digits: 'all', finding: 'overfitting' },
        ...{ hiddenRuns: [2], run: 3, reference: 1, sweepColumn: 'accuracy' },
      },
    };

    it('takes what this version has written', () => {
      assert.deepEqual(checkedState(structuredClone(whole)), whole);
    });

    it('takes nothing that it could not have written', () => {
      for (const state of [undefined, 'x', { uri: 3, collapsed: [] }, { uri, collapsed: 'runs' }])
        assert.equal(checkedState(state), null);
      const { collapsed, logLoss } =
        checkedState({ uri, collapsed: [1, 'runs'], logLoss: 1 }) ?? {};
      assert.deepEqual([collapsed, logLoss], [['runs'], false]);
      for (const selected of [
        7,
        { layer: 1 },
        { layer: -1, tensor: 'a' },
        { layer: 0, tensor: 'q' },
      ])
        assert.equal(checkedState({ ...whole, selected })?.selected, null);
      for (const parts of [7, null, { table: 'all' }, { other: 'test' }])
        assert.deepEqual(checkedState({ ...whole, parts })?.parts, {});
      for (const shown of [
        ...[7, null, { cell: { row: -1, col: 0 } }, { row: 'x' }, { zoom: { min: 3, max: 3 } }],
        ...[{ network: 'maps' }, { hiddenRuns: 4 }, { finding: 1 }, { other: 1 }],
      ])
        assert.deepEqual(checkedState({ ...whole, shown })?.shown, {});
      for (const formulas of [7, { 'gradW.0': 1 }, { 'gradW.0': 'x'.repeat(1001) }])
        assert.deepEqual(checkedState({ ...whole, formulas })?.formulas, {});
    });
  });

  describe('when a section throws', () => {
    it('says so in its place, tells the host once, and draws the others', async () => {
      const panel = await Panel.open(screen());
      await panel.press('maps', panel.section('network'));
      const { page } = panel;
      assert.ok(page);
      const runs = panel.posted.length;
      const data = {
        ...page.model.data,
        get maps(): never {
          throw new Error('no maps today');
        },
      };
      const get = (): Data => data;
      Object.defineProperty(page.model, 'data', { configurable: true, get, set: () => undefined });
      await panel.does(() => panel.session.step(1));
      await panel.does(() => panel.session.step(1));
      const network = panel.section('network');
      assert.match(network.textContent, /could not be drawn \(no maps today\)/);
      const messages = panel.all('failure').map(({ message }) => message);
      assert.deepEqual(messages, ['network: no maps today']);
      assert.match(panel.find('.status').textContent, /batch 2 of 3/);
      assert.match(panel.section('matrices').textContent, /^W¹.*2×3/);
      assert.ok(panel.posted.slice(runs).some(({ type }) => type === 'drawn'));
      Object.defineProperty(page.model, 'data', { value: NO_DATA, writable: true });
      await panel.does(() => panel.session.step(1));
      assert.equal(network.querySelector<HTMLElement>('.trouble')?.hidden, true);
    });
  });
});
