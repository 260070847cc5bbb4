/** Commands on rows of the inspector: copy a tensor, go to its line, hide tensors. */
import { env, l10n, type Disposable, type Memento } from 'vscode';
import { atKey } from '../../experiment/format/core';
import type { Place } from '../../experiment/format/finding';
import { readRow } from '../../protocol/inspector/fromInspector';
import type { RowAct, RowRef } from '../../protocol/inspector/inspector';
import { isFields } from '../../protocol/readValues';
import type { TensorName } from '../../protocol/snapshot';
import { outlineOf } from '../editor/outline';
import { together } from '../events/events';
import type { Opened } from '../sessions/sessions';
import { pickMany } from '../surfaces/ask';
import { showFile } from '../surfaces/columns';
import { registerCommand } from '../surfaces/commands';
import { mention, showError } from '../surfaces/tell';
import type { Inspector } from './inspector';
import { asCsv, asNumPy } from './tensorCopy';
import { symbolOf } from './tensorText';
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

/** What a menu or a key is about: a row, or the finding that is marked in it. */
type Target = RowRef & { finding: string | null };
type Action = (opened: Opened, target: Target) => Promise<void>;

const ACTIONS: Record<RowAct, Action> = {
  copyNumPy: copy(asNumPy),
  copyCsv: copy(asCsv),
  goToLine,
};

/** A menu says which part of the page it is about; a key is about the current row. */
export function registerInspectorActions(inspector: Inspector, state: Memento): Disposable {
  const perform = async (act: RowAct, target: Target | null): Promise<void> => {
    if (inspector.opened && target) await ACTIONS[act](inspector.opened, target);
  };
  const onRow = (act: RowAct) =>
    registerCommand(act, (argument?: unknown) =>
      perform(act, targetOf(argument === undefined ? inspector.current : argument)),
    );
  inspector.hide(hiddenOnes(state));
  return together(
    onRow('copyNumPy'),
    onRow('copyCsv'),
    onRow('goToLine'),
    inspector.onDidAct(({ act, row }) => void perform(act, targetOf(row)).catch(showError)),
    registerCommand('filterTensors', () => filter(inspector, state)),
  );
}

function copy(write: (tensor: TensorValues) => string): Action {
  return async ({ session }, { layer, tensor }) => {
    if (tensor === null) return;
    await session.ensureShown();
    if (session.view.description?.allows.copy === false) {
      mention(l10n.t('The file says that its numbers are not to be copied.'));
      return;
    }
    const values = await session.ask('tensor', { layer, tensor });
    await env.clipboard.writeText(write(values));
    const { layers, symbols } = session.view.description ?? {};
    const symbol = symbols ? symbolOf(symbols, layer, tensor) : usualSymbol(tensor);
    const what = `${symbol} · ${layers?.[layer].name}`;
    mention(l10n.t('Copied {0}: {1}×{2} numbers.', what, values.rows, values.cols));
  };
}

async function goToLine(opened: Opened, target: Target): Promise<void> {
  const { source, session, findings } = opened;
  const { text } = await source.read(session.ask);
  const found = findings.ofBatch.find(
    ({ id, layer }) => id === target.finding && layer === target.layer,
  );
  const { uri, range } = source.locate(found?.place ?? placeOf(target, text));
  await showFile(uri, range);
}

/** Place of a row in the file; a tensor without a property of its own belongs to its layer. */
function placeOf({ layer, tensor }: RowRef, text: string): Place {
  const { place = layer, dropout = null } = outlineOf(text)?.layers.at(layer) ?? {};
  if (tensor === null) return atKey('model', 'layers', place);
  if (tensor === 'mask' && dropout) return atKey('model', 'layers', dropout.place, 'rate');
  const key = KEYS[tensor];
  return atKey('model', 'layers', place, ...(key ? [key] : []));
}

async function filter(inspector: Inspector, state: Memento): Promise<void> {
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
  inspector.hide(others);
}

function hiddenOnes(state: Memento): TensorName[] {
  const kept: unknown = state.get(HIDDEN);
  return Array.isArray(kept) ? TENSOR_NAMES.filter(tensor => kept.includes(tensor)) : [];
}

function targetOf(value: unknown): Target | null {
  const row = readRow(value);
  const finding = isFields(value) && typeof value.finding === 'string' ? value.finding : null;
  return row && { ...row, finding };
}
