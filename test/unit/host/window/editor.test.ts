/** What the editor shows of an experiment: problems and fixes, lenses, hovers, outline, hints. */
import { openSample, provider, useHost } from './support';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type * as vscode from 'vscode';
import { editorSchema } from '../../../../src/experiment/schema';
import { until } from '../support';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { contents, disk, workspace } from '../vscode/workspace';

const { Range, SymbolKind } = types;
const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

interface Manifest {
  contributes: { jsonValidation: { url: string }[] };
}

describe('the editor beside an experiment', () => {
  const host = useHost();
  const documentOf = (uri: vscode.Uri) => workspace.openTextDocument(uri);
  const check = async (uri: vscode.Uri) => {
    await host().internal.sessions.open(uri).session.check();
  };
  const titles = async (uri: vscode.Uri): Promise<string[]> =>
    provider('codeLens')
      .provideCodeLenses(await documentOf(uri))
      .map(({ command }) => command?.title ?? '');
  /** The hover where this text begins. */
  const hoverAt = async (uri: vscode.Uri, text: string): Promise<string> => {
    const document = await documentOf(uri);
    const at = document.positionAt(document.getText().indexOf(text) + 1);
    const found = await provider('hover').provideHover(document, at);
    return (found?.contents[0] as vscode.MarkdownString | undefined)?.value ?? '';
  };

  it('has the schema that VS Code reads, at the address of the manifest', async () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const [{ url }] = contributes.jsonValidation;
    const uri = types.Uri.parse(url);
    const text = await contents.get(uri.scheme)?.provideTextDocumentContent(uri, NEVER);
    assert.deepEqual(JSON.parse(String(text)), editorSchema());
  });

  it('has a lens for each action and each layer, with its parameters', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await check(uri);
    const found = await titles(uri);
    assert.deepEqual(found.slice(0, 4), [
      ...['$(play) Train', '$(debug-step-over) Step', 'Inspect', 'Check gradients'],
    ]);
    assert.deepEqual(
      found.filter(title => title.includes('parameters')),
      [
        '2 × 2 + 2 = 6 parameters · kernel 2×2',
        '2 × 2 + 2 = 6 parameters · kernel 2×2',
        '2 × 1 + 1 = 3 parameters · kernel 2×1',
      ],
    );
    const layer = provider('codeLens')
      .provideCodeLenses(await documentOf(uri))
      .at(4)?.command;
    assert.deepEqual(layer?.arguments?.slice(1), [{ layer: 0, tensor: 'weights' }]);
  });

  it('hides each kind of lens by its setting', async () => {
    const uri = await openSample(host(), 'initial-range.backprop.json');
    await check(uri);
    for (const [kind, title] of Object.entries({
      file: 'Train',
      sweep: 'Run Sweep',
      layers: 'parameters',
      data: 'First rows',
    })) {
      assert.ok(
        (await titles(uri)).some(each => each.includes(title)),
        kind,
      );
      disk.set(`backprop.codeLens.${kind}`, false);
      assert.ok(!(await titles(uri)).some(each => each.includes(title)), kind);
      disk.set(`backprop.codeLens.${kind}`, true);
    }
  });

  it('says how checks stand once they are made', async () => {
    const text = sample('xor.backprop.json').replace(
      '"trainer"',
      '"checks": {"gradient_check": true},\n  "trainer"',
    );
    const uri = await host().open('checked.backprop.json', text);
    await check(uri);
    assert.ok((await titles(uri)).includes('$(play) Train to run the checks'));
    await host().run('train', uri);
    assert.ok((await titles(uri)).some(title => title === '$(pass) 1 of 1 check passed'));
  });

  it('has a lens for a pause while it trains, on a table too', async () => {
    disk.set('backprop.codeLens.csv', 'on');
    const uri = await host().open('pets.csv', 'a,b,kind\n1,2,0\n3,4,1\n2,2,0\n4,3,1\n');
    const sentence = ['target kind: 2 classes', '2 inputs', 'header: row 1', '4 rows'];
    assert.deepEqual(await titles(uri), [
      ...['$(play) Train Network', 'New Experiment from This Table'],
      ...sentence,
    ]);
    const states: string[] = [];
    host().internal.onDidChange(
      () => void titles(uri).then(([first]) => states.at(-1) === first || states.push(first)),
    );
    await host().run('train', uri);
    await Promise.resolve();
    assert.ok(states.includes('$(debug-pause) Pause'), states.join(', '));
    assert.deepEqual((await titles(uri)).slice(2), sentence);
  });

  it('places problems where they are, and mends them', async () => {
    const text = sample('xor.backprop.json').replace('"learning_rate"', '"lr"');
    const uri = await host().open('alias.backprop.json', text);
    await check(uri);
    const [problem] = services.diagnostics.get(uri.toString()) ?? [];
    const document = await documentOf(uri);
    assert.equal(document.getText(problem.range), '"lr"');
    const [action] = await provider('codeActions').provideCodeActions(document, problem.range);
    assert.ok(action.edit);
    await workspace.applyEdit(action.edit);
    assert.equal(document.getText(), sample('xor.backprop.json'));
    await check(uri);
    assert.deepEqual(services.diagnostics.get(uri.toString()) ?? [], []);
  });

  it('names a data file that is deleted, and no longer once it is there again', async () => {
    const name = 'three-gaussians.backprop.json';
    const uri = (await host().run('openSample', name)) as vscode.Uri;
    await check(uri);
    const opened = host().internal.sessionOf(uri) ?? assert.fail();
    const [table] = opened.source.dataFiles();
    const { session } = opened;
    const codes = () => session.checked.problems.map(({ id }) => id);
    assert.deepEqual(codes(), []);
    const text = disk.text(table) ?? '';
    disk.remove(table);
    await until(session, () => codes().includes('missing-file'));
    disk.put(table, new TextEncoder().encode(text));
    await until(session, () => codes().length === 0);
  });

  it('explains layers, losses, data and scaling where the pointer rests', async () => {
    const uri = (await host().run('openSample', 'three-gaussians.backprop.json')) as vscode.Uri;
    await check(uri);
    await host().run('step', uri);
    assert.match(await hoverAt(uri, '"units"'), /2×5[\s\S]*At step 1, on the next batch/);
    assert.match(await hoverAt(uri, '"sigmoid"'), /data:image\/svg|σ|sigmoid/);
    assert.match(await hoverAt(uri, '"train"'), /210 rows[\s\S]*\| *x1/);
    assert.match(await hoverAt(uri, '"type": "mse"'), /mean|sum/);
    assert.equal(await hoverAt(uri, '"seed"'), '');
  });

  it('does not show the numbers of another network', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await check(uri);
    await host().run('step', uri);
    disk.retype(uri, sample('xor.backprop.json').replace('"units": 2', '"units": 3'));
    await check(uri);
    assert.match(await hoverAt(uri, '"units": 3'), /was edited after this run/);
  });

  it('lists the parts of the file by name, with the ranges to go to', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    const document = await documentOf(uri);
    const symbols = provider('symbols').provideDocumentSymbols(document);
    const model = symbols.find(({ name }) => name === 'model');
    assert.equal(model?.children.length, 3);
    for (const { range, selectionRange } of symbols) assert.ok(range.contains(selectionRange));
    assert.ok(document.getText(model.range).includes('"units"'));
  });

  it('lists inputs and steps of an expression as what they are', async () => {
    const uri = await openSample(host(), 'gates.backprop.json');
    const symbols = provider('symbols').provideDocumentSymbols(await documentOf(uri));
    const { Function, Module, Number } = SymbolKind;
    assert.deepEqual(
      symbols.map(({ kind }) => kind),
      [Module],
    );
    assert.deepEqual(
      symbols[0].children.map(({ name, kind }) => [name, kind]),
      [...['x', 'y', 'z'].map(name => [name, Number]), ...['q', 'f'].map(name => [name, Function])],
    );
  });

  it('opens the first rows of each part', async () => {
    const uri = (await host().run('openSample', 'three-gaussians.backprop.json')) as vscode.Uri;
    await check(uri);
    const peeks = provider('codeLens')
      .provideCodeLenses(await documentOf(uri))
      .filter(({ command }) => command?.title === 'First rows');
    const ends = peeks.map(async ({ command }) => {
      const [{ uri: rows }] = command?.arguments?.[2] as vscode.Location[];
      return (await documentOf(rows)).getText().split('\n').at(-2)?.split(' · ')[0];
    });
    assert.deepEqual(await Promise.all(ends), ['210 rows', '90 rows']);
  });

  it('opens the first rows of the data, which follow it', async () => {
    const uri = (await host().run('openSample', 'three-gaussians.backprop.json')) as vscode.Uri;
    await check(uri);
    const peek = provider('codeLens')
      .provideCodeLenses(await documentOf(uri))
      .find(({ command }) => command?.title === 'First rows')?.command;
    assert.equal(peek?.command, 'editor.action.peekLocations');
    const [location] = peek.arguments?.[2] as vscode.Location[];
    const lines = (await documentOf(location.uri)).getText().split('\n');
    assert.match(lines[0], /^ *x1 +x2 +class$/);
    assert.match(lines.at(-2) ?? '', /^210 rows · 2 features/);
    let told = 0;
    contents.get(location.uri.scheme)?.onDidChange?.(() => told++);
    await check(uri);
    assert.equal(told, 1, 'the rows follow their file');
    disk.close(location.uri);
    await check(uri);
    assert.equal(told, 1, 'nobody looks at them any more');
  });

  it('shows the value and the gradient beside each step of an expression', async () => {
    const uri = await openSample(host(), 'gates.backprop.json');
    await check(uri);
    const document = await documentOf(uri);
    const all = new Range(0, 0, document.lineCount, 0);
    const hints = await provider('inlayHints').provideInlayHints(document, all);
    assert.deepEqual(
      hints.map(({ position, label }) => [document.lineAt(position).text.trim(), label]),
      [
        ['"x": -2,', '∂f/∂x = −8'],
        ['"y": 5,', '∂f/∂y = −4'],
        ['"z": -4', '∂f/∂z = 1'],
        ['"q = 2*x + y",', '= 1 · ∂f/∂q = −4'],
        ['"f = q * z"', '= −4 · ∂f/∂f = 1'],
      ],
    );
    disk.set('backprop.inlayHints', false);
    assert.deepEqual(await provider('inlayHints').provideInlayHints(document, all), []);
  });
});
