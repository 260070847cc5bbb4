import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { asRead, checked, closeAll, fileOf, fresh, retype, show } from './support';

/** All that is said where this text stands, ours and the schema's. */
async function hoversAt(uri: vscode.Uri, inside: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const offset = document.getText().indexOf(inside);
  assert.ok(offset >= 0, inside);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    document.positionAt(offset + 1),
  );
  return hovers
    .flatMap(hover => hover.contents)
    .map(asRead)
    .join('\n\n');
}

describe('hovers', () => {
  afterEach(closeAll);

  async function open(): Promise<vscode.Uri> {
    const uri = fileOf('three-gaussians.backprop.json');
    await show(uri);
    await checked(uri);
    return uri;
  }

  it('of a layer have its shapes, and its numbers once it has run', async () => {
    const uri = await open();
    const before = await hoversAt(uri, '"units": 3');
    assert.match(before, /layer 2 of 2 · 5 × 3 = 15 parameters/);
    assert.match(before, /\[210×5\] · W \[5×3\]/);
    assert.doesNotMatch(before, /mean abs/);
    await vscode.commands.executeCommand('backprop.step', uri);
    const after = await hoversAt(uri, '"units": 3');
    assert.match(after, /At step 1, on the next batch/);
    assert.match(after, /\| ∂L\/∂W \| 5×3 \| \d/);
  });

  it('show no numbers of another definition', async () => {
    const uri = await open();
    await vscode.commands.executeCommand('backprop.step', uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await retype(uri, document.getText().replace('"units": 5', '"units": 6'));
    const { session } = await checked(uri);
    assert.ok(session.stale);
    const said = await hoversAt(uri, '"units": 6');
    assert.match(said, /edited after this run/);
    assert.doesNotMatch(said, /mean abs/);
  });

  it('of an activation and a loss draw the formula, in the colour of the theme', async () => {
    const uri = await open();
    const image = /!\[([^\]]*)\]\(data:image\/svg\+xml;utf8,([^)]+)\)/;
    for (const [inside, words] of [
      ['"sigmoid"', /a = 1 \/ \(1 \+ e\^−z\); da\/dz = a \(1 − a\)/],
      ['"mse"', /ℓ = \(ŷ − y\)²; ∂ℓ\/∂ŷ = 2 \(ŷ − y\)/],
    ] as const) {
      const found = image.exec(await hoversAt(uri, inside));
      assert.ok(found, inside);
      assert.match(found[1], words);
      const svg = decodeURIComponent(found[2]);
      assert.match(svg, /^<svg [^>]*width="\d+" height="\d+"/);
      assert.doesNotMatch(svg, /currentColor/);
      assert.match(svg, /fill="#[0-9a-f]{6}"/);
    }
  });

  it('of the reductions say what this run computes', async () => {
    const uri = await open();
    const said = await hoversAt(uri, '"batch_reduction"');
    assert.match(said, /learning_rate 0\.01 × the gradient of .*sum over the 210 rows/);
    assert.match(said, /plotted `loss` is the mean over the 210 rows .* 1\/210/);
    // What the field means in general is the schema's sentence.
    assert.match(said, /How the rows of one batch are combined/);
  });

  it('of the data have its first rows', async () => {
    const uri = await open();
    const said = await hoversAt(uri, '"train"');
    assert.match(said, /210 rows · 2 features · 3 classes/);
    assert.match(said, /\| x1 \| x2 \| class \|/);
  });

  it('of the normalisation have what was fitted', async () => {
    const uri = await fresh(
      '{"version":1,"data":{"train":{"type":"csv","path":"fruit.csv"},"normalization":"zscore",' +
        '"encoding":"one_hot"},"model":{"layers":[{"units":3,"activation":"softmax"}]},' +
        '"loss":{"type":"cross_entropy"}}',
    );
    await show(uri);
    await checked(uri);
    assert.match(await hoversAt(uri, '"zscore"'), /Fitted on the \d+ training rows alone/);
  });

  it('of all other fields are the schema’s, also in a file with a mistake', async () => {
    const uri = await fresh('{ "version": 1, "seed": 3, "model": { "layers": [{ "units": 0 }] } }');
    await show(uri);
    await checked(uri);
    assert.match(await hoversAt(uri, '"seed"'), /random/i);
    assert.match(await hoversAt(uri, '"units"'), /output/i);
  });
});
