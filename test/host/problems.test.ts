import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  eventually,
  extension,
  fileOf,
  fresh,
  problemsOf,
  read,
  retype,
  show,
  write,
} from './support';

const GOOD = `{
  "version": 1,
  "data": { "train": { "type": "generator", "name": "xor_easy" } },
  "model": { "layers": [{ "units": 2, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" }] },
  "loss": { "type": "mse" },
  "optimizer": { "type": "sgd", "learning_rate": 0.1 }
}
`;
const csvData = (path: string): string =>
  GOOD.replace(
    '{ "type": "generator", "name": "xor_easy" }',
    `{ "type": "csv", "path": ${JSON.stringify(path)} }`,
  );
const some = (problems: vscode.Diagnostic[]): boolean => problems.length > 0;

describe('problems', () => {
  afterEach(closeAll);

  /** Opens a file of this text and answers its first problem, with the text it is about. */
  async function problemOf(text: string): Promise<{ problem: vscode.Diagnostic; at: string }> {
    const uri = await fresh(text);
    const editor = await show(uri);
    const [problem] = await problemsOf(uri, some);
    return { problem, at: editor.document.getText(problem.range) };
  }

  const notJson: [what: string, text: string, sentence: RegExp][] = [
    ['a file that breaks off', GOOD.slice(0, 120), /ends inside/],
    ['a missing comma', GOOD.replace('"version": 1,', '"version": 1'), /comma is expected/],
    ['a key that stands twice', GOOD.replace('{\n', '{ "seed": 1, "seed": 2,\n'), /stands twice/],
  ];
  for (const [what, text, sentence] of notJson) {
    it(`of ${what}: named by the editor's JSON alone, unless that is switched off`, async () => {
      const uri = await fresh(text);
      await show(uri);
      const { sessions } = await extension();
      await sessions.open(uri).session.check();
      const all = await eventually(
        listener => vscode.languages.onDidChangeDiagnostics(listener),
        () => {
          const found = vscode.languages.getDiagnostics(uri);
          return found.length > 0 && found;
        },
      );
      assert.deepEqual(
        all.filter(({ source }) => source === 'Backprop').map(({ message }) => message),
        [],
      );
      await vscode.commands.executeCommand('backprop.train', uri);
      assert.match(sessions.open(uri).session.view.status.message, sentence);
      const settings = vscode.workspace.getConfiguration('json');
      await settings.update('validate.enable', false, vscode.ConfigurationTarget.Global);
      try {
        const [problem] = await problemsOf(uri, some);
        assert.match(problem.message, sentence);
      } finally {
        await settings.update('validate.enable', undefined, vscode.ConfigurationTarget.Global);
      }
      await problemsOf(uri, problems => problems.length === 0);
    });
  }

  const mistakes: [what: string, text: string, at: string, message: RegExp][] = [
    ['an unknown key', GOOD.replace('"loss"', '"los"'), '"los"', /los/],
    ['a wrong type', GOOD.replace('"units": 1', '"units": "one"'), '"one"', /units/],
    ['no units', GOOD.replace('"units": 1', '"units": 0'), '0', /units/],
    ['a billion units', GOOD.replace('"units": 1', '"units": 1000000000'), '1000000000', /65,?536/],
    ['a missing data file', csvData('gone.csv'), '"gone.csv"', /gone\.csv/],
    ['a path outside', csvData('../../outside.csv'), '"../../outside.csv"', /workspace/],
  ];
  for (const [what, text, at, message] of mistakes) {
    it(`of ${what}`, async () => {
      const found = await problemOf(text);
      assert.equal(found.at, at);
      assert.match(found.problem.message, message);
    });
  }

  const tables: [what: string, table: string, line: number][] = [
    ['text in a number column', 'a,b,y\n1,2,0\n3,four,1\n5,6,0\n', 2],
    ['a ragged row', 'a,b,y\n1,2,0\n3,4\n', 2],
    ['an empty file', '', 0],
    ['NaN', 'a,b,y\n1,NaN,0\n3,4,1\n', 1],
  ];
  for (const [what, table, line] of tables) {
    it(`in a data file: ${what}`, async () => {
      const data = await fresh(table, 'csv');
      const uri = await fresh(csvData(data.path.split('/').pop() ?? ''));
      await show(uri);
      const { sessions } = await extension();
      await sessions.open(uri).session.check();
      const inData = vscode.languages.getDiagnostics(data);
      const inFile = vscode.languages.getDiagnostics(uri);
      const [problem] = [...inData, ...inFile].filter(({ source }) => source === 'Backprop');
      assert.ok(problem);
      if (table !== '') {
        assert.equal(
          inData.length > 0,
          true,
          `is at ${problem.range.start.line} of the experiment`,
        );
        assert.equal(problem.range.start.line, line);
      }
    });
  }

  it('go when the file is right again, also when the data file comes', async () => {
    const uri = await fresh(csvData('late.csv'));
    await show(uri);
    await problemsOf(uri, some);
    const late = await write('late.csv', 'a,b,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n');
    try {
      await problemsOf(uri, problems => problems.length === 0);
    } finally {
      await vscode.workspace.fs.delete(late);
    }
    await problemsOf(uri, some);
    await retype(uri, GOOD);
    await problemsOf(uri, problems => problems.length === 0);
  });

  /** Applies the first quick fix with such a title, and answers the text it leaves. */
  async function fixed(text: string, title: RegExp): Promise<string> {
    const uri = await fresh(text);
    await show(uri);
    const [problem] = await problemsOf(uri, some);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem.range,
    );
    const fix = actions.find(action => action.edit && title.test(action.title));
    assert.ok(fix?.edit, actions.map(action => action.title).join());
    await vscode.workspace.applyEdit(fix.edit);
    await problemsOf(uri, problems => problems.length === 0);
    return (await vscode.workspace.openTextDocument(uri)).getText();
  }

  it('offer a quick fix for a known alias', async () => {
    assert.equal(await fixed(GOOD.replace('learning_rate', 'lr'), /learning_rate/), GOOD);
  });

  it('offer a quick fix that adds a field and keeps the others', async () => {
    const classes = GOOD.replace('"units": 1, "activation": "sigmoid"', '"units": 2');
    const text = await fixed(classes, /encoding/);
    const { data } = JSON.parse(text) as { data: unknown };
    const train = { type: 'generator', name: 'xor_easy' };
    assert.deepEqual(data, { train, encoding: 'one_hot' });
  });

  it('are said once, by us: the editor completes from the schema, and does not judge by it', async () => {
    const uri = await fresh(
      GOOD.replace('"sigmoid"', '"sigmoidd"')
        .replace('"units": 1', '"units": -1, "foo": 1')
        .replace('"version": 1', '"version": 2')
        .replace('"type": "mse"', '"scale": "1"'),
    );
    await show(uri);
    await problemsOf(uri, problems => problems.length >= 5);
    // Answered after the editor's own look at the file: its problems are there by then.
    const completionsAt = async (inside: string) => {
      const document = await vscode.workspace.openTextDocument(uri);
      const offset = document.getText().indexOf(inside) + 2;
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        document.positionAt(offset),
      );
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const values = await completionsAt('"sigmoidd"');
    for (const name of ['"sigmoid"', '"relu"']) assert.ok(values.includes(name), values.join());
    const keys = await completionsAt('"foo"');
    assert.ok(keys.includes('kernel_initializer'), keys.join());
    const others = vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source !== 'Backprop')
      .map(({ source, message }) => `${source}: ${message}`);
    assert.deepEqual(others, []);
  });

  it('refuse training, and break nothing else', async () => {
    const { sessions } = await extension();
    const uri = await fresh(GOOD.replace('"mse"', '"msee"'));
    await show(uri);
    await vscode.commands.executeCommand('backprop.train', uri);
    const { view } = sessions.open(uri).session;
    assert.equal(view.description, null);
    assert.match(view.status.message, /msee/);
    await retype(uri, await read(fileOf('xor.backprop.json')));
    await vscode.commands.executeCommand('backprop.step', uri);
    assert.equal(view.state?.position.step, 1);
  });
});
