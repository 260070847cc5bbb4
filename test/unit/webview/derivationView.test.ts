import assert from 'node:assert/strict';
import { exactNumber } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';

/** Through its small last weights hardly any gradient reaches the layer below them. */
const FLAT_START = XOR.replace(
  '"activation": "sigmoid"',
  '"activation": "sigmoid", "kernel_initializer": {"type": "uniform", "low": 0.001, "high": 0.002}',
);

/** The formula as TeX, and an element for each part of it that can be opened. */
function typeset(tex: string, node: HTMLElement): void {
  const parts = [...tex.matchAll(/\\class\{(open-\d+)\}/g)].map(([, name]) => {
    const part = document.createElement('span');
    part.className = name;
    return part;
  });
  node.replaceChildren(tex, ...parts);
}

describe('The derivation', () => {
  const { screen } = useDom();
  // The typesetter needs MathML with styles, which this window has not: here formulas stay TeX.
  let page: object = {};
  before(() => {
    page = Object.assign(window, { typesetter: { typeset } });
  });
  after(() => Reflect.deleteProperty(page, 'typesetter'));

  const section = (panel: Panel): HTMLElement => panel.section('derivation');
  /** What can be opened, by its label. */
  const links = (panel: Panel): HTMLElement[] => [
    ...section(panel).querySelectorAll<HTMLElement>('.openable'),
  ];
  const crumbs = (panel: Panel): string[] =>
    [...section(panel).querySelectorAll('.trail > *')].map(({ textContent }) => textContent);
  const visible = (node: Element | null): boolean => {
    for (let at: Element | null = node; at; at = at.parentElement)
      if (at instanceof HTMLElement && at.hidden) return false;
    return node !== null;
  };

  /** With the derivation of ∂L/∂W²[2, 1] on the page. */
  async function derived(text?: string): Promise<Panel> {
    const panel = await Panel.open(screen(), text);
    await panel.does(() => panel.session.step(2));
    await panel.does(() => panel.page?.select({ layer: 1, tensor: 'gradW' }, { row: 1, col: 0 }));
    return panel;
  }

  it('offers to start with the largest gradient of all layers where none is chosen', async () => {
    for (const [steepest, text] of [
      [0, XOR],
      [1, FLAT_START],
    ] as const) {
      const panel = await Panel.open(screen(), text);
      const { stats } = panel.page?.model.frame ?? assert.fail();
      const largest = stats.map(layer => {
        const { min, max } = layer.find(({ tensor }) => tensor === 'gradW') ?? assert.fail();
        return Math.max(-min, max);
      });
      assert.equal(largest.indexOf(Math.max(...largest)), steepest, String(largest));
      await panel.press('Start with the largest gradient', section(panel));
      assert.deepEqual(panel.last('select').tensor, { layer: steepest, tensor: 'gradW' });
      const { derivation } = panel.page?.model.frame ?? assert.fail();
      assert.equal(Math.abs(derivation?.value ?? NaN), largest[steepest]);
    }
  });

  it('says where a number comes from in place of the offer', async () => {
    const panel = await Panel.open(screen());
    assert.match(section(panel).textContent, /Select a number to see its chain rule\./);
    await panel.press('Start with the largest gradient', section(panel));
    assert.match(section(panel).textContent, /How the loss changes with the weight/);
    assert.ok(!visible(section(panel).querySelector('.hint')));
  });

  it('derives the number that is chosen in a matrix', async () => {
    const panel = await derived();
    const { derivation } = panel.page?.model.frame ?? assert.fail();
    const place = { tensor: 'gradW', layer: 1, row: 1, col: 0 };
    assert.deepEqual(derivation?.place, place);
    const words = section(panel).textContent;
    assert.match(words, /How the loss changes with the weight unit 2 → unit 1 of layer2/);
    assert.ok(visible(section(panel).querySelector('.derivation-blocks')));
    const value = exactNumber(derivation?.value ?? NaN);
    const said = `∂L/∂W²[2, 1], ${value}. How the loss changes`;
    assert.ok(panel.said().startsWith(said), panel.said());
  });

  it('shows every digit where that is wanted', async () => {
    const panel = await derived();
    const { derivation } = panel.page?.model.frame ?? assert.fail();
    const digits = exactNumber(derivation?.value ?? NaN)
      .replace('−', '')
      .slice(0, 12);
    assert.ok(!section(panel).querySelector('.formula')?.textContent.includes(digits));
    await panel.press('all digits: Every digit of every number', section(panel));
    const formulas = [...section(panel).querySelectorAll('.formula')];
    assert.ok(
      formulas.some(({ textContent }) => textContent.includes(digits)),
      digits,
    );
  });

  it('opens the numbers of a formula, and goes back', async () => {
    const panel = await derived();
    const [first] = links(panel);
    const name = first.getAttribute('aria-label')?.replace('Open the derivation of ', '');
    await panel.does(() => first.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    assert.deepEqual(crumbs(panel), ['∂L/∂W²[2, 1]', name]);
    const { tensor, layer, row, col } =
      panel.last('watch').watch.derivation?.place ?? assert.fail();
    assert.notEqual(tensor, 'gradW');
    assert.deepEqual(panel.last('select').tensor, { tensor, layer });
    const { selectedCell: cell } = panel.page?.choices ?? assert.fail();
    assert.deepEqual([cell?.row, cell?.col], [row, col]);
    const [second] = links(panel);
    await panel.key(second, 'Enter');
    assert.equal(crumbs(panel).length, 3);
    await panel.press('∂L/∂W²[2, 1]', section(panel));
    assert.deepEqual(panel.last('watch').watch.derivation?.place, {
      ...{ tensor: 'gradW', layer: 1, row: 1, col: 0 },
    });
    assert.equal(section(panel).querySelector<HTMLElement>('.trail')?.hidden, true);
  });

  it('goes on to the new weight, with the digits that the update changes', async () => {
    const panel = await derived();
    const { step } = panel.page?.model.frame?.derivation ?? assert.fail();
    const next = Math.abs(step?.next ?? NaN).toPrecision(8);
    const formulas = [...section(panel).querySelectorAll('.formula')];
    assert.ok(
      formulas.some(({ textContent }) => textContent.includes(next)),
      next,
    );
  });

  it('copies itself as LaTeX and as text, where the file lets it', async () => {
    const panel = await derived();
    const copy = async (words: string): Promise<string> => {
      await panel.press('Copy the derivation', section(panel));
      await panel.press(words, document.querySelector('.menu') ?? assert.fail());
      return panel.last('copy').text;
    };
    const latex = await copy('Copy as LaTeX');
    assert.match(latex, /^\\begin\{aligned\}\n/);
    assert.match(latex, /\\frac\{\\partial L\}\{\\partial W\^\{\(2\)\}_\{21\}\}/);
    assert.doesNotMatch(latex, /\\class/);
    const value = panel.page?.model.frame?.derivation?.value ?? NaN;
    const text = await copy('Copy as Text');
    assert.ok(text.startsWith(`∂L/∂W²[2, 1] = ${exactNumber(value)}\n`), text);
    const locked = await derived(
      XOR.replace('"seed": 3,', '"seed": 3, "policy": {"solution_export": false},'),
    );
    const button = section(locked).querySelector<HTMLButtonElement>('.icon-button');
    assert.ok(button?.disabled);
    assert.match(button.title, /not to be copied/);
  });

  it('is read, but not copied, where the file gives hints; where it gives none, it is not asked for', async () => {
    const under = (solution: string) =>
      derived(XOR.replace('"seed": 3,', `"seed": 3, "policy": {"solution": "${solution}"},`));
    const copyButton = (panel: Panel) =>
      section(panel).querySelector<HTMLButtonElement>('.icon-button');
    assert.equal(copyButton(await under('full'))?.disabled, false);
    const hint = await under('hint');
    assert.equal(copyButton(hint)?.disabled, true);
    assert.match(section(hint).textContent, /How the loss changes with the weight/);
    const off = await under('off');
    assert.equal(off.page?.model.frame?.derivation ?? null, null);
    assert.match(section(off).textContent, /solutions are not shown/);
    assert.doesNotMatch(section(off).textContent, /How the loss changes with the weight/);
  });

  it('follows the run, and asks again where another number is chosen', async () => {
    const panel = await derived();
    const before = section(panel).textContent;
    await panel.does(() => panel.session.step(1));
    assert.notEqual(section(panel).textContent, before);
    await panel.does(() => panel.page?.select({ layer: 0, tensor: 'weights' }, { row: 0, col: 2 }));
    const { place } = panel.page?.model.frame?.derivation ?? assert.fail();
    assert.deepEqual(place, { tensor: 'gradW', layer: 0, row: 0, col: 2 });
    assert.match(section(panel).textContent, /weight x1 → unit 3 of layer1/);
  });

  it('says nothing of a number that the network has no more', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(2));
    await panel.does(() => panel.page?.select({ layer: 0, tensor: 'gradW' }, { row: 1, col: 2 }));
    assert.match(section(panel).textContent, /weight x2 → unit 3 of layer1/);
    await panel.edit(XOR.replace('"units": 3', '"units": 2'));
    await panel.does(() => panel.session.step(1));
    assert.equal(panel.page?.model.frame?.derivation ?? null, null);
    assert.ok(!visible(section(panel).querySelector('.derivation-blocks')));
    assert.deepEqual(panel.all('failure'), []);
  });

  it('keeps what comes later in the pass to itself', async () => {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.stepLayer());
    await panel.does(() => panel.page?.select({ layer: 1, tensor: 'gradW' }, { row: 0, col: 0 }));
    assert.match(section(panel).textContent, /Computed later in this pass\./);
    assert.ok(!visible(section(panel).querySelector('.derivation-blocks')));
  });
});
