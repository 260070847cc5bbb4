import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checked, closeAll, eventually, fileOf, fresh, lenses, retype, show } from './support';

async function titles(uri: vscode.Uri): Promise<string[]> {
  return (await lenses(uri)).flatMap(lens => lens.command?.title ?? []);
}

describe('CodeLenses', () => {
  afterEach(closeAll);

  it('stand above the file, its layers and its data', async () => {
    const uri = fileOf('three-gaussians.backprop.json');
    await show(uri);
    await checked(uri);
    const found = await titles(uri);
    for (const title of ['$(play) Train', '$(debug-step-over) Step', 'Inspect', 'Check gradients'])
      assert.ok(found.includes(title), title);
    assert.ok(found.includes('2 × 5 = 10 parameters · kernel 2×5'), found.join('\n'));
    assert.ok(found.includes('5 × 3 = 15 parameters · kernel 5×3'));
    const data = /^210 rows · 2 features · 3 classes: \d+ \+ \d+ \+ \d+$/;
    assert.ok(
      found.some(title => data.test(title)),
      found.join('\n'),
    );
  });

  it('let look at the first rows', async () => {
    const uri = fileOf('three-gaussians.backprop.json');
    await show(uri);
    await checked(uri);
    const peek = (await lenses(uri)).find(lens => lens.command?.title === 'First rows')?.command;
    assert.ok(peek?.arguments);
    const [rows] = peek.arguments[2] as vscode.Location[];
    const document = await vscode.workspace.openTextDocument(rows.uri);
    const lines = document.getText().split('\n');
    assert.match(lines[0], /^ *x1 +x2 +class$/);
    assert.equal(lines.length, 24);
    assert.match(lines[22], /^210 rows · 2 features/);
    await vscode.commands.executeCommand(peek.command, ...(peek.arguments as unknown[]));
    await eventually(
      listener => vscode.window.onDidChangeVisibleTextEditors(listener),
      () => vscode.window.visibleTextEditors.some(editor => editor.document === document),
    );
  });

  it('name the classes of text labels, and are hidden each by its setting', async () => {
    const uri = await fresh(
      '{"version":1,"data":{"train":{"type":"csv","path":"fruit.csv","limit":90},"encoding":"one_hot"},' +
        '"model":{"layers":[{"units":3,"activation":"softmax"}]},"loss":{"type":"cross_entropy"},' +
        '"optimizer":{"type":"sgd","learning_rate":0.1}}',
    );
    await show(uri);
    await checked(uri);
    const found = await titles(uri);
    const named = /3 classes: [a-z]+ \d+, [a-z]+ \d+, [a-z]+ \d+$/;
    assert.ok(
      found.some(title => named.test(title)),
      found.join('\n'),
    );
    const settings = vscode.workspace.getConfiguration('backprop.codeLens');
    const hides: [string, RegExp][] = [
      ['data', named],
      ['layers', /parameters/],
      ['file', /Train/],
    ];
    for (const [setting, title] of hides) {
      await settings.update(setting, false, vscode.ConfigurationTarget.Global);
      try {
        assert.ok(!(await titles(uri)).some(each => title.test(each)), setting);
      } finally {
        await settings.update(setting, undefined, vscode.ConfigurationTarget.Global);
      }
    }
  });

  it('above a sweep and above a CSV file are hidden by their settings as well', async () => {
    const sweep = await fresh(
      '{"version":1,"data":{"train":{"type":"generator","name":"moons"}},' +
        '"model":{"layers":[{"units":1,"activation":"sigmoid"}]},"loss":{"type":"mse"},' +
        '"sweep":{"parameters":{"seed":{"values":[0,1]}}}}',
    );
    const settings = vscode.workspace.getConfiguration('backprop.codeLens');
    const hides: [string, boolean | string, vscode.Uri, RegExp][] = [
      ['sweep', false, sweep, /Run Sweep/],
      ['csv', 'off', fileOf('fruit.csv'), /Train Network/],
      ['file', false, fileOf('gates.backprop.json'), /Step/],
    ];
    for (const [setting, off, uri, title] of hides) {
      await show(uri);
      assert.ok(
        (await titles(uri)).some(each => title.test(each)),
        setting,
      );
      await settings.update(setting, off, vscode.ConfigurationTarget.Global);
      try {
        assert.ok(!(await titles(uri)).some(each => title.test(each)), setting);
      } finally {
        await settings.update(setting, undefined, vscode.ConfigurationTarget.Global);
      }
    }
  });

  it('stay while the file is half typed', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    await retype(uri, '// new\n{ "model": { "inputs": 2, "layers": [ { "units": 3 }, { "un');
    const found = await lenses(uri);
    const train = found.find(lens => lens.command?.title === '$(play) Train');
    assert.equal(train?.range.start.line, 1);
    assert.ok((await titles(uri)).includes('2 × 3 + 3 = 9 parameters · kernel 2×3'));
  });

  it('stand above a CSV file', async () => {
    const uri = fileOf('fruit.csv');
    await show(uri);
    const found = await titles(uri);
    assert.deepEqual(found.slice(0, 2), [
      '$(play) Train Network',
      'New Experiment from This Table',
    ]);
  });

  it('can be hidden', async () => {
    const uri = fileOf('xor.backprop.json');
    await show(uri);
    const settings = vscode.workspace.getConfiguration('backprop.codeLens');
    await settings.update('file', false, vscode.ConfigurationTarget.Global);
    try {
      const found = await titles(uri);
      assert.ok(!found.includes('$(play) Train'));
      assert.ok(found.some(title => title.includes('parameters')));
    } finally {
      await settings.update('file', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
