import assert from 'node:assert/strict';
import { XOR } from '../host/support';
import { setWindowWidth, useDom } from './dom';
import { NO_FINDINGS, rounded } from './noFindings';
import type { Panel } from './panel';
import * as scenes from './transcripts/scenes';

const FORMATTED = XOR.replace(
  '"epochs": 40',
  String.raw`"epochs": 40, "log_every": 10, "log_format": "epoch {epoch}\n\tloss <b>{loss:.4f}"`,
);

describe('The log', () => {
  const { screen } = useDom();
  afterEach(() => setWindowWidth(1400));
  const box = (panel: Panel): HTMLElement =>
    panel.section('log').querySelector<HTMLElement>('.log-lines') ?? assert.fail();
  const note = (panel: Panel): string =>
    panel.section('log').querySelector('.note:not([hidden])')?.textContent ?? '';
  const button = (panel: Panel, text: string): HTMLButtonElement =>
    [...panel.section('log').querySelectorAll('button')].find(
      ({ textContent }) => textContent === text,
    ) ?? assert.fail(text);

  it('stands at the end of Train, and is asked for only while it can be seen', async () => {
    setWindowWidth(480);
    const panel = await scenes.stepped(screen(), 3);
    const tab = panel.find(`#${panel.section('log').closest('.panel')?.id ?? ''}`);
    const ids = [...tab.querySelectorAll('section')].map(({ dataset }) => dataset.section);
    assert.deepEqual(ids.slice(-2), ['predictions', 'log']);
    assert.equal(panel.last('watch').watch.log, 6);
    await panel.does(() => panel.page?.showTab('findings'));
    assert.equal(panel.last('watch').watch.log, 0);
  });

  it('shows the last six lines up to the step that is shown', async () => {
    const panel = await scenes.trained(screen());
    const log = await panel.session.ask('log', {});
    const all = log.split('\n').slice(0, -1);
    assert.equal(all.length, 40);
    assert.equal(box(panel).textContent, all.slice(-6).join('\n'));
    const perEpoch = panel.page?.model.description?.batchesPerEpoch ?? assert.fail();
    await panel.does(() => panel.session.goTo(4 * perEpoch + 1));
    assert.equal(box(panel).textContent, all.slice(0, 4).join('\n'));
  });

  it('is written in the format of the file, as text alone', async () => {
    const panel = await scenes.trained(screen(), FORMATTED);
    const { textContent, children } = box(panel);
    assert.match(textContent, /^epoch 20\n\tloss <b>0\.\d{4}\nepoch 30\n\tloss/);
    assert.equal(children.length, 0);
  });

  it('greys the lines whose digits depend on rounding, and says from which epoch on', async () => {
    const panel = await scenes.trained(screen());
    const grey = () => box(panel).querySelector<HTMLElement>('.rounded');
    assert.equal(grey(), null);
    const before = box(panel).textContent;
    await panel.finds(rounded(38));
    assert.equal(box(panel).textContent, before, 'the lines are the same');
    assert.deepEqual(grey()?.textContent.split('\n'), before.split('\n').slice(-3));
    assert.equal(grey()?.title, 'From epoch 38 on the digits depend on rounding');
    await panel.finds(rounded(1));
    assert.equal(grey()?.textContent, before);
    await panel.finds(NO_FINDINGS);
    assert.equal(grey(), null);
  });

  it('says before its first line when that comes, and then has nothing to copy', async () => {
    const panel = await scenes.stepped(screen(), 1, FORMATTED);
    assert.equal(note(panel), 'The first line comes at the end of epoch 10.');
    assert.ok(box(panel).hidden);
    assert.ok(button(panel, 'Copy').disabled && button(panel, 'Open in Output').disabled);
    await panel.does(() => panel.session.train());
    assert.ok(!button(panel, 'Copy').disabled);
    assert.equal(note(panel), '');
  });

  it('is copied, or shown in the Output view, by the host', async () => {
    const panel = await scenes.trained(screen());
    await panel.press('Copy', panel.section('log'));
    assert.deepEqual(panel.last('log'), { type: 'log', act: 'copy' });
    assert.equal(panel.said(), 'Copied.');
    await panel.press('Open in Output', panel.section('log'));
    assert.deepEqual(panel.last('log'), { type: 'log', act: 'output' });
  });

  it('can be reached by the keyboard, and is not read out line by line', async () => {
    const panel = await scenes.trained(screen());
    assert.equal(box(panel).tabIndex, 0);
    assert.equal(box(panel).getAttribute('aria-label'), 'The last lines of the log');
    assert.equal(box(panel).getAttribute('aria-live'), null);
    assert.notEqual(box(panel).getAttribute('role'), 'log');
  });

  it('has nothing to say of an expression', async () => {
    const panel = await scenes.stepped(screen(), 0, scenes.GATES);
    assert.ok(!panel.shows('log'));
  });
});
