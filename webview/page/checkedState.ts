/** Reads back what a page has kept of itself; a part that this version could not have written is left out. */
import { isTensorName } from '../../src/engine/ground/tensors';
import {
  DIGITS,
  MATRIX_FACES,
  NETWORK_FACES,
  PART_CHOOSERS,
  PREDICTION_FACES,
  TABS,
  type PanelState,
  type PartChooser,
  type ShownParts,
  type Tab,
} from '../../src/protocol/choices';
import { EVALUATED_PARTS } from '../../src/protocol/confusion';
import {
  isCount,
  isFields,
  isText,
  oneOf,
  readRange,
  type Fields,
} from '../../src/protocol/readValues';
import { LONGEST_FORMULA } from '../../src/protocol/snapshot';
import type { TensorRef } from '../../src/protocol/tensors';

/** A state of another version is worth nothing, and must do no harm. */
export function checkedState(state: unknown): PanelState | null {
  if (typeof state !== 'object' || state === null) return null;
  const known = state as Record<keyof PanelState, unknown>;
  const { uri, tab, beside, scroll, collapsed, logLoss, selected, face, parts, range } = known;
  const { formulas, shown } = known;
  if (typeof uri !== 'string' || !Array.isArray(collapsed)) return null;
  const ids = collapsed.filter(id => typeof id === 'string');
  return {
    uri,
    tab: TABS.find(each => each === tab) ?? 'train',
    beside: TABS.find(each => each === beside) ?? 'inspect',
    scroll: checkedScroll(scroll),
    collapsed: ids,
    logLoss: logLoss === true,
    selected: checkedTensor(selected),
    face: PREDICTION_FACES.find(each => each === face) ?? null,
    parts: checkedParts(parts),
    range: readRange(range),
    formulas: checkedFormulas(formulas),
    shown: checkedShown(shown),
  };
}

function checkedScroll(value: unknown): PanelState['scroll'] {
  if (typeof value !== 'object' || value === null) return {};
  const tops = value as Partial<Record<Tab, unknown>>;
  const kept = TABS.flatMap(tab => {
    const top = tops[tab];
    return typeof top === 'number' && top > 0 ? [[tab, top] as const] : [];
  });
  return Object.fromEntries(kept);
}

function checkedParts(value: unknown): PanelState['parts'] {
  if (typeof value !== 'object' || value === null) return {};
  const chosen = value as Partial<Record<PartChooser, unknown>>;
  const kept = PART_CHOOSERS.flatMap(of => {
    const part = EVALUATED_PARTS.find(each => each === chosen[of]);
    return part ? [[of, part] as const] : [];
  });
  return Object.fromEntries(kept);
}

function checkedTensor(value: unknown): TensorRef | null {
  if (typeof value !== 'object' || value === null) return null;
  const { layer, tensor } = value as Record<keyof TensorRef, unknown>;
  if (!Number.isInteger(layer) || Number(layer) < 0) return null;
  return typeof tensor === 'string' && isTensorName(tensor)
    ? { layer: Number(layer), tensor }
    : null;
}

function checkedFormulas(value: unknown): Record<string, string> {
  if (!isFields(value)) return {};
  const kept = Object.entries(value).flatMap(([key, text]) =>
    isText(text) && text.length <= LONGEST_FORMULA ? [[key, text] as const] : [],
  );
  return Object.fromEntries(kept);
}

function checkedShown(value: unknown): Partial<ShownParts> {
  if (!isFields(value)) return {};
  const { cell, row, zoom, network, matrix, digits, finding } = value;
  const { hiddenRuns, run, reference, sweepColumn } = value;
  const read: { [Name in keyof ShownParts]: ShownParts[Name] | null } = {
    cell: isFields(cell) ? cellOf(cell) : null,
    row: isCount(row) ? row : null,
    zoom: isFields(zoom) ? limitsOf(zoom) : null,
    network: oneOf(NETWORK_FACES, network),
    matrix: oneOf(MATRIX_FACES, matrix),
    digits: oneOf(DIGITS, digits),
    finding: isText(finding) ? finding : null,
    hiddenRuns: Array.isArray(hiddenRuns) ? hiddenRuns.filter(isCount) : null,
    run: isCount(run) ? run : null,
    reference: isCount(reference) ? reference : null,
    sweepColumn: isText(sweepColumn) ? sweepColumn : null,
  };
  return Object.fromEntries(Object.entries(read).filter(([, part]) => part !== null));
}

function cellOf({ row, col }: Fields): ShownParts['cell'] {
  return isCount(row) && isCount(col) ? { row, col } : null;
}

function limitsOf({ min, max }: Fields): ShownParts['zoom'] {
  const areLimits = typeof min === 'number' && typeof max === 'number' && 0 <= min && min < max;
  return areLimits ? { min, max } : null;
}
