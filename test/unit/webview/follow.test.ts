/** The page scrolls to what has been chosen, and no further once the person scrolls. */
import assert from 'node:assert/strict';
import { useDom } from './dom';
import { Panel } from './panel';

describe('What has been chosen', () => {
  const { screen } = useDom();

  /** A page that was told to show a matrix, and how often it has scrolled since. */
  async function revealed(): Promise<{ panel: Panel; scrolled: () => number }> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    let count = 0;
    for (const each of panel.root.querySelectorAll('*')) each.scrollIntoView = () => count++;
    await panel.reveal({ layer: 0, tensor: 'weights' });
    return { panel, scrolled: () => count };
  }

  it('is kept in sight while the page settles', async () => {
    const { panel, scrolled } = await revealed();
    const before = scrolled();
    assert.ok(before > 0);
    await panel.does(() => panel.session.step(1));
    assert.ok(scrolled() > before);
  });

  for (const touch of ['wheel', 'pointerdown', 'keydown'])
    it(`stays where the person puts it: ${touch}`, async () => {
      const { panel, scrolled } = await revealed();
      window.dispatchEvent(new Event(touch));
      const before = scrolled();
      await panel.does(() => panel.session.step(1));
      assert.equal(scrolled(), before);
    });
});
