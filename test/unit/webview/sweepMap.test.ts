import assert from 'node:assert/strict';
import type { SweepCurves } from '../../../src/protocol/runs';
import { sweepMap } from '../../../webview/sweep/sweepMap';
import { XOR } from '../host/support';
import { useDom, type Screen } from './dom';
import { Panel } from './panel';
import { SWEPT_RUNS } from './sweptRuns';
import { told } from './told';

const SWEEP: SweepCurves = {
  ...SWEPT_RUNS,
  ...{ metric: 'val_loss', goal: 'minimize', over: ['seed'], done: 3, of: 4, groups: [] },
};
const PLANE = { ...SWEEP, over: [] };

describe('the map of a sweep', () => {
  it('has what is aggregated over side by side, with mean and standard deviation', () => {
    const map = sweepMap(SWEEP, 'val_loss');
    assert.deepEqual([map.heads, map.across, map.columns], [['learning_rate'], 'seed', ['0', '1']]);
    const [first, second] = map.rows;
    assert.deepEqual([first.labels, first.mean, first.std, first.runs], [['0.1'], 0.25, 0.0625, 2]);
    assert.deepEqual(
      second.cells.map(({ run, state, value }) => [run, state, value]),
      [
        [2, 'ended', 0.75],
        [3, 'toCome', NaN],
      ],
    );
    assert.deepEqual([second.mean, second.std, second.runs], [0.75, 0, 1]);
    assert.deepEqual(map.best, { row: 0, col: null });
  });

  it('is a plane of two parameters where nothing is aggregated, with its best cell', () => {
    const map = sweepMap(PLANE, 'val_loss');
    assert.ok(!map.isAggregated);
    assert.deepEqual([map.heads, map.across], [['learning_rate'], 'seed']);
    assert.deepEqual(map.best, { row: 0, col: 1 });
    assert.deepEqual(map.limits, { worst: 0.75, best: 0.1875 });
  });

  it('knows what is better by the goal of the metric, and otherwise by the name', () => {
    assert.deepEqual(sweepMap({ ...PLANE, goal: 'maximize' }, 'val_loss').best, { row: 1, col: 0 });
    const accuracies = { ...PLANE, columns: ['loss', 'accuracy'] };
    assert.deepEqual(sweepMap(accuracies, 'accuracy').best, { row: 1, col: 0 });
    assert.deepEqual(sweepMap(accuracies, 'loss').best, { row: 0, col: 1 });
  });

  it('is a list of one column where one parameter is swept, three are, or values go in pairs', () => {
    const one = { ...PLANE, parameters: [PLANE.parameters[0], { path: 'seed', values: ['0'] }] };
    const single = sweepMap(
      {
        ...one,
        choices: [
          [0, 0],
          [1, 0],
        ],
      },
      'val_loss',
    );
    assert.deepEqual([single.heads, single.across, single.columns], [['learning_rate'], '', ['']]);
    const parameters = PLANE.parameters.map(({ path }) => ({ path, values: ['a', 'b', 'c', 'd'] }));
    const choices = [0, 1, 2, 3].map(at => [at, at]);
    const paired = sweepMap({ ...PLANE, parameters, choices }, 'val_loss');
    assert.deepEqual(paired.heads, ['learning_rate', 'seed']);
    assert.deepEqual(
      paired.rows.map(({ labels }) => labels.join()),
      ['a,a', 'b,b', 'c,c', 'd,d'],
    );
  });

  it('leaves a run that blew up out of mean and best, and shows it', () => {
    const finals = Float64Array.of(NaN, NaN, 0.125, 0.1875, 0.5, 0.75, NaN, NaN);
    const map = sweepMap({ ...SWEEP, finals, ended: Uint8Array.of(2, 1, 1, 0) }, 'val_loss');
    assert.equal(map.rows[0].cells[0].state, 'failed');
    assert.deepEqual([map.rows[0].mean, map.rows[0].runs], [0.1875, 1]);
  });
});

