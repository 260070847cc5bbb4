/** The box with what the network makes of the data, and the faces that can be chosen in its heading. */
import assert from 'node:assert/strict';
import { PREDICTION_FACES, type PredictionFace } from '../../../src/protocol/choices';
import type { Predictions } from '../../../src/protocol/confusion';
import { parsedRange } from '../../../webview/boundary/rangeField';
import { useDom } from './dom';
import { Panel } from './panel';
import { told } from './told';
import * as scenes from './transcripts/scenes';

describe('The predictions', () => {
  const { screen } = useDom();

  const list = (panel: Panel): HTMLSelectElement =>
    panel.section('predictions').querySelector<HTMLSelectElement>('select') ?? assert.fail();
  const offered = (panel: Panel): PredictionFace[] =>
    PREDICTION_FACES.filter((_, at) => !list(panel).options[at].hidden);
  const shownFace = (panel: Panel): string => list(panel).value;
  const radios = (panel: Panel): string[] =>
    [...panel.section('predictions').querySelectorAll<HTMLElement>('.segments [role="radio"]')]
      .filter(({ hidden }) => !hidden)
      .map(({ textContent }) => textContent);

  it('begin with the face that the data allows', async () => {
    const expected: [string, PredictionFace[]][] = [
      [scenes.SLOWER, ['boundary', 'truth', 'before', 'table']],
      [scenes.CLASSES, ['boundary', 'truth', 'before', 'confusion', 'table']],
      [scenes.VALUES, ['surface', 'truth', 'before', 'parity', 'table']],
      [scenes.LINE, ['fit', 'parity', 'table']],
      [scenes.IMAGES, ['confusion', 'table']],
    ];
    for (const [text, faces] of expected) {
      const panel = await scenes.stepped(screen(), 2, text);
      assert.deepEqual(offered(panel), faces);
      assert.equal(shownFace(panel), faces[0]);
    }
  });

  it('are the whole choice where there is room, then shorter words, then a list', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    const isList = (): boolean => !list(panel).hidden;
    await panel.does(() => screen().resize(668));
    assert.deepEqual(radios(panel), [
      'Boundary',
      'Truth | Prediction',
      'Before | After',
      'Confusion',
      'Table',
    ]);
    assert.equal(isList(), false);
    await panel.does(() => screen().resize(470));
    assert.deepEqual(radios(panel), ['Boundary', 'Truth', 'Before', 'Confusion', 'Table']);
    assert.equal(isList(), false);
    await panel.does(() => screen().resize(268));
    assert.equal(isList(), true);
    assert.equal(
      list(panel).options[PREDICTION_FACES.indexOf('truth')].label,
      'Truth | Prediction',
    );
  });

  it('ask for what the shown face draws, and for nothing else', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    const wishes = () => {
      const { boundary, confusion } = panel.last('watch').watch;
      return { boundary, confusion };
    };
    assert.ok(wishes().boundary >= 60);
    assert.equal(wishes().confusion, null);
    await panel.face('truth');
    assert.deepEqual(wishes(), { boundary: 2, confusion: null });
    await panel.face('confusion');
    assert.deepEqual(wishes(), { boundary: 0, confusion: { part: 'validation', most: 40 } });
  });

  it('keep the chosen face over another tab and a reloaded page', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    await panel.face('confusion');
    await panel.does(() => panel.page?.showTab('findings'));
    await panel.does(() => panel.page?.showTab('train'));
    assert.equal(shownFace(panel), 'confusion');
    assert.equal(panel.kept?.face, 'confusion');
    await panel.reload();
    assert.equal(shownFace(panel), 'confusion');
    assert.equal(panel.last('watch').watch.boundary, 0);
  });

  it('go back to the first face where the data does not allow the chosen one', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    await panel.face('confusion');
    await panel.edit(scenes.VALUES);
    await panel.does(() => panel.session.step(1));
    assert.equal(shownFace(panel), 'surface');
    const label = panel.section('predictions').querySelector('canvas[role="img"]');
    assert.equal(label?.getAttribute('aria-label'), 'Outputs of the network over x1 and x2.');
  });

  it('show the misclassified pictures below the confusion matrix', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.IMAGES);
    const { misclassified } = panel.page?.model.data.confusion ?? assert.fail();
    const face = await panel.face('confusion');
    assert.ok(panel.texts(face).includes('predicted'));
    const [truth, predicted] = [misclassified.truths[0], misclassified.predicted[0]];
    assert.ok(panel.texts(face, 1).includes(`${truth} → ${predicted}`));
  });
});

