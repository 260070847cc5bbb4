/** The face of the predictions that has each output over its target. */
import assert from 'node:assert/strict';
import type { Predictions } from '../../../src/protocol/confusion';
import { agreement, parityLimits, parityPoints } from '../../../webview/predictions/parityParts';
import { exactNumber, formatNumber } from '../../../webview/words/numbers';
import { recordingOf, useDom } from './dom';
import type { Panel } from './panel';
import * as scenes from './transcripts/scenes';

describe('The outputs over their targets', () => {
  const { screen } = useDom();

  async function shown(): Promise<Panel> {
    const panel = await scenes.stepped(screen(), 30, scenes.LINE);
    await panel.face('parity');
    return panel;
  }
  const section = (panel: Panel): HTMLElement => panel.section('predictions');
  const plot = (panel: Panel): HTMLElement =>
    section(panel).querySelector<HTMLElement>('.plot[aria-label="Output | Target"]') ??
    assert.fail();
  const known = (panel: Panel): Predictions =>
    panel.page?.model.data.predictions ?? assert.fail('no predictions');
  const legend = (panel: Panel): string[] =>
    [...(plot(panel).parentElement?.querySelectorAll('.legend-grid span') ?? [])].map(
      ({ textContent }) => textContent,
    );

  it('ask for the outputs of the part that is shown, and for nothing else', async () => {
    const panel = await shown();
    const { fit, boundary, predictions } = panel.last('watch').watch;
    assert.deepEqual([fit, boundary, predictions], [0, 0, { part: 'train', most: 2000 }]);
    await panel.press('test', section(panel));
    assert.equal(panel.last('watch').watch.predictions?.part, 'test');
    assert.equal(known(panel).rows, 2);
    await panel.face('table');
    assert.equal(panel.last('watch').watch.predictions?.part, 'test', 'the table follows');
  });

  it('are walked through from the smallest target to the largest, with all digits', async () => {
    const panel = await shown();
    const { outputs } = known(panel);
    const said: string[][] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'End', 'ArrowRight', 'ArrowDown']) {
      await panel.key(plot(panel), key);
      said.push(panel.tooltip());
    }
    // The targets are 0.5, 1.5, −1 and 2.
    assert.deepEqual(
      said.map(([title]) => title),
      [3, 1, 2, 4, 4, 2].map(point => `train point ${point}`),
    );
    assert.deepEqual(said[0].slice(1), [
      'target: −1',
      `output: ${exactNumber(outputs[2])}`,
      `error: ${exactNumber(outputs[2] + 1)}`,
    ]);
  });

  it('stand where their numbers are: the target across, the output upwards', async () => {
    const panel = await shown();
    const { outputs } = known(panel);
    await panel.key(plot(panel), 'Home');
    const mark = plot(panel).querySelector<HTMLElement>('.plot-cursor');
    const [x, y] = [...(mark?.style.transform ?? '').matchAll(/-?[\d.]+/g)].map(Number);
    const canvas = plot(panel).querySelector('canvas') ?? assert.fail();
    const side = parseFloat(canvas.style.width) - 58 - 14;
    const [low, high] = [-1 - 0.36, 2 + 0.36];
    const share = (value: number) => (value - low) / (high - low);
    assert.ok(Math.abs(x - (58 + share(-1) * side)) < 1, `${x} px`);
    const value = Math.max(low, Math.min(high, outputs[2]));
    assert.ok(Math.abs(y - (8 + (1 - share(value)) * side)) < 1, `${y} px`);
    await panel.point(plot(panel), x, y);
    assert.equal(panel.tooltip()[0], 'train point 3');
  });

  it('have beside them how well they agree', async () => {
    const panel = await shown();
    const { outputs, targets } = known(panel);
    const errors = Array.from(outputs, (output, at) => (output - targets[at]) ** 2);
    const sum = errors.reduce((a, b) => a + b);
    // The targets have the mean 0.75, and a sum of squares of 5.25 around it.
    assert.deepEqual(legend(panel), [
      ...['', '', 'R²', 'RMSE'],
      ...['train', formatNumber(1 - sum / 5.25), formatNumber(Math.sqrt(sum / 4))],
    ]);
    await panel.does(() => panel.session.step(10));
    assert.notEqual(legend(panel)[5], formatNumber(1 - sum / 5.25), 'they follow the run');
  });

  it('have their colours in the legend, and that of the line', async () => {
    const panel = await shown();
    const canvas = plot(panel).querySelector('canvas') ?? assert.fail();
    const drawn = recordingOf(canvas).calls;
    const strokes = drawn.flatMap(({ name, stroke }) => (name === 'stroke' ? [stroke] : []));
    const fills = drawn.flatMap(({ name, fill }) => (name === 'fill' ? [fill] : []));
    const box = plot(panel).parentElement ?? assert.fail();
    const [point, line] = [...box.querySelectorAll('.boundary-legend canvas')].map(
      sample => recordingOf(sample).calls,
    );
    assert.equal(point.find(({ name }) => name === 'fill')?.fill, fills[0]);
    // It is drawn before everything else.
    assert.equal(line.find(({ name }) => name === 'stroke')?.stroke, strokes[0]);
  });

  it('are a table of the outputs, too', async () => {
    const panel = await shown();
    await panel.choose('Show as Table', section(panel));
    const [head, ...rows] = panel.table(plot(panel).parentElement?.parentElement ?? assert.fail());
    assert.deepEqual(head, ['point', 'output', 'target', 'error', 'x1']);
    assert.equal(rows.length, 4);
  });
});

describe('The parts of outputs over targets', () => {
  const predictions = (cols: number, targets: number[], outputs: number[]): Predictions => ({
    ...{ part: 'train', rows: targets.length / cols, of: 99, cols, width: 0 },
    ...{ outputs: Float64Array.from(outputs), targets: Float64Array.from(targets) },
    inputs: new Float64Array(),
  });

  it('agree as R² and RMSE are defined, each output for itself', () => {
    const points = parityPoints(predictions(2, [1, 5, 2, 5, 3, 5], [1, 5, 2, 6, 4, 5]), 9);
    const [first, second] = [agreement(points, 0), agreement(points, 1)];
    assert.equal(first.r2, 0.5);
    assert.equal(first.rmse, Math.sqrt(1 / 3));
    assert.equal(second.r2, null, 'all of its targets are equal');
    assert.equal(second.rmse, Math.sqrt(1 / 3));
  });

  it('have axes around the targets, which the outputs do not move', () => {
    const axes = (targets: number[], outputs = targets) =>
      parityLimits(parityPoints(predictions(1, targets, outputs), 9));
    assert.deepEqual(axes([0, 100], [1e9, -1e9]), { min: -12, max: 112 });
    assert.deepEqual(axes([50, 50]), { min: 44, max: 56 });
    assert.deepEqual(axes([0]), { min: -0.12, max: 0.12 });
    assert.equal(axes([]), null);
  });

  it('are of the first rows and outputs, where there are many', () => {
    const many = predictions(10, Array<number>(40).fill(1), Array<number>(40).fill(2));
    const points = parityPoints(many, 3);
    assert.equal(points.length, 3 * 8);
    assert.deepEqual([points[23].row, points[23].output], [2, 7]);
  });
});
