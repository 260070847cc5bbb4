/** What the panel shows of dropout: its mask as a matrix, in the words of a pass, in derivations. */
import assert from 'node:assert/strict';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';
import { DROPOUT } from './transcripts/scenes';

describe('The panel of an experiment with dropout', () => {
  const { screen } = useDom();
  let page: object = {};
  before(() => {
    const typeset = (tex: string, node: HTMLElement): void => node.replaceChildren(tex);
    page = Object.assign(window, { typesetter: { typeset } });
  });
  after(() => Reflect.deleteProperty(page, 'typesetter'));

  const kinds = (): HTMLElement[] => {
    const groups = [...document.querySelectorAll<HTMLElement>('[role=radiogroup]')];
    const group = groups.find(
      each => each.getAttribute('aria-label') === 'Tensor of this layer that is shown',
    );
    const buttons = [...(group ?? assert.fail()).querySelectorAll<HTMLElement>('button')];
    return buttons.filter(button => !button.hidden);
  };
  const plain = (tex: string): string =>
    tex.replace(/\\class\{[^}]*\}|\\displaystyle|\\;|[\s{}]/g, '');

  it('offers the mask as a matrix of the layer that it follows', async () => {
    const panel = await Panel.open(screen(), DROPOUT);
    await panel.does(() => panel.session.step(2));
    const button = kinds().find(({ textContent }) => textContent === 'm') ?? assert.fail();
    assert.match(button.title, /^m: mask of the dropout, which multiplies the activations/);
    await panel.does(() => panel.page?.highlight({ layer: 1, tensor: 'weights' }, null));
    await panel.does(() => button.click());
    const matrices = panel.section('matrices');
    assert.match(matrices.textContent, /A layer that no dropout follows has no mask/);
    await panel.does(() => panel.page?.select({ layer: 0, tensor: 'mask' }, { row: 1, col: 0 }));
    assert.match(matrices.textContent, /m¹/);
    assert.doesNotMatch(matrices.textContent, /no dropout follows/);
    const shown = panel.page?.model.tensor({ layer: 0, tensor: 'mask' }) ?? assert.fail();
    assert.deepEqual([...new Set(shown.data)].sort(), [0, 2]);
    const text = panel.section('derivation').textContent;
    assert.match(text, /What dropout multiplies the activation of unit 1 of layer1 by, for row 2/);
    assert.match(text, /A given number/);
  });

  it('offers none where there is none, and leaves it where the dropout is taken out', async () => {
    const panel = await Panel.open(screen(), DROPOUT);
    await panel.does(() => panel.session.step(2));
    const button = kinds().find(({ textContent }) => textContent === 'm');
    await panel.does(() => button?.click());
    await panel.edit(XOR);
    await panel.does(() => panel.session.step(1));
    assert.ok(!kinds().some(({ textContent }) => textContent === 'm'));
    const chosen = kinds().filter(each => each.getAttribute('aria-checked') === 'true');
    assert.equal(chosen.length, 1);
    assert.doesNotMatch(panel.section('matrices').textContent, /no dropout follows/);
  });

  it('writes it into the products of whole matrices, forward and backward', async () => {
    const panel = await Panel.open(screen(), DROPOUT);
    await panel.does(() => panel.session.step(2));
    const derive = async (layer: number, tensor: 'z' | 'delta' | 'gradW'): Promise<string> => {
      await panel.does(() => panel.page?.select({ layer, tensor }, { row: 0, col: 0 }));
      return plain(panel.section('derivation').textContent);
    };
    const masked = plain('\\left(a^{(1)} \\odot m^{(1)}\\right)');
    assert.ok((await derive(1, 'z')).includes(masked));
    assert.ok((await derive(1, 'gradW')).includes(masked));
    assert.match(await derive(0, 'delta'), /\\odot\\underset7\\times3m\^\(1\)/);
  });

  it('says it of a pass, layer by layer', async () => {
    const panel = await Panel.open(screen(), DROPOUT);
    const said: string[] = [];
    for (let at = 0; at < 5; at++) {
      await panel.does(() => panel.session.stepLayer());
      said.push(panel.find('.pass-words').textContent);
    }
    assert.match(said[0], /a¹ = tanh\(z¹\)$/);
    assert.match(said[1], /z² = \(a¹ ∘ m¹\) · W² \+ b²/);
    assert.match(said[3], /∂W² = \(a¹ ∘ m¹\)ᵀ · δ²/);
    assert.match(said[4], /δ¹ = δ² · W²ᵀ ∘ m¹ ∘ tanh′\(z¹\)/);
  });
});
