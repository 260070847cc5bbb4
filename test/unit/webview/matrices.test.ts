import assert from 'node:assert/strict';
import { normColumn } from '../../../webview/run/stepNorms';
import { exactNumber, formatNumber } from '../../../webview/words/numbers';
import type { TensorName } from '../../../src/protocol/snapshot';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';
import { frameOf, told } from './told';

describe('The chosen tensor', () => {
  const { screen } = useDom();

  /** The frames of the matrices that can be walked through. */
  function heats(panel: Panel): HTMLElement[] {
    return [...panel.section('matrices').querySelectorAll<HTMLElement>('.heat')];
  }

  /** Chooses a tensor as another view does. */
  function highlight(panel: Panel, layer: number, tensor: TensorName): Promise<void> {
    return panel.does(() => panel.page?.highlight({ layer, tensor }, null));
  }

  function weight(panel: Panel, layer: number, row: number, col: number): number {
    const tensor = panel.page?.model.tensor({ layer, tensor: 'weights' });
    assert.ok(tensor);
    return tensor.data[row * tensor.cols + col];
  }

  it('say every number exactly, and the new one as soon as there is one', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    const [first] = heats(panel);
    await panel.key(first, 'ArrowRight');
    await panel.key(first, 'ArrowRight');
    const before = exactNumber(weight(panel, 0, 0, 1));
    assert.deepEqual(panel.tooltip(), ['W¹[1, 2]', `x1 → unit 2: ${before}`]);
    assert.equal(panel.said(), `W¹[1, 2], x1 → unit 2: ${before}`);
    await panel.does(() => panel.session.step(50));
    const after = exactNumber(weight(panel, 0, 0, 1));
    assert.notEqual(after, before);
    assert.deepEqual(panel.tooltip(), ['W¹[1, 2]', `x1 → unit 2: ${after}`]);
  });

  it('say the new number also below a pointer that rests', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    await highlight(panel, 1, 'weights');
    const [second] = heats(panel);
    await panel.point(second, 40, 40);
    const [title, before] = panel.tooltip();
    assert.match(title, /^W²\[\d, 1\]$/);
    const box = document.querySelector<HTMLElement>('.tooltip');
    const place = box?.style.transform;
    await panel.does(() => panel.session.step(50));
    assert.equal(panel.tooltip()[0], title);
    assert.notEqual(panel.tooltip()[1], before);
    assert.equal(box?.style.transform, place);
    second.dispatchEvent(new PointerEvent('pointerleave'));
    await panel.does(() => panel.session.step(1));
    assert.deepEqual(panel.tooltip(), []);
  });

  it('are of no gradients where the file shows no solutions, after a backward pass neither', async () => {
    const off = XOR.replace('"seed": 3,', '"seed": 3, "policy": {"solution": "off"},');
    const panel = await Panel.open(screen(), off);
    // Forward through both layers, the loss, and backward through one.
    for (let layer = 0; layer < 4; layer++) await panel.does(() => panel.session.stepLayer());
    const words = panel.section('matrices').querySelector('.matrix')?.textContent ?? '';
    assert.match(words, /^weights, inputs × units · 3×1 · layer2/);
    assert.doesNotMatch(words, /∂/);
  });

  it('say nothing more of a matrix that has made room for another', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    await panel.key(heats(panel)[0], 'ArrowRight');
    assert.equal(panel.tooltip().length, 2);
    await panel.reveal({ layer: 0, tensor: 'gradW' });
    assert.deepEqual(panel.tooltip(), []);
  });

  it('say nothing of a row that the next batch has not', async () => {
    const panel = await Panel.open(screen(), XOR.replace('"batch_size": 7', '"batch_size": 16'));
    await panel.press('a', panel.section('matrices'));
    const [first] = heats(panel);
    await panel.key(first, 'ArrowDown');
    await panel.key(first, 'ArrowDown', true);
    assert.match(panel.tooltip()[0], /^a¹\[11, 1\]$/);
    // The second batch has the 5 rows that are left of 21.
    await panel.does(() => panel.session.step(1));
    assert.deepEqual(panel.tooltip(), []);
    await panel.does(() => panel.session.step(1));
    assert.deepEqual(panel.tooltip(), []);
  });

  it('follow a pass: activations on the way forward, gradients on the way back', async () => {
    const panel = await Panel.open(screen());
    const section = panel.section('matrices');
    for (const name of ['a', 'a', 'a', '∂L/∂W', '∂L/∂W', 'W']) {
      await panel.does(() => panel.session.stepLayer());
      assert.equal(panel.button(name, section).getAttribute('aria-checked'), 'true', name);
    }
  });

  it('of many cells grow under Ctrl and the wheel turned up, and shrink turned down', async () => {
    const panel = await Panel.open(screen(), XOR.replace('"units": 3', '"units": 60'));
    await panel.does(() => panel.session.step(1));
    const [first] = heats(panel);
    const width = (): number => parseFloat((first.lastElementChild as HTMLElement).style.width);
    const turned = async (deltaY: number, ctrlKey = true): Promise<number> => {
      const wheel = new WheelEvent('wheel', { deltaY, cancelable: true });
      // The tests' window takes no modifier keys for a wheel.
      Object.defineProperty(wheel, 'ctrlKey', { value: ctrlKey });
      await panel.does(() => first.dispatchEvent(wheel));
      assert.equal(wheel.defaultPrevented, ctrlKey);
      return width();
    };
    const before = width();
    assert.equal(await turned(-100, false), before);
    const grown = await turned(-100);
    assert.ok(grown > before, `${grown} after ${before}`);
    assert.equal(await turned(100), before);
    await panel.key(first, '+');
    assert.ok(width() > before);
    await panel.key(first, '-');
    assert.equal(width(), before);
  });

  it('that are large are drawn while a run goes on where that is asked for', async () => {
    const panel = await Panel.open(
      screen(),
      XOR.replace('{"units": 3, "activation": "tanh"}', '{"units": 70}, {"units": 70}'),
    );
    const { model } = panel.page ?? assert.fail();
    await panel.tell({
      ...{ type: 'update', revision: model.revision + 1, reveal: null, runs: null, stale: false },
      ...{ status: { state: 'running', message: '' }, substep: null, frame: null },
    });
    const asks = (): boolean =>
      panel
        .last('watch')
        .watch.tensors.some(({ layer, tensor }) => layer === 1 && tensor === 'biases');
    assert.ok(!asks());
    await highlight(panel, 1, 'weights');
    await panel.does(() => panel.page?.choices.select(null, null));
    await panel.press('now', panel.section('matrices'));
    assert.ok(asks());
  });

  it('leave no tooltip behind where Enter goes to the derivation', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    const [first] = heats(panel);
    await panel.key(first, 'ArrowRight');
    await panel.key(first, 'Enter');
    assert.deepEqual(panel.tooltip(), []);
    await panel.does(() => panel.session.step(1));
    assert.deepEqual(panel.tooltip(), []);
    await panel.key(first, 'ArrowRight');
    assert.match(panel.tooltip()[0], /^W¹\[1, 2\]$/);
  });

  it('say on hover every digit of what stands below them', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    await highlight(panel, 1, 'a');
    const block = panel.section('matrices');
    const ramp = block.querySelector<HTMLElement>('.ramp') ?? assert.fail();
    // The outputs are shares.
    assert.deepEqual([ramp.textContent, ramp.title], ['01', '0 … 1']);
    const { meanAbs = NaN } = panel.page?.model.stats({ layer: 1, tensor: 'a' }) ?? {};
    const mean = block.querySelector<HTMLElement>('.matrix-mean') ?? assert.fail();
    assert.equal(mean.title, exactNumber(meanAbs));
  });

  it('of the layer that a pass has just computed is marked as new', async () => {
    const panel = await Panel.open(screen());
    const title = (): string =>
      panel.section('matrices').querySelector('.section-title')?.textContent ?? '';
    const isFresh = (): boolean =>
      panel.section('matrices').querySelector<HTMLElement>('.badge')?.hidden === false;
    for (const [name, fresh] of [
      ['a¹', true],
      ['a²', true],
    ] as const) {
      await panel.does(() => panel.session.stepLayer());
      assert.deepEqual([title(), isFresh()], [name, fresh]);
    }
    await highlight(panel, 0, 'a');
    assert.deepEqual([title(), isFresh()], ['a¹', false]);
  });

  it('say which tensor is not finite', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(2));
    const { stats } = panel.page?.model.frame ?? assert.fail();
    const broken = stats.map(each =>
      each.map(one => (one.tensor === 'biases' ? { ...one, nonFinite: 2 } : one)),
    );
    await told(panel, { frame: frameOf(panel, { stats: broken }) });
    const words = (): string =>
      panel.section('matrices').querySelector('.matrix .trouble')?.textContent ?? '';
    assert.equal(words(), '2 of b¹ not finite at step 2');
    await highlight(panel, 1, 'gradB');
    assert.equal(words(), '');
    await highlight(panel, 1, 'weights');
    assert.equal(words(), '2 of b² not finite at step 2');
  });

  it('say once of a tensor without biases that it is not finite', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(2));
    await panel.press('a', panel.section('matrices'));
    const { stats } = panel.page?.model.frame ?? assert.fail();
    const broken = stats.map(each =>
      each.map(one => (one.tensor === 'a' ? { ...one, nonFinite: 3 } : one)),
    );
    await told(panel, { frame: frameOf(panel, { stats: broken }) });
    const [first] = panel.section('matrices').querySelectorAll('.matrix .trouble');
    assert.equal(first.textContent, '3 of a¹ not finite at step 2');
  });

  it('say why a layer has no slopes', async () => {
    const soft = XOR.replace(
      '{"units": 1, "activation": "sigmoid"}',
      '{"units": 2, "activation": "softmax"}',
    )
      .replace('"xor_easy"}', '"xor_easy"}, "encoding": "one_hot"')
      .replace('binary_cross_entropy', 'cross_entropy');
    for (const [text, hasSlope] of [
      [XOR, true],
      [soft, false],
    ] as const) {
      const panel = await Panel.open(screen(), text);
      await panel.does(() => panel.session.step(1));
      await highlight(panel, 1, 'weights');
      const section = panel.section('matrices');
      await panel.press('f′(z)', section);
      assert.equal(heats(panel).length, hasSlope ? 1 : 0);
      assert.equal(/Softmax has no/.test(section.textContent), !hasSlope);
      // What cannot be shown is not selected anywhere.
      const { selected } = panel.page?.choices ?? {};
      assert.equal(selected?.tensor, hasSlope ? 'slope' : 'weights');
    }
  });

  it('says how large it is, where its largest entry stands, and what it was at every step', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(3));
    await highlight(panel, 1, 'gradW');
    const section = panel.section('matrices');
    const { model } = panel.page ?? assert.fail();
    const { data, cols } = model.tensor({ layer: 1, tensor: 'gradW' }) ?? assert.fail();
    const value = [...data].reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    const row = data.indexOf(value) / cols;
    const facts = section.querySelector('.matrix-facts')?.textContent ?? '';
    const { norm } = model.stats({ layer: 1, tensor: 'gradW' }) ?? assert.fail();
    assert.ok(facts.startsWith(`‖∂L/∂W²‖ ${formatNumber(norm)} · 3 entries`), facts);
    assert.ok(facts.includes(`largest ${formatNumber(value)} at unit ${row + 1} → unit 1`), facts);
    assert.match(facts, /steps 1–3, log scale: \S+ → \S+/);
    await panel.press(formatNumber(value), section);
    assert.deepEqual(panel.page?.choices.selectedCell, { row, col: 0 });
    const course = section.querySelector<HTMLElement>('.course') ?? assert.fail();
    await panel.key(course, 'Home');
    const first = model.steps.columns[normColumn(1, 'gradW')].at(0);
    assert.deepEqual(panel.tooltip(), ['step 1', `‖∂L/∂W²‖: ${exactNumber(first)}`]);
    await panel.key(course, 'Enter');
    assert.equal(panel.last('goTo').step, 0);
  });

  it('are walked through down to their biases, which are chosen by their unit alone', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    const [first] = heats(panel);
    await panel.key(first, 'ArrowRight');
    await panel.key(first, 'ArrowRight');
    for (let i = 0; i < 3; i++) await panel.key(first, 'ArrowDown');
    assert.equal(panel.tooltip()[0], 'b¹[2]');
    await panel.key(first, 'Enter');
    assert.deepEqual(panel.last('select').tensor, { layer: 0, tensor: 'biases' });
    assert.deepEqual(panel.page?.choices.selectedCell, { row: 0, col: 1 });
  });
});
