import assert from 'node:assert/strict';
import type { Watch } from '../../../src/protocol/snapshot';
import { tensorKey } from '../../../webview/run/model';
import { useDom } from './dom';
import { Panel } from './panel';

describe('What the page asks for', () => {
  const { screen } = useDom();

  it('is nothing for sections that nobody sees', async () => {
    const panel = await Panel.open(screen());
    await panel.press('maps', panel.section('network'));
    await panel.does(() => panel.session.step(1));
    const all = panel.last('watch').watch;
    assert.ok(all.tensors.length > 0 && all.boundary > 0 && all.norms && all.units && all.maps);
    for (const id of ['layer', 'matrices', 'network', 'predictions', 'flow', 'log'])
      await panel.does(() => screen().see(panel.section(id), false));
    const { watch } = panel.last('watch');
    const nothing = {
      histograms: null,
      units: null,
      batch: [],
      maps: null,
      derivation: null,
      formula: null,
    };
    const none = { ...nothing, confusion: null, predictions: null, before: 0, fit: 0, log: 0 };
    assert.deepEqual(watch, { tensors: [], boundary: 0, range: null, norms: false, ...none });
    const words = panel.section('matrices').textContent;
    await panel.does(() => panel.session.step(1));
    assert.equal(panel.section('matrices').textContent, words);
    for (const id of ['layer', 'matrices'])
      await panel.does(() => screen().see(panel.section(id), true));
    const names = ({ tensors }: Watch): string[] => tensors.map(tensorKey).sort();
    assert.deepEqual(names(panel.last('watch').watch), names(all));
    assert.notEqual(panel.section('matrices').textContent, words);
  });

  it('is nothing for sections that are folded, and the workspace remembers these', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    const toggle = panel.section('flow').querySelector<HTMLElement>('.section-toggle');
    await panel.does(() => toggle?.click());
    assert.equal(panel.last('watch').watch.norms, false);
    assert.deepEqual(panel.last('remember').choices.collapsed, ['flow']);
    assert.deepEqual(panel.kept?.collapsed, ['flow']);
    assert.equal(toggle?.getAttribute('aria-expanded'), 'false');
    assert.ok(panel.section('flow').querySelector<HTMLElement>('.section-body')?.hidden);
    await panel.does(() => toggle?.click());
    assert.equal(panel.last('watch').watch.norms, true);
    assert.deepEqual(panel.last('remember').choices.collapsed, []);
  });

  it('is everything again when it comes back into sight', async () => {
    const panel = await Panel.open(screen());
    const [{ length }, sent] = [panel.all('ready'), panel.sent.length];
    await panel.does(() => document.dispatchEvent(new Event('visibilitychange')));
    assert.equal(panel.all('ready').length, length + 1);
    assert.equal(panel.sent[sent].type, 'snapshot');
  });

  it('is a snapshot where something was missed', async () => {
    const panel = await Panel.open(screen());
    const { model } = panel.page ?? assert.fail();
    const { length } = panel.all('ready');
    await panel.tell({
      ...{ type: 'update', revision: model.revision + 2, reveal: null, runs: null },
      ...{ stale: true, status: model.status, substep: null, frame: null },
    });
    assert.equal(panel.all('ready').length, length + 1);
    assert.equal(panel.page?.model.snapshot?.stale, false);
  });
});

describe('What the page is told to show', () => {
  const { screen } = useDom();

  it('is the matrix of the tensor that the inspector has', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    await panel.reveal({ layer: 1, tensor: 'gradB' });
    const section = panel.section('matrices');
    assert.equal(panel.button('∂L/∂W', section).getAttribute('aria-checked'), 'true');
    const selected = section.querySelector('.matrix.selected');
    assert.equal(selected?.getAttribute('data-tensor'), '∂L/∂W²');
    assert.deepEqual(panel.kept?.selected, { layer: 1, tensor: 'gradB' });
    // The inspector has chosen it, and need not be told.
    assert.deepEqual(panel.all('select'), []);
  });

  it('unfolds its section', async () => {
    const panel = await Panel.open(screen());
    const toggle = panel.section('matrices').querySelector<HTMLElement>('.section-toggle');
    await panel.does(() => toggle?.click());
    await panel.reveal({ layer: 0, tensor: 'weights' });
    assert.equal(toggle?.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(panel.kept?.collapsed, []);
  });

  it('opens the tab that it stands on', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(1));
    for (const [what, tab] of [
      ['findings', 'findings'],
      [{ layer: 0, tensor: 'weights' }, 'inspect'],
    ] as const) {
      await panel.reveal(what);
      assert.equal(panel.find(`#tab-${tab}`).getAttribute('aria-selected'), 'true');
      assert.ok(!panel.find(`#panel-${tab}`).hidden);
    }
  });
});
