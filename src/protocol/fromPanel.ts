/** Validates messages from the page: a webview is not trusted. */
import type { DerivedTensor } from '../engine/derivation/terms/numbers';
import { PANEL_COMMANDS, type FromPanel } from './panel';
import type { TensorRef, Watch, WatchedNumber } from './snapshot';
import type { PanelChoices, PanelState } from './choices';
import { TENSOR_NAMES } from '../engine/ground/tensors';

/** Points per side: more than any screen shows. */
export const LARGEST_BOUNDARY = 400;
const MOST_TENSORS = 64;
/** Units whose maps are drawn at once, and points per side of each. */
const MOST_MAPS = 256;
const LARGEST_MAP = 64;
/** Terms of a sum: more than a person reads. */
const MOST_TERMS = 1000;
const DERIVED = Object.keys({
  x: true,
  y: true,
  z: true,
  a: true,
  slope: true,
  delta: true,
  gradA: true,
  weights: true,
  gradW: true,
  biases: true,
  gradB: true,
  gradW_penalized: true,
  gradB_penalized: true,
  probability: true,
  rowLoss: true,
  loss: true,
} satisfies Record<DerivedTensor, true>) as DerivedTensor[];
const MIMES = ['image/png', 'image/svg+xml', 'text/csv'] as const;

type Fields = Record<string, unknown>;

/** The message without any unknown fields; null if it is not valid. */
export function readFromPanel(message: unknown): FromPanel | null {
  if (!isFields(message)) return null;
  switch (message.type) {
    case 'ready':
      return { type: 'ready' };
    case 'drawn':
      return readDrawn(message);
    case 'watch':
      return wrap(readWatch(message.watch), watch => ({ type: 'watch', watch }));
    case 'command':
      return wrap(oneOf(PANEL_COMMANDS, message.command), command => ({
        type: 'command',
        command,
      }));
    case 'goTo':
      return isCount(message.step) ? { type: 'goTo', step: message.step } : null;
    case 'forgetRun':
      return isCount(message.run) ? { type: 'forgetRun', run: message.run } : null;
    case 'select':
      return wrap(readTensor(message.tensor), tensor => ({ type: 'select', tensor }));
    case 'remember':
      return wrap(readChoices(message.choices), choices => ({ type: 'remember', choices }));
    case 'save':
      return readSave(message);
    case 'copy':
      return isText(message.text) ? { type: 'copy', text: message.text } : null;
    case 'failure':
      return isText(message.message) ? { type: 'failure', message: message.message } : null;
    default:
      return null;
  }
}

/** The file that the page's saved state belongs to; null if it names none. */
export function readPanelUri(state: unknown): PanelState['uri'] | null {
  return isFields(state) && isText(state.uri) ? state.uri : null;
}

function readDrawn({ revision, cost }: Fields): FromPanel | null {
  if (!isCount(revision) || typeof cost !== 'number' || !(cost >= 0)) return null;
  return { type: 'drawn', revision, cost };
}

function readSave(message: Fields): FromPanel | null {
  const { name, data } = message;
  const mime = oneOf(MIMES, message.mime);
  if (!mime || !isText(name) || !(data instanceof ArrayBuffer)) return null;
  return { type: 'save', name, mime, data };
}

function readWatch(value: unknown): Watch | null {
  if (!isFields(value) || !Array.isArray(value.tensors) || !isCount(value.boundary)) return null;
  if (value.tensors.length > MOST_TENSORS || value.boundary > LARGEST_BOUNDARY) return null;
  const tensors = value.tensors.map(readTensor);
  if (!tensors.every(tensor => tensor !== null)) return null;
  return {
    tensors,
    boundary: value.boundary,
    norms: value.norms === true,
    units: readUnits(value.units),
    maps: readMaps(value.maps),
    histogram: oneOf(TENSOR_NAMES, value.histogram),
    derivation: readWatchedNumber(value.derivation),
  };
}

function readUnits(value: unknown): Watch['units'] {
  if (!isFields(value)) return null;
  return { row: isCount(value.row) ? value.row : null };
}

function readMaps(value: unknown): Watch['maps'] {
  if (!isFields(value) || !Array.isArray(value.units) || !isCount(value.resolution)) return null;
  if (value.units.length > MOST_MAPS || value.resolution > LARGEST_MAP) return null;
  const units = value.units.flatMap((unit: unknown) =>
    isFields(unit) && isCount(unit.layer) && isCount(unit.unit)
      ? [{ layer: unit.layer, unit: unit.unit }]
      : [],
  );
  return { resolution: value.resolution, units };
}

function readWatchedNumber(value: unknown): WatchedNumber | null {
  if (!isFields(value) || !isFields(value.place)) return null;
  const { terms, row: followed } = value;
  const { layer, row, col } = value.place;
  if (!isCount(terms) || terms < 1 || terms > MOST_TERMS || !isCountOrNull(followed)) return null;
  if (!isCount(layer) || !isCountOrNull(row) || !isCountOrNull(col)) return null;
  return wrap(oneOf(DERIVED, value.place.tensor), tensor => ({
    place: { tensor, layer, row, col },
    terms,
    row: followed,
  }));
}

function readTensor(value: unknown): TensorRef | null {
  if (!isFields(value) || !isCount(value.layer)) return null;
  const { layer } = value;
  return wrap(oneOf(TENSOR_NAMES, value.tensor), tensor => ({ layer, tensor }));
}

export function readChoices(value: unknown): PanelChoices | null {
  if (!isFields(value) || typeof value.logLoss !== 'boolean') return null;
  const { logLoss, collapsed } = value;
  if (!Array.isArray(collapsed) || !collapsed.every(isText)) return null;
  return { logLoss, collapsed };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCountOrNull(value: unknown): value is number | null {
  return value === null || isCount(value);
}

function oneOf<T>(allowed: readonly T[], value: unknown): T | null {
  return allowed.find(candidate => candidate === value) ?? null;
}

function wrap<T, R>(value: T | null, use: (value: T) => R): R | null {
  return value === null ? null : use(value);
}
