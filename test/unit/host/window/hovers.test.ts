/** Where a hover stands, and what of a run it shows. */
import { openSample, provider, useHost } from './support';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { ROOT } from '../../../tools/library/process';
import { services } from '../vscode/services';
import { screen } from '../vscode/window';
import { workspace } from '../vscode/workspace';

describe('a hover', () => {
  const host = useHost();
  const check = (uri: vscode.Uri) => host().internal.sessions.open(uri).session.check();
  /** Over the first place of this text, behind `after`. */
  const over = async (uri: vscode.Uri, text: string, after = '') => {
    const document = await workspace.openTextDocument(uri);
    const whole = document.getText();
    const at = whole.indexOf(text, whole.indexOf(after));
    const found = await provider('hover').provideHover(document, document.positionAt(at + 1));
    const [content] = (found?.contents ?? []) as vscode.MarkdownString[];
    const words = decodeURIComponent(content.value).replace(/\\([!-/:-@[-`{-~])/g, '$1');
    return { words, on: found?.range && document.getText(found.range) };
  };

  it('stands at what it is about, and is about just that', async () => {
    const uri = (await host().run('openSample', 'three-gaussians.backprop.json')) as vscode.Uri;
    await check(uri);
    const test = await over(uri, '"test"');
    assert.equal(test.on, '"test"');
    assert.match(test.words, /^90 rows/);
    const loss = await over(uri, '"mse"', '"loss"');
    assert.equal(loss.on, '"mse"');
    assert.match(loss.words, /Each update/);
    const accuracy = await over(uri, '"accuracy"', '"metrics"');
    assert.match(accuracy.words, /^accuracy|^`accuracy` is the share of rows/);
    assert.doesNotMatch(accuracy.words, /Each update/);
  });

  it('leads on to the heading of the guide that is about it', async () => {
    const uri = (await host().run('openSample', 'three-gaussians.backprop.json')) as vscode.Uri;
    await check(uri);
    const guide = readFileSync(path.join(ROOT, 'media/docs/format.md'), 'utf8');
    const slugs = [...guide.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading.toLowerCase().replace(/[`.]/g, '').replaceAll(' ', '-'),
    );
    const document = await workspace.openTextDocument(uri);
    const whole = document.getText();
    const headings: string[] = [];
    for (const text of ['"units"', '"sigmoid"', '"batch_reduction"', '"accuracy"', '"test"']) {
      const at = document.positionAt(whole.indexOf(text) + 1);
      const found = await provider('hover').provideHover(document, at);
      const link = (found?.contents as vscode.MarkdownString[]).at(-1);
      assert.deepEqual(link?.isTrusted, { enabledCommands: ['backprop.openGuide'] });
      const place = /\?(.*)\)$/.exec(link.value)?.[1] ?? '';
      const [file, heading] = JSON.parse(decodeURIComponent(place)) as [string, string];
      assert.ok(slugs.includes(heading), heading);
      headings.push(heading);
      await host().run('openGuide', file, heading);
      const opened = services.ran.findLast(({ command }) => command === 'markdown.showPreview');
      assert.equal((opened?.args[0] as vscode.Uri).fragment, heading);
    }
    assert.deepEqual(headings, ['modellayers', 'modellayers', 'loss', 'metrics', 'data']);
  });

  it('draws its formula in the ink of the theme', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    const inks: string[] = [];
    for (const kind of [1, 2, 3, 4]) {
      screen.theme = kind;
      const { words } = await over(uri, '"mse"');
      inks.push(/fill="(#\w+)"/.exec(words)?.[1] ?? '');
    }
    const [light, dark, contrast, lightContrast] = inks;
    const brightness = (ink: string): number => parseInt(ink.slice(1, 3), 16);
    for (const ink of [light, lightContrast]) assert.ok(brightness(ink) < 0x50, ink);
    for (const ink of [dark, contrast]) assert.ok(brightness(ink) > 0xb0, ink);
  });

  it('shows of a pass that is followed what it has come to', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await check(uri);
    await host().run('stepLayer', uri);
    const tensors = async () => {
      const { words } = await over(uri, '"units"');
      return [...words.matchAll(/^\| (\S+) \| \d/gm)].map(([, symbol]) => symbol);
    };
    const [first, whole] = [await tensors(), (await host().run('step', uri), await tensors())];
    assert.ok(first.includes('z') && !first.includes('δ'), first.join());
    assert.ok(whole.includes('δ'), whole.join());
  });
});
