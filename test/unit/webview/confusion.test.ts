import assert from 'node:assert/strict';
import { Evaluated } from '../../../webview/confusion/evaluated';
import { useDom } from './dom';
import type { Panel } from './panel';
import * as scenes from './transcripts/scenes';

describe('The confusion matrix', () => {
  const { screen } = useDom();

  async function compared(text: string): Promise<Panel> {
    const panel = await scenes.stepped(screen(), 3, text);
    await panel.does(() => panel.page?.showTab('compare'));
    return panel;
  }
  const matrix = (panel: Panel): HTMLElement =>
    panel.section('confusion').querySelector<HTMLElement>('.confusion') ?? assert.fail();
  const known = (panel: Panel) => panel.page?.model.data.confusion ?? assert.fail();

  it('is asked for only while it can be seen', async () => {
    const panel = await scenes.stepped(screen(), 3, scenes.CLASSES);
    assert.equal(panel.last('watch').watch.confusion ?? null, null);
    await panel.does(() => panel.page?.showTab('compare'));
    assert.deepEqual(panel.last('watch').watch.confusion, { part: 'validation', most: 40 });
    await panel.does(() => panel.page?.showTab('findings'));
    assert.equal(panel.last('watch').watch.confusion ?? null, null);
  });

  it('counts the rows of the chosen part, with its accuracy and its commonest mistake', async () => {
    const panel = await compared(scenes.CLASSES);
    const { counts } = known(panel);
    const words = panel.texts(panel.section('confusion'));
    for (const name of ['true', 'predicted', '0', '1', '2']) assert.ok(words.includes(name), name);
    for (const count of counts) if (count > 0) assert.ok(words.includes(String(count)));
    const { frame, description } = panel.page?.model ?? assert.fail();
    const accuracy = frame?.lastEpoch[description?.columns.indexOf('val_accuracy') ?? 0];
    const note = (): string => panel.section('confusion').querySelector('.note')?.textContent ?? '';
    assert.ok(note().startsWith(`accuracy ${accuracy?.toPrecision(4)}, `), note());
    await panel.press('train', panel.section('confusion'));
    assert.equal(known(panel).part, 'train');
    assert.match(note(), / of 21/);
  });

  it('shows nothing of one part as another while that is on its way', async () => {
    const panel = await compared(scenes.CLASSES);
    const page = panel.page ?? assert.fail();
    const evaluated = new Evaluated(page);
    assert.equal(evaluated.confusion, known(panel));
    evaluated.choose('train');
    assert.equal(evaluated.confusion, null);
    evaluated.choose('test');
    assert.equal(evaluated.part, 'validation', 'there are no test rows');
  });

  it('is walked through with the arrow keys', async () => {
    const panel = await compared(scenes.CLASSES);
    await panel.key(matrix(panel), 'ArrowDown');
    const [title, rows] = panel.tooltip();
    assert.equal(title, '0, recognised');
    assert.equal(rows, `rows: ${known(panel).counts[0]}`);
    await panel.key(matrix(panel), 'ArrowRight');
    assert.match(panel.said(), /^0, taken for 1, rows: \d/);
  });

  it('is a table', async () => {
    const panel = await compared(scenes.CLASSES);
    await panel.choose('Show as Table', panel.section('confusion'));
    const [head, first] = panel.table(panel.section('confusion'));
    assert.deepEqual(head, ['true \\ predicted', '0', '1', '2']);
    const counts = [...known(panel).counts.subarray(0, 3)].map(String);
    assert.deepEqual(
      first.map(text => text.trim()),
      ['0', ...counts],
    );
  });

  it('is not there for values', async () => {
    const panel = await compared(scenes.VALUES);
    assert.ok(!panel.shows('confusion') && !panel.shows('misclassified'));
  });

  it('has the misclassified rows beside it: pictures of pixels, else a table', async () => {
    const pictures = await compared(scenes.IMAGES);
    const section = pictures.section('misclassified');
    const { rows, truths, predicted } = known(pictures).misclassified;
    assert.ok(rows.length > 1);
    assert.ok(pictures.texts(section).includes(`${truths[0]} → ${predicted[0]}`));
    const box = section.querySelector<HTMLElement>('.misclassified') ?? assert.fail();
    await pictures.key(box, 'ArrowRight');
    assert.equal(pictures.tooltip()[0], `${truths[0]}, taken for ${predicted[0]}`);
    assert.equal(pictures.tooltip()[1], `row: ${rows[0] + 1}`);

    const points = await compared(scenes.CLASSES);
    await points.press('train', points.section('confusion'));
    const { misclassified } = known(points);
    assert.ok(misclassified.rows.length > 0, 'the test needs a mistake');
    const frames = points.section('misclassified').querySelectorAll<HTMLElement>('.table-frame');
    const list = [...frames].find(frame => !frame.closest('[hidden]')) ?? assert.fail();
    const [head, first] = points.table(list);
    assert.deepEqual(head, ['row', 'true', 'predicted', 'output', 'x1', 'x2']);
    assert.equal(first[0].trim(), String(misclassified.rows[0] + 1));
  });
});
