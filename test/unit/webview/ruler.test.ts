/** The ruler below the curves: the time of the run, to be dragged along. */
import assert from 'node:assert/strict';
import { useDom } from './dom';
import { Panel } from './panel';

describe('The ruler', () => {
  const { screen } = useDom();

  const ruler = (panel: Panel): HTMLElement => panel.find('.ruler');
  const value = (panel: Panel, name: string): string | null =>
    ruler(panel).getAttribute(`aria-value${name}`);
  const wanted = (panel: Panel): number => panel.last('goTo').step;

  /** A run of 40 epochs of three batches. */
  async function trained(): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    return panel;
  }
  /** The pointer at this share of the ruler's width. */
  async function pointer(panel: Panel, type: string, share: number): Promise<void> {
    const { left, width } = ruler(panel).getBoundingClientRect();
    ruler(panel).dispatchEvent(
      new PointerEvent(type, { clientX: left + share * width, bubbles: true, pointerId: 1 }),
    );
    await panel.settle();
  }

  it('says where the run stands, of how many epochs, and the loss there', async () => {
    const panel = await Panel.open(screen());
    assert.ok(ruler(panel).hidden);
    await panel.does(() => panel.session.train());
    assert.ok(!ruler(panel).hidden);
    assert.deepEqual(
      [value(panel, 'min'), value(panel, 'max'), value(panel, 'now')],
      ['0', '120', '120'],
    );
    assert.match(value(panel, 'text') ?? '', /^epoch 40 of 40, loss 0\.\d+$/);
    await panel.does(() => panel.session.goTo(30));
    assert.equal(value(panel, 'now'), '30');
    assert.match(value(panel, 'text') ?? '', /^epoch 10 of 40, loss 0\.\d+$/);
  });

  it('is dragged to any step that was computed, and follows the hand until it is let go', async () => {
    const panel = await trained();
    await pointer(panel, 'pointermove', 0.5);
    assert.deepEqual(panel.all('goTo'), [], 'it is not held');
    for (const [share, step] of [
      [0.25, 30],
      [0.5, 60],
      [1.5, 120],
      [-1, 0],
    ] as const) {
      await pointer(panel, share === 0.25 ? 'pointerdown' : 'pointermove', share);
      assert.deepEqual(panel.last('goTo'), { type: 'goTo', step, ahead: false });
      assert.equal(panel.page?.model.frame?.position.step, step);
    }
    await pointer(panel, 'pointerup', 0);
    const { length } = panel.all('goTo');
    await pointer(panel, 'pointermove', 0.7);
    assert.equal(panel.all('goTo').length, length, 'it was let go');
  });

  it('goes from epoch to epoch by keys, from inside of one to its end', async () => {
    const panel = await trained();
    for (const [key, shift, step] of [
      ['ArrowLeft', false, 117],
      ['ArrowLeft', true, 87],
      ['ArrowRight', false, 90],
      ['Home', false, 0],
      ['ArrowRight', true, 30],
      ['End', false, 120],
    ] as const) {
      assert.ok(await panel.key(ruler(panel), key, shift), key);
      assert.equal(wanted(panel), step, key);
    }
    await panel.does(() => panel.session.goTo(31));
    await panel.key(ruler(panel), 'ArrowLeft');
    assert.equal(wanted(panel), 30);
    assert.ok(!(await panel.key(ruler(panel), 'x')));
  });

  it('fills what was computed, and stands aside where a zoom leaves it out', async () => {
    const panel = await trained();
    const width = (part: string): number => parseFloat(panel.find(part).style.width);
    assert.equal(width('.ruler-done'), width('.ruler'));
    assert.ok(!panel.find('.playhead').hidden);
    await panel.does(() => panel.session.goTo(0));
    assert.equal(panel.find('.ruler-grip').style.transform, 'translate(0px)');
    const box = panel.find('.chart');
    await panel.key(box, 'End');
    await panel.key(box, '+');
    assert.ok(panel.find('.playhead').hidden && panel.find('.ruler-grip').hidden);
  });

  it('leaves the plot to zooming: what is dragged over the curves shows that range alone', async () => {
    const panel = await trained();
    const box = panel.find('.chart');
    const shown = (): boolean => !panel.find('.drag-zoom').hidden;
    const drag = async (type: string, x: number, buttons = 1): Promise<void> => {
      const { left } = box.getBoundingClientRect();
      box.dispatchEvent(new PointerEvent(type, { clientX: left + x, bubbles: true, buttons }));
      await panel.settle();
    };
    const reset = (): HTMLElement => panel.button('Reset Zoom');
    await drag('pointerdown', 150);
    await drag('pointermove', 153);
    assert.ok(!shown());
    await drag('pointermove', 250);
    assert.ok(shown());
    await drag('pointerup', 250, 0);
    assert.ok(!shown() && !reset().hidden);
    await panel.press('Reset Zoom');
    await drag('pointerdown', 150);
    await drag('pointermove', 250);
    // Let go outside of the page, and come back.
    await drag('pointermove', 260, 0);
    await drag('pointerup', 260, 0);
    assert.ok(!shown() && reset().hidden);
    // Outside of the axes nothing begins.
    await drag('pointerdown', 3);
    await drag('pointermove', 250);
    assert.ok(!shown());
  });
});
