import assert from 'node:assert/strict';
import { pointExtent } from '../../../webview/boundary/points';
import { exactNumber } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';

/** Red, blue and green are no colours of the page's own. */
const LIGHT = { 'editor-background': '#fefefe', 'editor-foreground': '#010203' };

describe('The decision boundary', () => {
  const { screen } = useDom();

  const plot = (panel: Panel): HTMLElement =>
    panel.section('predictions').querySelector<HTMLElement>('.plot') ?? assert.fail();

  async function stepped(): Promise<Panel> {
    const panel = await Panel.open(screen());
    // The legend stands beside a plot that is as large as it gets.
    await panel.does(() => screen().resize(800));
    await panel.does(() => panel.session.step(30));
    return panel;
  }

  /** The plane on paper (px): left, top, side, and its limits. */
  function plane(panel: Panel) {
    const { extent } = panel.page?.model.data.boundary ?? assert.fail();
    const side = 360;
    return {
      at: (x: number, y: number): [number, number] => [
        58 + ((x - extent[0]) / (extent[1] - extent[0])) * side,
        8 + ((extent[3] - y) / (extent[3] - extent[2])) * side,
      ],
      extent,
    };
  }

  it('says the truth of a point, and what the network makes of it', async () => {
    const panel = await stepped();
    const { description, data } = panel.page?.model ?? assert.fail();
    const { boundary } = data;
    const [train] = description?.points ?? assert.fail();
    const { at } = plane(panel);
    const i = 4;
    const [x, y] = [train.xy[2 * i], train.xy[2 * i + 1]];
    await panel.point(plot(panel), ...at(x, y));
    const output = boundary?.atPoints[0][i] ?? NaN;
    const { classNames } = description?.data ?? assert.fail();
    const names = classNames ?? assert.fail();
    assert.deepEqual(panel.tooltip(), [
      'train point 5',
      `x1: ${exactNumber(x)}`,
      `x2: ${exactNumber(y)}`,
      `truth: ${names[train.labels[i]]}`,
      `predicted: ${names[output >= 0.5 ? 1 : 0]}`,
      `output: ${exactNumber(output)}`,
    ]);
    await panel.does(() => panel.session.step(30));
    const later = panel.page?.model.data.boundary?.atPoints[0][i] ?? NaN;
    assert.notEqual(later, output);
    assert.equal(panel.tooltip().at(-1), `output: ${exactNumber(later)}`);
    plot(panel).dispatchEvent(new PointerEvent('pointerleave'));
    assert.deepEqual(panel.tooltip(), []);
    await panel.point(plot(panel), 20, 20);
    assert.deepEqual(panel.tooltip(), []);
  });

  it('is walked over with the arrow keys', async () => {
    const panel = await stepped();
    const { extent } = plane(panel);
    const value = (row: number): number =>
      Number(panel.tooltip()[row].split(': ')[1].replace('−', '-'));
    await panel.key(plot(panel), 'ArrowRight', true);
    const width = extent[1] - extent[0];
    const middle = (extent[0] + extent[1]) / 2;
    assert.ok(Math.abs(value(1) - (middle + 0.1 * width)) < 1e-3 * width);
    const before = value(2);
    await panel.key(plot(panel), 'ArrowUp');
    assert.ok(value(2) > before);
    assert.match(panel.said(), /^x1: .*, x2: .*, predicted: /);
    const mark = panel.section('predictions').querySelector<HTMLElement>('.plot-cursor');
    assert.equal(mark?.hidden, false);
    await panel.point(plot(panel), 200, 200);
    assert.equal(mark?.hidden, true);
    await panel.key(plot(panel), 'ArrowUp');
    for (let i = 0; i < 12; i++) await panel.key(plot(panel), 'ArrowLeft', true);
    assert.ok(Math.abs(value(1) - extent[0]) < 1e-3 * width);
  });

  it('counts what is misclassified, class by class and part by part', async () => {
    const panel = await stepped();
    const { description, data } = panel.page?.model ?? assert.fail();
    const { boundary } = data;
    const [train] = description?.points ?? assert.fail();
    const outputs = boundary?.atPoints[0] ?? assert.fail();
    const wrong = (ofClass: number): number =>
      Array.from(train.labels).filter(
        (label, i) => label === ofClass && (outputs[i] >= 0.5 ? 1 : 0) !== label,
      ).length;
    const rows = (ofClass: number): number =>
      Array.from(train.labels).filter(label => label === ofClass).length;
    const [classes, parts] = panel.section('predictions').querySelectorAll('.legend-grid');
    const cells = (grid: Element): string[] =>
      [...grid.children].map(({ textContent }) => textContent).filter(text => text !== '');
    assert.deepEqual(cells(classes), [
      ...['class', 'points', 'wrong'],
      ...['0', String(rows(0)), String(wrong(0))],
      ...['1', String(rows(1)), String(wrong(1))],
    ]);
    const all = String(wrong(0) + wrong(1));
    assert.deepEqual(cells(parts), ['part', 'points', 'wrong', 'train', '21', all]);
    assert.match(panel.section('predictions').textContent, /misclassified/);
    const scale = panel.section('predictions').querySelector('.scale-words');
    assert.deepEqual(
      [...(scale?.children ?? [])].map(({ textContent }) => textContent),
      ['uncertain', 'certain'],
    );
  });

  it('counts the points of each part by themselves, and nothing wrong before it is known', async () => {
    const panel = await Panel.open(
      screen(),
      XOR.replace(
        '{"type": "generator", "name": "xor_easy"}}',
        '{"type": "generator", "name": "xor_easy"}, "split": {"train": 0.6, "validation": 0.4}}',
      ),
    );
    await panel.does(() => panel.session.step(30));
    const page = panel.page ?? assert.fail();
    const parts = (): string[] => {
      const grid = panel.section('predictions').querySelectorAll('.legend-grid').item(1);
      const texts = [...grid.children].map(({ textContent }) => textContent);
      return texts.filter(text => text !== '').slice(3);
    };
    const counts = (page.model.description?.points ?? []).map(({ labels }) => labels.length);
    const [name, rows, , other, others] = parts();
    assert.deepEqual([name, other], ['train', 'validation']);
    assert.deepEqual([rows, others].map(Number), counts);
    await panel.does(() => {
      page.model.data.boundary = null;
      page.schedule();
    });
    assert.deepEqual([parts()[2], parts()[5]], ['–', '–']);
  });

  it('of several classes has a border between them, and no threshold', async () => {
    const words = (panel: Panel): string => panel.section('predictions').textContent;
    assert.match(words(await stepped()), /output = 0\.5/);
    const panel = await Panel.open(
      screen(),
      XOR.replace('"xor_easy"}', '"blobs", "n_samples": 21}, "encoding": "one_hot"')
        .replace('{"units": 1, "activation": "sigmoid"}', '{"units": 3, "activation": "softmax"}')
        .replace('binary_cross_entropy', 'cross_entropy'),
    );
    await panel.does(() => panel.session.step(1));
    assert.match(words(panel), /decision boundary/);
    assert.doesNotMatch(words(panel), /output =/);
  });

  it('is drawn anew in the colours of another theme', async () => {
    const panel = await stepped();
    const background = (): string => {
      const { calls } = panel.drawing(panel.section('predictions'));
      return calls.find(({ name }) => name === 'fillRect')?.fill ?? '';
    };
    assert.match(background(), /31, ?31, ?31/);
    await panel.setTheme('vscode-light', LIGHT);
    assert.match(background(), /254, ?254, ?254/);
    const { calls } = panel.drawing(await panel.face('truth'));
    assert.match(calls.find(({ name }) => name === 'fillRect')?.fill ?? '', /254, ?254, ?254/);
    assert.ok(calls.some(({ name, fill }) => name === 'fillText' && /1, ?2, ?3/.test(fill)));
    await panel.face('boundary');
    await panel.setTheme('');
    assert.match(background(), /31, ?31, ?31/);
  });

  it('stands beside its legend where there is room', async () => {
    const panel = await stepped();
    const drawing = panel.section('predictions').querySelector('.boundary');
    assert.equal(drawing?.classList.contains('beside'), true);
    await panel.does(() => screen().resize(397));
    assert.equal(drawing?.classList.contains('beside'), false);
    await panel.does(() => screen().resize(800));
    assert.equal(drawing?.classList.contains('beside'), true);
    await panel.does(() => screen().resize(300));
    const canvas = panel.section('predictions').querySelector('canvas');
    assert.equal(canvas?.width, 2 * 300);
  });

  it('is a table of all points', async () => {
    const panel = await stepped();
    const section = panel.section('predictions');
    await panel.choose('Show as Table', section);
    const [head, ...rows] = panel.table(section);
    assert.deepEqual(head, ['point', 'x1', 'x2', 'truth', 'predicted', 'output']);
    const { description, data } = panel.page?.model ?? assert.fail();
    const { boundary } = data;
    const [train] = description?.points ?? assert.fail();
    assert.equal(rows.length, 21);
    assert.equal(rows[2][0], 'train point 3');
    assert.equal(rows[2][1].trim(), exactNumber(train.xy[4]));
    assert.equal(rows[2][2].trim(), exactNumber(train.xy[5]));
    assert.equal(rows[2][5].trim(), exactNumber(boundary?.atPoints[0][2] ?? NaN));
    const predicted = rows.map(row => row[4]);
    const outputs = [...(boundary?.atPoints[0] ?? [])];
    assert.deepEqual(
      predicted,
      outputs.map(output => (output >= 0.5 ? '1' : '0')),
    );
    assert.notDeepEqual(
      predicted,
      rows.map(row => row[3]),
    );
    await panel.choose('Show as Picture', section);
    assert.ok(section.querySelector<HTMLElement>('.table-frame')?.hidden);
  });
});

