/** What the header says on hover, to a screen reader, and of a run that did not begin at step 0. */
import assert from 'node:assert/strict';
import { exactNumber } from '../../../webview/words/numbers';
import { strings } from '../../../webview/words/strings';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { NO_FINDINGS, rounded } from './noFindings';
import { expressionOf, Panel } from './panel';
import * as scenes from './transcripts/scenes';

describe('The parts of the header', () => {
  const { screen } = useDom();

  const isDisabled = (panel: Panel, name: string): boolean =>
    panel.button(name, panel.find('.header')).hasAttribute('disabled');

  it('say on hover what there may be no room for', async () => {
    const panel = await Panel.open(screen());
    assert.equal(panel.find('.title').title, 'small');
    await panel.does(() => panel.session.step(4));
    const { lastEpoch } = panel.page?.model.frame ?? assert.fail();
    assert.equal(panel.find('.stat dd').title, exactNumber(lastEpoch[0]));
    assert.equal(panel.find('.status').title, panel.find('.status').textContent);
    assert.match(panel.find('.ruler').title, /^Drag to any step up to 4: .*: \d/);
    const graph = await Panel.open(screen(), expressionOf(['q = x * y']));
    const titles = [...graph.root.querySelectorAll<HTMLElement>('.title')];
    assert.equal(titles.at(-1)?.title, 'gates');
  });

  it('grey the digits that depend on rounding, and say from which epoch on', async () => {
    const panel = await scenes.trained(screen());
    const value = panel.find('.stat dd');
    const digits = value.title;
    const { epoch } = panel.page?.model.frame?.position ?? assert.fail();
    for (const [from, isGrey] of [
      [epoch + 1, false],
      [epoch, true],
    ] as const) {
      await panel.finds(rounded(from));
      assert.equal(value.classList.contains('rounded'), isGrey);
      const words = `\nFrom epoch ${from} on the digits depend on rounding`;
      assert.equal(value.title, `${digits}${isGrey ? words : ''}`);
    }
    await panel.finds(NO_FINDINGS);
    assert.ok(!value.classList.contains('rounded'));
  });

  it('count memory in thousands', () => {
    const kept = (bytes: number): string =>
      /for it: (.*)\)/.exec(strings.rulerTitle({ head: 1, bytes }))?.[1] ?? '';
    assert.deepEqual([0, 999, 900_000, 1_500_000, 2e12].map(kept), [
      ...['0 B', '999 B', '900 kB', '1.50 MB', '2,000 GB'],
    ]);
  });

  it('have the two results that matter most', async () => {
    const text = XOR.replace('"trainer"', '"metrics": ["accuracy", "mae"], "trainer"');
    const panel = await Panel.open(screen(), text);
    const names = [...panel.root.querySelectorAll('.stat dt')].map(each => each.textContent);
    assert.deepEqual(names, ['loss', 'accuracy']);
  });

  it('go no further back than to where a fork begins', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(9));
    await panel.edit(XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25'));
    await panel.does(() => panel.session.fork());
    const back = 'Step back (Shift+F11)';
    const span = (): (string | null)[] =>
      ['min', 'max', 'now'].map(name => panel.find('.ruler').getAttribute(`aria-value${name}`));
    assert.ok(isDisabled(panel, back));
    await panel.does(() => panel.session.step(2));
    assert.ok(!isDisabled(panel, back));
    assert.deepEqual(span(), ['9', '11', '11']);
    const field = panel.find('.step-field') as HTMLInputElement;
    field.value = '3';
    await panel.key(field, 'Enter');
    assert.equal(field.title, 'The run begins at step 9');
  });

  it('say in symbols, and to a screen reader, what a pass has come to', async () => {
    const panel = await Panel.open(screen());
    const said: string[] = [];
    for (const at of [1, 2, 3, 4]) {
      await panel.does(() => panel.session.stepLayer());
      said.push(panel.find('.pass-words').textContent);
      const current = [...panel.root.querySelectorAll('.station')].map(each =>
        each.getAttribute('aria-current'),
      );
      assert.equal(current.indexOf('step'), at);
      assert.equal(current.lastIndexOf('step'), at);
    }
    assert.match(said[0], /z¹ = \S+ · W¹ \+ b¹, {2}a¹ = tanh\(z¹\)$/);
    assert.match(said[1], /z² = a¹ · W² \+ b², {2}a² = sigmoid\(z²\)$/);
    assert.match(said[3], /∂W² = a¹ᵀ · δ²/);
  });

  it('let the slider of an expression follow again when it is let go', async () => {
    const panel = await Panel.open(screen(), expressionOf(['q = x * y', 'f = q + 1']));
    const slider = panel.find('.pass-slider') as HTMLInputElement;
    slider.dispatchEvent(new PointerEvent('pointerdown'));
    slider.value = '2';
    await panel.does(() => panel.expression.goTo(1));
    assert.equal(slider.value, '2');
    slider.dispatchEvent(new Event('change'));
    await panel.does(() => panel.expression.goTo(3));
    assert.equal(slider.value, '3');
  });
});
