/** What every section has in common: its heading, its tools, and what its tables are for a listener. */
import assert from 'node:assert/strict';
import { useDom } from './dom';
import { expressionOf, Panel } from './panel';

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

  it('shows nothing before its first drawing: then it knows which of its parts to show', async () => {
    const panel = await Panel.open(screen());
    const findings = panel.root.querySelector('[data-section="findings"]') ?? assert.fail();
    const body = findings.querySelector<HTMLElement>('.section-body > :last-child');
    // What lies in another tab is not on the screen; the browser says a frame later that it is.
    screen().see(findings, false);
    await panel.does(() => panel.page?.showTab('findings'));
    assert.equal(findings.closest<HTMLElement>('.panel')?.hidden, false);
    assert.equal(body?.hidden, true);
    await panel.does(() => screen().see(findings, true));
    assert.equal(body?.hidden, false);
  });

  it('folds by itself', async () => {
    const panel = await stepped();
    for (const id of ['flow', 'network', 'predictions'])
      await panel.does(() => toggleOf(panel, id).click());
    const folded = [...panel.root.querySelectorAll('[aria-expanded="false"][aria-controls]')];
    assert.deepEqual(
      folded.map(each => each.getAttribute('aria-controls')).sort(),
      ['flow', 'network', 'predictions'].map(id => `section-${id}`),
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
    const copies = [
      'Copy Figure, 8.5 cm',
      'Copy Figure, 17 cm',
      'Copy as on Screen',
      'Copy Caption',
    ];
    for (const id of ['curves', 'network', 'flow', 'predictions']) {
      const section = panel.section(id);
      const own = id === 'predictions' ? ['Range…'] : [];
      const tools = section.querySelector('.section-tools') ?? assert.fail();
      assert.equal(
        tools.querySelectorAll(':scope > :not([hidden]) .icon-button, :scope > .icon-button')
          .length,
        1,
        id,
      );
      assert.deepEqual(
        await entries(section),
        [...copies, 'Save As…', 'Show as Table', 'Fill the Panel', ...own],
        id,
      );
      await panel.choose('Show as Table', section);
      assert.deepEqual(
        await entries(section),
        [...copies, 'Save As…', 'Show as Picture', 'Fill the Panel', ...own],
        id,
      );
      const heads = [...section.querySelectorAll('thead th')];
      assert.ok(heads.length > 1, id);
      assert.ok(
        heads.every(head => head.getAttribute('scope') === 'col'),
        id,
      );
    }
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
