import assert from 'node:assert/strict';
import { useDom } from './dom';
import { expressionOf, Panel } from './panel';
import { told } from './told';

/** x = −2, y = 5: q = −10, f = −9. */
const GATES = expressionOf(['q = x * y', 'f = q + 1']);

describe('The computational graph', () => {
  const { screen } = useDom();

  const box = (panel: Panel): HTMLElement =>
    panel.section('graph').querySelector<HTMLElement>('.graph') ?? assert.fail();

  it('is walked through with the arrow keys', async () => {
    const panel = await Panel.open(screen(), GATES);
    await panel.key(box(panel), 'ArrowRight');
    assert.deepEqual(panel.tooltip(), ['x', 'x: −2', '∂f/∂x: 5']);
    await panel.key(box(panel), 'ArrowRight');
    assert.match(panel.tooltip()[0], /^q = x \* y/);
    assert.deepEqual(panel.tooltip().slice(1), ['q: −10', '∂f/∂q: 1', '∂q/∂x: 5', '∂q/∂y: −2']);
    assert.match(panel.said(), /, q: −10, ∂f\/∂q: 1, ∂q\/∂x: 5, ∂q\/∂y: −2$/);
    await panel.key(box(panel), 'ArrowLeft');
    await panel.key(box(panel), 'ArrowDown');
    assert.deepEqual(panel.tooltip(), ['y', 'y: 5', '∂f/∂y: −2']);
    assert.ok(!(await panel.key(box(panel), 'x')));
  });

  it('says at every step what is known by then, and announces it', async () => {
    const panel = await Panel.open(screen(), GATES);
    const section = panel.section('graph');
    const slider = section.querySelector<HTMLInputElement>('.pass-slider') ?? assert.fail();
    const [all] = [Number(slider.max)];
    assert.equal(slider.value, String(all));
    await panel.key(box(panel), 'ArrowRight');
    await panel.does(() => panel.expression.goTo(0));
    assert.deepEqual(panel.tooltip(), ['x', 'x: −2']);
    assert.match(section.textContent, /The first gate computes q/);
    slider.value = '1';
    await panel.does(() => slider.dispatchEvent(new Event('input')));
    assert.deepEqual(panel.last('goTo'), { type: 'goTo', step: 1, ahead: false });
    assert.match(panel.said(), /^forward · gate 1 of 2/);
    assert.equal(slider.getAttribute('aria-valuetext'), 'forward · gate 1 of 2');
    assert.match(
      section.querySelector('.pass-lines')?.textContent ?? '',
      /q = x \* y = −2\.000 × 5\.000 = −10/,
    );
    const words = panel.texts(section);
    assert.ok(words.some(text => text.includes('−10')));
    assert.ok(!words.some(text => text.includes('−9')));
  });

  it('says what a pointer rests on', async () => {
    const panel = await Panel.open(screen(), GATES);
    let title = '';
    for (let x = 20; x < 440 && !title.startsWith('f'); x += 10) {
      for (let y = 20; y < 200 && !title.startsWith('f'); y += 20) {
        box(panel).dispatchEvent(
          new PointerEvent('pointermove', { clientX: 10 + x, clientY: 20 + y }),
        );
        screen().frame();
        title = panel.tooltip()[0] ?? '';
      }
    }
    assert.match(title, /^f = q \+ 1/);
    box(panel).dispatchEvent(new PointerEvent('pointerleave'));
    await panel.settle();
    assert.deepEqual(panel.tooltip(), []);
  });

  it('is a table of all nodes', async () => {
    const panel = await Panel.open(screen(), GATES);
    const section = panel.section('graph');
    await panel.choose('Show as Table', section);
    const [head, ...rows] = panel.table(section).map(line => line.map(text => text.trim()));
    assert.deepEqual(head, ['node', 'operation', 'value', 'gradient', 'local gradients']);
    const f = rows.find(([node]) => node.startsWith('f')) ?? assert.fail();
    assert.deepEqual(f.slice(2, 4), ['−9', '1']);
    const q = rows.find(([node]) => node.startsWith('q')) ?? assert.fail();
    assert.deepEqual(q.slice(2), ['−10', '1', '∂q/∂x = 5, ∂q/∂y = −2']);
    await panel.does(() => panel.expression.goTo(1));
    const later = panel.table(section).find(([node]) => node.startsWith('f'));
    assert.deepEqual(later?.slice(2, 4), ['–', '–']);
  });

  it('takes the place of a run, and gives it back', async () => {
    const panel = await Panel.open(screen(), GATES);
    assert.ok(!panel.shows('matrices'));
    const { XOR } = await import('../host/support');
    await panel.edit(XOR);
    await panel.does(() => panel.session.step(1));
    assert.ok(!panel.shows('graph'));
    assert.ok(panel.shows('matrices'));
  });
});

