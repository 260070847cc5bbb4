import assert from 'node:assert/strict';
import type { PanelChoices, PanelState } from '../../../src/protocol/choices';
import type { RunDescription } from '../../../src/protocol/snapshot';
import { Choices, freshState } from '../../../webview/run/choices';

/** A page's storage, and what was sent to the host. */
function storage(kept: PanelState | null = null) {
  const sent: PanelChoices[] = [];
  return {
    sent,
    kept: () => kept,
    load: () => kept,
    save: (state: PanelState) => {
      kept = state;
    },
    remember: (choices: PanelChoices) => void sent.push(choices),
  };
}

const earlier: PanelChoices = { logLoss: true, collapsed: ['matrices'] };

describe('choices', () => {
  it('start with those of the last panel', () => {
    const choices = new Choices(storage());
    choices.adopt('file:///a', earlier);
    assert.equal(choices.logLoss, true);
    assert.equal(choices.isCollapsed('matrices'), true);
  });

  it('prefer what this page was before a reload', () => {
    const own = { ...freshState(), uri: 'file:///a', collapsed: ['curves'] };
    const choices = new Choices(storage(own));
    choices.adopt('file:///a', earlier);
    assert.equal(choices.logLoss, false);
    assert.equal(choices.isCollapsed('curves'), true);
    assert.equal(choices.isCollapsed('matrices'), false);
  });

  it('do not change back when the page is resynchronised', () => {
    const choices = new Choices(storage());
    choices.adopt('file:///a', null);
    choices.setLogLoss(false);
    choices.adopt('file:///a', earlier);
    assert.equal(choices.logLoss, false);
  });

  it('keep the file, so that a window reload finds it again', () => {
    const store = storage();
    new Choices(store).adopt('file:///a', null);
    assert.equal(store.kept()?.uri, 'file:///a');
  });

  it('are kept on the page and remembered for the next one', () => {
    const store = storage();
    const choices = new Choices(store);
    choices.setCollapsed('curves', true);
    choices.setCollapsed('boundary', true);
    choices.setCollapsed('curves', false);
    choices.select({ layer: 1, tensor: 'delta' }, null);
    assert.deepEqual(store.kept()?.collapsed, ['boundary']);
    assert.deepEqual(store.kept()?.selected, { layer: 1, tensor: 'delta' });
    assert.deepEqual(store.sent.at(-1), { logLoss: false, collapsed: ['boundary'] });
  });

  it('choose the row of the batch with a cell of its numbers, and keep it with a weight', () => {
    const choices = new Choices(storage());
    choices.select({ layer: 1, tensor: 'delta' }, { row: 4, col: 0 });
    assert.equal(choices.row, 4);
    choices.select({ layer: 1, tensor: 'weights' }, { row: 2, col: 1 });
    assert.equal(choices.row, 4);
  });

  it('keep every section folded that is', () => {
    const choices = new Choices(storage());
    for (const id of ['curves', 'boundary']) choices.setCollapsed(id, true);
    assert.ok(choices.isCollapsed('curves') && choices.isCollapsed('boundary'));
  });

  it('forget a row that the batches of another network have not', () => {
    const choices = new Choices(storage());
    const description = { layers: [], rowsPerBatch: 7 } as unknown as RunDescription;
    for (const [row, kept] of [
      [6, 6],
      [7, null],
    ]) {
      choices.row = row;
      choices.fit(description);
      assert.equal(choices.row, kept);
    }
  });
});
