import assert from 'node:assert/strict';
import { flowArea } from '../../../webview/flow/flowPaint';
import { barOf, entriesWords, histogramBoxes } from '../../../webview/flow/histogramPaint';
import { exactNumber, plainText } from '../../../webview/words/numbers';
import { BOX, useDom } from './dom';
import { Panel } from './panel';
import { frameOf, told } from './told';

describe('The gradient flow', () => {
  const { screen } = useDom();

  const boxes = (panel: Panel): HTMLElement[] => [
    ...panel.section('flow').querySelectorAll<HTMLElement>('.flow'),
  ];

  async function stepped(steps = 12): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(steps));
    return panel;
  }

  /** ‖δ‖, ‖∂L/∂W‖, ‖W‖ and ‖ΔW‖ of a layer at a recorded step. */
  function norms(panel: Panel, layer: number, row: number): number[] {
    const { steps } = panel.page?.model ?? assert.fail();
    return [0, 1, 2, 3].map(norm => steps.columns[1 + 4 * layer + norm].at(row));
  }

  it('is walked through with the arrow keys, in each of its three kinds', async () => {
    const panel = await stepped();
    const [box] = boxes(panel);
    await panel.key(box, 'Home');
    await panel.key(box, 'ArrowRight');
    const [first, second] = [norms(panel, 0, 1), norms(panel, 1, 1)];
    const rows = (of: (norms: number[]) => number): string[] => [
      'step 2',
      `1 layer1: ${exactNumber(of(first))}`,
      `2 layer2: ${exactNumber(of(second))}`,
    ];
    assert.deepEqual(
      panel.tooltip(),
      rows(([delta]) => delta),
    );
    assert.match(panel.said(), /^step 2, 1 layer1: \d.*, 2 layer2: \d/);
    const section = panel.section('flow');
    await panel.press('‖∂L/∂W‖', section);
    assert.deepEqual(
      panel.tooltip(),
      rows(([, gradW]) => gradW),
    );
    assert.equal(panel.last('watch').watch.histograms, 'gradW');
    await panel.press('‖ΔW‖ : ‖W‖', section);
    assert.deepEqual(
      panel.tooltip(),
      rows(([, , weights, update]) => update / weights),
    );
    assert.equal(panel.last('watch').watch.histograms, 'updateW');
    await panel.key(box, 'End');
    assert.equal(panel.tooltip()[0], 'step 12');
    await panel.key(box, 'ArrowLeft');
    assert.equal(panel.tooltip()[0], 'step 11');
    await panel.key(box, 'Enter');
    assert.deepEqual(panel.last('goTo'), { type: 'goTo', step: 10, ahead: false });
  });

  it('goes further with Shift', async () => {
    const panel = await stepped(40);
    const [box] = boxes(panel);
    await panel.key(box, 'End');
    await panel.key(box, 'ArrowLeft', true);
    assert.equal(panel.tooltip()[0], 'step 38');
  });

  it('says that steps were not recorded while it was not shown', async () => {
    const panel = await stepped(3);
    const section = panel.section('flow');
    const note = section.querySelector<HTMLElement>('.note') ?? assert.fail();
    assert.ok(note.hidden);
    const { steps } = panel.page?.model ?? assert.fail();
    const row = {
      ...{ from: steps.rows, thinned: 1, numbers: Float64Array.of(60) },
      values: steps.columns.map(() => Float64Array.of(0.5)),
    };
    await told(panel, { frame: frameOf(panel, { steps: row }) });
    assert.match(note.textContent, /^While this was not shown, only some of the steps/);
    assert.ok(!note.hidden);
  });

  it('goes to the step that is clicked', async () => {
    const panel = await stepped();
    const [box] = boxes(panel);
    const { left, width } = flowArea({ width: 460, height: 210 });
    const x = left + width;
    await panel.point(box, x, 80);
    assert.equal(panel.tooltip()[0], 'step 12');
    await panel.point(box, x, 80, 'click');
    assert.deepEqual(panel.last('goTo'), { type: 'goTo', step: 11, ahead: false });
    await panel.point(box, 5, 80);
    assert.deepEqual(panel.tooltip(), []);
  });

  it('marks the step where a run stands that has gone back', async () => {
    const panel = await stepped();
    const lines = (): number =>
      panel.drawing(panel.section('flow')).calls.filter(({ name }) => name === 'lineTo').length;
    const before = lines();
    await panel.does(() => panel.session.goTo(6));
    assert.equal(lines(), before + 1);
    await panel.does(() => panel.session.goTo(12));
    assert.equal(lines(), before);
  });

  it('says that there is nothing yet', async () => {
    const panel = await Panel.open(screen());
    const section = panel.section('flow');
    assert.match(section.textContent, /No step yet: from here on, every one is recorded\./);
    assert.ok(boxes(panel)[0].hidden);
    await panel.does(() => panel.session.step(1));
    assert.ok(!boxes(panel)[0].hidden);
    const label = section.querySelector('canvas[role="img"]')?.getAttribute('aria-label');
    assert.match(label ?? '', /step 1\b.*layer1 .*layer2 /);
  });

  it('is drawn anew in another resolution, another width and other colours', async () => {
    const panel = await stepped();
    const canvas = panel.section('flow').querySelector('canvas');
    assert.equal(canvas?.width, 920);
    await panel.does(() => screen().setRatio(3));
    assert.equal(canvas?.width, 1380);
    const { calls } = panel.drawing(panel.section('flow'));
    const [begin] = calls;
    assert.deepEqual(begin.args.slice(0, 1), [3]);
    await panel.does(() => screen().setRatio(1));
    assert.equal(canvas?.width, 460);
    await panel.does(() => screen().resize(600));
    assert.equal(canvas?.width, 600);
    await panel.setTheme('vscode-light', { 'editor-background': '#fdfdfd' });
    assert.ok(
      panel.drawing(panel.section('flow')).calls.some(({ fill }) => /253, ?253/.test(fill)),
    );
  });

  it('is a table of every recorded step', async () => {
    const panel = await stepped();
    const section = panel.section('flow');
    await panel.choose('Show as Table', section);
    const [head, ...rows] = panel.table(section);
    assert.deepEqual(head, ['step', 'layer1', 'layer2']);
    assert.equal(rows.length, 12);
    assert.deepEqual(
      rows[3].map(text => text.trim()),
      ['4', exactNumber(norms(panel, 0, 3)[0]), exactNumber(norms(panel, 1, 3)[0])],
    );
  });

  describe('with the histograms below', () => {
    it('counts the entries between two limits', async () => {
      const panel = await stepped();
      const [, box] = boxes(panel);
      await panel.key(box, 'ArrowRight');
      const words = (bar: number): RegExp => {
        const [first] = panel.page?.model.data.histograms ?? assert.fail();
        return new RegExp(`: ${first.counts[bar]} entr`);
      };
      assert.match(panel.tooltip()[0], /^δ¹/);
      assert.match(panel.tooltip()[1], words(0));
      await panel.key(box, 'ArrowRight');
      assert.match(panel.tooltip()[1], words(1));
      assert.match(panel.said(), /^δ¹/);
      await panel.key(box, 'ArrowDown');
      assert.match(panel.tooltip()[0], /^δ²/);
      await panel.key(box, 'ArrowUp');
      await panel.key(box, 'ArrowLeft');
      await panel.key(box, 'ArrowLeft');
      assert.match(panel.tooltip()[1], words(0));
      await panel.does(() => panel.session.step(200));
      assert.match(panel.tooltip()[1], words(0));
      await panel.point(box, 100, 60);
      assert.match(panel.tooltip()[0], /^δ¹/);
      box.dispatchEvent(new PointerEvent('pointerleave'));
      assert.deepEqual(panel.tooltip(), []);
    });

    it('says the limits of the bar that is pointed at', async () => {
      const panel = await stepped();
      const [, box] = boxes(panel);
      const [first] = panel.page?.model.data.histograms ?? assert.fail();
      const [place] = histogramBoxes(2, BOX.width);
      for (const share of [0.1, 0.9]) {
        const bar = 3;
        const x = place.left + ((bar + share) / first.counts.length) * place.width;
        await panel.point(box, x, place.top + 20);
        const { from, to } = barOf(first, bar);
        const [low, high] = (panel.tooltip()[1] ?? '').split(': ')[0].split(' … ').map(plainText);
        assert.ok(Math.abs(Number(low) - from) < 1e-9 * Math.abs(to - from) + 1e-12);
        assert.ok(Math.abs(Number(high) - to) < 1e-9 * Math.abs(to - from) + 1e-12);
      }
      assert.deepEqual([0, 1, 1200].map(entriesWords), ['0 entries', '1 entry', '1,200 entries']);
    });

    it('show nothing of what a pass has not come to', async () => {
      const panel = await stepped(3);
      const block = boxes(panel)[1].parentElement ?? assert.fail();
      assert.ok(!block.hidden);
      await panel.does(() => panel.session.stepLayer());
      assert.ok(block.hidden);
    });

    it('is a table of every bar', async () => {
      const panel = await stepped();
      const block = boxes(panel)[1].parentElement ?? assert.fail();
      await panel.choose('Show as Table', block);
      const [head, ...rows] = panel.table(block);
      assert.deepEqual(head, ['layer', 'from', 'below', 'entries']);
      const { histograms } = panel.page?.model.data ?? assert.fail();
      const counts = histograms.flatMap(each => [...each.counts]);
      assert.deepEqual(
        rows.map(row => Number(row[3])),
        counts.slice(0, rows.length),
      );
      assert.equal(rows[0][0], 'layer1');
    });
  });
});
