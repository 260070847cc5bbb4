/** Way 8: ask a number where it comes from, by mouse and by keyboard; the answer follows each step. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('deriving a number', () => {
  const workbench = useWorkbench();
  const panel = (): PanelPage => new PanelPage(workbench());
  const section = (): Locator => panel().section('derivation');
  const heat = (): Locator => panel().section('matrices').locator('.heat').first();
  const says = (words: string): Promise<void> =>
    section().locator('.derivation-is').filter({ hasText: words }).waitFor();
  /** With all its digits. */
  const exact = async (): Promise<string> =>
    (await section().locator('.derivation-name').getAttribute('title')) ?? '';

  it('begins with a click on a gradient', async () => {
    await workbench().openFile('by-hand.backprop.json');
    await workbench().lens('Inspect').waitFor();
    await workbench().runCommand('Backprop: Open Panel');
    await panel().waitForStatus(/Ready/);
    await panel().tab('Inspect').click();
    await panel().chooseTensor('∂E/∂W');
    await heat().click({ position: { x: 60, y: 32 } });
    await says('How the loss changes with the weight x1 → unit 1 of layer1');
    await panel().waitForInView(section().locator('.derivation-name'));
    assert.match(await exact(), /^0\.00043856773/);
    const text = await section().textContent();
    assert.match(text ?? '', /finite difference 4\.386e−4 · relative error/);
    assert.match(text ?? '', /E = ½ \(o − t\)², summed over 2 outputs/);
    await workbench().screenshot('8-derivation');
  });

  it('is typeset as mathematics, with the shapes below the factors', async () => {
    const symbols = section().locator('.derivation-part math').nth(1);
    assert.match((await symbols.textContent()) ?? '', /x.*1×2.*δ.*1×2/);
    assert.equal(await section().locator('.temml-error').count(), 0);
  });

  it('is read out: formulas as mathematics, their numbers as links with names', async () => {
    const tree = await section().locator('.derivation-part:not(.typed)').nth(1).ariaSnapshot();
    // The factors with their links inside of the mathematics, and the result below them.
    assert.match(tree, /^ *- math:\n +- text: "?="?\n +- link "Open the derivation of /m);
    assert.match(tree, /^ *- math: "?= \d/m);
    const links = section().getByRole('link', { name: /^Open the derivation of (x|δ)/ });
    assert.ok((await links.count()) >= 4, tree);
    for (const link of await links.all()) assert.equal(await link.getAttribute('tabindex'), '0');
  });

  it('is whole at 200 % zoom: formulas and tables scroll, nothing is cut off', async () => {
    const zoomed = await section()
      .locator('.derivation')
      .evaluate(async box => {
        const root = document.documentElement;
        root.style.zoom = '2';
        await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const wide = [...box.querySelectorAll<HTMLElement>('*')].filter(
          node =>
            node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline',
        );
        return {
          page: root.scrollWidth - root.clientWidth,
          cut: wide
            .filter(node => ['hidden', 'clip'].includes(getComputedStyle(node).overflowX))
            .map(node => node.className),
          scrolling: wide
            .filter(node => ['auto', 'scroll'].includes(getComputedStyle(node).overflowX))
            .map(node => node.classList[0]),
        };
      });
    await workbench().screenshot('8-derivation-zoomed');
    await section().evaluate(() => (document.documentElement.style.zoom = ''));
    assert.ok(zoomed.page <= 0, `the page is ${zoomed.page} px too wide`);
    assert.deepEqual(zoomed.cut, []);
    for (const name of zoomed.scrolling) assert.match(name, /^(formula|table-frame)$/);
  });

  it('follows a step', async () => {
    const before = await exact();
    await section().getByText('Written out down to the loss').click();
    await section().locator('.path').nth(1).waitFor();
    await panel().button('Step').click();
    await panel().waitForStatus(/epoch 1 of/);
    const name = section().locator('.derivation-name');
    await name.and(section().locator(`:not([title="${before}"])`)).waitFor();
    assert.match(await exact(), /^0\.000/);
  });

  it('follows the keyboard from number to number, and back', async () => {
    await heat().focus();
    await heat().press('ArrowRight');
    await heat().press('ArrowRight');
    await heat().press('Enter');
    await says('the weight x1 → unit 2 of layer1');
    const delta = section().locator('.pieces .openable').nth(1);
    await delta.press('Enter');
    await says('the weighted sum of unit 2 of layer1');
    await section().getByRole('button', { name: '∂E/∂W¹[1, 2]' }).press('Enter');
    await says('the weight x1 → unit 2 of layer1');
    await workbench().screenshot('8-derivation-keyboard');
  });

  it('begins with a tensor of the inspector as well: its largest number', async () => {
    await workbench().inspect();
    await workbench().inspectorRow('net').click();
    await says('Weighted sum of unit 2 of layer1');
  });
});
