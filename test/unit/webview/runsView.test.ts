import assert from 'node:assert/strict';
import type { SweepCurves } from '../../../src/protocol/runs';
import { runDash } from '../../../webview/run/pastRuns';
import { XOR } from '../host/support';
import { recordingOf, useDom, type Screen } from './dom';
import { Panel } from './panel';
import { SWEPT_RUNS } from './sweptRuns';

const SLOWER = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25');

/** A panel with its tab for comparing. */
async function opened(screen: Screen): Promise<Panel> {
  const panel = await Panel.open(screen);
  await panel.does(() => panel.page?.showTab('compare'));
  return panel;
}

describe('The runs', () => {
  const { screen } = useDom();

  const rows = (panel: Panel): HTMLTableRowElement[] => [
    ...panel.section('runs').querySelectorAll<HTMLTableRowElement>('tbody tr'),
  ];

  /** One run of 40 epochs, and a fork of it that has taken three steps. */
  async function forked(): Promise<Panel> {
    const panel = await opened(screen());
    await panel.does(() => panel.session.train());
    await panel.does(() => panel.session.goTo(60));
    await panel.visit('runs');
    await panel.edit(SLOWER);
    await panel.does(() => panel.session.fork());
    await panel.does(() => panel.session.step(3));
    return panel;
  }

  it('stand below each other with what they differ in, and what they came to', async () => {
    const panel = await opened(screen());
    await panel.does(() => panel.session.train());
    const [loss, accuracy] = panel.page?.model.frame?.lastEpoch ?? [];
    assert.ok(!panel.shows('runs'));
    await panel.visit('runs');
    await panel.edit(SLOWER);
    await panel.does(() => panel.session.step(3));
    const [head, present, past] = panel.table(panel.section('runs'));
    assert.deepEqual(head, ['', '', 'run', 'differs in', 'epochs', 'loss', 'accuracy', '']);
    assert.deepEqual(present.slice(2, 5), ['run 2, now', 'learning_rate 0.25', '1']);
    assert.deepEqual(past.slice(2), [
      ...['run 1', 'learning_rate 0.5', '40'],
      ...[loss.toPrecision(4), accuracy.toPrecision(4), ''],
    ]);
    const titles = rows(panel).map(row => row.querySelector<HTMLElement>('.chip')?.title);
    // The run that the other is compared with says what it has itself.
    assert.deepEqual(titles, ['optimizer.learning_rate 0.5 → 0.25', 'optimizer.learning_rate 0.5']);
  });

  it('keep to columns of their own, however many options differ; the rest is counted and unfolds', async () => {
    const panel = await opened(screen());
    await panel.does(() => panel.session.step(3));
    const other = SLOWER.replace('"seed": 3', '"seed": 4')
      .replace('"batch_size": 7', '"batch_size": 21')
      .replace('"epochs": 40', '"epochs": 20')
      .replace('"units": 3', '"units": 4');
    await panel.edit(other);
    await panel.does(() => panel.session.step(3));
    const chips = (): string[] =>
      [...rows(panel)[0].querySelectorAll('.chip')].map(each => each.textContent);
    const columns = (): number => panel.table(panel.section('runs'))[0].length;
    assert.equal(columns(), 8);
    assert.equal(chips().length, 4);
    assert.equal(chips()[3], '+2');
    const more = panel.button('+2', rows(panel)[0]);
    assert.equal(more.title.split('\n').length, 2);
    await panel.press('+2', rows(panel)[0]);
    assert.equal(chips().length, 6);
    await panel.press('fewer', rows(panel)[0]);
    assert.equal(chips().length, 4);
  });

  it('stand with the newest first, each with what it has measured itself', async () => {
    const panel = await opened(screen());
    await panel.does(() => panel.session.step(3));
    await panel.edit(XOR.replace('"trainer"', '"metrics": ["mae", "accuracy"], "trainer"'));
    await panel.does(() => panel.session.step(6));
    await panel.edit(XOR.replace('"trainer"', '"metrics": ["mae"], "trainer"'));
    await panel.visit('runs');
    await panel.does(() => panel.session.step(9));
    const { list } = panel.page?.model.pastRuns ?? assert.fail();
    const [first, second] = list.map(
      ({ columns, lastEpoch }) => new Map(columns.map((name, at) => [name, lastEpoch[at]])),
    );
    const four = (value?: number): string => value?.toPrecision(4) ?? '–';
    const [head, ...lines] = panel.table(panel.section('runs'));
    assert.deepEqual(head.slice(-4), ['epochs', 'loss', 'mae', '']);
    assert.deepEqual(
      lines.map(line => line[2]),
      ['run 3, now', 'run 2', 'run 1'],
    );
    assert.deepEqual(lines[1].slice(-3, -1), [four(second.get('loss')), four(second.get('mae'))]);
    assert.deepEqual(lines[2].slice(-3, -1), [four(first.get('loss')), '–']);
  });

  it('say what a fork is of, and which of them is best', async () => {
    const panel = await forked();
    const [present, past] = rows(panel);
    assert.equal(present.querySelector('.origin')?.textContent, 'fork of run 1 at step 60');
    const numbers = (row: HTMLElement): number[] =>
      [...row.querySelectorAll('.number')].slice(1).map(each => Number(each.textContent));
    const [[loss, accuracy], [pastLoss, pastAccuracy]] = [numbers(present), numbers(past)];
    const best = [...panel.section('runs').querySelectorAll('.best')].map(each =>
      Number(each.textContent),
    );
    const expected = [Math.min(loss, pastLoss), Math.max(accuracy, pastAccuracy)];
    assert.deepEqual([...new Set(best)].sort(), expected.sort());
    assert.ok(loss !== pastLoss);
  });

  it('are walked through by the keyboard: chosen, hidden, shown, opened, compared and forgotten', async () => {
    const panel = await forked();
    const states = (): (string | null)[] =>
      rows(panel).map(row => `${row.tabIndex} ${row.getAttribute('aria-selected')}`);
    assert.deepEqual(states(), ['0 true', '-1 false']);
    rows(panel)[0].focus();
    assert.ok(await panel.key(rows(panel)[0], 'ArrowDown'));
    assert.deepEqual(states(), ['-1 false', '0 true']);
    assert.equal(document.activeElement, rows(panel)[1]);
    await panel.key(rows(panel)[1], ' ');
    assert.equal(panel.page?.model.pastRuns.list[0].shown, false);
    assert.equal(document.activeElement, rows(panel)[1], 'the focus stays');
    await panel.key(rows(panel)[1], ' ');
    assert.equal(panel.page?.model.pastRuns.list[0].shown, true);
    await panel.key(rows(panel)[1], 'd');
    assert.deepEqual(panel.last('compareRuns'), { type: 'compareRuns', from: 1, to: 2 });
    assert.ok(!(await panel.key(rows(panel)[1], 'x')), 'left to the editor');
    await panel.key(rows(panel)[1], 'Delete');
    assert.deepEqual(panel.last('forgetRun'), { type: 'forgetRun', run: 1 });
    assert.ok(!panel.shows('runs'));
  });

  it('are opened by Enter and by a double click, at the step at which they were left', async () => {
    const panel = await opened(screen());
    await panel.does(() => panel.session.step(6));
    const loss = panel.page?.model.frame?.lastEpoch[0];
    await panel.edit(SLOWER);
    await panel.does(() => panel.session.step(3));
    await panel.key(rows(panel)[0], 'Enter');
    assert.deepEqual(panel.all('openRun'), [], 'the current run is open');
    await panel.key(rows(panel)[1], 'Enter');
    const names = panel.table(panel.section('runs')).map(line => line[2]);
    assert.deepEqual(names, ['run', 'run 1, now', 'run 2']);
    const { frame, snapshot } = panel.page?.model ?? assert.fail();
    assert.deepEqual([frame?.position.step, frame?.lastEpoch[0]], [6, loss]);
    assert.ok(snapshot?.stale, 'the file says something else');
    await panel.does(() =>
      rows(panel)[1].dispatchEvent(new MouseEvent('dblclick', { bubbles: true })),
    );
    assert.equal(panel.page?.model.pastRuns.summary?.current.number, 2);
  });

  it('can be compared with any of them', async () => {
    const panel = await forked();
    const section = panel.section('runs');
    await panel.press('compared with run 1', section);
    await panel.press('Compare with Run 2');
    panel.button('compared with run 2', section);
    assert.equal(
      rows(panel)[1].querySelector<HTMLElement>('.chip')?.title,
      'optimizer.learning_rate 0.25 → 0.5',
    );
    await panel.press('Compare Files', section);
    assert.deepEqual(panel.last('compareRuns'), { type: 'compareRuns', from: 2, to: 1 });
  });

  it('are drawn over the curves where they are wanted', async () => {
    const panel = await forked();
    const lines = (): number =>
      panel.drawing(panel.section('curves')).calls.filter(({ name }) => name === 'lineTo').length;
    const before = lines();
    const sample = rows(panel)[1].querySelector('canvas') ?? assert.fail();
    const dashes = recordingOf(sample).calls.filter(({ name }) => name === 'setLineDash');
    assert.deepEqual(dashes.at(-1)?.args, [runDash(1)]);
    const section = panel.section('runs');
    await panel.press('Hide run 1', section);
    assert.ok(lines() < before, `${lines()} of ${before} lines`);
    await panel.press('Show run 1', section);
    assert.equal(lines(), before);
  });
});

