/** What was chosen on a page is there again after another editor lay over it, or the window was loaded anew. */
import assert from 'node:assert/strict';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';

const SLOWER = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25');

describe('A page that is loaded again', () => {
  const { screen } = useDom();

  async function trained(): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    return panel;
  }

  async function reload(panel: Panel): Promise<void> {
    await panel.reload();
    assert.deepEqual(panel.all('failure'), []);
  }

  const pressed = (panel: Panel, section: string, name: string): string | null =>
    panel.button(name, panel.section(section)).getAttribute('aria-checked');

  it('has the epochs that the curves were limited to', async () => {
    const panel = await trained();
    const box = (): HTMLElement =>
      panel.section('curves').querySelector<HTMLElement>('.chart') ?? assert.fail();
    await panel.key(box(), 'Home');
    await panel.key(box(), '+');
    const isWhole = (): boolean => panel.button('Reset Zoom').hidden === true;
    assert.ok(!isWhole());
    await reload(panel);
    assert.ok(!isWhole());
    await panel.press('Reset Zoom');
    await reload(panel);
    assert.ok(isWhole());
  });

  it('has the face of the network, the row and the cell', async () => {
    const panel = await trained();
    await panel.visit('network');
    await panel.press('maps', panel.section('network'));
    panel.page?.select({ layer: 1, tensor: 'delta' }, { row: 4, col: 0 });
    await panel.settle();
    await reload(panel);
    assert.equal(pressed(panel, 'network', 'maps'), 'true');
    const { row, selectedCell } = panel.page?.choices ?? assert.fail();
    assert.deepEqual([row, selectedCell], [4, { row: 4, col: 0 }]);
    assert.ok(panel.shows('derivation'));
  });

  it('has the digits of a derivation, and a formula that was typed', async () => {
    const panel = await trained();
    const weights = { layer: 1, tensor: 'weights' } as const;
    panel.page?.select(weights, { row: 0, col: 0 });
    await panel.visit('derivation');
    await panel.press('all digits', panel.section('derivation'));
    panel.page?.choices.setFormula({ layer: 1, tensor: 'gradW' }, 'a.T @ delta');
    await reload(panel);
    assert.equal(pressed(panel, 'derivation', 'all digits'), 'true');
    assert.equal(panel.page?.choices.formula({ layer: 1, tensor: 'gradW' }), 'a.T @ delta');
  });

  it('draws the runs that were drawn, beside the run that they were compared with', async () => {
    const panel = await trained();
    for (const text of [SLOWER, XOR]) {
      await panel.edit(text);
      await panel.does(() => panel.session.train());
    }
    await panel.visit('runs');
    const rows = (): HTMLElement[] => [
      ...panel.section('runs').querySelectorAll<HTMLElement>('tbody > tr'),
    ];
    const drawn = (): number[] => panel.page?.model.pastRuns.shown.map(run => run.number) ?? [];
    assert.deepEqual(drawn(), [1, 2]);
    rows()[2].focus();
    await panel.key(rows()[2], ' ');
    assert.deepEqual(drawn(), [2]);
    panel.page?.choices.show({ reference: 2 });
    await reload(panel);
    assert.deepEqual(drawn(), [2]);
    assert.match(panel.root.textContent, /compared with run 2/i);
  });
});
