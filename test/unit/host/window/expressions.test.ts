/** What the commands do to an expression, and where its hints stand. */
import { openSample, provider, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { types } from '../vscode/types';
import { disk, workspace } from '../vscode/workspace';

describe('an expression', () => {
  const host = useHost();

  it('goes one gate further and one back, to the beginning and to its end', async () => {
    const uri = await openSample(host(), 'gates.backprop.json');
    await host().run('inspect', uri);
    const { expression } = host().internal.sessions.open(uri);
    const whole = expression.position;
    const positions: number[] = [];
    for (const command of ['reset', 'step', 'stepLayer', 'stepGate', 'stepBack', 'inspect']) {
      await host().run(command, uri);
      positions.push(expression.position);
    }
    assert.ok(whole > 3);
    assert.deepEqual(positions, [0, 1, 2, 3, 2, whole]);
  });

  it('has its hints behind its values, with where each gradient comes from', async () => {
    const uri = await openSample(host(), 'gates.backprop.json');
    await host().internal.sessions.open(uri).session.check();
    const document = await workspace.openTextDocument(uri);
    const all = new types.Range(0, 0, document.lineCount, 0);
    const hints = await provider('inlayHints').provideInlayHints(document, all);
    const before = hints.map(({ position: { line, character } }) =>
      document.lineAt(line).text.slice(0, character).trim(),
    );
    assert.deepEqual(before, [...['"x": -2', '"y": 5', '"z": -4', '"q = 2*x + y"', '"f = q * z"']]);
    assert.ok(
      hints.every(({ paddingLeft }) => paddingLeft),
      'apart from the value',
    );
    const [{ tooltip }] = hints;
    const words = (tooltip as vscode.MarkdownString).value.replace(/\\/g, '');
    assert.match(words, /through 2\*x: .*local gradient = /);
  });

  it('has its hints shown anew where their setting changes', () => {
    let asked = 0;
    provider('inlayHints').onDidChangeInlayHints(() => asked++);
    disk.set('backprop.inlayHints', false);
    assert.equal(asked, 1);
    disk.set('editor.inlayHints', false);
    assert.equal(asked, 1);
  });
});
