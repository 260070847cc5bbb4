/** The extension host, as this page sees it. */
import type { FromPanel, ToPanel } from '../../src/protocol/panel';
import type { TensorRef } from '../../src/protocol/tensors';
import { readRange } from '../../src/protocol/readValues';
import { unpackNumbers } from './oddNumbers';
import { isTensorName } from '../../src/engine/ground/tensors';
import { EVALUATED_PARTS } from '../../src/protocol/confusion';
import {
  PART_CHOOSERS,
  PREDICTION_FACES,
  TABS,
  type PanelState,
  type PartChooser,
  type Tab,
} from '../../src/protocol/choices';

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  post(message: FromPanel): void;
  state(): PanelState | null;
  keep(state: PanelState): void;
  listen(receive: (message: ToPanel) => void): void;
}

/** Once per page: the editor hands out its interface a single time. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    state: () => checkedState(api.getState()),
    keep: state => api.setState(state),
    listen: receive =>
      addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isToPanel(event.data)) receive(unpackNumbers(event.data));
      }),
  };
}

/** Other parts of the editor may post to this window too. */
function isToPanel(data: unknown): data is ToPanel {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
  return type === 'snapshot' || type === 'update' || type === 'expression';
}

/** A state of another version is worth nothing, and must do no harm. */
export function checkedState(state: unknown): PanelState | null {
  if (typeof state !== 'object' || state === null) return null;
  const known = state as Record<keyof PanelState, unknown>;
  const { uri, tab, beside, scroll, collapsed, logLoss, selected, face, parts, range } = known;
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
