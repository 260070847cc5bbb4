import assert from 'node:assert/strict';
import type { ToPanel } from '../../../src/protocol/panel';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { expressionOf, Panel } from './panel';

describe('The header', () => {
  const { screen } = useDom();

  /** The page is told that the run is in another state than its session says. */
  async function told(panel: Panel, change: Partial<ToPanel & { type: 'update' }>): Promise<void> {
    const { model } = panel.page ?? assert.fail();
    await panel.tell({
      ...{ type: 'update', revision: model.revision + 1, reveal: null, runs: null },
      ...{ stale: false, status: model.status, substep: null, frame: null },
      ...change,
    });
  }

  const status = (panel: Panel): string => panel.find('.status').textContent;
  const stats = (panel: Panel): string[] =>
    [...panel.root.querySelectorAll<HTMLElement>('.stat')]
      .filter(({ hidden }) => !hidden)
      .map(stat => `${stat.children[0].textContent} ${stat.children[1].textContent}`);
  const notice = (panel: Panel): string => {
    const box = panel.find('.notice');
    return box.hidden ? '' : (box.querySelector('[role="alert"]')?.textContent ?? '');
  };
  const isDisabled = (panel: Panel, name: string): boolean =>
    panel.button(name, panel.find('.header')).hasAttribute('disabled');

  it('says what a bare table was taken for, and asks for another answer', async () => {
    const table = new TextEncoder().encode(`a,b,y\n${'1,2,0\n3,1,1\n'.repeat(9)}`);
    const { reading } = inferCsv(table, 'd.csv');
    const panel = await Panel.open(screen(), XOR, { reading });
    const link = panel.find('.read .link');
    assert.equal(link.textContent, '21 rows · 2 inputs · target y: 2 classes · header: row 1');
    assert.match(panel.find('.read').title, /^21 rows .*\nChoose the target and the inputs$/);
    panel.deaf = true;
    link.click();
    assert.deepEqual(panel.posted.at(-1), { type: 'command', command: 'chooseColumns' });
  });

  it('says of an experiment what was left out and filled in, and nothing where all was read', async () => {
    const plain = await Panel.open(screen());
    assert.ok(plain.find('.read').hidden);
    for (const [missing, words] of [
      ['skip_row', '20 rows · 2 rows skipped: missing values'],
      ['mean', '22 rows · 2 missing values filled in'],
    ]) {
      const rows = Array.from(
        { length: 22 },
        (_, i) => `${i % 11 === 5 ? '?' : i % 7},${i % 3},${i % 2}\n`,
      );
      const text = JSON.stringify({
        version: 1,
        data: { train: { type: 'csv', path: 'd.csv', header: false, missing } },
        model: { layers: [{ units: 1, activation: 'sigmoid' }] },
        loss: { type: 'binary_cross_entropy' },
        optimizer: { type: 'sgd', learning_rate: 0.1 },
      });
      const panel = await Panel.open(screen(), text, { files: { 'd.csv': rows.join('') } });
      assert.equal(panel.find('.read').textContent, words);
      assert.ok(panel.find('.read .link').hidden);
    }
  });

  it('says what a run is made of before its first step', async () => {
    const panel = await Panel.open(screen());
    assert.equal(panel.find('.title').textContent, 'small');
    assert.equal(status(panel), 'ready · 13 parameters · 21 rows · 40 epochs');
    const loss = panel.page?.model.frame?.batchLoss ?? NaN;
    assert.deepEqual(stats(panel), [
      'loss –',
      'accuracy –',
      `loss, next batch ${loss.toPrecision(4)}`,
    ]);
    assert.equal(notice(panel), '');
    assert.ok(isDisabled(panel, 'Step back (Shift+F11)'));
    assert.ok(!isDisabled(panel, 'Train'));
  });

  it('says where a paused run stands, and what its last epoch came to', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(4));
    assert.equal(status(panel), 'paused · epoch 1 of 40 · batch 1 of 3 · step 4');
    const { lastEpoch } = panel.page?.model.frame ?? assert.fail();
    assert.equal(stats(panel)[0], `loss ${lastEpoch[0].toPrecision(4)}`);
    assert.equal(stats(panel)[1], `accuracy ${lastEpoch[1].toPrecision(4)}`);
    assert.ok(!isDisabled(panel, 'Step back (Shift+F11)'));
    const bar = panel.find('.progress-bar').style.transform;
    assert.equal(bar, `scaleX(${(1 + 1 / 3) / 40})`);
  });

  it('says how fast a run goes', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(4));
    const frame = panel.page?.model.frame ?? assert.fail();
    const rates = { samplesPerSecond: 714_321, epochsPerSecond: 12.345 };
    const running = { state: 'running', message: '' } as const;
    await told(panel, { status: running, frame: { ...frame, ...rates } });
    assert.equal(status(panel), 'training · epoch 1 of 40 · 714,000 samples/s · 12.3 epochs/s');
  });

  it('says how a finished run ended', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    assert.equal(status(panel), 'done · epoch 40 of 40 · step 120 · Trained all 40 epochs.');
    assert.equal(panel.find('.progress-bar').style.transform, 'scaleX(0)');
    assert.match(panel.said(), /^done · epoch 40 of 40 .*, loss 0\.\d+, accuracy 0\.\d+\.$/);
  });

  it('offers Pause while the run goes on, and Train else', async () => {
    const panel = await Panel.open(screen());
    panel.deaf = true;
    await panel.press('Train', panel.find('.header'));
    assert.equal(panel.last('command').command, 'train');
    await told(panel, { status: { state: 'running', message: '' } });
    assert.match(status(panel), /^training/);
    assert.equal(panel.button('Pause').title, 'Pause (Esc)');
    await panel.press('Pause');
    assert.equal(panel.last('command').command, 'pause');
  });

  it('says why a run failed, and where to look', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    await told(panel, { status: { state: 'failed', message: 'The loss is not finite.' } });
    assert.match(status(panel), /^stopped/);
    assert.equal(notice(panel), 'The loss is not finite.');
    assert.ok(panel.find('.notice').classList.contains('error'));
  });

  it('says what keeps an experiment from running', async () => {
    const panel = await Panel.open(screen(), XOR.replace('"tanh"', '"tanhh"'));
    assert.match(notice(panel), /tanhh.* The Problems view shows the place\.$/);
    assert.equal(panel.find('.title').textContent, 'fallback');
    assert.ok(!isDisabled(panel, 'Train'));
  });

  it('says that the file has changed, whatever was said before, and offers a fork', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    const fork = (): HTMLElement => panel.button('Fork from Here', panel.find('.notice'));
    assert.ok(fork().hidden);
    const message = 'The file was edited: this is a new run of what it says now.';
    await told(panel, { status: { state: 'paused', message } });
    assert.equal(notice(panel), message);
    await told(panel, { stale: true });
    assert.match(notice(panel), /^The file has changed since this run was read/);
    assert.ok(!fork().hidden);
    panel.deaf = true;
    fork().click();
    assert.equal(panel.last('command').command, 'fork');
  });

  it('sends what its buttons and its menu say', async () => {
    const panel = await Panel.open(screen());
    panel.deaf = true;
    const header = panel.find('.header');
    const sent = async (name: string): Promise<string> => {
      await panel.press(name, header);
      return panel.last('command').command;
    };
    assert.equal(await sent('Step'), 'step');
    assert.equal(await sent('Step back (Shift+F11)'), 'stepBack');
    assert.equal(await sent('Reset'), 'reset');
    const items = {
      'Step One BatchF10': 'step',
      'Step One LayerF11': 'stepLayer',
      'Step One Epoch': 'stepEpoch',
      'Fork from Here': 'fork',
      'Stop When…': 'stopWhen',
      'Check Gradients': 'checkGradients',
    };
    for (const [words, command] of Object.entries(items)) {
      await panel.press('More steps', header);
      const menu = document.querySelector('.menu');
      assert.ok(menu);
      await panel.press(words, menu);
      assert.equal(panel.last('command').command, command, words);
      assert.equal(document.querySelector('.menu'), null);
    }
  });

  it('has a menu for the keyboard', async () => {
    const panel = await Panel.open(screen());
    panel.deaf = true;
    const more = panel.button('More steps');
    await panel.press('More steps');
    const menu = document.querySelector<HTMLElement>('.menu') ?? assert.fail();
    const focused = (): string => document.activeElement?.textContent ?? '';
    assert.equal(focused(), 'Step One BatchF10');
    for (const [key, at] of [
      ['ArrowDown', 'Step One LayerF11'],
      ['End', 'Check Gradients'],
      ['ArrowDown', 'Step One BatchF10'],
      ['ArrowUp', 'Check Gradients'],
      ['Home', 'Step One BatchF10'],
    ]) {
      await panel.key(menu, key);
      assert.equal(focused(), at, key);
    }
    await panel.key(menu, 'Escape');
    assert.equal(document.querySelector('.menu'), null);
    assert.equal(more.getAttribute('aria-expanded'), 'false');
    assert.equal(document.activeElement, more);
    assert.deepEqual(panel.all('command'), []);
    await panel.press('More steps');
    await panel.point(document.body, 3, 3, 'pointerdown');
    assert.equal(document.querySelector('.menu'), null);
  });

  it('goes to the step that its slider is dragged to', async () => {
    const panel = await Panel.open(screen());
    const slider = panel.find('.scrubber-range') as HTMLInputElement;
    assert.ok(slider.disabled);
    await panel.does(() => panel.session.step(5));
    assert.ok(!slider.disabled);
    assert.deepEqual([slider.min, slider.max, slider.value], ['0', '5', '5']);
    assert.equal(panel.find('.scrubber-words').textContent, 'step 5');
    slider.dispatchEvent(new PointerEvent('pointerdown'));
    slider.value = '2';
    await panel.does(() => slider.dispatchEvent(new Event('input')));
    assert.deepEqual(panel.last('goTo'), { type: 'goTo', step: 2 });
    assert.equal(panel.page?.model.frame?.position.step, 2);
    assert.equal(panel.find('.scrubber-words').textContent, 'step 2 of 5');
    assert.equal(slider.getAttribute('aria-valuetext'), 'step 2 of 5');
    assert.equal(slider.style.getPropertyValue('--share'), '40.00%');
    // While it is held, it stays where it is held.
    await panel.does(() => panel.session.goTo(4));
    assert.equal(slider.value, '2');
    slider.dispatchEvent(new Event('change'));
    await panel.does(() => panel.session.goTo(3));
    assert.equal(slider.value, '3');
  });

  it('follows a pass layer by layer', async () => {
    const panel = await Panel.open(screen());
    const strip = (): string[] =>
      [...panel.root.querySelectorAll('.station')].map(
        ({ textContent, className }) => `${textContent} ${className.replace('station ', '')}`,
      );
    assert.ok(panel.find('.pass').hidden);
    await panel.does(() => panel.session.stepLayer());
    assert.deepEqual(strip(), ['1 now', '2 later', 'L later', '2 later', '1 later', 'ΔW later']);
    assert.match(panel.find('.pass-words').textContent, /z¹|a¹/);
    assert.equal(panel.said(), panel.find('.pass-words').textContent);
    assert.equal(stats(panel)[2], 'loss, next batch –');
    for (let i = 0; i < 2; i++) await panel.does(() => panel.session.stepLayer());
    assert.deepEqual(strip().slice(0, 4), ['1 done', '2 done', 'L now', '2 later']);
    assert.match(stats(panel)[2], /loss, next batch 0\.\d+/);
    await panel.does(() => panel.session.step(1));
    assert.ok(panel.find('.pass').hidden);
  });

  describe('of an expression', () => {
    const header = (panel: Panel): Element => {
      const headers = [...panel.root.querySelectorAll<HTMLElement>('.header')];
      assert.deepEqual(
        headers.map(({ hidden }) => hidden),
        [true, false],
      );
      return headers[1];
    };

    it('says how far its passes are, and what is known by then', async () => {
      const panel = await Panel.open(screen(), expressionOf(['q = x * y', 'f = q + 1']));
      const box = header(panel);
      assert.equal(box.querySelector('.title')?.textContent, 'gates');
      assert.match(box.textContent, /done · every value and every gradient/);
      assert.match(box.textContent, /f−9\.000/);
      assert.match(box.textContent, /∂f\/∂x5\.000/);
      await panel.press('Reset', box);
      assert.match(box.textContent, /ready · 2 inputs · 2 gates/);
      assert.match(box.textContent, /f–∂f\/∂x–/);
      await panel.press('Step', box);
      assert.equal(panel.last('command').command, 'stepGate');
      assert.match(box.textContent, /forward · gate 1 of 2/);
      await panel.press('Back', box);
      assert.equal(panel.last('command').command, 'stepBack');
      assert.match(box.textContent, /ready/);
      await panel.press('All', box);
      assert.match(box.textContent, /done/);
    });

    it('says what is wrong with the file, and shows what it said before', async () => {
      const panel = await Panel.open(screen(), expressionOf(['q = x * y']));
      await panel.edit(expressionOf(['q = x * z']));
      const notices = [...header(panel).querySelectorAll('[role="alert"]')];
      assert.match(notices[0].textContent, /z.*this is what it said before\.$/);
    });
  });
});
