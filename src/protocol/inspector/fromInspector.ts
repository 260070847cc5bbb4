/** Validates messages from the page of the inspector: a webview is not trusted. */
import { TENSOR_NAMES } from '../../engine/ground/tensors';
import { isCount, isFields, isText, oneOf, wrap, readTensor } from '../readValues';
import {
  INSPECTOR_COMMANDS,
  INSPECTOR_FOCUSES,
  ROW_ACTS,
  type FromInspector,
  type RowRef,
} from './inspector';

/** The message without any unknown fields; null if it is not valid. */
export function readFromInspector(message: unknown): FromInspector | null {
  if (!isFields(message)) return null;
  const { type } = message;
  switch (type) {
    case 'ready':
      return { type };
    case 'focused':
      return wrap(oneOf(INSPECTOR_FOCUSES, message.focus), focus => ({ type, focus }));
    case 'current': {
      const row = readRow(message.row);
      return row || message.row === null ? { type, row } : null;
    }
    case 'choose':
      return wrap(readTensor(message.tensor), tensor => ({ type, tensor }));
    case 'row': {
      const [act, row] = [oneOf(ROW_ACTS, message.act), readRow(message.row)];
      return act && row && { type, act, row };
    }
    case 'goTo':
      return isCount(message.step) ? { type, step: message.step } : null;
    case 'inspectorCommand':
      return wrap(oneOf(INSPECTOR_COMMANDS, message.command), command => ({ type, command }));
    case 'failure':
      return isText(message.message) ? { type, message: message.message } : null;
    default:
      return null;
  }
}

/** A row in a message, or in what a menu of the page is about; null: it is none. */
export function readRow(value: unknown): RowRef | null {
  if (!isFields(value) || !isCount(value.layer)) return null;
  const { layer, tensor = null } = value;
  if (tensor === null) return { layer, tensor };
  return wrap(oneOf(TENSOR_NAMES, tensor), known => ({ layer, tensor: known }));
}
