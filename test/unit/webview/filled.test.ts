/** A picture that fills the panel: alone, enlarged, and followed while the run is stepped. */
import assert from 'node:assert/strict';
import { magnification } from '../../../webview/kit/dom';
import { useDom } from './dom';
import { Panel } from './panel';

describe('A picture that fills the panel', () => {
  const { screen } = useDom();

  async function stepped(): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(3));
    return panel;
  }
  const boxIn = (panel: Panel, id: string): HTMLElement =>
    panel.section(id).querySelector<HTMLElement>('[role="application"]') ?? assert.fail(id);
  const filled = (panel: Panel): string[] =>
    [...panel.root.querySelectorAll<HTMLElement>('.filled')].map(
      each => each.dataset.section ?? '',
    );

  it('is asked for by F on it, by a double click on its heading, and in its menu', async () => {
    const panel = await stepped();
    await panel.visit('network');
    const ways = [
      () => panel.key(boxIn(panel, 'network'), 'f'),
      () =>
        panel.does(() =>
          panel
            .section('network')
            .querySelector('.section-heading')
            ?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })),
        ),
      () => panel.choose('Fill the Panel', panel.section('network')),
    ];
    for (const way of ways) {
      await way();
      assert.deepEqual(filled(panel), ['network']);
      assert.equal(magnification(), 1.7);
      assert.match(panel.said(), /^Network fills the panel/);
      await panel.choose('Back to the Panel (Esc)', panel.section('network'));
      assert.deepEqual(filled(panel), []);
      assert.equal(magnification(), 1);
    }
  });

  it('is alone: no tabs, no timeline, and nothing else is asked for', async () => {
    const panel = await stepped();
    await panel.visit('flow');
    await panel.key(boxIn(panel, 'flow'), 'f');
    for (const other of ['.tabs', '.timeline', '.tab-title', '#panel-train'])
      assert.ok(panel.find(other).hidden, other);
    assert.ok(!panel.find('#panel-inspect').hidden);
    const { watch } = panel.last('watch');
    assert.equal(watch.norms, true);
    assert.deepEqual([watch.tensors, watch.boundary], [[], 0]);
    await panel.key(boxIn(panel, 'flow'), 'Escape');
    assert.ok(!panel.find('.tabs').hidden && !panel.find('.timeline').hidden);
    assert.ok(panel.last('watch').watch.tensors.length > 0);
  });

  it('leaves Escape to the run only when it is closed', async () => {
    const panel = await stepped();
    const box = boxIn(panel, 'network');
    await panel.key(box, 'f');
    let outside = 0;
    const count = (): void => void outside++;
    addEventListener('keydown', count);
    assert.equal(await panel.key(box, 'Escape'), true);
    assert.deepEqual([outside, filled(panel)], [0, []]);
    assert.equal(await panel.key(box, 'Escape'), false);
    assert.equal(outside, 1);
    removeEventListener('keydown', count);
  });

  it('follows the run, also layer by layer, and says where it stands', async () => {
    const panel = await stepped();
    await panel.visit('predictions');
    await panel.key(boxIn(panel, 'predictions'), 'f');
    const words = (): string =>
      panel.section('predictions').querySelector('.filled-words')?.textContent ?? '';
    assert.equal(words(), 'small · step 3');
    await panel.does(() => panel.session.step(1));
    assert.equal(words(), 'small · step 4');
    await panel.does(() => panel.session.stepLayer());
    assert.deepEqual(filled(panel), ['predictions']);
  });

  it('is not kept over a reload, and makes room for a tab', async () => {
    const panel = await stepped();
    await panel.key(boxIn(panel, 'network'), 'f');
    assert.ok(!JSON.stringify(panel.kept).includes('network'));
    await panel.key(document.body, '1');
    assert.deepEqual(filled(panel), []);
    await panel.key(boxIn(panel, 'network'), 'f');
    await panel.reload();
    assert.deepEqual(filled(panel), []);
  });

  it('is pointed at where it is seen', async () => {
    const panel = await stepped();
    const box = boxIn(panel, 'predictions');
    await panel.visit('predictions');
    await panel.point(box, 150, 100);
    const plain = panel.tooltip();
    await panel.key(box, 'f');
    await panel.point(box, 150 * 1.7, 100 * 1.7);
    assert.deepEqual(panel.tooltip(), plain);
    const canvas = box.querySelector('canvas') ?? assert.fail();
    const [pixels, width] = [canvas.width, parseFloat(canvas.style.width)];
    assert.ok(Math.abs(pixels / width - 1.7 * screen().ratio) < 0.01, `${pixels} of ${width}`);
    await panel.key(box, 'Escape');
  });
});
