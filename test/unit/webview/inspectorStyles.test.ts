/** The style sheet of the inspector: its colours are the theme's, and nothing in it is for nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { useDom } from './dom';
import { layerOf, pictureOf, tensorOf } from './inspectorPictures';
import type { ToInspector } from '../../../src/protocol/inspector/inspector';

const FILE = path.join(__dirname, '../../../webview/inspector/inspector.css');
const CSS = readFileSync(FILE, 'utf8').replace(/\/\*[^]*?\*\//g, '');
const RULES = [...CSS.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors, body]) => ({
  selectors: selectors.split(',').map(each => each.trim()),
  body,
}));

describe('the style sheet of the inspector', () => {
  const { screen } = useDom();

  it('takes every colour from the theme', () => {
    const bare = CSS.replace(/var\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '').replace(
      /#[\w-]+ ?[{,]/g,
      '',
    );
    assert.doesNotMatch(bare, /#[\da-f]{3,8}\b|\b(?:rgb|hsl)a?\(/i);
  });

  it('ends in dots only what stands on one line', () => {
    for (const { selectors, body } of RULES)
      if (body.includes('text-overflow')) {
        assert.match(body, /white-space: nowrap/, selectors.join());
        assert.match(body, /overflow: hidden/, selectors.join());
      }
  });

  it('has a rule for nothing that is not on the page', async () => {
    const { InspectorPage } = await import('../../../webview/inspector/page');
    const root = document.createElement('div');
    root.id = 'app';
    document.body.replaceChildren(root);
    document.body.className = 'vscode-high-contrast vscode-high-contrast-light';
    let receive: (message: ToInspector) => void = () => undefined;
    const host = { post: () => undefined, kept: () => null, keep: () => undefined };
    new InspectorPage(root, { ...host, listen: told => void (receive = told) }).start();
    receive({ type: 'welcome', welcome: 'idle' });
    while (screen().frame());
    const { stats } = tensorOf('delta', 1);
    const fresh = tensorOf('delta', 1, {
      mark: 'new',
      stats: stats && { ...stats, nonFinite: 3 },
    });
    const chosen = { layer: 0, tensor: 'delta' } as const;
    const layers = [layerOf('layer1', 1, { tensors: [fresh] })];
    receive({ type: 'inspector', picture: pictureOf({ layers, chosen, batchLoss: NaN }) });
    while (screen().frame());
    root.querySelector('.step-field')?.setAttribute('aria-invalid', 'true');
    root.querySelector('.fill')?.setAttribute('data-measure', 'saturated');
    const elsewhere = /^:root|^html|^body\.vscode-dark|vscode-high-contrast:not/;
    const unmatched = RULES.flatMap(({ selectors }) => selectors)
      .filter(selector => !elsewhere.test(selector))
      .filter(selector => {
        const bare = selector
          .replace(/::[\w-]+/g, '')
          .replace(/:(?:focus-visible|focus|hover|not\(\.[\w-]+\))/g, '')
          .trim();
        return bare !== '' && !document.querySelector(bare);
      });
    assert.deepEqual(unmatched, []);
  });
});
