import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  eventually,
  extension,
  fileOf,
  fresh,
  inSession,
  lenses,
  problemsOf,
  read,
  retype,
  show,
} from './support';

const SAMPLE = 'gates.backprop.json';

async function hintsIn(uri: vscode.Uri): Promise<string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    uri,
    new vscode.Range(0, 0, 1000, 0),
  );
  return hints.map(({ label }) => (typeof label === 'string' ? label : ''));
}

/** Opens the sample; resolves when its numbers are known. */
async function open(name = SAMPLE): Promise<vscode.Uri> {
  const uri = fileOf(name);
  await show(uri);
  await inSession(({ sessionOf }) => sessionOf(uri)?.expression.current ?? false);
  return uri;
}

async function expressionOf(uri: vscode.Uri) {
  const opened = (await extension()).sessionOf(uri);
  assert.ok(opened);
  return opened.expression;
}

describe('an expression in the editor', () => {
  afterEach(closeAll);

  it('has values and gradients beside its inputs and steps', async () => {
    const uri = await open();
    assert.deepEqual(await hintsIn(uri), [
      '∂f/∂x = −8',
      '∂f/∂y = −4',
      '∂f/∂z = 1',
      '= 1 · ∂f/∂q = −4',
      '= −4 · ∂f/∂f = 1',
    ]);
  });

  it('has them anew after an edit', async () => {
    const uri = await open();
    const view = await expressionOf(uri);
    for (const [from, to, expected] of [
      ['"x": -2', '"x": 3', '= 11 · ∂f/∂q = −4'],
      ['"x": 3', '"x": 30', '= 65 · ∂f/∂q = −4'],
      ['q * z', 'q * z + x', '∂f/∂x = −7'],
    ]) {
      const document = await vscode.workspace.openTextDocument(uri);
      let computed = false;
      const changed = eventually(
        listener =>
          view.onDidChange(() => {
            computed = true;
            listener();
          }),
        () => computed,
      );
      await retype(uri, document.getText().replace(from, to));
      await changed;
      const hints = await hintsIn(uri);
      assert.ok(hints.includes(expected), hints.join(', '));
    }
  });

  it('has none while the file has an error, which is a problem at its characters', async () => {
    const uri = await open();
    const text = await read(uri);
    await retype(uri, text.replace('q * z', 'q * zz'));
    const [problem] = await problemsOf(uri, problems => problems.length > 0);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(problem.range), 'zz');
    assert.deepEqual(await hintsIn(uri), []);
  });

  it('offers a quick fix for a function that is misspelt', async () => {
    const text = (await read(fileOf(SAMPLE))).replace('q * z', 'sigmoide(q) * z');
    const uri = await fresh(text);
    await show(uri);
    const [problem] = await problemsOf(uri, problems => problems.length > 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem.range,
    );
    const fix = actions.find(({ title }) => title === 'Change to `sigmoid`');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await problemsOf(uri, problems => problems.length === 0);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /"f = sigmoid\(q\) \* z"/);
  });

  it('hides its hints where the setting says so', async () => {
    const uri = await open();
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('inlayHints', false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await hintsIn(uri), []);
    } finally {
      await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.equal((await hintsIn(uri)).length, 5);
  });

  it('has Step, Back and Inspect above it, and nothing to train', async () => {
    const uri = await open();
    const titles = (await lenses(uri)).flatMap(lens => lens.command?.title ?? []);
    for (const title of ['$(play) Step', '$(debug-step-back) Back', 'Inspect'])
      assert.ok(titles.includes(title), titles.join());
    assert.ok(!titles.includes('$(play) Train'));
  });
});

describe('stepping through an expression', () => {
  afterEach(closeAll);

  it('goes forward and backward, in its panel', async () => {
    const uri = await open();
    const view = await expressionOf(uri);
    const run = (command: string) => vscode.commands.executeCommand(`backprop.${command}`, uri);
    await run('stepGate');
    assert.equal(view.position, 1);
    await run('step');
    assert.equal(view.position, 2, 'F10 steps gates too');
    await run('stepBack');
    assert.equal(view.position, 1);
    await run('reset');
    assert.equal(view.position, 0);
    await run('inspect');
    assert.equal(view.position, 7);
    const { panels } = await extension();
    assert.equal(panels.get(uri)?.panel.title, 'f = (2x + y)·z, gate by gate');
  });

  it('is drawn, also after an edit', async () => {
    const uri = await open();
    await vscode.commands.executeCommand('backprop.stepGate', uri);
    const panel = (await extension()).panels.get(uri);
    assert.ok(panel);
    const drawn = () => {
      let seen = false;
      return eventually(
        listener =>
          panel.onDidDraw(() => {
            seen = true;
            listener();
          }),
        () => seen,
      );
    };
    await drawn();
    const again = drawn();
    await retype(uri, (await read(uri)).replace('"x": -2', '"x": 4'));
    await again;
    assert.equal((await expressionOf(uri)).expression?.nodes[0].value, 4);
  });

  it('is not training: that is refused, and gates are refused to a network', async () => {
    const uri = await open();
    const { session } = (await extension()).sessions.open(uri);
    await vscode.commands.executeCommand('backprop.train', uri);
    assert.equal(session.view.description, null);
    await assert.rejects(session.train(), /no parameters to train/);
    const network = fileOf('xor.backprop.json');
    await show(network);
    await vscode.commands.executeCommand('backprop.stepGate', network);
    assert.equal((await extension()).sessions.open(network).session.view.state, null);
  });
});
