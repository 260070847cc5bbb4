/** Hostile text in every field, in tables and in the names of files: on no surface is it markup. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, type Asked } from './answering';
import * as planted from './planted';
import { checked, closeAll, extension, fresh, eventually, lenses, show, write } from './support';

const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`backprop.${command}`, ...args);

/** What the file itself shows: Problems and their fixes, lenses, hovers, outline, hints. */
async function lookAtFile(uri: vscode.Uri, looked: planted.Looked): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const ask = <T>(provider: string, ...args: unknown[]): Thenable<T[]> =>
    vscode.commands.executeCommand<T[]>(`vscode.execute${provider}`, uri, ...args);
  const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Backprop');
  looked.plain(
    'Problems',
    ours.map(({ message }) => message),
  );
  const fixes = await ask<vscode.CodeAction>('CodeActionProvider', whole);
  const own = fixes.filter(fix => fix.diagnostics?.some(({ source }) => source === 'Backprop'));
  looked.plain(
    'fixes',
    own.map(({ title }) => title),
  );
  const titles = (await lenses(uri)).map(({ command }) => command?.title);
  looked.plain('lenses', titles, true);
  for (const hint of await ask<vscode.InlayHint>('InlayHintProvider', whole)) {
    looked.plain('hints', [typeof hint.label === 'string' ? hint.label : '']);
    looked.harmless('hints', hint.tooltip);
  }
  lookAtSymbols(await ask<vscode.DocumentSymbol>('DocumentSymbolProvider'), looked);
  const text = document.getText();
  for (const { index } of text.matchAll(/(?<=[[{,:]\s*)["\d]/g)) {
    const hovers = await ask<vscode.Hover>('HoverProvider', document.positionAt(index + 1));
    for (const content of hovers.flatMap(({ contents }) => contents))
      // The schema's own sentences have nothing of the file.
      if (content instanceof vscode.MarkdownString && planted.PLANTED.test(content.value))
        looked.harmless('hovers', content);
  }
}

/** The editor's own outline of JSON is among them; what is an object or a function is ours. */
function lookAtSymbols(symbols: readonly vscode.DocumentSymbol[], looked: planted.Looked): void {
  const kinds = [vscode.SymbolKind.Object, vscode.SymbolKind.Function];
  for (const { kind, name, detail, children } of symbols) {
    if (kinds.includes(kind)) looked.plain('outline', [name, detail]);
    lookAtSymbols(children, looked);
  }
}

/** What a run shows: status bar, tab; the inspector’s page is the page’s own affair. */
async function lookAtRun(uri: vscode.Uri, looked: planted.Looked): Promise<void> {
  const { panels, statusItem, onDidChange } = await extension();
  looked.plain('tab', [panels.get(uri)?.panel.title]);
  assert.ok(onDidChange);
  looked.plain('status bar', [statusItem.shown?.text], true);
  const { tooltip } = statusItem.shown ?? {};
  for (const line of (typeof tooltip === 'string' ? tooltip : '').split('\n'))
    looked.plain('status bar', [line]);
}

function lookAtAsked(
  { errors, questions, lists, mentions, progress }: Asked,
  looked: planted.Looked,
) {
  looked.plain('notifications', errors);
  looked.plain('questions', questions);
  looked.plain('progress', progress);
  looked.plain('mentions', mentions);
  for (const { title, items } of lists) {
    looked.plain('lists', [title]);
    for (const { label, description, detail } of items) {
      looked.plain('lists', [label], true);
      looked.plain('lists', [description, detail]);
    }
  }
}

describe('text of a file', () => {
  afterEach(closeAll);

  it('is text wherever a run that is made of it shows it', async function () {
    this.timeout(120_000);
    const table = `[t](command:planted) $(zap) ${crypto.randomUUID()}.csv`;
    await write(table, planted.TABLE);
    const text = JSON.stringify(planted.trainable(table), null, 1);
    const uri = await write(
      `[f](command:planted) $(zap) ${crypto.randomUUID()}.backprop.json`,
      text,
    );
    await show(uri);
    const { session } = await checked(uri);
    assert.deepEqual(session.checked.problems, []);
    const looked = new planted.Looked();
    await answering({ pick: ([first]) => first }, async asked => {
      await run('inspect', uri);
      await run('train', uri);
      assert.equal(session.view.status.state, 'done', session.view.status.message);
      const { statusItem } = await extension();
      await eventually(statusItem.onDidShow, () => statusItem.shown !== null);
      await lookAtFile(uri, looked);
      await lookAtRun(uri, looked);
      await run('copyCsv', { layer: 0, tensor: 'weights' });
      await run('checkGradients', uri);
      await run('runSweep', uri);
      lookAtAsked(asked, looked);
    });
    looked.carried('lenses', 'hovers', 'outline', 'tab');
    looked.carried('status bar', 'mentions', 'progress');
  });

  it('is text in every mistake', async function () {
    this.timeout(120_000);
    const looked = new planted.Looked();
    for (const file of [planted.trainable('x.csv'), planted.MORE_FIELDS, planted.EXPRESSION].map(
      each => ({
        ...(planted.spoilt(each, '[x](command:planted)') as object),
        version: 1,
      }),
    )) {
      const uri = await fresh(JSON.stringify(file, null, 1));
      await show(uri);
      await checked(uri);
      await answering({}, async asked => {
        for (const command of ['train', 'step', 'runSweep', 'checkGradients', 'compareRuns'])
          await run(command, uri);
        assert.ok(asked.errors.length > 0);
        lookAtAsked(asked, looked);
      });
      await lookAtFile(uri, looked);
    }
    looked.carried('Problems', 'outline');
  });

  it('is text in what an absolute path is called', async () => {
    const path = '/[Click here to download](command:runCommands?%7B%7D)';
    const data = { train: { type: 'csv', path } };
    const uri = await fresh(JSON.stringify({ ...planted.trainable('x'), data }));
    await show(uri);
    const { errors } = await answering({}, async asked => {
      await run('train', uri);
      return asked;
    });
    assert.equal(errors.length, 1);
    assert.match(errors[0].replaceAll('\u2060', ''), /\[Click here to download\]\(command:run/);
    planted.assertPlain('notification', errors[0]);
  });

  it('is text in an expression', async () => {
    const uri = await fresh(JSON.stringify(planted.EXPRESSION, null, 1));
    await show(uri);
    await checked(uri);
    const looked = new planted.Looked();
    await run('step', uri);
    await lookAtFile(uri, looked);
    await lookAtRun(uri, looked);
    looked.carried('tab');
  });

  it('is text in the questions about a table, and whether to replace its experiment', async () => {
    const name = `[t](command:planted) $(zap) ${crypto.randomUUID()}`;
    const csv = await write(`${name}.csv`, planted.TABLE);
    await show(csv);
    const looked = new planted.Looked();
    await answering({ press: (_, [button]) => button }, async asked => {
      await run('newFromCsv', csv);
      await run('newFromCsv', csv);
      assert.equal(asked.questions.length, 1);
      lookAtAsked(asked, looked);
    });
    const titles: string[] = [];
    const pick = (items: readonly vscode.QuickPickItem[], title: string) => {
      titles.push(title);
      const wanted = title.includes('which') ? '(command:planted)' : 'From a table';
      return items.find(({ label }) => label.includes(wanted));
    };
    await show(csv);
    await answering({ pick, press: (_, [button]) => button }, async asked => {
      await run('newExperiment');
      assert.equal(asked.lists.length, 2, titles.join('\n'));
      lookAtAsked(asked, looked);
    });
    looked.carried('questions', 'lists');
  });
});
