import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { InspectorPicture, ToInspector } from '../../src/protocol/inspector/inspector';
import type { TensorName } from '../../src/protocol/snapshot';
import { closeAll, eventually, extension, fileOf, problemsOf, show } from './support';

/** Opens the file and inspects it; resolves when its page is sent the network. */
async function inspect(name: string): Promise<vscode.Uri> {
  const uri = fileOf(name);
  await show(uri);
  const { inspector } = await extension();
  const sent: ToInspector[] = [];
  const listening = inspector.onDidShow(message => sent.push(message));
  await vscode.commands.executeCommand('backprop.inspect', uri);
  await eventually(
    listener => inspector.onDidShow(listener),
    () => sent.some(({ type }) => type === 'inspector'),
  );
  listening.dispose();
  return uri;
}

async function picture(): Promise<InspectorPicture> {
  return (await extension()).inspector.picture ?? assert.fail('no run');
}

describe('the gradient inspector', () => {
  afterEach(closeAll);

  it('shows every tensor of every layer, before the first step', async () => {
    await inspect('five-points.backprop.json');
    const { step, layers } = await picture();
    assert.equal(step, 0);
    const [{ name, units, activation, parameters, tensors }] = layers;
    assert.deepEqual([name, units, activation, parameters], ['layer1', 5, 'tanh', 15]);
    const [forward, ofW, ofB] = [
      // In the symbols of the file.
      ['Zᵢₙ', 'Zₒᵤₜ', 'f′(Zᵢₙ)', 'Δ'],
      ['W', '∂L/∂W', 'ΔW'],
      ['b', '∂L/∂b', 'Δb'],
    ];
    assert.deepEqual(
      tensors.map(({ symbol }) => symbol),
      [...forward, ...ofW, ...ofB],
    );
    const weights = tensors.find(({ tensor }) => tensor === 'weights')?.stats;
    assert.deepEqual([weights?.rows, weights?.cols], [2, 5]);
    assert.deepEqual(
      layers.map(layer => layer.tensors.length),
      [10, 10, 10],
    );
  });

  it('leaves out biases that are not there', async () => {
    await inspect('three-gaussians.backprop.json');
    for (const { tensors } of (await picture()).layers)
      assert.ok(tensors.every(({ tensor }) => tensor !== 'biases'));
  });

  it('follows every step, on its page', async () => {
    const uri = await inspect('five-points.backprop.json');
    const { inspector } = await extension();
    const steps: number[] = [];
    const listening = inspector.onDidShow(message => {
      if (message.type === 'inspector') steps.push(message.picture.step);
    });
    const before = await picture();
    await vscode.commands.executeCommand('backprop.step', uri);
    await eventually(
      listener => inspector.onDidShow(listener),
      () => steps.includes(1),
    );
    listening.dispose();
    const after = await picture();
    assert.notEqual(after.layers[0].measures.delta, before.layers[0].measures.delta);
  });

  it('has the exact numbers', async () => {
    const uri = await inspect('five-points.backprop.json');
    const { sessionOf } = await extension();
    const stats = sessionOf(uri)?.session.view.state?.stats[0];
    const { layers } = await picture();
    for (const { tensor, stats: shown } of layers[0].tensors)
      assert.deepEqual(
        shown,
        stats?.find(each => each.tensor === tensor),
      );
  });

  it('names what goes wrong, and what helps', async () => {
    const uri = await inspect('dead-relu.backprop.json');
    const { sessionOf } = await extension();
    const found = async () => (await picture()).layers.flatMap(({ findings }) => findings);
    assert.deepEqual(await found(), []);
    await sessionOf(uri)?.session.step(10);
    const [{ message }, ...others] = await found();
    assert.match(
      message,
      /^6 dead units in layer1: units 2, 3, 4, 5, 6 and 7 of 8: z ≤ 0 for every/,
    );
    assert.match(message, /leaky/);
    assert.deepEqual(others, []);
    const problems = await problemsOf(uri, all => all.length === 2);
    const document = await vscode.workspace.openTextDocument(uri);
    const [cause, symptom] = problems.map(({ range, message: said }) => ({
      text: document.getText(range),
      message: said,
    }));
    assert.equal(cause.text, '8');
    assert.match(cause.message, /^The learning rate of 8 is too large/);
    assert.equal(symptom.text, '"relu"');
    assert.match(symptom.message, /^6 dead units in layer1/);
    await sessionOf(uri)?.session.reset();
    await problemsOf(uri, all => all.length === 0);
  });

  it('has the course of the norms over the steps', async () => {
    const uri = await inspect('vanishing-gradient.backprop.json');
    const { sessionOf } = await extension();
    // Of a small network, steps by hand are all recorded.
    for (let step = 0; step < 8; step++) await sessionOf(uri)?.session.step(1);
    const courses = (await picture()).layers.map(
      ({ tensors }) => tensors.find(({ tensor }) => tensor === 'gradW')?.course.length,
    );
    assert.deepEqual(courses, [9, 9, 9, 9, 9, 9]);
  });

  it('copies a tensor with every digit', async () => {
    const uri = await inspect('five-points.backprop.json');
    const { sessionOf } = await extension();
    const row = { layer: 0, tensor: 'gradW' } as const;
    await vscode.commands.executeCommand('backprop.copyCsv', row);
    const text = await vscode.env.clipboard.readText();
    const values = await sessionOf(uri)?.session.ask('tensor', row);
    assert.deepEqual(text.split(/[\n,]/).map(Number), Array.from(values?.data ?? []));
    await vscode.commands.executeCommand('backprop.copyNumPy', row);
    assert.match(await vscode.env.clipboard.readText(), /^dW1 = np\.array\(\[\n {4}\[/);
  });

  it('goes to the line that decides a tensor', async () => {
    await inspect('five-points.backprop.json');
    const expected: [number, TensorName, RegExp][] = [
      [1, 'a', /"activation": "tanh"/],
      [2, 'gradW', /"sigmoid"/],
    ];
    for (const [layer, tensor, line] of expected) {
      await vscode.commands.executeCommand('backprop.goToLine', { layer, tensor });
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      assert.match(editor.document.lineAt(editor.selection.active.line).text, line);
    }
  });

  it('hides the tensors that are not wanted', async () => {
    await inspect('five-points.backprop.json');
    const { inspector } = await extension();
    const symbols = async () => (await picture()).layers[0].tensors.map(({ symbol }) => symbol);
    inspector.hide(['z', 'a']);
    assert.equal((await symbols())[0], 'f′(Zᵢₙ)');
    inspector.hide([]);
    assert.equal((await symbols())[0], 'Zᵢₙ');
  });

  it('a chosen tensor opens the panel at its matrix', async () => {
    const uri = fileOf('five-points.backprop.json');
    await show(uri);
    const tensor = { layer: 1, tensor: 'gradW' as const };
    await vscode.commands.executeCommand('backprop.inspect', uri, tensor);
    const { panels, selection } = await extension();
    assert.ok(panels.get(uri));
    assert.deepEqual(selection.selected?.tensor, tensor);
  });
});
