import assert from 'node:assert/strict';
import { exactNumber } from '../../../webview/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';

describe('The matrices', () => {
  const { screen } = useDom();

  /** The frames of the matrices that can be walked through. */
  function heats(panel: Panel): HTMLElement[] {
    return [...panel.section('matrices').querySelectorAll<HTMLElement>('.heat')];
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
    assert.equal(panel.said(), `W¹[1, 2] x1 → unit 2: ${before}`);
    await panel.does(() => panel.session.step(50));
    const after = exactNumber(weight(panel, 0, 0, 1));
    assert.notEqual(after, before);
    assert.deepEqual(panel.tooltip(), ['W¹[1, 2]', `x1 → unit 2: ${after}`]);
  });

  it('say the new number also below a pointer that rests', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    const [, second] = heats(panel);
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
    for (const name of ['a', 'a', 'a', '∂W', '∂W', 'W']) {
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
    const [, second] = panel.section('matrices').querySelectorAll('.matrix');
    await panel.press('now', second);
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
});
