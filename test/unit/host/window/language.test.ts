/** The window in the display language of Taiwan: what the editor shows of an experiment, and its schema. */
import { openSample, provider, useHost } from './support';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type * as vscode from 'vscode';
import { editorSchema } from '../../../../src/experiment/schema';
import { textsIn } from '../../../../src/host/editor/schemaWords';
import { speak } from '../../../../src/host/words/say';
import { screen } from '../vscode/window';
import { env, l10n } from '../vscode/services';
import { types } from '../vscode/types';
import { contents, disk, workspace } from '../vscode/workspace';

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
const BUNDLE = 'media/l10n/bundle.l10n.zh-tw.json';

describe('the display language zh-tw', () => {
  beforeEach(() => {
    const bundle: unknown = JSON.parse(readFileSync(BUNDLE, 'utf8'));
    Object.assign(env, { language: 'zh-tw' });
    Object.assign(l10n, { bundle, uri: types.Uri.parse(`memory:/extension/${BUNDLE}`) });
  });
  const host = useHost();
  afterEach(() => {
    Object.assign(env, { language: 'en' });
    Object.assign(l10n, { bundle: undefined, uri: undefined });
    speak(undefined);
  });
  const hoverAt = async (uri: vscode.Uri, text: string): Promise<string> => {
    const document = await workspace.openTextDocument(uri);
    const at = document.positionAt(document.getText().indexOf(text) + 1);
    const found = await provider('hover').provideHover(document, at);
    const [words] = (found?.contents ?? []) as vscode.MarkdownString[];
    return (words?.value ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
  };

  it('is that of lenses, hovers and what is said in between', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().internal.sessions.open(uri).session.check();
    const lenses = provider('codeLens').provideCodeLenses(await workspace.openTextDocument(uri));
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.deepEqual(titles.slice(0, 3), ['$(play) 訓練', '$(debug-step-over) 走一步', '檢視']);
    assert.ok(titles.includes('2 × 1 + 1 = 3 個參數 · kernel 2×1'), titles.join('\n'));
    assert.match(await hoverAt(uri, '"loss"'), /每個 epoch 一次更新，使用 21 筆。/);
    await host().run('fork', uri);
    assert.deepEqual(screen.said.slice(-1), ['還沒有可以建立分支的執行：請先走一步或訓練。']);
  });

  it('is that of a page, which has the words with it', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await host().run('openPanel', uri);
    const { html } = screen.panels[0].webview;
    assert.match(html, /<html lang="zh-tw">/);
    const given = /<script type="application\/json" id="translations">(.*)<\/script>/.exec(
      html,
    )?.[1];
    const words = JSON.parse(given ?? '') as Record<string, string>;
    assert.equal(words['Train'], '訓練');
    // Words that hold < would end the script.
    assert.doesNotMatch(given ?? '', /</);
    assert.equal(words['{0} saturated (|f′(z)| < 0.01)'], '{0} 飽和 (|f′(z)| < 0.01)');
  });

  it('is that of what a table was taken for', async () => {
    disk.set('backprop.codeLens.csv', 'on');
    const csv = await host().open('pets.csv', 'a,b,kind\n1,2,0\n3,4,1\n');
    const lenses = provider('codeLens').provideCodeLenses(await workspace.openTextDocument(csv));
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      [
        '$(play) 訓練網路',
        '用此表格新增實驗',
        '目標 kind：2 個類別',
        '2 個輸入',
        '表頭：第 1 列',
        '2 筆',
      ],
    );
  });

  it('is that of the schema, whose names, values and rules stay as they are', async () => {
    const uri = types.Uri.parse('backprop-schema://media/experiment.editor.json');
    const text = await contents.get(uri.scheme)?.provideTextDocumentContent(uri, NEVER);
    const served: unknown = JSON.parse(String(text));
    const formulas = textsIn(served).filter(words => !/[\u4e00-\u9fff]/.test(words));
    assert.ok(formulas.length < 15, formulas.join('\n'));
    // Of a field whose name is that of a keyword.
    assert.match(String(text), /"description":\{"description":"用一句話說明它展示什麼/);
    const blank = (value: unknown): unknown => JSON.parse(JSON.stringify(value, withoutTexts));
    assert.deepEqual(blank(served), blank(editorSchema()));
  });
});

/** Where a property of the file is called like a keyword, it holds an object. */
function withoutTexts(key: string, value: unknown): unknown {
  if (key === 'enumDescriptions') return null;
  const isText = ['title', 'description', 'label'].includes(key) && typeof value === 'string';
  return isText ? null : value;
}
