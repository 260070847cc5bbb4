/** The extension host, as this page sees it. */
import type { FromPanel, ToPanel } from '../../src/protocol/panel';
import { unpackNumbers } from '../run/oddNumbers';
import type { PanelState } from '../../src/protocol/choices';
import { checkedState } from './checkedState';

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
