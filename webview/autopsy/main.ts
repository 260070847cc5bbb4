/** Starts the page of an autopsy. */
import './autopsy.css';
import type { FromAutopsy, ToAutopsy } from '../../src/protocol/autopsy/page';
import { element } from '../kit/dom';
import { unpackNumbers } from '../run/oddNumbers';
import { AutopsyPage } from './page';

declare function acquireVsCodeApi(): { postMessage(message: FromAutopsy): void };

const api = acquireVsCodeApi();
const post = (message: FromAutopsy): void => api.postMessage(message);
addEventListener('error', event => post({ type: 'failure', message: event.message }));
addEventListener('unhandledrejection', event =>
  post({ type: 'failure', message: String(event.reason) }),
);

/** Other parts of the editor may post to this window too. */
function isToAutopsy(data: unknown): data is ToAutopsy {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'autopsy';
}

const root = document.getElementById('app') ?? document.body.appendChild(element('div'));
new AutopsyPage(root, {
  post,
  listen: receive =>
    addEventListener('message', (event: MessageEvent<unknown>) => {
      if (isToAutopsy(event.data)) receive(unpackNumbers(event.data));
    }),
}).start();
