/** Starts the page that shows a table's columns. */
import './table.css';
import type { FromTable, ToTable } from '../../src/protocol/table/table';
import { element } from '../kit/dom';
import { registerToolkit } from '../kit/toolkit';
import { TablePage } from './tablePage';

declare function acquireVsCodeApi(): {
  postMessage(message: FromTable): void;
  setState(state: { uri: string }): void;
};

/** Other parts of the editor may post to this window too. */
function isToTable(data: unknown): data is ToTable {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'table';
}

const api = acquireVsCodeApi();
registerToolkit();
const root = document.getElementById('app') ?? document.body.appendChild(element('main'));
const page = new TablePage(root, message => api.postMessage(message));
addEventListener('message', (event: MessageEvent<unknown>) => {
  if (!isToTable(event.data)) return;
  const { uri, picture, focus } = event.data;
  api.setState({ uri });
  page.show(picture, focus);
});
api.postMessage({ type: 'ready' });
