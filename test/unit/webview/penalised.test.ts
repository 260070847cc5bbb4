/** What the panel shows of a penalty: in the matrices, and in the derivation of a gradient. */
import assert from 'node:assert/strict';
import { exactNumber } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';

const PENALISED = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.5, "weight_decay": 0.3');

describe('The panel of an experiment with a penalty', () => {
  const { screen } = useDom();
  let page: object = {};
  before(() => {
    const typeset = (tex: string, node: HTMLElement): void => node.replaceChildren(tex);
    page = Object.assign(window, { typesetter: { typeset } });
  });
  after(() => Reflect.deleteProperty(page, 'typesetter'));

  const kinds = (panel: Panel): HTMLElement[] => {
    const names = [...document.querySelectorAll<HTMLElement>('[role=radiogroup]')];
    const group = names.find(
      each => each.getAttribute('aria-label') === 'Tensor of this layer that is shown',
    );
    const buttons = [...(group ?? assert.fail()).querySelectorAll<HTMLElement>('button')];
    assert.ok(panel.page);
    return buttons.filter(button => !button.hidden);
  };
  const labels = (panel: Panel) => kinds(panel).map(({ textContent }) => textContent);

  async function stepped(text: string): Promise<Panel> {
    const panel = await Panel.open(screen(), text);
    await panel.does(() => panel.session.step(2));
    return panel;
  }
  const select = (panel: Panel, tensor: 'gradW' | 'gradW_penalized') =>
    panel.does(() => panel.page?.select({ layer: 1, tensor }, { row: 1, col: 0 }));
  const press = async (panel: Panel, label: string): Promise<void> => {
    const button = kinds(panel).find(({ textContent }) => textContent === label);
    await panel.does(() => button?.click());
  };
  /** The note above the penalised gradient, where it can be seen. */
  const penaltyNote = (panel: Panel): HTMLElement | undefined => {
    const notes = [...panel.section('derivation').querySelectorAll<HTMLElement>('.note')];
    return notes.find(
      ({ textContent, hidden }) => !hidden && textContent.startsWith('With the pe'),
    );
  };
  const derivation = (panel: Panel) => panel.page?.model.frame?.derivation ?? assert.fail();

  it('offers the matrices of both gradients, by names of their own', async () => {
    const panel = await stepped(PENALISED);
    assert.deepEqual(labels(panel).slice(0, 4), ['W', '∂L/∂W', '∂(L + penalty)/∂W', 'ΔW']);
    await press(panel, '∂(L + penalty)/∂W');
    await select(panel, 'gradW_penalized');
    const text = panel.section('matrices').textContent;
    assert.match(text, /∂\(L \+ penalty\)\/∂W²/);
    const ref = { layer: 1, tensor: 'gradW_penalized' } as const;
    const shown = panel.page?.model.tensor(ref) ?? assert.fail();
    assert.equal(shown.data[shown.cols], derivation(panel).value);
  });

  it('offers one where there is none, and passes it over by key', async () => {
    const panel = await stepped(XOR);
    assert.deepEqual(labels(panel).slice(0, 3), ['W', '∂L/∂W', 'ΔW']);
    const [weights, gradients, updates] = kinds(panel);
    for (const from of [weights, gradients]) {
      from.focus();
      await panel.key(from, 'ArrowRight');
    }
    assert.equal(updates.getAttribute('aria-checked'), 'true');
    assert.equal(document.activeElement, updates);
  });

  it('goes back to the gradient of the loss where the penalty is taken out', async () => {
    const panel = await stepped(PENALISED);
    await press(panel, '∂(L + penalty)/∂W');
    await panel.edit(XOR);
    await panel.does(() => panel.session.step(1));
    const chosen = kinds(panel).find(each => each.getAttribute('aria-checked') === 'true');
    assert.equal(chosen?.textContent, '∂L/∂W');
  });

  it('derives the penalised gradient, and the step from it, below that of the loss', async () => {
    const panel = await stepped(PENALISED);
    await select(panel, 'gradW');
    const text = panel.section('derivation').textContent;
    const objective = '\\frac{\\partial (L + \\text{penalty})}{\\partial W^{(2)}_{21}}';
    assert.ok(penaltyNote(panel));
    const symbols = `${objective} = \\frac{\\partial L}{\\partial W^{(2)}_{21}}+ 0.3 \\cdot W^{(2)}_{21}`;
    const plain = (tex: string) =>
      tex.replace(/\\class\{open-\d+\}|\\displaystyle|\\;|[\s{}]/g, '');
    assert.ok(plain(text).includes(plain(symbols)), text);
    assert.ok(plain(text).includes(plain(`- \\eta \\cdot ${objective}`)), text);
    const { step, value } = derivation(panel);
    assert.notEqual(step?.penalized?.value, value);
  });

  it('derives it by itself too, in words and by its finite difference', async () => {
    const panel = await stepped(PENALISED);
    await select(panel, 'gradW_penalized');
    const { value, difference } = derivation(panel);
    assert.equal(difference?.kind, 'computed');
    const text = panel.section('derivation').textContent;
    assert.match(text, /How the loss and the penalty together change with the weight unit 2/);
    assert.match(text, /Weight decay 0\.3000 adds 0\.3000 times the parameter p/);
    assert.equal(penaltyNote(panel), undefined);
    const said = `∂(L + penalty)/∂W²[2, 1], ${exactNumber(value)}. How the loss and the penalty`;
    assert.ok(panel.said().startsWith(said), panel.said());
    await panel.edit(PENALISED.replace('0.3', '0.4'));
    await panel.does(() => panel.session.step(2));
    assert.notEqual(derivation(panel).value, value);
  });

  it('says nothing of a penalty where there is none', async () => {
    const panel = await stepped(XOR);
    await select(panel, 'gradW');
    assert.equal(penaltyNote(panel), undefined);
    assert.equal(derivation(panel).step?.penalized, null);
  });
});
