/** What every section has in common: its heading, its tools, and what its tables are for a listener. */
import assert from 'node:assert/strict';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { expressionOf, Panel } from './panel';

/** Four values over a plane. */
const VALUES = XOR.replace(
  '{"type": "generator", "name": "xor_easy"}',
  '{"type": "inline", "x": [[0, 0], [1, 0], [0, 1], [1, 2]], "y": [0.5, 1.5, -1, 2]}',
).replace('binary_cross_entropy', 'mse');

describe('Every section', () => {
  const { screen } = useDom();

  async function stepped(): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(3));
    return panel;
  }
  const toggleOf = (panel: Panel, id: string): HTMLElement =>
    panel.section(id).querySelector<HTMLElement>('.section-toggle') ?? assert.fail();

  it('folds together with its tools, and its arrow turns', async () => {
    const panel = await stepped();
    const seen = (): (string | boolean | null)[] => {
      const section = panel.section('network');
      const tools = section.querySelector<HTMLElement>('.section-tools');
      const arrow = section.querySelector('.section-toggle path');
      return [tools?.hidden ?? null, arrow?.getAttribute('d') ?? null];
    };
    const [open, down] = seen();
    assert.equal(open, false);
    await panel.does(() => toggleOf(panel, 'network').click());
    const [folded, right] = seen();
    assert.equal(folded, true);
    assert.notEqual(right, down);
    await panel.does(() => toggleOf(panel, 'network').click());
    assert.deepEqual(seen(), [open, down]);
  });

  it('folds by itself', async () => {
    const panel = await stepped();
    for (const id of ['flow', 'network', 'truth'])
      await panel.does(() => toggleOf(panel, id).click());
    const folded = [...panel.root.querySelectorAll('[aria-expanded="false"][aria-controls]')];
    assert.deepEqual(
      folded.map(each => each.getAttribute('aria-controls')).sort(),
      ['flow', 'network', 'truth'].map(id => `section-${id}`),
    );
  });

  it('has one menu beside its title, which says whether a picture or a table is shown', async () => {
    const panel = await stepped();
    const entries = async (section: HTMLElement): Promise<string[]> => {
      await panel.press('Picture Actions…', section);
      const menu = document.querySelector('.menu') ?? assert.fail();
      const labels = [...menu.children].map(({ textContent }) => textContent);
      await panel.key(menu as HTMLElement, 'Escape');
      return labels;
    };
    for (const id of ['curves', 'boundary', 'network', 'flow', 'truth']) {
      const section = panel.section(id);
      const tools = section.querySelector('.section-tools') ?? assert.fail();
      assert.equal(tools.querySelectorAll('.icon-button').length, 1, id);
      assert.deepEqual(await entries(section), ['Copy', 'Save As…', 'Show as Table'], id);
      await panel.choose('Show as Table', section);
      assert.deepEqual(await entries(section), ['Copy', 'Save As…', 'Show as Picture'], id);
      const heads = [...section.querySelectorAll('thead th')];
      assert.ok(heads.length > 1, id);
      assert.ok(
        heads.every(head => head.getAttribute('scope') === 'col'),
        id,
      );
    }
  });

  it('of a plane says in its title and in its label what that shows', async () => {
    const panel = await stepped();
    const title = (): string => toggleOf(panel, 'boundary').textContent;
    const label = panel.section('boundary').querySelector('canvas[role="img"]');
    assert.equal(title(), 'Decision Boundary');
    assert.equal(label?.getAttribute('aria-label'), 'Outputs of the network over x1 and x2.');
    await panel.edit(VALUES);
    await panel.does(() => panel.session.step(1));
    assert.equal(panel.page?.model.description?.data.classNames, null);
    assert.equal(title(), 'Output Surface');
  });

  it('of gates has its legend in the colours of the picture', async () => {
    const panel = await Panel.open(screen(), expressionOf(['q = x * y']));
    const legend = panel.find('.graph-gradient');
    const { calls } = panel.drawing(panel.section('graph'));
    // ∂q/∂q, where the way back begins: no other number of the picture is 1.
    const gradient = calls.find(({ name, args }) => name === 'fillText' && args[0] === '1.000');
    assert.equal(legend.style.color, gradient?.fill);
  });
});