describe('The table of predictions', () => {
  const { screen } = useDom();

  const known = (panel: Panel): Predictions =>
    panel.page?.model.data.predictions ?? assert.fail('no predictions');
  const numbers = (cells: string[]): number[] =>
    cells.map(text => Number(text.trim().replace('−', '-')));

  it('has outputs first, then target and error, with 8 decimals', async () => {
    const panel = await scenes.stepped(screen(), 7, scenes.VALUES);
    const [head, ...rows] = panel.table(await panel.face('table'));
    assert.deepEqual(head, ['point', 'output', 'target', 'error', 'x1', 'x2']);
    const { outputs, targets } = known(panel);
    assert.equal(rows.length, 4);
    rows.forEach((cells, row) => {
      const [point, output, target, error, ...inputs] = numbers(cells);
      assert.equal(point, row + 1);
      assert.equal(output, Number(outputs[row].toFixed(8)));
      assert.equal(target, targets[row]);
      assert.equal(error, Number((outputs[row] - targets[row]).toFixed(8)));
      assert.equal(inputs.length, 2);
    });
    assert.match(rows[0][1], /^.\d\.\d{8}$/);
  });

  it('names the classes of several outputs, and how far off they are', async () => {
    const panel = await scenes.stepped(screen(), 7, scenes.CLASSES);
    const [head, first] = panel.table(await panel.face('table'));
    const columns = ['output 0', 'output 1', 'output 2', 'target', 'predicted', '‖error‖'];
    assert.deepEqual(head, ['point', ...columns, 'x1', 'x2']);
    const { outputs, targets } = known(panel);
    const own = [...outputs.subarray(0, 3)];
    assert.equal(first[4], String(targets.indexOf(1)));
    assert.equal(first[5], String(own.indexOf(Math.max(...own))));
    const distance = Math.hypot(...own.map((output, col) => output - targets[col]));
    assert.ok(Math.abs(numbers([first[6]])[0] - distance) < 1e-8);
  });

  it('is of the rows of train until another part is chosen', async () => {
    const panel = await scenes.stepped(screen(), 7, scenes.CLASSES);
    const face = await panel.face('table');
    assert.deepEqual(panel.last('watch').watch.predictions, { part: 'train', most: 100_000 });
    assert.equal(panel.table(face).length, 1 + 21);
    await panel.press('validation', face);
    assert.equal(known(panel).part, 'validation');
    assert.equal(panel.table(face).length, 1 + 9);
    assert.match(face.querySelector('caption')?.textContent ?? '', /validation rows/);
    const shown = [...face.querySelectorAll<HTMLElement>('[role="radio"]')];
    assert.deepEqual(
      shown.filter(({ hidden }) => !hidden).map(({ textContent }) => textContent),
      ['train', 'validation'],
    );
  });

  it('changes with every step', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.VALUES);
    const face = await panel.face('table');
    const before = panel.table(face);
    await panel.does(() => panel.session.step(1));
    assert.notDeepEqual(panel.table(face), before);
  });

  it('asks for no more rows than it shows while a run goes on, and says so', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.VALUES);
    const face = await panel.face('table');
    await told(panel, { status: { state: 'running', message: '' } });
    assert.equal(panel.last('watch').watch.predictions?.most, 200);
    await panel.does(() => {
      const { page } = panel;
      assert.ok(page);
      page.model.data.predictions = { ...known(panel), of: 3000 };
      page.schedule();
    });
    assert.match(face.textContent, /the first 4 of 3,000 rows/);
  });

  it('is copied and saved with all digits', async () => {
    const panel = await scenes.stepped(screen(), 7, scenes.VALUES);
    await panel.face('table');
    const section = panel.section('predictions');
    await panel.choose('Copy', section);
    const { outputs } = known(panel);
    const lines = panel.last('copy').text.trim().split('\n');
    assert.equal(lines[0], 'point\toutput\ttarget\terror\tx1\tx2');
    assert.deepEqual(
      lines.slice(1).map(line => line.split('\t')[1]),
      [...outputs].map(String),
    );
    await panel.choose('Save as CSV…', section);
    const { name, data } = panel.last('save');
    assert.equal(name, 'values Predictions train.csv');
    assert.ok(new TextDecoder().decode(data).includes(`\n2,${outputs[1]},`));
  });

  it('is all there is of a single row', async () => {
    const one = scenes.VALUES.replace('[[0, 0], [1, 0], [0, 1], [1, 2]]', '[[0, 0.5]]').replace(
      '[0.5, 1.5, -1, 2]',
      '[0.25]',
    );
    const panel = await Panel.open(screen(), one);
    assert.deepEqual(
      [...panel.section('predictions').querySelectorAll<HTMLElement>('.segments [role="radio"]')]
        .filter(({ hidden }) => !hidden)
        .map(({ textContent }) => textContent),
      ['Table'],
    );
    // Before the first step it holds what the untrained network says.
    const frame = panel.section('predictions').querySelector('.table-frame:not([hidden] *)');
    assert.ok(frame);
    assert.equal(known(panel).rows, 1);
  });
});