describe('The sweep', () => {
  const { screen } = useDom();

  async function swept(on: Screen, sweep: SweepCurves | null): Promise<Panel> {
    const panel = await Panel.open(on);
    await panel.does(() => panel.page?.showTab('compare'));
    if (sweep) await told(panel, { sweep });
    return panel;
  }
  const map = (panel: Panel): HTMLElement =>
    panel.section('sweep').querySelector<HTMLElement>('.sweep-map') ?? assert.fail();
  const buttons = (panel: Panel): string[] =>
    [...panel.section('sweep').querySelectorAll<HTMLElement>('.sweep-acts button')]
      .filter(button => !button.hidden)
      .map(({ textContent }) => textContent);

  it('is offered over ten seeds where the file has none', async () => {
    const panel = await swept(screen(), null);
    assert.deepEqual(buttons(panel), ['Ten Seeds']);
    await panel.press('Ten Seeds', panel.section('sweep'));
    assert.deepEqual(panel.last('sweep'), { type: 'sweep', act: 'seeds' });
  });

  it('is offered as the file says where it has one', async () => {
    const text = XOR.replace(/\}\s*$/, ', "sweep": {"parameters": {"seed": {"values": [0, 1]}}}}');
    const panel = await Panel.open(screen(), text);
    await panel.does(() => panel.page?.showTab('compare'));
    assert.deepEqual(buttons(panel), ['Run Sweep', 'Ten Seeds']);
  });

  it('fills while it runs, with digits, means and what is to come', async () => {
    const panel = await swept(screen(), SWEEP);
    const words = panel.texts(panel.section('sweep'));
    for (const text of ['0.3125', '0.1875', '0.7500', '0.2500 ± 0.063', 'learning_rate', 'seed'])
      assert.ok(words.includes(text), `${text} among ${words.join(' | ')}`);
    assert.deepEqual(buttons(panel), ['Cancel', 'Copy as Markdown']);
    await panel.press('Cancel', panel.section('sweep'));
    assert.deepEqual(panel.last('sweep'), { type: 'sweep', act: 'cancel' });
  });

  it('goes on where it was cancelled, and not where it is whole', async () => {
    const panel = await swept(screen(), { ...SWEEP, state: 'cancelled' });
    assert.ok(buttons(panel).includes('Go On'));
    assert.match(panel.section('sweep').textContent, /3 of 4 runs, cancelled/);
    await panel.press('Go On', panel.section('sweep'));
    assert.deepEqual(panel.last('sweep'), { type: 'sweep', act: 'goOn' });
    await told(panel, { sweep: { ...SWEEP, state: 'done', done: 4 } });
    assert.deepEqual(buttons(panel), ['Run Sweep', 'Ten Seeds', 'Copy as Markdown']);
    await told(panel, { sweep: { ...SWEEP, kind: 'seeds', state: 'done', done: 4 } });
    assert.deepEqual(buttons(panel), ['Ten Seeds', 'Copy as Markdown']);
  });

  it('shows another column of the log, and keeps to it', async () => {
    const panel = await swept(screen(), SWEEP);
    await panel.press('loss', panel.section('sweep'));
    assert.ok(panel.texts(panel.section('sweep')).includes('0.1250'));
    await told(panel, { sweep: { ...SWEEP, done: 4 } });
    assert.ok(panel.texts(panel.section('sweep')).includes('0.1250'));
  });

  it('is walked through by the keyboard; a run that has ended is added to the list', async () => {
    const panel = await swept(screen(), SWEEP);
    await panel.key(map(panel), 'ArrowRight');
    assert.deepEqual(panel.tooltip(), [
      'optimizer.learning_rate 0.1, seed 0',
      'loss: 0.25',
      'validation loss: 0.3125',
      'mean ± std of validation loss, 2 runs: 0.2500 ± 0.063',
    ]);
    await panel.key(map(panel), 'ArrowRight');
    await panel.key(map(panel), 'Enter');
    assert.deepEqual(panel.last('openSwept'), { type: 'openSwept', number: 1 });
    await panel.key(map(panel), 'ArrowDown');
    assert.deepEqual(panel.tooltip(), ['optimizer.learning_rate 0.2, seed 1', 'run: to come']);
    await panel.key(map(panel), 'Enter');
    assert.equal(panel.all('openSwept').length, 1, 'it has not ended');
  });

  it('is a table of every run', async () => {
    const panel = await swept(screen(), SWEEP);
    await panel.choose('Show as Table', panel.section('sweep'));
    const [head, first, , , last] = panel.table(panel.section('sweep'));
    assert.deepEqual(head, ['optimizer.learning_rate', 'seed', 'loss', 'validation loss']);
    assert.deepEqual(
      first.map(text => text.trim()),
      ['0.1', '0', '0.25', '0.3125'],
    );
    assert.deepEqual(
      last.map(text => text.trim()),
      ['0.2', '1', '–', '–'],
    );
  });

  it('is gone to when it begins', async () => {
    const panel = await Panel.open(screen());
    await told(panel, { sweep: SWEEP, reveal: 'sweep' });
    assert.equal(panel.page?.choices.beside, 'compare');
    assert.match(panel.said(), /3 of 4 runs, running/);
  });
});
