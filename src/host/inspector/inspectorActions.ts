/** Commands on rows of the inspector: copy a tensor, go to its line, hide tensors. */
import { commands, env, l10n, type Disposable, type Memento } from 'vscode';
import { atKey } from '../../experiment/format/core';
import type { Place } from '../../experiment/format/finding';
import type { TensorName } from '../../protocol/snapshot';
import { outlineOf } from '../editor/outline';
import { together } from '../events/events';
import type { Opened } from '../sessions/sessions';
import { pickMany } from '../surfaces/ask';
import { showFile } from '../surfaces/columns';
import { registerCommand } from '../surfaces/commands';
import { mention } from '../surfaces/tell';
import type { Inspector } from './inspector';
import { asCsv, asNumPy } from './tensorCopy';
import { symbolOf } from './tensorText';
import type { TreeNode } from './treeNodes';
import { TENSOR_NAMES, TENSORS, usualSymbol } from '../../engine/ground/tensors';
import type { TensorValues } from '../../protocol/tensors';

/** Key of the hidden tensors in the workspace state. */
const HIDDEN = 'inspector.hidden';
/** The property of a layer that decides a tensor. */
const KEYS: Partial<Record<TensorName, string>> = {
  a: 'activation',
  slope: 'activation',
  weights: 'kernel_initializer',
  biases: 'bias_initializer',
};

type Action = (opened: Opened, node: TreeNode) => Promise<void>;

/** Argument of the manifest's keybindings: the command is about the row with the focus. */
const FOCUSED = 'focused';

/** A menu passes its node; a key means the row with the focus. */
export function registerInspectorActions(inspector: Inspector, state: Memento): Disposable {
  const { tree } = inspector;
  const onNode = (action: Action) => async (argument?: unknown) => {
    // VS Code tells extensions the chosen row, not the one with the focus.
    if (argument === FOCUSED) await commands.executeCommand('list.select');
    const node = isNode(argument) ? argument : inspector.chosenNode;
    if (inspector.opened && node) await action(inspector.opened, node);
  };
  tree.hide(hiddenOnes(state));
  return together(
    registerCommand('copyNumPy', onNode(copy(asNumPy))),
    registerCommand('copyCsv', onNode(copy(asCsv))),
    registerCommand('goToLine', onNode(goToLine)),
    registerCommand('filterTensors', () => filter(inspector, state)),
  );
}

function copy(write: (tensor: TensorValues) => string): Action {
  return async (opened, node) => {
    if (node.kind !== 'tensor') return;
    const { session } = opened;
    const { index } = node.layer;
    await session.ensureShown();
    if (session.view.description?.allows.copy === false) {
      mention(l10n.t('The file says that its numbers are not to be copied.'));
      return;
    }
    const tensor = await session.ask('tensor', { layer: index, tensor: node.tensor });
    await env.clipboard.writeText(write(tensor));
    const { layers, symbols } = session.view.description ?? {};
    const symbol = symbols ? symbolOf(symbols, index, node.tensor) : usualSymbol(node.tensor);
    const what = `${symbol} · ${layers?.[index].name}`;
    const words = l10n.t('Copied {0}: {1}×{2} numbers.', what, tensor.rows, tensor.cols);
    mention(words);
  };
}

async function goToLine({ source, session }: Opened, node: TreeNode): Promise<void> {
  const { text } = await source.read(session.ask);
  const { uri, range } = source.locate(placeOf(node, text));
  await showFile(uri, range);
}

/** Place of a node in the file; a tensor without a property of its own belongs to its layer. */
function placeOf(node: TreeNode, text: string): Place {
  if (node.kind === 'network') return atKey('model');
  if (node.kind === 'finding') return node.finding.place;
  const { index } = node.kind === 'layer' ? node : node.layer;
  const { place = index, dropout = null } = outlineOf(text)?.layers.at(index) ?? {};
  if (node.kind !== 'tensor') return atKey('model', 'layers', place);
  const { tensor } = node;
  if (tensor === 'mask' && dropout) return atKey('model', 'layers', dropout.place, 'rate');
  const key = KEYS[tensor];
  return atKey('model', 'layers', place, ...(key ? [key] : []));
}

async function filter({ tree }: Inspector, state: Memento): Promise<void> {
  const hidden = hiddenOnes(state);
  const choices = TENSOR_NAMES.map(tensor => ({
    value: tensor,
    label: usualSymbol(tensor),
    description: TENSORS[tensor].words,
    picked: !hidden.includes(tensor),
  }));
  const placeholder = l10n.t('Tensors that the inspector shows of each layer');
  const shown = await pickMany(choices, { placeholder, matchOnDescription: true });
  if (!shown) return;
  const others = TENSOR_NAMES.filter(tensor => !shown.includes(tensor));
  await state.update(HIDDEN, others);
  tree.hide(others);
}

function hiddenOnes(state: Memento): TensorName[] {
  const kept: unknown = state.get(HIDDEN);
  return Array.isArray(kept) ? TENSOR_NAMES.filter(tensor => kept.includes(tensor)) : [];
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
