/** The network with its numbers: on the page, and where they are written. */
import assert from 'node:assert/strict';
import type { RunDescription } from '../../../src/protocol/snapshot';
import {
  areFew,
  numbersLayout,
  type EdgeLabel,
  type NumbersLayout,
} from '../../../webview/network/numbersLayout';
import { outputError } from '../../../webview/network/outputError';
import { exactNumber, formatNumber } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import type { Panel } from './panel';
import * as scenes from './transcripts/scenes';

describe('The numbers of a network', () => {
  const { screen } = useDom();

  const box = (panel: Panel): HTMLElement =>
    panel.section('network').querySelector<HTMLElement>('.numbers') ?? assert.fail();
  const texts = (panel: Panel): string[] => panel.texts(box(panel));

  it('stand in its units and on its edges, with targets and errors beside the outputs', async () => {
    const one = scenes.VALUES.replace('"batch_size": 7', '"batch_size": 1');
    const panel = await scenes.stepped(screen(), 1, one);
    assert.ok(!box(panel).hidden);
    const { model } = panel.page ?? assert.fail();
    const written = texts(panel);
    const { units } = model.data;
    const [hidden, output] = units?.layers ?? assert.fail();
    const weights = model.tensor({ layer: 0, tensor: 'weights' }) ?? assert.fail();
    const gradients = model.tensor({ layer: 0, tensor: 'gradW' }) ?? assert.fail();
    const [target] = units?.y ?? assert.fail();
    for (const text of [
      ...Array.from(hidden.a, value => formatNumber(value, 3)),
      ...Array.from(hidden.delta, value => `δ ${formatNumber(value, 3)}`),
      ...Array.from(weights.data, value => formatNumber(value, 3)),
      ...Array.from(gradients.data, value => `∂ ${formatNumber(value, 3)}`),
      ...[`y ${exactNumber(target)}`, `L ${formatNumber((output.a[0] - target) ** 2, 3)}`],
    ])
      assert.ok(written.includes(text), `${text} is not among ${written.join(' | ')}`);
  });

  it('are chosen by key and by click, which derives the gradient of a weight', async () => {
    const panel = await scenes.stepped(screen(), 2);
    await panel.key(box(panel), 'ArrowRight');
    assert.equal(panel.tooltip()[0], 'input x1');
    await panel.key(box(panel), 'ArrowRight', true);
    await panel.key(box(panel), 'ArrowDown');
    const weights = panel.page?.model.tensor({ layer: 0, tensor: 'weights' }) ?? assert.fail();
    assert.equal(panel.tooltip()[0], 'W¹[1, 2]');
    assert.equal(panel.tooltip()[1], `x1 → unit 2: ${exactNumber(weights.data[1])}`);
    assert.match(panel.tooltip()[2], /^∂L\/∂W: /);
    await panel.key(box(panel), 'Enter');
    assert.deepEqual(panel.last('select').tensor, { layer: 0, tensor: 'gradW' });
    assert.deepEqual(panel.page?.choices.selectedCell, { row: 0, col: 1 });
    const { derivation } = panel.last('watch').watch;
    assert.deepEqual(derivation?.place, { tensor: 'gradW', layer: 0, row: 0, col: 1 });
    // The chosen edge is called by its name.
    assert.ok(texts(panel).includes(`W¹₁₂ ${formatNumber(weights.data[1], 3)}`));
    for (const key of ['ArrowRight', 'Enter']) await panel.key(box(panel), key);
    assert.deepEqual(panel.last('select').tensor, { layer: 0, tensor: 'a' });
    const { labels } = numbersLayout([2, 3, 1], 460);
    const label = labels.find(({ layer, from }) => layer === 1 && from === 2) ?? assert.fail();
    await panel.point(box(panel), label.x, label.y, 'click');
    assert.deepEqual(panel.last('select').tensor, { layer: 1, tensor: 'gradW' });
    assert.deepEqual(panel.page?.choices.selectedCell, { row: 2, col: 0 });
  });

  it('of many edges are those of the chosen unit alone, and of more there is the picture', async () => {
    const panel = await scenes.stepped(screen(), 2, XOR.replace('"units": 3', '"units": 6'));
    assert.ok(box(panel).hidden, 'twelve edges are many');
    await panel.press('numbers', panel.section('network'));
    assert.ok(!box(panel).hidden);
    const edges = (): number => texts(panel).filter(text => text.startsWith('∂')).length;
    assert.equal(edges(), 0);
    await panel.does(() => panel.page?.select({ layer: 0, tensor: 'a' }, { row: 0, col: 1 }));
    // Two come in, one leads on.
    assert.equal(edges(), 3);
    const wide = await scenes.stepped(screen(), 2, scenes.WIDE);
    assert.ok(panel.button('numbers', wide.section('network')).parentElement?.hidden);
    assert.ok(box(wide).hidden);
  });

  it('of gradients are left out where the file shows none', async () => {
    const off = XOR.replace('"seed": 3,', '"seed": 3, "policy": {"solution": "off"},');
    const panel = await scenes.stepped(screen(), 2, off);
    assert.ok(!texts(panel).some(text => /^[∂δ]/.test(text)), texts(panel).join(' | '));
  });

  it('are few up to nine edges in a gap, on a wide page up to sixteen', () => {
    assert.deepEqual(
      [460, 668].map(width =>
        [
          [3, 3, 2],
          [4, 4, 2],
          [4, 5],
        ].map(sizes => areFew(sizes, width)),
      ),
      [
        [true, false, false],
        [true, true, false],
      ],
    );
  });

  for (const sizes of [
    [2, 2, 2],
    [2, 3, 2],
    [2, 3, 1],
    [4, 4, 4],
  ])
    it(`of ${sizes.join('-')} lie over no unit, and over no other numbers`, () => {
      const layout = numbersLayout(sizes, sizes[0] === 4 ? 668 : 448);
      assert.ok(layout.fits);
      for (const [index, label] of layout.labels.entries()) {
        for (const other of layout.labels.slice(index + 1))
          assert.ok(apart(layout, label, other), `${JSON.stringify([label, other])}`);
        for (const { x, ys } of layout.columns)
          for (const y of ys) assert.ok(Math.hypot(label.x - x, label.y - y) > layout.radius);
        // With sixteen edges in a gap there is no place beside all crossings.
        if (sizes[0] < 4) assert.ok(!crossing(layout, label), JSON.stringify(label));
      }
    });

  it('tell what an output adds to the loss', () => {
    const of = (type: string, activation: string, a: number, y: number): number | null =>
      outputError(
        {
          loss: { type, scale: 0.5, output_reduction: 'mean', batch_reduction: 'sum' },
          layers: [{ activation }],
          data: { outputs: 2 },
        } as object as RunDescription,
        a,
        y,
      );
    assert.equal(of('mse', 'linear', 3, 1), 1);
    assert.equal(of('huber', 'linear', 3, 1), 0.375);
    assert.equal(of('hinge', 'tanh', 0.5, -1), 0.375);
    assert.equal(of('binary_cross_entropy', 'sigmoid', 0.25, 0), -0.25 * Math.log(0.75));
    assert.equal(of('binary_cross_entropy', 'linear', 0.25, 0), null);
    assert.equal(of('cross_entropy', 'softmax', 0.5, 1), 0.5 * Math.LN2);
  });
});

function apart({ label }: NumbersLayout, a: { x: number; y: number }, b: typeof a): boolean {
  return Math.abs(a.x - b.x) >= label.width || Math.abs(a.y - b.y) >= label.height;
}

/** Whether the edge of these numbers is crossed by another one behind them. */
function crossing({ columns, label }: NumbersLayout, at: EdgeLabel): boolean {
  const [source, target] = [columns[at.layer], columns[at.layer + 1]];
  return source.ys.some((y0, from) =>
    target.ys.some((y1, to) => {
      if ((from - at.from) * (to - at.to) >= 0) return false;
      const [apart0, apart1] = [y0 - source.ys[at.from], y1 - target.ys[at.to]];
      const share = apart0 / (apart0 - apart1);
      const x = source.x + (target.x - source.x) * share;
      const y = y0 + (y1 - y0) * share;
      return Math.abs(x - at.x) < label.width / 2 && Math.abs(y - at.y) < label.height / 2;
    }),
  );
}
