/** Hostile text in every field, through the whole extension, in a window in memory. */
import { MemoryHost } from './vscode/host';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import * as planted from '../../host/planted';
import { services } from './vscode/services';
import { types } from './vscode/types';
import { screen } from './vscode/window';
import { disk, workspace } from './vscode/workspace';

const NAME = '[f](command:planted) $(zap)';

describe('text of a file, in a window', () => {
  let host: MemoryHost;
  let looked: planted.Looked;
  beforeEach(() => {
    host = new MemoryHost();
    // Pictures of formulas have their own tests, and come with a build.
    const pictures = new TextEncoder().encode('{"activations":{},"losses":{}}');
    disk.put(types.Uri.joinPath(host.context.extensionUri, 'dist/formulas.json'), pictures);
    looked = new planted.Looked();
  });
  afterEach(() => host.dispose());

  async function opened(text: string, name = 'x.backprop.json'): Promise<vscode.Uri> {
    const uri = await host.open(name, text);
    const { session } = host.internal.sessions.open(uri);
    await session.check();
    return uri;
  }

  /** The status bar follows as often as can be read. */
  async function shown(): Promise<void> {
    const { statusItem } = host.internal;
    if (statusItem.shown) return;
    await new Promise<void>(resolve => statusItem.onDidShow(resolve));
  }

  /** What was said and asked so far; a list has icons of ours. */
  function lookAtQuestions(): void {
    looked.plain('said', screen.said);
    looked.plain(
      'progress',
      screen.progress.map(({ title }) => title),
    );
    for (const { title, items } of screen.asked) {
      looked.plain('questions', [title]);
      for (const item of items as (vscode.QuickPickItem | string)[]) {
        if (typeof item === 'string') continue;
        looked.plain('lists', [item.label], true);
        looked.plain('lists', [item.description, item.detail]);
      }
    }
  }

  function lookAtPlaces(): void {
    const problems = [...services.diagnostics.values()].flat();
    looked.plain(
      'Problems',
      problems.map(({ message }) => message),
    );
    looked.plain(
      'tabs',
      screen.panels.map(({ title }) => title),
    );
    for (const item of screen.statusItems) {
      looked.plain('status bar', [item.text as string], true);
      looked.plain('status bar', ((item.tooltip as string | undefined) ?? '').split('\n'));
    }
    const [{ description, badge }] = screen.views;
    looked.plain('view', [description, badge?.tooltip]);
  }

  async function lookAtText(uri: vscode.Uri): Promise<void> {
    const document = await workspace.openTextDocument(uri);
    const ask = <T>(kind: string, method: string, ...args: unknown[]): T | Promise<T> => {
      const provider = services.providers.get(kind) as Record<string, (...all: unknown[]) => T>;
      return provider[method](document, ...args);
    };
    for (const lens of await ask<vscode.CodeLens[]>('codeLens', 'provideCodeLenses'))
      looked.plain('lenses', [lens.command?.title], true);
    const symbols = await ask<vscode.DocumentSymbol[]>('symbols', 'provideDocumentSymbols');
    const all = (list: vscode.DocumentSymbol[]): vscode.DocumentSymbol[] =>
      list.flatMap(symbol => [symbol, ...all(symbol.children)]);
    for (const { name, detail } of all(symbols)) looked.plain('outline', [name, detail]);
    for (const { index } of document.getText().matchAll(/(?<=[[{,:]\s*)["\d]/g)) {
      const at = document.positionAt(index + 1);
      const hover = await ask<vscode.Hover | null>('hover', 'provideHover', at);
      for (const content of hover?.contents ?? [])
        looked.harmless('hovers', content as vscode.MarkdownString);
    }
  }

  it('is text wherever a run that is made of it shows it', async () => {
    disk.write(`${NAME}.csv`, planted.TABLE);
    const text = JSON.stringify(planted.trainable(`${NAME}.csv`), null, 1);
    const uri = await opened(text, `${NAME}.backprop.json`);
    screen.views[0].show(true);
    await host.run('train', uri);
    const { session } = host.internal.sessions.open(uri);
    assert.equal(session.view.status.state, 'done', session.view.status.message);
    await shown();
    await host.run('copyCsv', { layer: 0, tensor: 'weights' });
    await host.run('runSweep', uri);
    // The inspector is told whose network it shows when it comes to the front.
    await opened(JSON.stringify(planted.EXPRESSION), 'other.backprop.json');
    screen.show(await workspace.openTextDocument(uri));
    await lookAtText(uri);
    lookAtPlaces();
    lookAtQuestions();
    looked.carried('lenses', 'outline', 'hovers', 'tabs', 'status bar', 'view');
    looked.carried('progress', 'said');
  });

  for (const text of planted.TEXTS)
    it(`is text in every mistake: ${JSON.stringify(text)}`, async () => {
      const files = [planted.trainable('x.csv'), planted.MORE_FIELDS, planted.EXPRESSION];
      for (const [at, file] of files.entries()) {
        const spoilt = { ...(planted.spoilt(file, text) as object), version: 1 };
        const uri = await opened(JSON.stringify(spoilt, null, 1), `${at}.backprop.json`);
        for (const command of ['train', 'runSweep', 'checkGradients']) await host.run(command, uri);
        await lookAtText(uri);
        lookAtPlaces();
        lookAtQuestions();
      }
      looked.carried('Problems', 'outline');
    });

  it('is text in what a data file is called, which a notification names', async () => {
    const path = '/[Click here to download](command:runCommands?%7B%7D)';
    const data = { train: { type: 'csv', path } };
    const uri = await opened(JSON.stringify({ ...planted.trainable('x'), data }));
    await host.run('train', uri);
    const [said] = screen.said.filter(words => words.includes('Click here'));
    assert.match(said.replaceAll('\u2060', ''), /\[Click here to download\]\(command:run/);
    planted.assertPlain('notification', said);
  });

  it('is text in the questions about a table, and whether to replace its experiment', async () => {
    const csv = await host.open(`${NAME}.csv`, planted.TABLE);
    await host.run('newFromCsv', csv);
    await host.run('newFromCsv', csv);
    const label = ({ items }: { items: readonly unknown[] }, part: string) =>
      (items as vscode.QuickPickItem[]).find(item => item.label.includes(part));
    screen.answers.push(
      asked => label(asked, 'table'),
      asked => label(asked, 'zap'),
    );
    await host.run('newExperiment');
    assert.deepEqual(
      screen.asked.map(({ kind }) => kind),
      ['message', 'pick', 'pick'],
    );
    looked.plain('title', [screen.panels[0].title]);
    lookAtQuestions();
    looked.carried('questions');
  });

  it('is text in the list of earlier runs, and above their two files', async () => {
    const textOf = (name: string): string =>
      JSON.stringify({
        version: 1,
        data: { train: { type: 'generator', name: 'xor_easy' } },
        model: { layers: [{ name, units: 1, activation: 'sigmoid' }] },
        loss: { type: 'mse' },
        optimizer: { type: 'sgd', learning_rate: 0.1 },
      });
    const uri = await opened(textOf(planted.HOSTILE), `${NAME}.backprop.json`);
    for (const end of ['1', '2', '3']) {
      disk.retype(uri, textOf(planted.HOSTILE + end));
      await host.run('step', uri);
    }
    screen.answers.push(({ items }) => items[0]);
    await host.run('compareRuns', uri);
    assert.equal(screen.asked.at(-1)?.kind, 'pick');
    const { args } = services.ran.find(({ command }) => command === 'vscode.diff') ?? { args: [] };
    looked.plain('diff', [args[2] as string]);
    lookAtQuestions();
    looked.carried('lists', 'diff');
  });

  it('is text when a command fails with words of the editor', async () => {
    const uri = await opened(JSON.stringify(planted.EXPRESSION));
    const { source } = host.internal.sessions.open(uri);
    source.read = () => Promise.reject(new Error(`cannot open ${planted.HOSTILE}`));
    for (const command of ['train', 'runSweep', 'compareRuns', 'openPanel'])
      await host.run(command, uri);
    assert.ok(screen.said.some(words => words.startsWith('cannot open')));
    lookAtQuestions();
  });
});
