/** Starts the panel's page. */
import './styles.css';
import './header/header.css';
import './sections/frame.css';
import './layer/layer.css';
import './matrices/matrices.css';
import './network/network.css';
import './runs/runs.css';
import './sweep/sweep.css';
import './confusion/confusion.css';
import './predictions/predictions.css';
import './log/log.css';
import './task/task.css';
import './comparison/comparison.css';
import './formula/formula.css';
import { element } from './kit/dom';
import { connectHost } from './page/host';
import { plainText } from './words/numbers';
import { Page } from './page/page';
import { registerToolkit } from './kit/toolkit';

const host = connectHost();
addEventListener('error', event => host.post({ type: 'failure', message: event.message }));
addEventListener('unhandledrejection', event =>
  host.post({ type: 'failure', message: String(event.reason) }),
);
document.addEventListener('copy', event => {
  const selected = getSelection()?.toString() ?? '';
  if (selected === '' || !event.clipboardData) return;
  event.clipboardData.setData('text/plain', plainText(selected));
  event.preventDefault();
});
registerToolkit();
const root = document.getElementById('app') ?? document.body.appendChild(element('div'));
new Page(root, host).start();
