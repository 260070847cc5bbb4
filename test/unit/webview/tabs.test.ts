/** Four questions on four tabs; in a wide page Train stands beside the others. */
import assert from 'node:assert/strict';
import { setWindowWidth, useDom } from './dom';
import { expressionOf, Panel } from './panel';

describe('The tabs', () => {
  const { screen } = useDom();
  afterEach(() => setWindowWidth(1400));

  const shown = (panel: Panel): string[] =>
    [...panel.root.querySelectorAll<HTMLElement>('.panel')]
      .filter(({ hidden }) => !hidden)
      .map(({ id }) => id.replace('panel-', ''));
  const selected = (panel: Panel): string[] =>
    [...panel.root.querySelectorAll<HTMLElement>('[role="tab"]')]
      .filter(tab => tab.getAttribute('aria-selected') === 'true' && !tab.hidden)
      .map(({ id }) => id.replace('tab-', ''));
  async function narrow(): Promise<Panel> {
    setWindowWidth(480);
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(4));
    return panel;
  }

  it('show one question at a time, and ask only for what that needs', async () => {
    const panel = await narrow();
    assert.deepEqual(shown(panel), ['train']);
    assert.deepEqual(panel.last('watch').watch.tensors, []);
    assert.ok(panel.last('watch').watch.boundary > 0);
    await panel.press('Inspect');
    assert.deepEqual(shown(panel), ['inspect']);
    assert.ok(panel.last('watch').watch.tensors.length > 0);
    assert.equal(panel.last('watch').watch.boundary, 0);
    await panel.press('Compare');
    assert.deepEqual(shown(panel), ['compare']);
    assert.deepEqual(panel.last('watch').watch.tensors, []);
  });

  it('stand side by side from 1,080 px on, where Train stays', async () => {
    const panel = await narrow();
    await panel.press('Findings');
    setWindowWidth(1079);
    await panel.does(() => panel.page?.schedule());
    assert.deepEqual(shown(panel), ['findings']);
    setWindowWidth(1080);
    await panel.does(() => panel.page?.schedule());
    assert.deepEqual(shown(panel), ['train', 'findings']);
    assert.ok(panel.find('#tab-train').hidden);
    await panel.press('Inspect');
    assert.deepEqual(shown(panel), ['train', 'inspect']);
    setWindowWidth(480);
    await panel.does(() => panel.page?.schedule());
    assert.deepEqual(shown(panel), ['inspect']);
  });

  it('are one stop of the Tab key, and the arrow keys choose', async () => {
    const panel = await narrow();
    const stops = (): string[] =>
      [...panel.root.querySelectorAll<HTMLElement>('[role="tab"]')]
        .filter(({ tabIndex }) => tabIndex === 0)
        .map(({ id }) => id);
    panel.find('#tab-train').focus();
    for (const [key, tab] of [
      ['ArrowRight', 'inspect'],
      ['End', 'compare'],
      ['ArrowRight', 'train'],
      ['ArrowLeft', 'compare'],
      ['Home', 'train'],
    ]) {
      assert.ok(await panel.key(document.activeElement as HTMLElement, key));
      assert.deepEqual([selected(panel), stops()], [[tab], [`tab-${tab}`]], key);
      assert.equal(document.activeElement?.id, `tab-${tab}`);
    }
  });

  it('are chosen with the digits, but not while somebody types', async () => {
    const panel = await narrow();
    for (const [digit, tab] of [
      ['2', 'inspect'],
      ['3', 'findings'],
      ['4', 'compare'],
      ['1', 'train'],
    ]) {
      await panel.key(document.body, digit);
      assert.deepEqual(selected(panel), [tab]);
    }
    const field = panel.find('.step-field');
    await panel.key(field, '2');
    assert.deepEqual(selected(panel), ['train']);
    await panel.key(document.body, 'g');
    assert.equal(document.activeElement, field);
  });

  it('come back after a reload, with what stood beside Train', async () => {
    const panel = await narrow();
    await panel.press('Findings');
    await panel.press('Train', panel.find('.tabs'));
    await panel.reload();
    assert.deepEqual(shown(panel), ['train']);
    assert.deepEqual([panel.kept?.tab, panel.kept?.beside], ['train', 'findings']);
    setWindowWidth(1400);
    await panel.does(() => panel.page?.schedule());
    assert.deepEqual(shown(panel), ['train', 'findings']);
  });

  it('stay scrolled where they were left, also after a reload', async () => {
    const panel = await narrow();
    await panel.press('Inspect');
    const box = (): HTMLElement => panel.find('#panel-inspect');
    box().scrollTop = 240;
    box().dispatchEvent(new Event('scroll'));
    await panel.settle();
    assert.deepEqual(panel.kept?.scroll, { train: 0, inspect: 240, findings: 0, compare: 0 });
    await panel.reload();
    assert.equal(box().scrollTop, 240);
    // A person who scrolls meanwhile is not pulled back.
    box().dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    box().scrollTop = 10;
    await panel.does(() => panel.page?.schedule());
    assert.equal(box().scrollTop, 10);
  });

  it('count the earlier runs', async () => {
    const panel = await narrow();
    const tab = panel.find('#tab-compare');
    assert.equal(tab.getAttribute('aria-label'), 'Compare');
    await panel.edit((await import('../host/support')).XOR.replace('0.5', '0.25'));
    await panel.does(() => panel.session.step(1));
    assert.equal(tab.getAttribute('aria-label'), 'Compare, 1 earlier run');
    assert.equal(tab.querySelector('.badge')?.textContent, '1');
  });

  it('are not there for an expression, which is one page', async () => {
    setWindowWidth(480);
    const panel = await Panel.open(screen(), expressionOf(['q = x * y']));
    assert.ok(panel.find('.tabs').hidden);
    assert.ok(panel.find('.timeline').hidden);
    // Empty panels would be told to a screen reader.
    assert.deepEqual(shown(panel), ['train']);
    assert.ok(panel.shows('graph'));
  });
});
