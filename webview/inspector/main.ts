/** Starts the page of the inspector. */
import './inspector.css';
import {
  MEASURES,
  type FromInspector,
  type ToInspector,
} from '../../src/protocol/inspector/inspector';
import { element } from '../kit/dom';
import { unpackNumbers } from '../run/oddNumbers';
import { InspectorPage, type Kept } from './page';
import type { Folding } from './folds';

declare function acquireVsCodeApi(): {
  postMessage(message: FromInspector): void;
  getState(): unknown;
  setState(state: Kept): void;
};

const api = acquireVsCodeApi();
const post = (message: FromInspector): void => api.postMessage(message);
addEventListener('error', event => post({ type: 'failure', message: event.message }));
addEventListener('unhandledrejection', event =>
  post({ type: 'failure', message: String(event.reason) }),
);

/** Other parts of the editor may post to this window too. */
function isToInspector(data: unknown): data is ToInspector {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
  return type === 'inspector' || type === 'welcome' || type === 'focus';
}

/** A state of another version is worth nothing, and must do no harm. */
function checkedState(state: unknown): Kept | null {
  if (typeof state !== 'object' || state === null) return null;
  const { measure, folding } = state as Record<keyof Kept, unknown>;
  const known = MEASURES.find(each => each === measure);
  return known ? { measure: known, folding: checkedFolding(folding) } : null;
}

function checkedFolding(folding: unknown): Folding | null {
  if (typeof folding !== 'object' || folding === null) return null;
  const { network, open } = folding as Record<keyof Folding, unknown>;
  if (typeof network !== 'string' || !Array.isArray(open)) return null;
  return { network, open: open.filter((index): index is number => Number.isInteger(index)) };
}

const root = document.getElementById('app') ?? document.body.appendChild(element('div'));
new InspectorPage(root, {
  post,
  listen: receive =>
    addEventListener('message', (event: MessageEvent<unknown>) => {
      if (isToInspector(event.data)) receive(unpackNumbers(event.data));
    }),
  kept: () => checkedState(api.getState()),
  keep: kept => api.setState(kept),
}).start();
