import assert from 'node:assert/strict';
import { exactNumber } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { NO_FINDINGS, rounded } from './noFindings';
import { Panel } from './panel';
import { frameOf, told } from './told';

interface Drawn {
  chart: { epochs: { left: number; right: number; min: number; max: number } };
}

function isDrawn(part: unknown): part is Drawn {
  return typeof part === 'object' && part !== null && 'chart' in part && part.chart !== null;
}

describe('The curves', () => {
  const { screen } = useDom();

  const box = (panel: Panel): HTMLElement =>
    panel.section('curves').querySelector<HTMLElement>('.chart') ?? assert.fail();

  async function trained(): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    return panel;
  }

  /** The axis of epochs that is on the screen. */
  function axis(panel: Panel): { left: number; right: number; min: number; max: number } {
    const inside = (part: unknown): unknown[] => Object.values(part ?? {});
    const parts = inside(panel.page).flatMap(inside);
    const found = parts.find(isDrawn);
    return found?.chart.epochs ?? assert.fail('there is no chart');
  }

  /** Where an epoch stands, in the box (px). */
  function placeOf(panel: Panel, epoch: number): number {
    const { left, right, min, max } = axis(panel);
    return left + ((epoch - min) / (max - min)) * (right - left);
  }

  it('say how to begin, and begin', async () => {
    const panel = await Panel.open(screen());
    const section = panel.section('curves');
    const hint = section.querySelector<HTMLElement>('.hint') ?? assert.fail();
    assert.ok(!hint.hidden);
    assert.match(hint.textContent, /^Train \(Ctrl\+Enter\)/);
    panel.deaf = true;
    await panel.press('Train', hint);
    assert.equal(panel.last('command').command, 'train');
    await panel.press('Step', hint);
    assert.equal(panel.last('command').command, 'step');
    await panel.does(() => panel.session.step(1));
    assert.match(hint.textContent, /first finished epoch: batch 1 of 3 is done/);
    const buttons = hint.querySelector<HTMLElement>('.hint-buttons') ?? assert.fail();
    assert.ok(!buttons.hidden);
    const { model } = panel.page ?? assert.fail();
    const { revision } = model;
    await panel.tell({
      ...{ type: 'update', revision: revision + 1, reveal: null, runs: null, stale: false },
      ...{ status: { state: 'running', message: '' }, substep: null, frame: null },
    });
    assert.equal(buttons.style.visibility, 'hidden', 'their room stays');
  });

  it('draw a line for each metric, and say so', async () => {
    const panel = await trained();
    const section = panel.section('curves');
    assert.ok(section.querySelector<HTMLElement>('.hint')?.hidden);
    const label = section.querySelector('canvas[role="img"]')?.getAttribute('aria-label');
    assert.equal(label, 'Curves of loss, accuracy up to epoch 40.');
    const { calls } = panel.drawing(section);
    const strokes = calls.filter(({ name }) => name === 'stroke').map(({ stroke }) => stroke);
    assert.ok(strokes.includes('rgb(55, 148, 255)') || strokes.length > 4, strokes.join());
    const words = panel.texts(section);
    for (const name of ['epoch', 'loss', 'accuracy']) assert.ok(words.includes(name), words.join());
  });

  it('are walked through with the arrow keys, and say every number exactly', async () => {
    const panel = await trained();
    const { history } = panel.page?.model ?? assert.fail();
    const at = (row: number): string[] => [
      `epoch ${history.numbers.at(row)}`,
      `loss: ${exactNumber(history.columns[0].at(row))}`,
      `accuracy: ${exactNumber(history.columns[1].at(row))}`,
    ];
    const walk: [string, boolean, number][] = [
      ['ArrowLeft', false, 38],
      ['ArrowLeft', true, 36],
      ['Home', false, 0],
      ['ArrowLeft', false, 0],
      ['ArrowRight', false, 1],
      ['End', false, 39],
    ];
    assert.equal(history.rows, 40);
    for (const [key, shift, row] of walk) {
      assert.ok(await panel.key(box(panel), key, shift));
      assert.deepEqual(panel.tooltip(), at(row), key);
    }
    assert.match(panel.said(), /^epoch 40, loss: 0\.\d+, accuracy: 0\.\d+$/);
    assert.ok(!(await panel.key(box(panel), 'x')));
    box(panel).dispatchEvent(new Event('blur'));
    assert.deepEqual(panel.tooltip(), []);
  });

  it('go to the epoch that is clicked, or chosen with Enter', async () => {
    const panel = await trained();
    await panel.key(box(panel), 'Home');
    await panel.key(box(panel), 'ArrowRight', true);
    await panel.key(box(panel), 'Enter');
    assert.deepEqual(panel.last('goTo'), { type: 'goTo', step: 9, ahead: false });
    assert.equal(panel.page?.model.frame?.position.step, 9);
    const line = panel.section('curves').querySelector<HTMLElement>('.playhead');
    assert.equal(line?.style.transform, `translate(${Math.round(placeOf(panel, 3))}px, 9px)`);
    const x = placeOf(panel, 30);
    await panel.point(box(panel), x, 50);
    assert.equal(panel.tooltip()[0], 'epoch 30');
    await panel.point(box(panel), 3, 50);
    assert.deepEqual(panel.tooltip(), []);
    await panel.point(box(panel), x, 50, 'pointerdown');
    assert.deepEqual(panel.tooltip(), []);
    await panel.point(box(panel), x, 50, 'click');
    assert.deepEqual(panel.last('goTo'), { type: 'goTo', step: 90, ahead: false });
    const { length } = panel.all('goTo');
    // What was dragged has zoomed; what lies outside of the axes is nothing.
    await panel.point(box(panel), x - 30, 50, 'pointerdown');
    await panel.point(box(panel), x, 50, 'click');
    await panel.point(box(panel), 3, 50, 'pointerdown');
    await panel.point(box(panel), 3, 50, 'click');
    assert.equal(panel.all('goTo').length, length);
  });

  it('have an axis of epochs that grows with the run, and ends where it ends', async () => {
    const panel = await Panel.open(screen());
    const ends: number[] = [];
    for (const steps of [9, 27, 84]) {
      await panel.does(() => panel.session.step(steps));
      ends.push(axis(panel).max);
    }
    assert.deepEqual(ends, [10, 15, 40]);
  });

  it('zoom around the epoch that is pointed at, and back', async () => {
    const panel = await trained();
    const reset = panel.button('Reset Zoom');
    const epochs = (): number[] => [axis(panel).min, axis(panel).max];
    assert.ok(reset.hidden);
    assert.deepEqual(epochs(), [0, 40]);
    await panel.key(box(panel), 'Home');
    for (let i = 0; i < 10; i++) await panel.key(box(panel), 'ArrowRight');
    await panel.key(box(panel), '+');
    assert.deepEqual(epochs(), [1, 21]);
    await panel.key(box(panel), '+');
    assert.deepEqual(epochs(), [6, 16]);
    assert.ok(!reset.hidden);
    await panel.key(box(panel), '-');
    assert.deepEqual(epochs(), [1, 21]);
    const line = panel.section('curves').querySelector<HTMLElement>('.playhead');
    const stands = async (epoch: number): Promise<boolean> => {
      await panel.does(() => panel.session.goTo(3 * epoch));
      return line?.hidden === false;
    };
    assert.deepEqual([await stands(11), await stands(30)], [true, false]);
    await panel.does(() => panel.session.goTo(120));
    await panel.key(box(panel), '-');
    assert.ok(reset.hidden);
    // Less than an epoch has nothing to show.
    for (let i = 0; i < 8; i++) await panel.key(box(panel), '+');
    const [from, to] = epochs();
    assert.ok(to - from >= 1 && to - from < 2, `${from} to ${to}`);
    await panel.press('Reset Zoom');
    assert.deepEqual(epochs(), [0, 40]);
    await panel.key(box(panel), '+');
    await panel.key(box(panel), '0');
    assert.deepEqual(epochs(), [0, 40]);
    await panel.key(box(panel), '+');
    await panel.point(box(panel), 100, 50, 'dblclick');
    assert.deepEqual(epochs(), [0, 40]);
  });

  it('say that rows are left out, and which part is which where there are several', async () => {
    const panel = await trained();
    const section = panel.section('curves');
    const [note] = section.querySelectorAll<HTMLElement>('.note');
    const names = (): string[] =>
      panel.texts(section).filter(text => text === 'train' || text === 'validation');
    assert.ok(note.hidden);
    assert.deepEqual(names(), []);
    const frame = frameOf(panel, {});
    await told(panel, { frame: { ...frame, history: { ...frame.history, thinned: 4 } } });
    assert.ok(!note.hidden);
    assert.match(note.textContent, /lowest and highest of 4 epochs/);
    const split = '"xor_easy"}, "split": {"train": 0.6, "validation": 0.4}';
    await panel.edit(XOR.replace('"xor_easy"}', split));
    await panel.does(() => panel.session.step(9));
    assert.deepEqual(new Set(names()), new Set(['train', 'validation']));
  });

  it('are logarithmic where that is wanted, and the workspace remembers it', async () => {
    const panel = await trained();
    const toggle = panel.button('log');
    assert.equal(toggle.getAttribute('aria-pressed'), 'false');
    const before = panel.texts(panel.section('curves')).join(' ');
    await panel.press('log');
    assert.equal(toggle.getAttribute('aria-pressed'), 'true');
    assert.notEqual(panel.texts(panel.section('curves')).join(' '), before);
    assert.equal(panel.last('remember').choices.logLoss, true);
    assert.equal(panel.kept?.logLoss, true);
    await panel.reload();
    assert.equal(panel.button('log').getAttribute('aria-pressed'), 'true');
  });

  it('take what the workspace remembers', async () => {
    const remembered = { logLoss: true, collapsed: ['matrices'] };
    const panel = await Panel.open(screen(), XOR, { remembered });
    assert.equal(panel.button('log').getAttribute('aria-pressed'), 'true');
    const toggle = panel.section('matrices').querySelector('.section-toggle');
    assert.equal(toggle?.getAttribute('aria-expanded'), 'false');
  });

  it('say that runs with another loss share an axis, but not what it measures', async () => {
    const panel = await trained();
    const note = [...panel.section('curves').querySelectorAll<HTMLElement>('.note')][1];
    assert.ok(note.hidden);
    await panel.edit(XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25'));
    await panel.does(() => panel.session.step(3));
    assert.equal(panel.page?.model.pastRuns.list.length, 1);
    assert.ok(note.hidden);
    await panel.edit(XOR.replace('binary_cross_entropy', 'mse'));
    await panel.does(() => panel.session.step(3));
    assert.ok(!note.hidden);
    assert.match(note.textContent, /do not have the same loss/);
  });

  it('grey the rows of their table whose digits depend on rounding', async () => {
    const panel = await trained();
    const section = await panel.visit('curves');
    await panel.choose('Show as Table', section);
    const grey = () => [...section.querySelectorAll<HTMLTableRowElement>('tr.rounded')];
    assert.deepEqual(grey(), []);
    await panel.finds(rounded(39));
    assert.deepEqual(
      grey().map(({ cells: [epoch] }) => epoch.textContent.trim()),
      ['39', '40'],
    );
    await panel.finds(NO_FINDINGS);
    assert.deepEqual(grey(), []);
  });
});
