import assert from 'node:assert/strict';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';
import { GATES, TASK } from './transcripts/scenes';

describe('The task', () => {
  const { screen } = useDom();

  const described = (words: string): string =>
    XOR.replace('"name": "small"', `"name": "small", "description": ${JSON.stringify(words)}`);
  const body = (panel: Panel): HTMLElement =>
    panel.section('task').querySelector<HTMLElement>('.task') ?? assert.fail();

  it('is what the file says of itself, at the head of Train', async () => {
    const panel = await Panel.open(screen(), TASK);
    const [first] = document.querySelectorAll<HTMLElement>('#panel-train .section');
    assert.equal(first, panel.section('task'));
    assert.ok(!first.hidden);
    const tags = [...body(panel).children].map(({ tagName }) => tagName.toLowerCase());
    assert.deepEqual(tags, ['h3', 'p', 'h4', 'ol', 'blockquote', 'table', 'h5', 'pre', 'p']);
    assert.equal(body(panel).querySelector('strong')?.textContent, 'explain');
  });

  it('of a sentence is the sentence', async () => {
    const panel = await Panel.open(screen(), described('XOR on 21 points.'));
    assert.equal(body(panel).innerHTML, '<p>XOR on 21 points.</p>');
  });

  it('is not there where the file says nothing', async () => {
    for (const text of [XOR, described(' \n'), GATES]) {
      const panel = await Panel.open(screen(), text);
      assert.ok(panel.section('task').hidden, text);
    }
  });

  it('is told of expressions too', async () => {
    const text = GATES.replace('{', '{"description": "*f* of two.", ');
    const panel = await Panel.open(screen(), text);
    assert.equal(body(panel).innerHTML, '<p><em>f</em> of two.</p>');
  });

  it('follows the file while it is written, and stays while the file has an error', async () => {
    const panel = await Panel.open(screen(), described('One.'));
    const { run } = panel.page?.model.frame ?? assert.fail();
    await panel.edit(described('Two.'));
    assert.equal(body(panel).textContent, 'Two.');
    await panel.edit(described('Three.').replace('"seed": 3', '"seed": "x"'));
    assert.equal(body(panel).textContent, 'Two.');
    await panel.edit(XOR);
    assert.ok(panel.section('task').hidden);
    assert.equal(panel.page?.model.frame?.run, run);
  });

  it('stays folded', async () => {
    const panel = await Panel.open(screen(), TASK);
    const toggle = panel.section('task').querySelector<HTMLElement>('.section-toggle');
    await panel.does(() => toggle?.click());
    assert.deepEqual(panel.last('remember').choices.collapsed, ['task']);
    assert.deepEqual(panel.kept?.collapsed, ['task']);
    const { choices: remembered } = panel.last('remember');
    const another = await Panel.open(screen(), TASK, { remembered });
    const content = another.section('task').querySelector<HTMLElement>('.section-body');
    assert.ok(content?.hidden);
  });
});
