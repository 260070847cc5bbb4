/** The face Fit of the predictions. */
import assert from 'node:assert/strict';
import { fitExtent, fitPoints, outputAt } from '../../../webview/fit/fitParts';
import { MARGIN } from '../../../webview/fit/fitScene';
import { exactNumber } from '../../../webview/words/numbers';
import type { Fit } from '../../../src/protocol/tensors';
import { useDom } from './dom';
import type { Panel } from './panel';
import * as scenes from './transcripts/scenes';

describe('The fit', () => {
  const { screen } = useDom();

  const stepped = (): Promise<Panel> => scenes.stepped(screen(), 30, scenes.LINE);
  const plot = (panel: Panel): HTMLElement =>
    panel.section('predictions').querySelector<HTMLElement>('.plot[aria-label="Fit"]') ??
    assert.fail();
  const known = (panel: Panel): Fit => panel.page?.model.data.fit ?? assert.fail('no fit');
  const legend = (panel: Panel): string[] =>
    [...panel.section('predictions').querySelectorAll('.legend-name')].map(
      ({ textContent }) => textContent,
    );

  it('asks for its curve alone, from the first frame on', async () => {
    const panel = await stepped();
    const { fit, boundary, before, predictions } = panel.last('watch').watch;
    assert.deepEqual([fit, boundary, before, predictions], [241, 0, 0, null]);
    assert.equal(known(panel).places, 241);
    await panel.face('table');
    assert.equal(panel.last('watch').watch.fit, 0);
  });

  it('says what a point is, and the output now and where the run began', async () => {
    const panel = await stepped();
    await panel.key(plot(panel), 'ArrowDown');
    const { now, start } = known(panel);
    assert.deepEqual(panel.tooltip(), [
      'train point 1',
      'x1: −20',
      'target: 0.5',
      `output now: ${exactNumber(now.atRows[0][0])}`,
      `error: ${exactNumber(now.atRows[0][0] - 0.5)}`,
      `output at step 0: ${exactNumber(start.atRows[0][0])}`,
    ]);
    await panel.key(plot(panel), 'ArrowDown');
    assert.deepEqual(panel.tooltip().slice(0, 3), ['test point 1', 'x1: −10', 'target: 1']);
    await panel.key(plot(panel), 'ArrowUp');
    assert.equal(panel.tooltip()[0], 'train point 1');
  });

  it('marks a point where it stands', async () => {
    const panel = await stepped();
    await panel.key(plot(panel), 'ArrowDown');
    const mark = plot(panel).querySelector<HTMLElement>('.plot-cursor');
    const [x = NaN] = (/translate\(([\d.]+)px/.exec(mark?.style.transform ?? '') ?? [])
      .slice(1)
      .map(Number);
    const { from, to } = known(panel);
    const canvas = plot(panel).querySelector('canvas') ?? assert.fail();
    const width = parseFloat(canvas.style.width) - MARGIN.left - MARGIN.right;
    assert.ok(Math.abs(x - (MARGIN.left + ((-20 - from) / (to - from)) * width)) < 1, `${x} px`);
  });

  it('is walked along with the arrow keys, and from there to the next point', async () => {
    const panel = await stepped();
    await panel.key(plot(panel), 'Home');
    const value = (): number => Number(panel.tooltip()[1].split(': ')[1].replace('−', '-'));
    assert.ok(Math.abs(value() - known(panel).from) < 0.01);
    const left = value();
    await panel.key(plot(panel), 'ArrowRight');
    assert.ok(value() > left);
    assert.match(panel.said(), /^x1: .*, output now: .*, output at step 0: /);
    await panel.key(plot(panel), 'End');
    await panel.key(plot(panel), 'ArrowUp', true);
    assert.match(panel.tooltip()[0], / point \d/);
    const mark = plot(panel).querySelector<HTMLElement>('.plot-cursor');
    assert.equal(mark?.hidden, false);
  });

  it('names its lines and the parts of the data, and describes itself', async () => {
    const panel = await stepped();
    assert.deepEqual(legend(panel), [
      ...['output now', 'output at step 0'],
      ...['train', 'validation', 'test'],
    ]);
    assert.equal(
      plot(panel).querySelector('canvas')?.getAttribute('aria-label'),
      'Output of the network over x1, now and where the run began.',
    );
  });

  it('is a table of all rows with all digits', async () => {
    const panel = await stepped();
    const section = panel.section('predictions');
    await panel.choose('Show as Table', section);
    const [head, ...rows] = panel.table(await panel.face('fit'));
    assert.deepEqual(head, ['point', 'x1', 'target', 'output now', 'output at step 0']);
    assert.deepEqual(
      rows.map(cells => cells.slice(0, 3).map(text => text.trim())),
      [
        ['train point 1', '−20', '0.5'],
        ['train point 2', '0', '1.5'],
        ['train point 3', '10', '−1'],
        ['train point 4', '40', '2'],
        ['validation point 1', '5', '0.25'],
        ['test point 1', '−10', '1'],
        ['test point 2', '30', '−0.5'],
      ],
    );
    assert.equal(rows[6][3].trim(), exactNumber(known(panel).now.atRows[2][1]));
    assert.equal(rows[6][4].trim(), exactNumber(known(panel).start.atRows[2][1]));
  });

  it('has a range that is typed, drawn, kept over a reload, and taken back', async () => {
    const panel = await stepped();
    const section = panel.section('predictions');
    await panel.choose('Range…', section);
    const input =
      section.querySelector<HTMLInputElement>('.range:not([hidden]) input') ?? assert.fail();
    assert.equal(input.getAttribute('aria-label'), 'Range: input from, to, output from, to');
    assert.equal(input.value.split(' ')[0], '-27.2');
    input.value = '-5 15 -1 1';
    await panel.key(input, 'Enter');
    assert.deepEqual([known(panel).from, known(panel).to], [-5, 15]);
    assert.deepEqual(panel.kept?.range, [-5, 15, -1, 1]);
    await panel.reload();
    assert.deepEqual([known(panel).from, known(panel).to], [-5, 15]);
    await panel.choose('Reset Range', panel.section('predictions'));
    assert.ok(known(panel).from < -20);
  });
});

describe('The parts of a fit', () => {
  const curves = (...values: number[]) => ({ values: Float64Array.from(values), atRows: [] });
  const fit: Fit = {
    ...{ from: 0, to: 2, places: 3, outputs: 1 },
    ...{ now: curves(0, 10, 30), start: curves(1, 1e9, NaN) },
  };

  it('have values between the places, and none beyond', () => {
    const at = (x: number): number | null => outputAt(fit, fit.now.values, x, 0);
    assert.deepEqual([0, 0.5, 1.25, 2].map(at), [0, 5, 15, 30]);
    assert.deepEqual([-0.1, 2.1, NaN].map(at), [null, null, null]);
  });

  it('lie within axes around targets and the first curve, where it is near', () => {
    const targets: [number, number] = [-1, 1];
    // The first curve counts up to one span of the targets beyond them: 3.
    const [left, right, low, high] = fitExtent(targets, fit, null) ?? assert.fail();
    assert.deepEqual([left, right], [0, 2]);
    assert.ok(Math.abs(low - (-1 - 0.48)) < 1e-12 && Math.abs(high - (3 + 0.48)) < 1e-12);
    assert.deepEqual(fitExtent(targets, fit, [1, 2, 3, 4]), [1, 2, 3, 4]);
    assert.equal(fitExtent(targets, null, null), null);
    assert.equal(fitExtent([Infinity, -Infinity], fit, null), null);
  });

  it('have one point for a row of a class, and one for each number of a row', () => {
    const pairs = [
      { part: 'train', x: Float64Array.of(5, 6), y: Float64Array.of(0, 1, 1, 0) } as const,
    ];
    const pointsOf = (classNames: string[] | null) =>
      fitPoints({ pairs, data: { outputs: 2, classNames } } as never).map(
        ({ row, output, x, y }) => [row, output, x, y],
      );
    assert.deepEqual(pointsOf(['a', 'b']), [
      [0, 1, 5, 1],
      [1, 0, 6, 1],
    ]);
    assert.equal(pointsOf(null).length, 4);
  });
});
