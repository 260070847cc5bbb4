import assert from 'node:assert/strict';
import { heatScale } from '../../../webview/heat/heatScale';
import { exactNumber, shortNumber } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';
import { texts } from './recordedCanvas';
import { frameOf, told } from './told';

describe('The network', () => {
  const { screen } = useDom();

  const box = (panel: Panel): HTMLElement =>
    panel.section('network').querySelector<HTMLElement>('.network') ?? assert.fail();

  async function stepped(text?: string): Promise<Panel> {
    const panel = await Panel.open(screen(), text);
    await panel.press('maps', panel.section('network'));
    await panel.does(() => panel.session.step(2));
    return panel;
  }

  it('is walked through with the arrow keys, and says every number of a unit', async () => {
    const panel = await stepped();
    await panel.key(box(panel), 'ArrowDown');
    assert.equal(panel.tooltip()[0], 'input x1');
    await panel.key(box(panel), 'ArrowDown');
    assert.equal(panel.tooltip()[0], 'input x2');
    await panel.key(box(panel), 'ArrowRight');
    assert.equal(panel.tooltip()[0], 'layer1, unit 2');
    const { model } = panel.page ?? assert.fail();
    const units = model.data.units ?? assert.fail();
    const weights = model.tensor({ layer: 0, tensor: 'weights' }) ?? assert.fail();
    const { z, a, slope, delta } = units.layers[0];
    const numbers = [
      ['mean z', z[1]],
      ['mean a', a[1]],
      ['mean f′(z)', slope?.[1] ?? NaN],
      ['mean δ', delta[1]],
      ['W x1 →', weights.data[1]],
      ['W x2 →', weights.data[4]],
    ] as const;
    const rows = numbers.map(([label, value]) => `${label}: ${exactNumber(value)}`);
    assert.deepEqual(panel.tooltip().slice(1), rows);
    assert.equal(panel.said(), ['layer1, unit 2', ...rows].join(', '));
    await panel.does(() => panel.session.step(5));
    assert.notDeepEqual(panel.tooltip().slice(1), rows);
    assert.equal(panel.tooltip()[0], 'layer1, unit 2');
    await panel.key(box(panel), 'ArrowLeft');
    await panel.key(box(panel), 'ArrowUp');
    assert.equal(panel.tooltip()[0], 'input x1');
  });

  it('offers no gradient, and says none, where the file lets no solution be seen', async () => {
    const under = async (solution: string) => {
      const policy = `"seed": 3, "policy": {"solution": "${solution}"},`;
      const panel = await stepped(XOR.replace('"seed": 3,', policy));
      for (const key of ['ArrowDown', 'ArrowRight']) await panel.key(box(panel), key);
      const radios = [...panel.section('network').querySelectorAll<HTMLElement>('[role="radio"]')];
      await panel.choose('Show as Table', panel.section('network'));
      return {
        offered: radios.filter(each => !each.closest('[hidden]')).map(each => each.textContent),
        said: panel.tooltip().map(row => row.replace(/:.*/, '')),
        columns: panel.table(panel.section('network'))[0],
        flow: !panel.section('flow').hidden,
      };
    };
    assert.deepEqual(await under('off'), {
      offered: ['numbers', 'maps', 'map', 'a', 'W'],
      said: ['layer1, unit 1', 'mean z', 'mean a', 'mean f′(z)', 'W x1 →', 'W x2 →'],
      columns: ['layer', 'unit', 'activation', 'mean z', 'mean a', 'mean f′(z)'],
      flow: false,
    });
    const hint = await under('hint');
    assert.ok(hint.flow);
    for (const each of ['δ', '∂L/∂W', 'ΔW']) assert.ok(hint.offered.includes(each), each);
  });

  it('goes to the derivation of the unit that is chosen', async () => {
    const panel = await stepped();
    await panel.key(box(panel), 'ArrowDown');
    await panel.key(box(panel), 'Enter');
    assert.deepEqual(panel.all('select'), []);
    for (const key of ['ArrowRight', 'ArrowDown', 'Enter']) await panel.key(box(panel), key);
    assert.deepEqual(panel.last('select').tensor, { layer: 0, tensor: 'weights' });
    const place = { tensor: 'a', layer: 0, row: 0, col: 1 };
    assert.deepEqual(panel.last('watch').watch.derivation?.place, place);
    assert.deepEqual(panel.page?.choices.selectedCell, { row: 0, col: 1 });
    assert.deepEqual(panel.tooltip(), []);
  });

  it('says what a pointer rests on, and chooses what is clicked', async () => {
    const panel = await stepped();
    // Three columns over 460 px: the last unit stands in the middle of the last.
    await panel.point(box(panel), 420, 12 + 1.5 * 27);
    assert.match(panel.tooltip()[0], /^layer2, unit/);
    await panel.point(box(panel), 420, 12 + 1.5 * 27, 'click');
    assert.deepEqual(panel.last('select').tensor, { layer: 1, tensor: 'weights' });
    await panel.point(box(panel), 330, 12 + 1.5 * 27);
    assert.deepEqual(panel.tooltip(), []);
  });

  it('shows weights, gradients or updates, and asks for them', async () => {
    const panel = await stepped();
    const section = panel.section('network');
    for (const [name, tensor] of [
      ['∂L/∂W', 'gradW'],
      ['ΔW', 'updateW'],
      ['W', 'weights'],
    ]) {
      await panel.press(name, section);
      const { tensors } = panel.last('watch').watch;
      assert.ok(tensors.some(each => each.tensor === tensor));
      const chosen = panel.button(name, section).getAttribute('aria-checked');
      assert.equal(chosen, 'true', name);
    }
    assert.equal(panel.button('∂L/∂W', section).getAttribute('aria-checked'), 'false');
    await panel.press('∂L/∂W', section);
    await panel.key(box(panel), 'ArrowRight');
    await panel.key(box(panel), 'ArrowRight');
    assert.ok(panel.tooltip().some(line => line.startsWith('∂L/∂W x1 →')));
  });

  it('shows weights on the way forward through a pass, and gradients on the way back', async () => {
    const panel = await Panel.open(screen());
    const section = panel.section('network');
    await panel.press('maps', section);
    const chosen = (name: string): boolean =>
      panel.button(name, section).getAttribute('aria-checked') === 'true';
    const quiet: boolean[] = [];
    for (const name of ['W', 'W', 'W', '∂L/∂W', '∂L/∂W', 'W']) {
      await panel.does(() => panel.session.stepLayer());
      const words = panel.find('.pass-words').textContent;
      assert.ok(chosen(name), words);
      const { calls } = panel.drawing(section);
      quiet.push(calls.some(call => call.name === 'stroke' && call.stroke.includes('0.15)')));
    }
    // Beside the layer that is computed all that is known is quiet.
    assert.deepEqual(quiet, [true, true, false, false, true, false]);
  });

  it('draws the lines of each layer on a scale of its own, whose limits stand below its gap', async () => {
    const large = '"kernel_initializer": {"type": "uniform", "low": 5, "high": 6}';
    const panel = await stepped(XOR.replace('"sigmoid"', `"sigmoid", ${large}`));
    const section = panel.section('network');
    await panel.press('maps', section);
    const { layers = [] } = panel.page?.model.description ?? {};
    const expected = layers.map((_, layer) => {
      const { data } = panel.page?.model.tensor({ layer, tensor: 'weights' }) ?? assert.fail();
      return `±${shortNumber(heatScale([data], false, panel.page?.theme ?? assert.fail()).high, 3)}`;
    });
    assert.notEqual(expected[0], expected[1]);
    const limits = texts(panel.drawing(section)).filter(text => text.startsWith('±'));
    assert.deepEqual(limits, expected);
    assert.match(section.querySelector('.matrix-legend')?.textContent ?? '', /^lines−\+map: /);
  });

  it('shows maps, means or gradients in the units', async () => {
    const panel = await stepped();
    const section = panel.section('network');
    const groups = [...section.querySelectorAll<HTMLElement>('[role="radiogroup"]')];
    const offered = groups.filter(
      group => group.getAttribute('aria-label') === 'What the units show' && !group.hidden,
    );
    assert.equal(offered.length, 1);
    for (const [kind, words] of [
      ['a', /circle: activation, of the next batch/],
      ['δ', /circle: δ, of the next batch/],
      ['map', /map: activation over the two inputs/],
    ] as const) {
      await panel.press(kind, section);
      assert.match(section.textContent, words);
    }
    const images = (): number =>
      panel.drawing(section).calls.filter(({ name }) => name === 'drawImage').length;
    assert.equal(panel.last('watch').watch.maps?.units.length, 4);
    assert.equal(images(), 4);
    await panel.press('a', section);
    assert.equal(panel.last('watch').watch.maps, null);
    assert.equal(images(), 0);
    const fills = (): string =>
      panel
        .drawing(section)
        .calls.filter(({ name }) => name === 'fill')
        .map(({ fill }) => fill)
        .join();
    const ofA = fills();
    await panel.press('δ', section);
    assert.notEqual(fills(), ofA);
    await panel.key(panel.button('δ', section), 'ArrowLeft');
    assert.equal(panel.button('a', section).getAttribute('aria-checked'), 'true');
    assert.equal(fills(), ofA);
  });

  it('shows one row of the batch, or the mean of all', async () => {
    const panel = await stepped();
    const section = panel.section('network');
    const picker = section.querySelector<HTMLElement>('.row-picker') ?? assert.fail();
    assert.equal(picker.textContent, 'mean of 7 rows');
    const mean = panel.button('mean of 7 rows', picker) as HTMLButtonElement;
    assert.ok(mean.disabled);
    await panel.press('Next row', picker);
    assert.match(picker.textContent, /1 of 7/);
    assert.ok(!mean.disabled);
    assert.deepEqual(panel.last('watch').watch.units, { row: 0 });
    await panel.key(box(panel), 'ArrowRight');
    assert.match(panel.tooltip()[1] ?? '', /^x1: /);
    for (const row of [null, 6, 5]) {
      await panel.press('Previous row', picker);
      assert.deepEqual(panel.last('watch').watch.units, { row });
    }
    await panel.press(picker.textContent.trim(), picker);
    assert.deepEqual(panel.last('watch').watch.units, { row: null });
  });

  it('unfolds a wide layer, by click and by key', async () => {
    const panel = await stepped(XOR.replace('"units": 3', '"units": 30'));
    const section = panel.section('network');
    assert.ok(panel.texts(section).includes('+ 21 more'), panel.texts(section).join());
    await panel.point(box(panel), 230, 12 + 9.5 * 27);
    assert.ok(box(panel).classList.contains('over-button'));
    await panel.point(box(panel), 150, 12 + 9.5 * 27);
    assert.ok(!box(panel).classList.contains('over-button'));
    await panel.point(box(panel), 230, 12 + 9.5 * 27, 'click');
    assert.ok(panel.texts(section).includes('+ 9 before'), panel.texts(section).join());
    await panel.key(box(panel), 'ArrowRight');
    await panel.key(box(panel), 'ArrowRight');
    assert.equal(panel.tooltip()[0], 'layer1, unit 10');
    await panel.key(box(panel), 'PageDown');
    assert.equal(panel.tooltip()[0], 'layer1, unit 18');
    await panel.key(box(panel), 'PageUp');
    await panel.key(box(panel), 'PageUp');
    assert.equal(panel.tooltip()[0], 'layer1, unit 2');
    for (const key of ['ArrowRight', 'ArrowRight']) await panel.key(box(panel), key);
    // Title, z, a, f′ and δ, and of its 30 connections the first eight.
    assert.equal(panel.tooltip()[0], 'layer2, unit 1');
    assert.equal(panel.tooltip().length, 1 + 4 + 8);
  });

  it('writes no name beside a single output', async () => {
    const panel = await stepped();
    const words = panel.texts(panel.section('network'));
    assert.deepEqual(words.slice(0, 2), ['x1', 'x2']);
    assert.ok(!words.includes('1'), words.join());
  });

  it('says of which step the lines of wide layers are while a run goes on', async () => {
    const panel = await stepped();
    const age = (): boolean =>
      /wide layers as of step 2/.test(panel.section('network').textContent);
    assert.ok(!age());
    await told(panel, {
      frame: frameOf(panel, { position: { step: 3, epoch: 1, batch: 0 }, tensors: [] }),
    });
    assert.ok(age());
    const matrix = panel.section('matrices').querySelector('.matrix-age');
    assert.equal(matrix?.textContent, 'as of step 2');
  });

  it('is a table of all units', async () => {
    const panel = await stepped();
    const section = panel.section('network');
    await panel.choose('Show as Table', section);
    const [head, ...rows] = panel.table(section);
    const means = ['mean z', 'mean a', 'mean f′(z)', 'mean δ'];
    assert.deepEqual(head, ['layer', 'unit', 'activation', ...means]);
    const { units } = panel.page?.model.data ?? assert.fail();
    assert.deepEqual(
      rows.map(([layer, unit]) => `${layer} ${unit.trim()}`),
      ['layer1 1', 'layer1 2', 'layer1 3', 'layer2 1'],
    );
    assert.equal(rows[1][4].trim(), exactNumber(units?.layers[0].a[1] ?? NaN));
    assert.equal(rows[3][6].trim(), exactNumber(units?.layers[1].delta[0] ?? NaN));
  });
});
