/** Starts the panel's page. */
import './styles.css';
import { element } from './dom';
import { connectHost } from './host';
import { Page } from './page';
import { registerToolkit } from './toolkit';

const host = connectHost();
addEventListener('error', event => host.post({ type: 'failure', message: event.message }));
addEventListener('unhandledrejection', event =>
  host.post({ type: 'failure', message: String(event.reason) }),
);
registerToolkit();
const root = document.getElementById('app') ?? document.body.appendChild(element('div'));
new Page(root, host).start();
