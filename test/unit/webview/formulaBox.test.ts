/** The box in which a formula is typed, with the worker that judges it. */
import assert from 'node:assert/strict';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';

const HINTED = XOR.replace('"seed": 3', '"seed": 3, "policy": {"solution": "hint"}');
const OFF = XOR.replace('"seed": 3', '"seed": 3, "policy": {"solution": "off"}');

describe('The box for a formula', () => {
  const { screen } = useDom();

  const one = <Kind extends HTMLElement>(panel: Panel, selector: string): Kind =>
    panel.section('derivation').querySelector<Kind>(selector) ?? assert.fail(selector);
  const field = (panel: Panel): HTMLInputElement => one(panel, '.typed-field');
  const line = (panel: Panel): string => one(panel, '.typed-line').textContent;
  const type = (panel: Panel, text: string): Promise<void> =>
    panel.does(() => {
      field(panel).value = text;
      field(panel).dispatchEvent(new Event('input'));
    });
  const choose = (
    panel: Panel,
    layer: number,
    tensor: 'gradW' | 'delta' | 'z' | 'a',
  ): Promise<void> => panel.does(() => panel.page?.select({ layer, tensor }, { row: 0, col: 0 }));
  const asked = (panel: Panel) =>
    panel.posted.flatMap(each => (each.type === 'watch' ? [each.watch.formula] : []));

  async function open(text?: string): Promise<Panel> {
    const panel = await Panel.open(screen(), text);
    await panel.does(() => panel.session.step(2));
    await choose(panel, 1, 'gradW');
    return panel;
  }

  it('asks for nothing while it is empty, and then for every letter', async () => {
    const panel = await open();
    assert.equal(one(panel, '.typed').hidden, false);
    assert.ok(asked(panel).every(each => each === null));
    assert.equal(one(panel, '.typed-verdict').hidden, true);
    await type(panel, 'aPrev.T @ delta');
    const formula = { layer: 1, tensor: 'gradW', text: 'aPrev.T @ delta' };
    assert.deepEqual(asked(panel).at(-1), formula);
    assert.equal(line(panel), 'Right, to the last digit.');
    await panel.does(() => one(panel, '.typed-keep').click());
    assert.deepEqual(panel.posted.at(-1), { type: 'keepFormula', ...formula });
    await type(panel, ' ');
    assert.equal(asked(panel).at(-1), null);
  });

  it('names the mistake, and shows the lines and the numbers beside each other', async () => {
    const panel = await open();
    await choose(panel, 0, 'delta');
    await type(panel, 'delta2 @ W2.T');
    assert.match(line(panel), /^Not right\. delta1 lacks f′/);
    assert.equal(panel.section('derivation').querySelectorAll('.code-lines code').length, 2);
    const compared = one(panel, '.compared');
    assert.equal(compared.hidden, false);
    const faces = [...compared.querySelectorAll('[role="radio"]')].map(each => each.textContent);
    assert.deepEqual(faces, ['yours', 'right', 'difference']);
    await type(panel, '(delta2 @ W2.T) * (1 - a * a)');
    assert.match(line(panel), /^Right/);
    assert.equal(compared.hidden, true);
  });

  it('marks what does not fit, and lets nothing of it be kept', async () => {
    const panel = await open();
    await type(panel, 'aPrev @ delta');
    assert.match(line(panel), /^Cannot be computed\. .*7 × 3 @ 7 × 1/);
    assert.equal(one(panel, '.typed-place').textContent, 'aPrev @ delta\n^^^^^^^^^^^^^');
    assert.equal(field(panel).getAttribute('aria-invalid'), 'true');
    assert.equal(one<HTMLButtonElement>(panel, '.typed-keep').disabled, true);
    await type(panel, 'aPrev.T @ (delta');
    assert.match(one(panel, '.typed-place').textContent, /\n {10}\^$/);
  });

  it('is judged anew at each step', async () => {
    const panel = await open();
    await type(panel, 'aPrev.T @ delta');
    const step = () => panel.page?.model.frame?.formula;
    const before = step();
    await panel.does(() => panel.session.step(1));
    assert.notEqual(step(), before);
    assert.match(line(panel), /^Right/);
  });

  it('keeps each text with its tensor, over a reload too', async () => {
    const panel = await open();
    await type(panel, 'aPrev');
    await choose(panel, 0, 'delta');
    assert.equal(field(panel).value, '');
    await type(panel, 'y');
    await choose(panel, 1, 'gradW');
    assert.equal(field(panel).value, 'aPrev');
    await panel.reload();
    await choose(panel, 1, 'gradW');
    assert.equal(field(panel).value, 'aPrev');
    assert.match(line(panel), /^Not right\. It is 7 × 3, but must be 3 × 1/);
  });

  it('offers names that write themselves where the cursor is', async () => {
    const panel = await open();
    const chips = [...panel.section('derivation').querySelectorAll<HTMLElement>('.typed-name')];
    const names = chips.map(each => each.textContent);
    assert.deepEqual(names, ['aPrev', 'W', 'b', 'z', 'a', 'delta', 'y']);
    await type(panel, 'aPrev.T @ ');
    await panel.does(() => chips[5].click());
    assert.equal(field(panel).value, 'aPrev.T @ delta');
    assert.match(line(panel), /^Right/);
    await choose(panel, 0, 'z');
    assert.doesNotMatch(one(panel, '.typed-names').textContent, /z/);
  });

  it('shows no more of a solution than the file allows', async () => {
    const hinted = await open(HINTED);
    await choose(hinted, 0, 'delta');
    await type(hinted, 'delta2 @ W2.T');
    assert.match(line(hinted), /^Not right\. ./);
    assert.equal(hinted.section('derivation').querySelector('.code-lines'), null);
    const frames = [...one(hinted, '.faces').children] as HTMLElement[];
    assert.deepEqual(
      frames.map(each => each.hidden),
      [false, true, true],
    );
    const off = await open(OFF);
    await choose(off, 0, 'z');
    await type(off, 'delta2 @ W2.T');
    assert.equal(line(off), 'Not right.');
    assert.equal(one(off, '.compared').hidden, true);
  });

  it('is there for no other number', async () => {
    const panel = await open();
    await panel.does(() => panel.page?.select({ layer: 0, tensor: 'slope' }, { row: 0, col: 0 }));
    assert.equal(one(panel, '.typed').hidden, true);
    assert.equal(asked(panel).at(-1), null);
  });
});