describe('Before and after', () => {
  const { screen } = useDom();

  async function changed(steps = 30): Promise<{ panel: Panel; face: HTMLElement }> {
    const panel = await Panel.open(screen(), scenes.SLOWER);
    await panel.does(() => screen().resize(700));
    await panel.does(() => panel.session.step(steps));
    return { panel, face: await panel.face('before') };
  }

  it('show the untrained network and the one of this step, with their steps', async () => {
    const { panel, face } = await changed();
    assert.ok(panel.texts(face).includes('before · step 0'));
    assert.ok(panel.texts(face).includes('now · step 30'));
    const { before, boundary } = panel.page?.model.data ?? assert.fail();
    assert.ok(before && boundary);
    assert.deepEqual(before.extent, boundary.extent);
    assert.notDeepEqual(before.values, boundary.values);
    const images = panel.drawing(face).calls.filter(({ name }) => name === 'drawImage');
    assert.equal(images.length, 2);
    const untrained = await Panel.open(screen(), scenes.SLOWER);
    assert.deepEqual(untrained.page?.model.data.boundary?.atPoints, before.atPoints);
  });

  it('ask for what was before only until it is there', async () => {
    const { panel } = await changed();
    const wishes = panel.all('watch').map(({ watch }) => watch.before);
    assert.ok(wishes.some(Boolean));
    assert.equal(wishes.at(-1), 0);
    const { before } = panel.page?.model.data ?? assert.fail();
    await panel.does(() => panel.session.step(5));
    assert.equal(panel.page?.model.data.before, before);
  });

  it('say of a point what the network made of it in either plot', async () => {
    const { panel, face } = await changed();
    const box = face.querySelector<HTMLElement>('.plot') ?? assert.fail();
    await panel.key(box, 'ArrowRight');
    const now = panel.tooltip();
    assert.match(now[0], /^now · step 30/);
    await panel.key(box, 'Home');
    const before = panel.tooltip();
    assert.match(before[0], /^before · step 0/);
    assert.deepEqual(now.slice(1, 3), before.slice(1, 3));
    assert.notDeepEqual(now.slice(3), before.slice(3));
    await panel.key(box, 'End');
    assert.deepEqual(panel.tooltip(), now);
  });

  it('are a table of both', async () => {
    const { panel, face } = await changed();
    await panel.choose('Show as Table', panel.section('predictions'));
    const [head, first] = panel.table(face);
    const own = ['predicted', 'output'];
    assert.deepEqual(head.slice(4), [
      ...own.map(word => `before · step 0: ${word}`),
      ...own.map(word => `now · step 30: ${word}`),
    ]);
    const { before, boundary } = panel.page?.model.data ?? assert.fail();
    assert.equal(Number(first[5]), before?.atPoints[0][0]);
    assert.equal(Number(first[7]), boundary?.atPoints[0][0]);
  });
});

