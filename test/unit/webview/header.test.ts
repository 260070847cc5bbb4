import assert from 'node:assert/strict';
import type { ToPanel } from '../../../src/protocol/panel';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { outlineOf } from './transcripts/outline';
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
    [...panel.root.querySelectorAll<HTMLElement>('.numbers .stat')]
      .filter(({ hidden }) => !hidden)
      .map(stat => [...stat.children].map(each => each.textContent).join(' '));
  /** What can be done about it. */
  const actions = (panel: Panel): string[] =>
    [...panel.root.querySelectorAll('.status-actions .link')].map(each => each.textContent);
  const icon = (panel: Panel): string =>
    outlineOf(panel.find('.status-line .icon'))[0].replace('icon ', '');
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
    assert.equal(status(panel), 'Ready · 13 parameters · 21 rows');
    // Of 21 rows 11 are of the larger class: −p ln p − (1 − p) ln(1 − p), and p.
    // The untrained network, over all the rows.
    const loss = panel.page?.model.frame?.lastEpoch[0] ?? NaN;
    assert.ok(loss > 0.692 && loss < 1, String(loss));
    const digits = loss.toPrecision(4);
    assert.deepEqual(stats(panel), [
      `loss ${digits} guess 0.6920`,
      'accuracy 0.5238 majority 0.5238',
    ]);
    assert.deepEqual(actions(panel), []);
    assert.ok(isDisabled(panel, 'Step back (Shift+F11)'));
    assert.ok(!isDisabled(panel, 'Train'));
    assert.equal((panel.find('.step-field') as HTMLInputElement).value, '0');
  });

  it('says where a paused run stands, and what its last epoch came to', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(4));
    assert.equal(status(panel), 'Paused · epoch 1 of 40 · batch 1 of 3');
    const { lastEpoch } = panel.page?.model.frame ?? assert.fail();
    assert.match(stats(panel)[0], new RegExp(`^loss ${lastEpoch[0].toPrecision(4)} `));
    assert.match(stats(panel)[1], new RegExp(`^accuracy ${lastEpoch[1].toPrecision(4)} `));
    assert.ok(!isDisabled(panel, 'Step back (Shift+F11)'));
  });

  it('compares with the test, else with the validation, else with a guess', async () => {
    const data = (rest: string): string =>
      XOR.replace('"xor_easy"}', `"xor_easy"}, "split": ${rest}`);
    for (const [split, word] of [
      ['{"validation": 0.2, "test": 0.2}', 'test'],
      ['{"validation": 0.2}', 'validation'],
    ]) {
      const panel = await Panel.open(screen(), data(split));
      assert.match(
        stats(panel)[0],
        new RegExp(`^loss 0\\.\\d+ ${word} 0\\.\\d+$`),
        'before training',
      );
      await panel.does(() => panel.session.train());
      const { columns } = panel.page?.model.description ?? assert.fail();
      const { lastEpoch } = panel.page?.model.frame ?? assert.fail();
      const at = columns.indexOf(word === 'test' ? 'test_loss' : 'val_loss');
      const digits = lastEpoch[at].toPrecision(4);
      assert.ok(stats(panel)[0].endsWith(` ${word} ${digits}`), stats(panel)[0]);
    }
  });

  it('says how fast a run goes', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(4));
    const frame = panel.page?.model.frame ?? assert.fail();
    const rates = { samplesPerSecond: 714_321, epochsPerSecond: 12.345 };
    const running = { state: 'running', message: '' } as const;
    await told(panel, { status: running, frame: { ...frame, ...rates } });
    assert.equal(status(panel), 'Training · epoch 1 of 4012.3 epochs/s');
    assert.equal(icon(panel), 'dot');
  });

  it('says how a finished run ended', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    assert.equal(status(panel), 'Done · all 40 epochs');
    assert.match(panel.said(), /^Done · all 40 epochs, loss 0\.\d+, accuracy 0\.\d+\.$/);
  });

  it('says that a run goes on beyond its file', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    await panel.does(() => panel.session.step(1));
    assert.equal(status(panel), "Paused · beyond the file's 40 epochs · epoch 40");
    await panel.does(() => panel.session.stepEpoch());
    assert.equal(status(panel), "Done · beyond the file's 40 epochs · epoch 41");
    await panel.does(() => panel.session.stepBack());
    await panel.does(() => panel.session.goTo(0));
    assert.match(status(panel), /^Ready/);
    await panel.does(() => panel.session.goTo(125));
    assert.equal(status(panel), "Paused · beyond the file's 40 epochs · epoch 41");
    assert.equal(panel.session.view.state?.position.step, 125);
  });

  it('says why a run ended before its last epoch', async () => {
    const stops = '"early_stopping": {"monitor": "accuracy", "target": 0.1}';
    const panel = await Panel.open(screen(), XOR.replace('"epochs"', `${stops}, "epochs"`));
    await panel.does(() => panel.session.train());
    assert.match(status(panel), /^Done · epoch 1: accuracy reached 0\.\d+$/);
    assert.match(panel.find('.status').title, /^Stopped after epoch 1: .* \(target 0\.1\)\.$/);
  });

  it('counts what was found, and leads there', async () => {
    const panel = await Panel.open(
      screen(),
      XOR.replace('"learning_rate": 0.5', '"learning_rate": 80'),
    );
    await panel.does(() => panel.session.train());
    const found = panel.page?.model.findings?.findings.length ?? 0;
    assert.ok(found > 0);
    assert.deepEqual(actions(panel), [found === 1 ? '1 finding' : `${found} findings`]);
    assert.equal(icon(panel), 'warning');
    await panel.press(actions(panel)[0], panel.find('.status-actions'));
    assert.equal(panel.find('#tab-findings').getAttribute('aria-selected'), 'true');
  });

  it('offers Pause while the run goes on, and Train else', async () => {
    const panel = await Panel.open(screen());
    panel.deaf = true;
    await panel.press('Train', panel.find('.header'));
    assert.equal(panel.last('command').command, 'train');
    await told(panel, { status: { state: 'running', message: '' } });
    assert.match(status(panel), /^Training/);
    assert.equal(panel.button('Pause').title, 'Pause (Esc)');
    await panel.press('Pause');
    assert.equal(panel.last('command').command, 'pause');
  });

  it('says why a run failed, and leads to the step before', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(3));
    const message = 'Stopped at step 3: the loss became NaN.';
    await told(panel, { status: { state: 'failed', message } });
    assert.equal(status(panel), message);
    assert.equal(icon(panel), 'error');
    assert.equal(panel.find('.status [role="alert"]').getAttribute('aria-live'), 'assertive');
    assert.deepEqual(actions(panel), ['Go to Step 2']);
    await panel.press('Go to Step 2');
    assert.deepEqual(panel.last('goTo'), { type: 'goTo', step: 2, ahead: true });
  });

  it('says what keeps an experiment from running, and shows it', async () => {
    const panel = await Panel.open(screen(), XOR.replace('"tanh"', '"tanhh"'));
    assert.match(status(panel), /tanhh/);
    assert.equal(panel.find('.title').textContent, 'fallback');
    assert.ok(!isDisabled(panel, 'Train'));
    await panel.press('Show');
    assert.deepEqual(panel.posted.at(-1), { type: 'showProblem' });
  });

  it('says that the file has changed, whatever was said before, and what can be done', async () => {
    const early = await Panel.open(screen());
    await told(early, { stale: true });
    assert.deepEqual(actions(early), ['Train Again']);
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    await told(panel, { status: { state: 'paused', message: '' } });
    assert.match(status(panel), /^Paused/);
    await told(panel, { stale: true });
    assert.equal(status(panel), 'The file has changed since this run');
    panel.deaf = true;
    for (const [name, command] of [
      ['Train Again', 'train'],
      ['Fork from Here', 'fork'],
    ]) {
      await panel.press(name, panel.find('.status-actions'));
      assert.equal(panel.last('command').command, command);
    }
    await told(panel, { stale: true, status: { state: 'running', message: '' } });
    assert.match(status(panel), /^Training/);
  });

  it('sends what its buttons and its menu say', async () => {
    const panel = await Panel.open(screen());
    panel.deaf = true;
    const header = panel.find('.header');
    const sent = async (name: string): Promise<string> => {
      await panel.press(name, header);
      return panel.last('command').command;
    };
    assert.equal(await sent('Step one batch (F10)'), 'step');
    assert.equal(await sent('Step one layer (F11)'), 'stepLayer');
    assert.equal(await sent('Reset: back to step 0, the same start'), 'reset');
    const items = {
      'Step One Epoch': 'stepEpoch',
      'Stop When…': 'stopWhen',
      'Fork from Here': 'fork',
      'Check Gradients': 'checkGradients',
    };
    for (const [words, command] of Object.entries(items)) {
      await panel.press('More Actions…', header);
      const menu = document.querySelector('.menu');
      assert.ok(menu);
      await panel.press(words, menu);
      assert.equal(panel.last('command').command, command, words);
      assert.equal(document.querySelector('.menu'), null);
    }
    await panel.does(() => panel.session.step(1));
    assert.equal(await sent('Step back (Shift+F11)'), 'stepBack');
  });

  it('has a menu for the keyboard', async () => {
    const panel = await Panel.open(screen());
    panel.deaf = true;
    const more = panel.button('More Actions…');
    await panel.press('More Actions…');
    const menu = document.querySelector<HTMLElement>('.menu') ?? assert.fail();
    const focused = (): string => document.activeElement?.textContent ?? '';
    assert.equal(focused(), 'Step One Epoch');
    for (const [key, at] of [
      ['ArrowDown', 'Stop When…'],
      ['End', 'Check Gradients'],
      ['ArrowDown', 'Step One Epoch'],
      ['ArrowUp', 'Check Gradients'],
      ['Home', 'Step One Epoch'],
    ]) {
      await panel.key(menu, key);
      assert.equal(focused(), at, key);
    }
    await panel.key(menu, 'Escape');
    assert.equal(document.querySelector('.menu'), null);
    assert.equal(more.getAttribute('aria-expanded'), 'false');
    assert.equal(document.activeElement, more);
    assert.deepEqual(panel.all('command'), []);
    await panel.press('More Actions…');
    await panel.point(document.body, 3, 3, 'pointerdown');
    assert.equal(document.querySelector('.menu'), null);
  });

  describe('with its step field', () => {
    const field = (panel: Panel): HTMLInputElement => panel.find('.step-field') as HTMLInputElement;
    async function typed(panel: Panel, text: string, key = 'Enter'): Promise<void> {
      field(panel).focus();
      field(panel).value = text;
      await panel.key(field(panel), key);
    }

    it('goes where a number, a difference or an epoch says, and trains where that lies ahead', async () => {
      const panel = await Panel.open(screen());
      await panel.does(() => panel.session.step(5));
      for (const [text, step] of [
        ['2', 2],
        ['+7', 9],
        ['e4', 12],
        [' 1 ', 1],
        ['E2', 6],
      ] as const) {
        await typed(panel, text);
        assert.deepEqual(panel.last('goTo'), { type: 'goTo', step, ahead: true });
        assert.equal(panel.page?.model.frame?.position.step, step);
        assert.equal(field(panel).value, String(step));
        assert.notEqual(document.activeElement, field(panel));
      }
    });

    it('says what may be typed, and keeps what is there until then', async () => {
      const panel = await Panel.open(screen());
      await panel.does(() => panel.session.step(5));
      for (const text of ['', 'x', '-1', '1.5', '+', 'e', '9'.repeat(20)]) {
        await typed(panel, text);
        assert.equal(field(panel).getAttribute('aria-invalid'), 'true', text);
        assert.match(field(panel).title, /^A step such as 400/);
      }
      field(panel).dispatchEvent(new Event('input'));
      assert.equal(field(panel).getAttribute('aria-invalid'), 'false');
      // Somebody types: the run does not write over that.
      await panel.does(() => panel.session.step(1));
      assert.equal(field(panel).value, '9'.repeat(20));
      await typed(panel, '3', 'Escape');
      assert.equal(field(panel).value, '6');
      assert.deepEqual(panel.all('goTo'), []);
    });
  });

  it('follows a pass layer by layer, in Inspect', async () => {
    const panel = await Panel.open(screen());
    const strip = (): string[] =>
      [...panel.root.querySelectorAll('.station')].map(
        ({ textContent, className }) => `${textContent} ${className.replace('station', '').trim()}`,
      );
    await panel.does(() => panel.session.stepLayer());
    assert.equal(panel.kept?.tab, 'inspect');
    assert.deepEqual(strip(), [
      ...['x ', 'a¹ now', 'a² later', 'L later', 'δ² later', 'δ¹ later', 'ΔW later'],
    ]);
    assert.match(panel.find('.pass-words').textContent, /forward, layer1: {2}z¹ = x · W¹/);
    assert.equal(panel.said(), panel.find('.pass-words').textContent);
    for (let i = 0; i < 2; i++) await panel.does(() => panel.session.stepLayer());
    assert.deepEqual(strip().slice(0, 5), ['x ', 'a¹ ', 'a² ', 'L now', 'δ² later']);
    await panel.does(() => panel.session.step(1));
    assert.deepEqual(strip(), ['x ', 'a¹ ', 'a² ', 'L ', 'δ² ', 'δ¹ ', 'ΔW ']);
    assert.match(panel.find('.pass-words').textContent, /^the whole pass/);
  });

  it('goes to the part of the pass that is clicked, forward and back, and does the update', async () => {
    const panel = await Panel.open(screen());
    await panel.visit('network');
    const stations = [...panel.root.querySelectorAll<HTMLElement>('.station')];
    const now = (): string => panel.find('.station.now').textContent;
    const isLater = (): string[] =>
      stations.filter(({ classList }) => classList.contains('later')).map(s => s.textContent);
    for (const [part, later] of [
      [4, ['δ¹', 'ΔW']],
      [1, ['a²', 'L', 'δ²', 'δ¹', 'ΔW']],
    ] as const) {
      await panel.does(() => stations[part].click());
      assert.deepEqual(panel.last('follow'), { type: 'follow', part });
      assert.equal(now(), stations[part].textContent);
      assert.deepEqual(isLater(), later);
    }
    await panel.does(() => stations[0].click());
    assert.match(panel.find('.pass-words').textContent, /^inputs: nothing of this pass/);
    await panel.does(() => stations[6].click());
    assert.equal(panel.page?.model.frame?.position.step, 1);
    assert.equal(now(), 'x');
    assert.match(panel.find('.pass-words').textContent, /^update done/);
  });

  it('has one stop of the Tab key in the pass, and arrows inside', async () => {
    const panel = await Panel.open(screen());
    await panel.visit('network');
    const stations = [...panel.root.querySelectorAll<HTMLElement>('.station')];
    const stops = (): number[] => stations.flatMap((s, at) => (s.tabIndex === 0 ? [at] : []));
    assert.deepEqual(stops(), [0]);
    stations[0].focus();
    assert.equal(await panel.key(stations[0], 'ArrowRight'), true);
    assert.equal(document.activeElement, stations[1]);
    assert.deepEqual(stops(), [1]);
    await panel.does(() => stations[3].click());
    assert.deepEqual(stops(), [3]);
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
