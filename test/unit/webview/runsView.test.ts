import assert from 'node:assert/strict';
import type { SweepCurves } from '../../../src/protocol/runs';
import { runDash } from '../../../webview/run/pastRuns';
import { XOR } from '../host/support';
import { recordingOf, useDom } from './dom';
import { Panel } from './panel';

const SLOWER = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25');

describe('The runs', () => {
  const { screen } = useDom();

  /** One run of 40 epochs, and a fork of it that has taken three steps. */
  async function forked(): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    await panel.does(() => panel.session.goTo(60));
    await panel.edit(SLOWER);
    await panel.does(() => panel.session.fork());
    await panel.does(() => panel.session.step(3));
    return panel;
  }

  it('stand below each other with what they differ in, and what they came to', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.train());
    const [loss, accuracy] = panel.page?.model.frame?.lastEpoch ?? [];
    assert.ok(!panel.shows('runs'));
    await panel.edit(SLOWER);
    await panel.does(() => panel.session.step(3));
    const [head, present, past] = panel.table(panel.section('runs'));
    assert.deepEqual(head, ['run', 'learning_rate', 'steps', 'loss', 'accuracy', '']);
    const titles = [...panel.section('runs').querySelectorAll<HTMLElement>('thead th')];
    assert.equal(titles[1].title, 'optimizer.learning_rate');
    assert.deepEqual(present.slice(0, 3), ['run 2, now', '0.25', '3']);
    assert.deepEqual(past.slice(0, 5), [
      ...['run 1', '0.5', '120'],
      ...[loss.toPrecision(4), accuracy.toPrecision(4)],
    ]);
  });

  it('stand with the newest first, each with what it has measured itself', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(3));
    await panel.edit(XOR.replace('"trainer"', '"metrics": ["mae", "accuracy"], "trainer"'));
    await panel.does(() => panel.session.step(6));
    await panel.edit(XOR.replace('"trainer"', '"metrics": ["mae"], "trainer"'));
    await panel.does(() => panel.session.step(9));
    const { list } = panel.page?.model.pastRuns ?? assert.fail();
    const [first, second] = list.map(
      ({ columns, lastEpoch }) => new Map(columns.map((name, at) => [name, lastEpoch[at]])),
    );
    const four = (value?: number): string => value?.toPrecision(4) ?? '–';
    const [head, ...rows] = panel.table(panel.section('runs'));
    assert.deepEqual(head.slice(-4), ['steps', 'loss', 'mae', '']);
    assert.deepEqual(
      rows.map(([name]) => name),
      ['run 3, now', 'run 2', 'run 1'],
    );
    assert.deepEqual(rows[1].slice(-3, -1), [four(second.get('loss')), four(second.get('mae'))]);
    assert.deepEqual(rows[2].slice(-3, -1), [four(first.get('loss')), '–']);
  });

  it('say what a fork is of, and send what is pressed', async () => {
    const panel = await forked();
    const section = panel.section('runs');
    assert.match(panel.table(section)[1][0], /^run 2, nowfork of run 1 at step 60$/);
    panel.deaf = true;
    await panel.press('Compare Files', section);
    assert.equal(panel.last('command').command, 'compareRuns');
    await panel.press('Forget run 1', section);
    assert.deepEqual(panel.last('forgetRun'), { type: 'forgetRun', run: 1 });
    assert.ok(!panel.shows('runs'));
  });

  it('are drawn over the curves where they are wanted', async () => {
    const panel = await forked();
    const lines = (): number =>
      panel.drawing(panel.section('curves')).calls.filter(({ name }) => name === 'lineTo').length;
    const before = lines();
    const box = panel.section('runs').querySelector<HTMLInputElement>('input');
    assert.ok(box?.checked);
    const sample = box.parentElement?.querySelector('canvas') ?? assert.fail();
    const dashes = recordingOf(sample).calls.filter(({ name }) => name === 'setLineDash');
    assert.deepEqual(dashes.at(-1)?.args, [runDash(1)]);
    await panel.does(() => box.click());
    const boxAfter = panel.section('runs').querySelector<HTMLInputElement>('input');
    assert.equal(boxAfter?.checked, false);
    assert.ok(lines() < before, `${lines()} of ${before} lines`);
    await panel.does(() => boxAfter.click());
    assert.equal(lines(), before);
  });
});