describe('The curves of a sweep', () => {
  const { screen } = useDom();

  const SWEEP: SweepCurves = {
    ...SWEPT_RUNS,
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
    const panel = await opened(screen());
    const { model } = panel.page ?? assert.fail();
    await panel.tell({
      ...{ type: 'update', revision: model.revision + 1, reveal: null, runs: null },
      ...{ stale: false, status: model.status, substep: null, frame: null, sweep },
    });
    return panel;
  }
  const box = (panel: Panel): HTMLElement =>
    panel.section('sweepCurves').querySelector<HTMLElement>('.chart') ?? assert.fail();

  /** What the section keeps. */
  function viewOf(panel: Panel): { chart?: unknown; zoom?: unknown } {
    const views = Object.values(panel.page ?? {}).find(
      (part): part is { view: { id: string; chart?: unknown; zoom?: unknown } }[] =>
        Array.isArray(part) && part.length > 5,
    );
    return views?.find(({ view }) => view.id === 'sweepCurves')?.view ?? assert.fail();
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
    await panel.point(box(panel), 436, 50);
    assert.equal(panel.tooltip()[0], 'epoch 2');
    box(panel).dispatchEvent(new Event('blur'));
    assert.deepEqual(panel.tooltip(), []);
  });

  it('are said to be the best alone where there are too many', async () => {
    const note = (panel: Panel): string =>
      panel.section('sweepCurves').querySelector('.note')?.textContent ?? '';
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
    const section = panel.section('sweepCurves');
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
    const section = panel.section('sweepCurves');
    const legend = [...section.querySelectorAll('.legend-item')].map(each => each.textContent);
    assert.deepEqual(legend, ['rate 0.1', 'rate 0.2']);
    const label = section.querySelector('canvas[role="img"]')?.getAttribute('aria-label') ?? '';
    assert.match(label, /rate 0\.1 0\.2500 ± 0\.06250, rate 0\.2 0\.7500/);
    await panel.choose('Show as Table', section);
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