describe('The check of the gradients', () => {
  const { screen } = useDom();

  it('says what agrees, tensor by tensor, and goes to what differs most', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(2));
    assert.ok(!panel.shows('gradientCheck'));
    await panel.does(() => panel.gradients.run());
    await panel.reveal('gradients');
    const section = panel.section('gradientCheck');
    const verdict = section.querySelector('.verdict')?.textContent ?? '';
    assert.match(verdict, /agree/);
    assert.equal(panel.said(), verdict);
    const { gradients } = panel.page?.model ?? assert.fail();
    const lines = panel.table(section);
    for (const { layer } of gradients?.parameters ?? []) assert.notEqual(layer, null);
    for (const name of ['∂W¹', '∂b¹', '∂W²', '∂b²'])
      assert.ok(
        lines.some(([first]) => first.includes(name.slice(1))),
        name,
      );
    const [link] = section.querySelectorAll<HTMLElement>('.link');
    await panel.does(() => link.click());
    assert.ok(panel.all('select').length > 0);
    await panel.visit('gradientCheck');
    await panel.does(() => panel.session.step(1));
    assert.equal(section.querySelector('.badge')?.textContent, 'as of step 2');
    panel.deaf = true;
    await panel.press('Check Again', section);
    assert.equal(panel.last('command').command, 'checkGradients');
  });

  it('compares each input of an expression', async () => {
    const panel = await Panel.open(screen(), GATES);
    await panel.does(() => panel.gradients.run());
    const lines = panel
      .table(panel.section('gradientCheck'))
      .map(row => row.map(text => text.trim()));
    assert.ok(lines.some(row => row[0].includes('x') && row[1] === '5.000' && row[2] === '5.000'));
    assert.ok(lines.some(row => row[0].includes('y') && row[1] === '−2.000'));
  });

  it('goes from a tensor to its matrix, and from an entry to where it comes from', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(2));
    await panel.does(() => panel.gradients.run());
    const section = panel.section('gradientCheck');
    let seen = 0;
    const body = section.querySelector<HTMLElement>('.gradient-check') ?? assert.fail();
    body.scrollIntoView = () => void seen++;
    await panel.reveal('gradients');
    assert.ok(seen > 0);
    const links = [...section.querySelectorAll<HTMLElement>('.link')];
    const tensors = links.filter(({ textContent }) => !textContent.includes('['));
    assert.equal(tensors.length, 4);
    assert.equal(links.length - tensors.length, 8);
    for (const link of links) {
      const name = link.textContent;
      const words = tensors.includes(link)
        ? `Show the matrix of ${name}`
        : `Show where ${name} comes from`;
      assert.equal(link.title, words);
    }
    await panel.does(() => links[0].click());
    assert.equal(panel.page?.choices.selectedCell, null);
    await panel.does(() => links[4].click());
    assert.notEqual(panel.page?.choices.selectedCell, null);
    const { place } = panel.last('watch').watch.derivation ?? assert.fail();
    assert.deepEqual(panel.last('select').tensor.tensor, place.tensor);
  });

  it('claims no error of what was not compared', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(2));
    await panel.does(() => panel.gradients.run());
    const report = panel.page?.model.gradients ?? assert.fail();
    const none = { verdict: 'unknown', checked: 0, worst: [], maxRelativeError: null } as const;
    const parameters = report.parameters.map((each, at) =>
      at === 0 ? { ...each, ...none, worst: [] } : each,
    );
    await panel.visit('gradientCheck');
    await told(panel, { gradients: { ...report, parameters } });
    const [, first] = panel.table(panel.section('gradientCheck'));
    assert.deepEqual(first.slice(2), ['–', 'not compared']);
  });
});