describe('The curves of a sweep', () => {
  const { screen } = useDom();

  const SWEEP: SweepCurves = {
    metric: 'val_loss',
    goal: 'minimize',
    over: ['seed'],
    done: 3,
    of: 4,
    groups: [
      {
        ...{ label: 'rate 0.1', runs: 2, epochs: Float64Array.of(0, 1, 2) },
        ...{ mean: Float64Array.of(0.9, 0.5, 0.25), std: Float64Array.of(0, 0.125, 0.0625) },
      },
      {
        ...{ label: 'rate 0.2', runs: 1, epochs: Float64Array.of(0, 2) },
        ...{ mean: Float64Array.of(0.8, 0.75), std: new Float64Array(2) },
      },
    ],
  };

  async function swept(sweep = SWEEP): Promise<Panel> {
    const panel = await Panel.open(screen());
    const { model } = panel.page ?? assert.fail();
    await panel.tell({
      ...{ type: 'update', revision: model.revision + 1, reveal: null, runs: null },
      ...{ stale: false, status: model.status, substep: null, frame: null, sweep },
    });
    return panel;
  }
  const box = (panel: Panel): HTMLElement =>
    panel.section('sweep').querySelector<HTMLElement>('.chart') ?? assert.fail();

  /** What the section keeps. */
  function viewOf(panel: Panel): { chart?: unknown; zoom?: unknown } {
    const views = Object.values(panel.page ?? {}).find(
      (part): part is { view: { id: string; chart?: unknown; zoom?: unknown } }[] =>
        Array.isArray(part) && part.length > 5,
    );
    return views?.find(({ view }) => view.id === 'sweep')?.view ?? assert.fail();
  }

  it('are walked through with the arrow keys', async () => {
    const panel = await swept();
    await panel.key(box(panel), 'End');
    assert.deepEqual(panel.tooltip(), ['epoch 2', 'rate 0.1: 0.2500 ± 0.06250', 'rate 0.2: 0.75']);
    await panel.key(box(panel), 'ArrowLeft');
    assert.deepEqual(panel.tooltip(), ['epoch 1', 'rate 0.1: 0.5000 ± 0.1250']);
    assert.equal(panel.said(), 'epoch 1, rate 0.1: 0.5000 ± 0.1250');
    await panel.key(box(panel), 'Home');
    assert.equal(panel.tooltip()[0], 'epoch 0');
    await panel.key(box(panel), 'ArrowRight');
    assert.equal(panel.tooltip()[0], 'epoch 1');
    await panel.point(box(panel), 448, 50);
    assert.equal(panel.tooltip()[0], 'epoch 2');
    box(panel).dispatchEvent(new Event('blur'));
    assert.deepEqual(panel.tooltip(), []);
  });

  it('are said to be the best alone where there are too many', async () => {
    const note = (panel: Panel): string =>
      panel.section('sweep').querySelector('.note')?.textContent ?? '';
    assert.doesNotMatch(note(await swept()), /best/);
    const groups = Array.from({ length: 9 }, (_, at) => ({
      ...SWEEP.groups[at % 2],
      label: `rate ${at}`,
    }));
    assert.match(note(await swept({ ...SWEEP, groups })), /the best 8 of 9 are drawn$/);
  });

  it('of a single group are named for all runs, of which some are done', async () => {
    const [first] = SWEEP.groups;
    const panel = await swept({ ...SWEEP, groups: [{ ...first, label: '' }] });
    const section = panel.section('sweep');
    const label = section.querySelector('canvas[role="img"]')?.getAttribute('aria-label') ?? '';
    assert.match(label, /, 1 curve\. At the end: all runs 0\.2500 ± 0\.06250\.$/);
    assert.match(section.querySelector('.note')?.textContent ?? '', / · 3 of 4 runs$/);
  });

  it('are seen whole again by 0 and by a double click', async () => {
    const panel = await swept();
    const view = viewOf(panel);
    for (const back of [
      () => panel.key(box(panel), '0'),
      () => panel.point(box(panel), 100, 50, 'dblclick'),
    ]) {
      view.zoom = { min: 0, max: 1 };
      await back();
      assert.equal(view.zoom, null);
    }
  });

  it('keep their chart while they are resized, and not where the resolution changes', async () => {
    const panel = await swept();
    const charts = new Set<unknown>();
    const note = (): void => {
      charts.add(viewOf(panel).chart);
    };
    note();
    for (const width of [470, 480, 490]) {
      await panel.does(() => screen().resize(width));
      note();
    }
    assert.equal(charts.size, 1);
    assert.ok(!charts.has(undefined));
    await panel.does(() => screen().setRatio(1));
    note();
    assert.equal(charts.size, 2);
  });

  it('say which are drawn, and are a table', async () => {
    const panel = await swept();
    const section = panel.section('sweep');
    const legend = [...section.querySelectorAll('.legend-item')].map(each => each.textContent);
    assert.deepEqual(legend, ['rate 0.1', 'rate 0.2']);
    const label = section.querySelector('canvas[role="img"]')?.getAttribute('aria-label') ?? '';
    assert.match(label, /rate 0\.1 0\.2500 ± 0\.06250, rate 0\.2 0\.7500/);
    await panel.press('Show as Table', section);
    const rows = panel
      .table(section)
      .slice(1)
      .map(row => row.map(text => text.trim()));
    assert.deepEqual(rows, [
      ['rate 0.1', '0', '0.9', '0'],
      ['rate 0.1', '1', '0.5', '0.125'],
      ['rate 0.1', '2', '0.25', '0.0625'],
      ['rate 0.2', '0', '0.8', '0'],
      ['rate 0.2', '2', '0.75', '0'],
    ]);
  });
});