describe('The plane', () => {
  it('has a tenth of room around all points, and is nothing without them', () => {
    const part = { part: 'train', labels: Float64Array.of(0, 1) } as const;
    const xy = Float64Array.of(0, -1, 10, 3);
    const extent = pointExtent([{ ...part, xy }]) ?? assert.fail();
    assert.deepEqual(
      [...extent].map(value => Number(value.toFixed(6))),
      [-1, 11, -1.4, 3.4],
    );
    assert.equal(pointExtent([]), null);
  });
});

describe('Truth and prediction', () => {
  const { screen } = useDom();

  it('say the same of a point in either plot, and are walked through point by point', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(3));
    const face = await panel.face('truth');
    const box = face.querySelector<HTMLElement>('.plot') ?? assert.fail();
    const mark = box.querySelector<HTMLElement>('.plot-cursor') ?? assert.fail();
    const left = (): number => Number(/\((-?[\d.]+)px/.exec(mark.style.transform)?.[1]);
    await panel.key(box, 'ArrowDown');
    const first = panel.tooltip();
    assert.equal(first[0], 'train point 1');
    const predicted = first.find(line => line.startsWith('predicted: '));
    assert.ok(predicted && panel.said().startsWith('train point 1, x1: '), panel.said());
    assert.ok(panel.said().includes(predicted));
    const inTruth = left();
    await panel.key(box, 'ArrowDown');
    assert.deepEqual(panel.tooltip(), first);
    assert.equal(left() - inTruth, 183 + 16 + 10);
    await panel.key(box, 'ArrowRight');
    assert.equal(panel.tooltip()[0], 'train point 2');
    await panel.key(box, 'ArrowLeft');
    await panel.key(box, 'ArrowUp');
    assert.deepEqual([panel.tooltip(), left()], [first, inTruth]);
    await panel.key(box, 'End');
    assert.equal(panel.tooltip()[0], 'train point 21');
  });

  it('stand side by side, and are a table', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(3));
    const face = await panel.face('truth');
    const words = panel.texts(face);
    assert.ok(words.indexOf('truth') >= 0 && words.indexOf('truth') < words.indexOf('prediction'));
    await panel.choose('Show as Table', panel.section('predictions'));
    assert.equal(panel.table(face).length, 22);
  });
});