describe('The range of the plane', () => {
  const { screen } = useDom();

  async function typed(text: string): Promise<{ panel: Panel; input: HTMLInputElement }> {
    const panel = await scenes.stepped(screen(), 20, scenes.SLOWER);
    await panel.choose('Range…', panel.section('predictions'));
    const input = panel.find('.range:not([hidden]) input');
    assert.ok(input instanceof HTMLInputElement);
    input.value = text;
    await panel.key(input, 'Enter');
    return { panel, input };
  }

  it('is typed, drawn, exported and kept, and goes back to all points', async () => {
    const { panel, input } = await typed('-2 2 -1 3');
    const extent = () => panel.page?.model.data.boundary?.extent;
    assert.deepEqual(extent(), [-2, 2, -1, 3]);
    assert.equal(input.closest<HTMLElement>('.range')?.hidden, true);
    const ticks = panel.texts(panel.section('predictions'));
    for (const tick of ['−2', '2', '3']) assert.ok(ticks.includes(tick), tick);
    const section = panel.section('predictions');
    for (const saved of ['SVG as on Screen', 'SVG, 8.5 cm']) {
      await panel.choose('Save As…', section, saved);
      const svg = new TextDecoder().decode(panel.last('save').data);
      assert.ok(svg.includes('>−2<'), saved);
    }
    await panel.reload();
    assert.deepEqual(extent(), [-2, 2, -1, 3]);
    assert.deepEqual(panel.kept?.range, [-2, 2, -1, 3]);
    await panel.face('truth');
    assert.deepEqual(panel.last('watch').watch.range, [-2, 2, -1, 3]);
    await panel.choose('Reset Range', section);
    assert.equal(panel.kept?.range, null);
    assert.ok((extent()?.[0] ?? -2) > -1);
  });

  it('counts where it was typed and another face was chosen, and not where nothing was', async () => {
    const panel = await scenes.stepped(screen(), 20, scenes.SLOWER);
    for (const [text, kept] of [
      [null, null],
      ['-1 2 -1 2', [-1, 2, -1, 2]],
      ['2 -1', [-1, 2, -1, 2]],
    ] as const) {
      await panel.face('boundary');
      await panel.choose('Range…', panel.section('predictions'));
      const input = panel.find('.range:not([hidden]) input');
      assert.ok(input instanceof HTMLInputElement);
      if (text !== null) input.value = text;
      input.blur();
      await panel.face('truth');
      assert.deepEqual(panel.kept?.range, kept, String(text));
    }
  });

  it('is that of the maps of the units, too', async () => {
    const { panel } = await typed('-2 2 -1 3');
    const before = panel.page?.model.data.maps?.values;
    await panel.visit('network');
    await panel.press('maps', panel.section('network'));
    assert.deepEqual(panel.last('watch').watch.range, [-2, 2, -1, 3]);
    assert.notDeepEqual(panel.page?.model.data.maps?.values, before);
  });

  it('is refused where it is none, and says why', async () => {
    for (const text of ['2 -2 -1 3', '-2 2 -1', 'a b c d', '']) {
      const { panel, input } = await typed(text);
      assert.equal(input.getAttribute('aria-invalid'), 'true', text);
      assert.match(panel.said(), /^Four numbers such as/);
      assert.equal(panel.kept?.range, null);
      await panel.key(input, 'Escape');
      assert.equal(input.closest<HTMLElement>('.range')?.hidden, true);
    }
  });

  it('may have commas between its numbers', () => {
    assert.deepEqual(parsedRange(' -2, 2,−0.5 , 1e1 '), [-2, 2, -0.5, 10]);
  });
});
