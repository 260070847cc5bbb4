import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TreeNode } from '../../src/host/inspector/treeNodes';
import { asRead, closeAll, eventually, extension, fileOf, problemsOf, show } from './support';

/** Opens the file and inspects it; resolves when the tree shows its network. */
async function inspect(name: string): Promise<vscode.Uri> {
  const uri = fileOf(name);
  await show(uri);
  await vscode.commands.executeCommand('backprop.inspect', uri);
  const { tree } = (await extension()).inspector;
  await eventually(
    listener => tree.onDidChangeTreeData(listener),
    () => tree.getChildren().length > 0,
  );
  return uri;
}

/** The tree as a person reads it: labels with their descriptions, indented. */
async function textOf(nodes?: TreeNode[], depth = 0): Promise<string[]> {
  const { inspector } = await extension();
  const { tree } = inspector;
  const lines: string[] = [];
  for (const node of nodes ?? tree.getChildren()) {
    const { label, description } = tree.getTreeItem(node);
    assert.ok(typeof label === 'string');
    lines.push(`${'  '.repeat(depth)}${label} | ${String(description)}`);
    lines.push(...(await textOf(tree.getChildren(node), depth + 1)));
  }
  return lines;
}

describe('the gradient inspector', () => {
  afterEach(closeAll);

  it('shows every tensor of every layer, before the first step', async () => {
    await inspect('five-points.backprop.json');
    const lines = await textOf();
    assert.match(lines[0], /step 0/);
    assert.match(lines[1], /^ {2}layer1 \| 5 units · tanh · 15 parameters/);
    const labels = lines.slice(2, 12).map(line => line.trim().split(' | ')[0]);
    const [forward, ofW, ofB] = [
      // In the symbols of the file.
      ['Zᵢₙ', 'Zₒᵤₜ', 'f′(Zᵢₙ)', 'Δ'],
      ['W', '∂L/∂W', 'ΔW'],
      ['b', '∂L/∂b', 'Δb'],
    ];
    assert.deepEqual(labels, [...forward, ...ofW, ...ofB]);
    assert.match(lines[6], /W \| 2×5 · ‖·‖ \S+ · mean \|·\| \S+ · \S+ … \S+/);
    assert.equal(lines.length, 1 + 3 * 11);
  });

  it('leaves out biases that are not there', async () => {
    await inspect('three-gaussians.backprop.json');
    assert.ok((await textOf()).every(line => !line.trim().startsWith('b |')));
  });

  it('follows every step', async () => {
    const uri = await inspect('five-points.backprop.json');
    const before = await textOf();
    await vscode.commands.executeCommand('backprop.step', uri);
    const after = await textOf();
    assert.match(after[0], /step 1/);
    assert.notEqual(after[5], before[5]);
  });

  it('has the exact numbers in its tooltips', async () => {
    const uri = await inspect('five-points.backprop.json');
    const { inspector, sessionOf } = await extension();
    const node = inspector.tree.find(0, 'weights');
    assert.ok(node);
    const item = inspector.tree.resolveTreeItem(inspector.tree.getTreeItem(node), node);
    const tooltip = asRead(item.tooltip);
    const stats = sessionOf(uri)?.session.view.state?.stats[0].find(
      ({ tensor }) => tensor === 'weights',
    );
    assert.ok(stats && tooltip.includes(String(stats.meanAbs).slice(0, 12)), tooltip);
  });

  it('names what goes wrong, and what helps', async () => {
    const uri = await inspect('dead-relu.backprop.json');
    const { inspector, sessionOf } = await extension();
    const found = async () => (await textOf()).filter(line => /dead|vanishes/.test(line));
    assert.deepEqual(await found(), []);
    await sessionOf(uri)?.session.step(10);
    const [line, ...others] = await found();
    assert.match(
      line,
      /^ {4}6 dead units in layer1: units 2, 3, 4, 5, 6 and 7 of 8: z ≤ 0 for every/,
    );
    assert.deepEqual(others, []);
    const [layer] = inspector.tree.getChildren(inspector.tree.getChildren()[0]);
    const [finding] = inspector.tree.getChildren(layer);
    const { tooltip, accessibilityInformation } = inspector.tree.getTreeItem(finding);
    assert.match(asRead(tooltip), /leaky/);
    assert.match(accessibilityInformation?.label ?? '', /^Warning: 6 dead units in layer1/);
    const problems = await problemsOf(uri, all => all.length === 2);
    const document = await vscode.workspace.openTextDocument(uri);
    const [cause, symptom] = problems.map(({ range, message }) => ({
      text: document.getText(range),
      message,
    }));
    assert.equal(cause.text, '8');
    assert.match(cause.message, /^The learning rate of 8 is too large/);
    assert.equal(symptom.text, '"relu"');
    assert.match(symptom.message, /^6 dead units in layer1/);
    await sessionOf(uri)?.session.reset();
    await problemsOf(uri, all => all.length === 0);
  });

  it('draws the course of the norms over the last steps', async () => {
    const uri = await inspect('vanishing-gradient.backprop.json');
    const { sessionOf } = await extension();
    // Of a small network, steps by hand are all recorded.
    for (let step = 0; step < 8; step++) await sessionOf(uri)?.session.step(1);
    const ofGradients = (await textOf()).filter(line => line.includes('∂L/∂W'));
    assert.equal(ofGradients.length, 6);
    for (const line of ofGradients) assert.match(line, /‖·‖ \S+ [▁▂▃▄▅▆▇█]{8} · mean/);
  });

  it('copies a tensor with every digit', async () => {
    const uri = await inspect('five-points.backprop.json');
    const { inspector, sessionOf } = await extension();
    const node = inspector.tree.find(0, 'gradW');
    await vscode.commands.executeCommand('backprop.copyCsv', node);
    const text = await vscode.env.clipboard.readText();
    const values = await sessionOf(uri)?.session.ask('tensor', { layer: 0, tensor: 'gradW' });
    assert.deepEqual(text.split(/[\n,]/).map(Number), Array.from(values?.data ?? []));
    await vscode.commands.executeCommand('backprop.copyNumPy', node);
    assert.match(await vscode.env.clipboard.readText(), /^dW1 = np\.array\(\[\n {4}\[/);
  });

  it('goes to the line that decides a tensor', async () => {
    await inspect('five-points.backprop.json');
    const { inspector } = await extension();
    const expected: [number, 'a' | 'weights' | 'gradW', RegExp][] = [
      [1, 'a', /"activation": "tanh"/],
      [2, 'gradW', /"sigmoid"/],
    ];
    for (const [layer, tensor, line] of expected) {
      await vscode.commands.executeCommand('backprop.goToLine', inspector.tree.find(layer, tensor));
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      assert.match(editor.document.lineAt(editor.selection.active.line).text, line);
    }
  });

  it('hides the tensors that are not wanted', async () => {
    await inspect('five-points.backprop.json');
    const { inspector } = await extension();
    inspector.tree.hide(['z', 'a']);
    assert.ok((await textOf()).every(line => !/^ +Z(?:ᵢₙ|ₒᵤₜ) \|/.test(line)));
    inspector.tree.hide([]);
    assert.ok((await textOf()).some(line => /^ +Zᵢₙ \|/.test(line)));
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
